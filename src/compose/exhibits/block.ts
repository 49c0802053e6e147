/** A block: lines and drawings from an origin of its own, and what is wrong with it. */
import type { Diagnostic } from "../../base/diagnostic.ts";
import { mapPath } from "../../base/path.ts";
import type { Pt } from "../../base/units.ts";
import type { Inline } from "../../model/story.ts";
import type { Align, TextStyle } from "../../model/style.ts";
import type { ComposedLine, Shape } from "../composed-page.ts";
import { extentOf } from "../galley/cluster.ts";
import { galleyStyle } from "../galley/galley-style.ts";
import type { Galleys } from "../galleys.ts";
import { setLine } from "../lines/justify.ts";
import { blockLines, blockRows } from "../text-block.ts";

/** What is told of a block; the place is its frame's. */
export type BlockFault = Pick<Diagnostic, "code" | "severity" | "message" | "hint" | "source">;

/** A block from its top left corner. */
export interface Block {
  readonly height: Pt;
  readonly lines: readonly ComposedLine[];
  readonly shapes: readonly Shape[];
  readonly faults: readonly BlockFault[];
}

/** How much room a block has; a height that is given is to be filled where the block can do so. */
export interface BlockRoom {
  readonly width: Pt;
  readonly height?: Pt;
}

/** A text in a block. */
export interface BlockText {
  readonly lines: readonly ComposedLine[];
  readonly height: Pt;
}

/** Where a text is set; `y` is its top. */
export interface TextPlace {
  readonly x: Pt;
  readonly y: Pt;
  readonly width: Pt;
  /** where it is not the style's */
  readonly align?: Align;
}

/** A text set in lines of a width; nothing takes no room. */
export const setText = (
  text: Inline,
  style: TextStyle,
  { galleys, place }: { readonly galleys: Galleys; readonly place: TextPlace },
): BlockText => {
  const { align = style.align, ...where } = place;
  const lines = blockLines({ main: text, tail: [] }, { style: { ...style, align }, galleys, place: where });
  return { lines, height: blockRows(lines) * style.leading };
};

/** A text set in one line whatever its width, on a baseline; undefined when there is none. */
export const setOneLine = (
  text: Inline,
  style: TextStyle,
  {
    galleys,
    place,
  }: {
    readonly galleys: Galleys;
    readonly place: { readonly x: Pt; readonly baseline: Pt; readonly align?: "left" | "centre" | "right" };
  },
): ComposedLine | undefined => {
  if (text.length === 0) return undefined;
  const paragraph = galleys.paragraph(text, galleyStyle(style, { locale: galleys.locale, indents: [0] }));
  const { clusters } = paragraph;
  const natural = extentOf(clusters);
  const { x, baseline, align = "left" } = place;
  const left = align === "left" ? x : align === "right" ? x - natural : x - natural / 2;
  const whole = { from: 0, to: clusters.length, next: clusters.length, indent: 0, hang: 0, last: true };
  return setLine(
    paragraph,
    { ...whole, natural, measure: natural },
    { x: left, baseline, align: "left", ink: style.ink, paragraph: -1, leg: 0 },
  );
};

/** Width of a text in one line. */
export const widthOfText = (text: Inline, style: TextStyle, galleys: Galleys): Pt =>
  text.length === 0
    ? 0
    : extentOf(galleys.paragraph(text, galleyStyle(style, { locale: galleys.locale, indents: [0] })).clusters);

/** Baseline of the first line of a text whose top is at `y`. */
export const firstBaseline = (y: Pt, { leading, size }: TextStyle): Pt => y + (leading - size) / 2 + 0.88 * size;

/** The line in another place. */
export const moveLine = (line: ComposedLine, dx: Pt, dy: Pt): ComposedLine => ({
  ...line,
  x: line.x + dx,
  baseline: line.baseline + dy,
});

/** The drawing in another place. */
export const moveShape = (shape: Shape, dx: Pt, dy: Pt): Shape =>
  shape.kind === "rule"
    ? { ...shape, rect: { ...shape.rect, x: shape.rect.x + dx, y: shape.rect.y + dy } }
    : { ...shape, path: mapPath(shape.path, ({ x, y }) => ({ x: x + dx, y: y + dy })) };

/** A line that is wider than it may be by more than anybody overlooks. */
export const isTooWide = ({ natural, measure }: ComposedLine, { size }: TextStyle): boolean =>
  natural > measure + 0.3 * size;
