/** The surface of a report: an A4 sheet on which words, rules and boxes are put, in few inks that have their colours on screens. */
import type { Ink } from "../base/colour.ts";
import type { Rect } from "../base/geometry.ts";
import { mm } from "../base/units.ts";
import type { DisplayItem, GlyphsItem, PathCommand } from "../display/display-list.ts";
import type { ScreenColour } from "../model/story.ts";
import type { FontChoice } from "../model/style.ts";
import { inkName } from "../press/inked-page.ts";
import type { Fonts } from "../text/font-library.ts";
import { type SetWords, setLine, setLines } from "./set-words.ts";

/** The sheet: A4. */
export const A4: Rect = { x: 0, y: 0, width: mm(210), height: mm(297) };

const ink = (c: number, m: number, y: number, k: number): Ink => ({ c, m, y, k });

/** The inks of a report. */
export const INKS = {
  text: ink(0, 0, 0, 100),
  grey: ink(0, 0, 0, 60),
  line: ink(0, 0, 0, 25),
  paper: ink(0, 0, 0, 0),
  error: ink(0, 95, 90, 15),
  warning: ink(0, 45, 100, 0),
  passes: ink(85, 10, 100, 15),
} as const;

const colour = (red: number, green: number, blue: number): ScreenColour => ({ red, green, blue });

/** sRGB for each of them, by name: a report is read on screens and office printers. */
export const SCREEN: ReadonlyMap<string, ScreenColour> = new Map([
  [inkName(INKS.text), colour(25, 25, 25)],
  [inkName(INKS.grey), colour(105, 105, 105)],
  [inkName(INKS.line), colour(195, 195, 195)],
  [inkName(INKS.paper), colour(255, 255, 255)],
  [inkName(INKS.error), colour(204, 13, 26)],
  [inkName(INKS.warning), colour(217, 122, 0)],
  [inkName(INKS.passes), colour(20, 130, 60)],
]);

/** How words look. */
export interface WordLook {
  readonly size: number;
  readonly bold?: boolean;
  readonly ink?: Ink;
}

/** The families that reports and marks are set in. */
export const REPORT_FACES: readonly FontChoice[] = [
  { family: "hei", weight: 400 },
  { family: "hei", weight: 700 },
];

/** Line height over the size of type. */
const LEADING = 1.35;

/** Collects what is printed. Places are points from the sheet's top left, y down. */
export class ReportSheet {
  readonly items: DisplayItem[] = [];
  readonly #fonts: Fonts;

  constructor(fonts: Fonts) {
    this.#fonts = fonts;
  }

  /** Width of a line of words. */
  width(text: string, look: WordLook): number {
    return setLine(text, this.#setting(look)).width;
  }

  /** Height of so many lines. */
  height(lines: number, { size }: WordLook): number {
    return lines * size * LEADING;
  }

  /** The lines that a text takes. */
  lines(text: string, width: number, look: WordLook): readonly SetWords[] {
    return setLines(text, width, this.#setting(look));
  }

  /** One line with its top at `y`. */
  line(text: string, { x, y }: { readonly x: number; readonly y: number }, look: WordLook): this {
    return this.put([setLine(text, this.#setting(look))], { x, y }, look);
  }

  /** Lines from `y` downwards. */
  put(lines: readonly SetWords[], { x, y }: { readonly x: number; readonly y: number }, look: WordLook): this {
    for (const [index, { letters }] of lines.entries()) {
      const baseline = y + index * look.size * LEADING + look.size * 1.02;
      let run: { readonly item: GlyphsItem; readonly glyphs: GlyphsItem["glyphs"][number][] } | undefined;
      for (const { face, glyph, text, x: along } of letters) {
        if (run?.item.face !== face) {
          const glyphs: GlyphsItem["glyphs"][number][] = [];
          const item: GlyphsItem = {
            kind: "glyphs",
            face,
            size: look.size,
            turn: 0,
            ink: look.ink ?? INKS.text,
            overprint: false,
            glyphs,
          };
          run = { item, glyphs };
          this.items.push(item);
        }
        run.glyphs.push({ id: glyph, x: x + along, y: baseline, text });
      }
    }
    return this;
  }

  fill(rect: Rect, filled: Ink): this {
    this.items.push({ kind: "fill", path: pathOf(rect), ink: filled, overprint: false });
    return this;
  }

  stroke(rect: Rect, drawn: Ink, thickness: number): this {
    this.items.push({
      kind: "stroke",
      path: pathOf(rect),
      thickness,
      dash: [],
      join: "miter",
      ink: drawn,
      overprint: false,
    });
    return this;
  }

  /** A badge with a number; gives its width. */
  badge(number: number, { x, y }: { readonly x: number; readonly y: number }, filled: Ink): number {
    const look: WordLook = { size: 6.5, bold: true, ink: INKS.paper };
    const width = this.width(`${number}`, look) + 4.4;
    this.fill({ x, y, width, height: 9.2 }, filled);
    this.line(`${number}`, { x: x + 2.2, y: y + 0.25 }, look);
    return width;
  }

  #setting({ size, bold }: WordLook) {
    return { fonts: this.#fonts, choice: REPORT_FACES[bold ? 1 : 0]!, size };
  }
}

const pathOf = ({ x, y, width, height }: Rect): readonly PathCommand[] => [
  { kind: "move", x, y },
  { kind: "line", x: x + width, y },
  { kind: "line", x: x + width, y: y + height },
  { kind: "line", x, y: y + height },
  { kind: "close" },
];
