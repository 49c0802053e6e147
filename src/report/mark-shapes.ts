/** What marks look like: boxes with a number, labels at the edge, the slug. As outlines: a marked copy needs no fonts. */
import type { Rect } from "../base/geometry.ts";
import { outlinePath } from "../display/outline-path.ts";
import { numbers } from "../pdf/pdf-number.ts";
import type { RuleSeverity } from "../preflight/rules/rule.ts";
import { type SetWords, setLine, type WordSetting } from "./set-words.ts";

/** A colour as ink, in which marks are drawn so that they break no rule of colour themselves, and for readers of notes, which want RGB. */
export interface MarkColour {
  /** 0 to 1: cyan, magenta, yellow, black */
  readonly ink: readonly [number, number, number, number];
  /** 0 to 1 */
  readonly rgb: readonly [number, number, number];
}

/** Colours by severity: told apart by the colour-blind, too, red being the darker. */
export const MARK_COLOURS: Readonly<Record<RuleSeverity, MarkColour>> = {
  error: { ink: [0, 0.95, 0.9, 0.15], rgb: [0.8, 0.05, 0.1] },
  warning: { ink: [0, 0.45, 1, 0], rgb: [0.93, 0.55, 0] },
};

/** Of the slug, on which type is black. */
export const SLUG_COLOUR: MarkColour = { ink: [0, 0.12, 0.8, 0], rgb: [1, 0.87, 0.2] };
const BLACK = numbers(0, 0, 0, 1);
const WHITE = numbers(0, 0, 0, 0);

/** A drawing of that size, in points from its lower left, y up. */
export interface MarkShape {
  readonly width: number;
  readonly height: number;
  readonly operators: string;
}

/** Height of a badge. */
export const BADGE = 10;
const SMALL = 7;
const PAD = 2.2;

/** A filled label with words in it; `size` of the type is that of badges unless it is given. */
export const labelShape = (words: string, colour: MarkColour, setting: WordSetting): MarkShape => {
  const line = setLine(words, setting);
  const height = setting.size * (BADGE / SMALL);
  const width = line.width + 2 * PAD;
  const operators = [
    `${numbers(...colour.ink)} k ${numbers(0, 0, width, height)} re f`,
    `${colour === SLUG_COLOUR ? BLACK : WHITE} k`,
    ...lettersOf(line, { x: PAD, y: (height - 0.72 * setting.size) / 2 }, setting.size),
    "f",
  ].join("\n");
  return { width, height, operators };
};

/** The slug, over the head of the page, at most as wide as it is. */
export const slugShape = (words: string, most: number, setting: WordSetting): MarkShape => {
  const wanted = setLine(words, setting).width + 2 * PAD;
  const size = setting.size * Math.min(1, most / wanted);
  return labelShape(words, SLUG_COLOUR, { ...setting, size });
};

/** The setting of badges. */
export const badgeSetting = (setting: Omit<WordSetting, "size">): WordSetting => ({ ...setting, size: SMALL });

/** A frame of `rect` with a label at `corner`; both in seen points within `bounds`, y down. */
export const boxShape = (
  { bounds, rect, corner }: { readonly bounds: Rect; readonly rect: Rect; readonly corner: Rect },
  label: MarkShape,
  colour: MarkColour,
): MarkShape => {
  const up = (y: number): number => bounds.y + bounds.height - y;
  const frame = numbers(rect.x - bounds.x, up(rect.y + rect.height), rect.width, rect.height);
  const operators = [
    `${numbers(...colour.ink)} K 1 w ${frame} re S`,
    `q 1 0 0 1 ${numbers(corner.x - bounds.x, up(corner.y + corner.height))} cm`,
    label.operators,
    "Q",
  ].join("\n");
  return { width: bounds.width, height: bounds.height, operators };
};

const lettersOf = ({ letters }: SetWords, at: { readonly x: number; readonly y: number }, size: number): string[] =>
  letters.flatMap(({ face, glyph, x }) =>
    // outlines come with y down
    outlinePath(face, glyph, { x: at.x + x, y: 0, size, turn: 0 }).map((each) => {
      const up = (y: number): number => at.y - y;
      if (each.kind === "close") return "h";
      if (each.kind === "curve") return `${numbers(each.x1, up(each.y1), each.x2, up(each.y2), each.x, up(each.y))} c`;
      return `${numbers(each.x, up(each.y))} ${each.kind === "move" ? "m" : "l"}`;
    }),
  );
