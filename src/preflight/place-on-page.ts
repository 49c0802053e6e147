/** Places of findings: from a page's own space to millimetres from the top left of its trim, and back. */
import type { PageFacts } from "./document/document-facts.ts";
import type { PageBox } from "./page-box.ts";

/** Millimetres from the top left of the trim, else of the art or media box; y down, whatever `Rotate` says. */
export interface MillimetrePlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** To tenths of a millimetre; a page without boxes is counted from the box itself. */
export const millimetrePlace = (box: PageBox, page: PageFacts): MillimetrePlace => {
  const from = originOf(page) ?? box;
  const unit = millimetresOf(page);
  const rounded = (length: number): number => Math.round(length * unit * 10) / 10 + 0;
  return {
    x: rounded(box.x0 - from.x0),
    y: rounded(from.y1 - box.y1),
    width: rounded(box.x1 - box.x0),
    height: rounded(box.y1 - box.y0),
  };
};

/** The box of a place in the page's own space; undefined where the page has no box to count from. */
export const boxOfPlace = ({ x, y, width, height }: MillimetrePlace, page: PageFacts): PageBox | undefined => {
  const from = originOf(page);
  if (!from) return undefined;
  const unit = millimetresOf(page);
  const [left, top] = [from.x0 + x / unit, from.y1 - y / unit];
  return { x0: left, y0: top - height / unit, x1: left + width / unit, y1: top };
};

/** Millimetres in one unit of the page's space (`UserUnit`, ISO 32000-1, 7.7.3.3). */
export const millimetresOf = ({ dict }: PageFacts): number => {
  const unit = dict.number("UserUnit") ?? 1;
  return ((unit > 0 ? unit : 1) * 25.4) / 72;
};

const originOf = ({ trim, art, media }: PageFacts): PageBox | undefined => trim ?? art ?? media;
