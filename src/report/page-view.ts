/** A page as a reader shows it: turned by `Rotate`, cut to its crop box; and the way there from the page's own space. */
import type { Rect } from "../base/geometry.ts";
import type { PageFacts } from "../preflight/document/document-facts.ts";
import { intersect, type PageBox, transformBox } from "../preflight/page-box.ts";
import { millimetresOf } from "../preflight/place-on-page.ts";

/** What is seen of a page. Points on paper, from the top left, y down. */
export interface PageView {
  readonly width: number;
  readonly height: number;
  /** clockwise quarter turns */
  readonly turns: 0 | 1 | 2 | 3;
  /** A box of the page's own space as it is seen. */
  seen(box: PageBox): Rect;
  /** A rectangle as it is seen in the page's own space. */
  own(rect: Rect): PageBox;
}

/** What readers take for the MediaBox of a page that has none. */
const LETTER: PageBox = { x0: 0, y0: 0, x1: 612, y1: 792 };

/** The view of a page; of one without boxes, as readers guess it. */
export const viewOf = (page: PageFacts): PageView => {
  const media = page.media ?? LETTER;
  const visible = (page.crop && intersect(page.crop, media)) ?? media;
  const unit = (millimetresOf(page) * 72) / 25.4;
  const turns = (((Math.round(page.rotate / 90) % 4) + 4) % 4) as PageView["turns"];
  const { x0, y0, x1, y1 } = visible;
  const [across, up] = [(x1 - x0) * unit, (y1 - y0) * unit];
  // own space to seen, y down: ISO 32000-1, table 30: clockwise
  const forward = (
    [
      [unit, 0, 0, -unit, -x0 * unit, y1 * unit],
      [0, unit, unit, 0, -y0 * unit, -x0 * unit],
      [-unit, 0, 0, unit, x1 * unit, -y0 * unit],
      [0, -unit, -unit, 0, y1 * unit, x1 * unit],
    ] as const
  )[turns]!;
  const back = (
    [
      [1 / unit, 0, 0, -1 / unit, x0, y1],
      [0, 1 / unit, 1 / unit, 0, x0, y0],
      [-1 / unit, 0, 0, 1 / unit, x1, y0],
      [0, -1 / unit, -1 / unit, 0, x1, y1],
    ] as const
  )[turns]!;
  return {
    width: turns % 2 === 0 ? across : up,
    height: turns % 2 === 0 ? up : across,
    turns,
    seen: (box) => rectOf(transformBox(box, forward)),
    own: ({ x, y, width, height }) => transformBox({ x0: x, y0: y, x1: x + width, y1: y + height }, back),
  };
};

const rectOf = ({ x0, y0, x1, y1 }: PageBox): Rect => ({ x: x0, y: y0, width: x1 - x0, height: y1 - y0 });
