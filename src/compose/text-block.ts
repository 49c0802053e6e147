/** Small blocks of text with a leading of their own: captions, key figures, furniture. */
import type { Pt } from "../base/units.ts";
import type { Inline } from "../model/story.ts";
import type { TextStyle } from "../model/style.ts";
import type { ComposedLine } from "./composed-page.ts";
import { extentOf, type GalleyParagraph } from "./galley/cluster.ts";
import { galleyStyle } from "./galley/galley-style.ts";
import type { Galleys } from "./galleys.ts";
import { breakLines } from "./lines/break-lines.ts";
import { setLine } from "./lines/justify.ts";

/** Where a block's lines begin; `y` is the top of the first line. */
export interface BlockPlace {
  readonly x: Pt;
  readonly y: Pt;
  readonly width: Pt;
}

/** Space between a caption and the credit on its last line, in ems. */
const LEAST_GAP = 1;

/** Lines of a text; `tail` is set off to the right, on the last line where it goes, else on one more. */
export const blockLines = (
  text: { readonly main: Inline; readonly tail: Inline },
  { style, galleys, place }: { readonly style: TextStyle; readonly galleys: Galleys; readonly place: BlockPlace },
): readonly ComposedLine[] => {
  const rules = galleys.rules(style);
  const lines: ComposedLine[] = [];
  const baseline = (n: number) => place.y + n * style.leading + (style.leading - style.size) / 2 + 0.88 * style.size;
  const add = (inline: Inline, align: TextStyle["align"], at: number) => {
    const paragraph = blockParagraph(inline, style, galleys);
    breakLines(paragraph, [place.width], rules).forEach((line, n) => {
      lines.push(
        setLine(paragraph, line, {
          x: place.x,
          baseline: baseline(at + n),
          align,
          ink: style.ink,
          paragraph: -1,
          leg: 0,
        }),
      );
    });
  };
  if (text.main.length > 0) add(text.main, style.align, 0);
  if (text.tail.length > 0) {
    const last = lines.at(-1);
    const width = extentOf(blockParagraph(text.tail, style, galleys).clusters);
    const beside = last !== undefined && last.natural + LEAST_GAP * style.size + width <= place.width;
    add(text.tail, "right", beside ? lines.length - 1 : lines.length);
  }
  return lines;
};

const blockParagraph = (inline: Inline, style: TextStyle, galleys: Galleys): GalleyParagraph =>
  galleys.paragraph(inline, galleyStyle(style, { locale: galleys.locale }));

/** How many lines high the block is. */
export const blockRows = (lines: readonly ComposedLine[]): number =>
  new Set(lines.map((line) => line.baseline.toFixed(3))).size;
