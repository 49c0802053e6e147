/** The sheet round a page: crop and register marks, colour bars and slug, all of it outside the bleed. */
import { BLACK, type Ink } from "../base/colour.ts";
import { bottom, type Point, type Rect, right } from "../base/geometry.ts";
import { ellipsePath, linePath } from "../base/path.ts";
import { mm, type Pt } from "../base/units.ts";
import type { MarkKind } from "../model/press.ts";
import { barWidth, colourBars } from "./colour-bars.ts";
import type { DisplayPage, FillItem, Sheet, StrokeItem } from "./display-list.ts";

/** What the marks depend on besides the page. */
export interface SheetHow {
  readonly marks: ReadonlySet<MarkKind>;
  /** whether the page prints on the black plate alone; its marks do, too, so that the other plates stay empty */
  readonly mono: boolean;
  /** the slug's lines, set by `setSlug` to the width of the trim, their first baseline at 0 0 */
  readonly slug: { readonly height: Pt; at(corner: Point): readonly FillItem[] } | undefined;
}

/** Room round the bleed for marks. */
const ROOM = mm(10);
/** Away from the bleed, so that no bit of a mark is ever inside it. */
const GAP = mm(1);
const CROP_LENGTH = mm(5);
const REGISTER_LENGTH = mm(6);
const REGISTER_RADIUS = mm(1.6);
/** Fine enough to register by, and what a newspaper press still holds. */
const HAIRLINE = 0.25;

/** The page with its sheet; the page itself when no marks are asked for. */
export const paintSheet = (page: DisplayPage, { marks, mono, slug }: SheetHow): DisplayPage => {
  if (marks.size === 0) return page;
  const { bleed } = page;
  const below = slug ? slug.height + GAP : 0;
  const rect: Rect = {
    x: bleed.x - ROOM,
    y: bleed.y - ROOM,
    width: bleed.width + 2 * ROOM,
    height: bleed.height + 2 * ROOM + below,
  };
  const lines = [
    ...(marks.has("crop") ? cropMarks(page) : []),
    ...(marks.has("register") ? registerCentres(page).flatMap(registerMark) : []),
  ];
  return {
    ...page,
    sheet: {
      rect,
      everyPlate: lines,
      inked: [
        ...(marks.has("bars") ? colourBars(barPlace(page), mono) : []),
        ...(slug ? slug.at({ x: page.trim.x, y: bottom(bleed) + ROOM - GAP }) : []),
      ],
    } satisfies Sheet,
  };
};

const mark = (path: StrokeItem["path"], dash: readonly Pt[] = []): StrokeItem => ({
  kind: "stroke",
  path,
  thickness: HAIRLINE,
  dash,
  join: "miter",
  ink: BLACK satisfies Ink,
  overprint: true,
});

/** Two lines at each corner of the trim; of a panorama, broken ones at the fold. */
const cropMarks = ({ trim, bleed, fold }: DisplayPage): readonly StrokeItem[] => {
  const across = (y: Pt): readonly StrokeItem[] => [
    mark(linePath({ x: bleed.x - GAP - CROP_LENGTH, y }, { x: bleed.x - GAP, y })),
    mark(linePath({ x: right(bleed) + GAP, y }, { x: right(bleed) + GAP + CROP_LENGTH, y })),
  ];
  const down = (x: Pt, dash?: readonly Pt[]): readonly StrokeItem[] => [
    mark(linePath({ x, y: bleed.y - GAP - CROP_LENGTH }, { x, y: bleed.y - GAP }), dash),
    mark(linePath({ x, y: bottom(bleed) + GAP }, { x, y: bottom(bleed) + GAP + CROP_LENGTH }), dash),
  ];
  return [
    ...[trim.y, bottom(trim)].flatMap(across),
    ...[trim.x, right(trim)].flatMap((x) => down(x)),
    ...(fold ? down(fold.x, [mm(1), mm(0.6)]) : []),
  ];
};

/** The middle of each side; of a panorama's long sides the middles of both pages, since the fold has its own mark. */
const registerCentres = ({ trim, bleed, fold }: DisplayPage): readonly Point[] => {
  const away = GAP + REGISTER_LENGTH / 2;
  const middles = fold ? [(trim.x + fold.x) / 2, (fold.x + right(trim)) / 2] : [trim.x + trim.width / 2];
  const level = trim.y + trim.height / 2;
  return [
    ...middles.flatMap((x) => [
      { x, y: bleed.y - away },
      { x, y: bottom(bleed) + away },
    ]),
    { x: bleed.x - away, y: level },
    { x: right(bleed) + away, y: level },
  ];
};

/** 套准线: a cross through a ring. */
const registerMark = ({ x, y }: Point): readonly StrokeItem[] => {
  const arm = REGISTER_LENGTH / 2;
  const ring = {
    x: x - REGISTER_RADIUS,
    y: y - REGISTER_RADIUS,
    width: 2 * REGISTER_RADIUS,
    height: 2 * REGISTER_RADIUS,
  };
  return [
    mark(linePath({ x: x - arm, y }, { x: x + arm, y })),
    mark(linePath({ x, y: y - arm }, { x, y: y + arm })),
    mark(ellipsePath(ring)),
  ];
};

/** Over the page, between the corner's mark and the first register mark. */
const barPlace = ({ trim, bleed, fold }: DisplayPage): Rect => {
  const x = trim.x + mm(3);
  const end = trim.x + trim.width / (fold ? 4 : 2) - REGISTER_LENGTH;
  const height = Math.min(mm(5), barWidth(end - x));
  return { x, y: bleed.y - mm(2) - height, width: Math.max(0, end - x), height };
};
