/**
 * The press rules as a table: what each looks at, what it finds and who asks for it. Numbers in `source` are those of the GWG 2022
 * requirement sheet, variants Newspaper Ads and WebCMYKNews (PRINT §2.1).
 */
import { coverage, type Ink, inkCount, isBlackOnly } from "../base/colour.ts";
import type { DiagnosticCode } from "../base/diagnostic-codes.ts";
import { contains, type Rect } from "../base/geometry.ts";
import { fits, type Pt, toMm } from "../base/units.ts";
import type { DisplayItem, FillItem, GlyphsItem, PictureItem, StrokeItem } from "../display/display-list.ts";
import type { Press } from "../model/edition.ts";
import type { BlackSum } from "./black-sums.ts";
import type { InkedPicture } from "./inked-page.ts";
import { OVERPRINT_SIZE, OVERPRINT_THICKNESS } from "./overprint-sizes.ts";

/** What rules look at; an item may be several of these. */
export interface PressSubjects {
  readonly text: GlyphsItem;
  /** a stroke, or a filled rectangle so thin that it is a line (GWG I00004) */
  readonly line: {
    readonly thickness: Pt;
    readonly ink: Ink;
    readonly overprint: boolean;
    /** knocks out because of the ink limit; no when absent */
    readonly knockedOut?: boolean;
  };
  /** a filled or stroked path, thick or thin */
  readonly path: FillItem | StrokeItem;
  /** black that overprints a colour */
  readonly black: { readonly item: DisplayItem; readonly sum: BlackSum };
  readonly picture: { readonly item: PictureItem; readonly picture: InkedPicture };
  /** anything; `bounds` holds all its ink */
  readonly item: { readonly item: DisplayItem; readonly bounds: Rect; readonly bleed: Rect };
}

/** What a rule has to say of a subject. */
export interface PressFault {
  readonly message: string;
  readonly hint: string;
}

interface RuleOn<Kind extends keyof PressSubjects> {
  readonly id: string;
  readonly code: DiagnosticCode;
  readonly severity: "error" | "warning";
  readonly source: string;
  readonly looksAt: Kind;
  find(subject: PressSubjects[Kind], press: Press): PressFault | undefined;
}

export type PressRule = { [Kind in keyof PressSubjects]: RuleOn<Kind> }[keyof PressSubjects];

/** Type in several inks, or white in a ground, needs this size to survive misregister of a few tenths of a millimetre. */
const REGISTER_SIZE: Pt = 10;

const SMALLEST_TYPE: Pt = 5;
const HAIRLINE: Pt = 0.25;

/** A text this black is meant to be black, and its other inks are a mistake. */
const BLACK_ENOUGH = 85;

/** All rules, in the order in which they are asked. */
export const PRESS_RULES: readonly PressRule[] = [
  {
    id: "picture-too-coarse",
    code: "press/resolution",
    severity: "error",
    source: "GWG 2022 R0031",
    looksAt: "picture",
    find: ({ item, picture }, { resolution }) =>
      picture.ppi < resolution.error ? coarse(item, picture, resolution.error) : undefined,
  },
  {
    id: "picture-coarse",
    code: "press/resolution",
    severity: "warning",
    source: "GWG 2022 R0031",
    looksAt: "picture",
    find: ({ item, picture }, { resolution }) =>
      picture.ppi >= resolution.error && picture.ppi < resolution.warn
        ? coarse(item, picture, resolution.warn)
        : undefined,
  },
  {
    id: "picture-ink",
    code: "press/ink-limit",
    severity: "error",
    source: "GWG 2022 R0026; ISO 12647-3",
    looksAt: "picture",
    find: ({ item, picture }, { inkLimit }) =>
      fits(picture.peakInk, inkLimit)
        ? undefined
        : {
            message: `the picture \`${item.photo.path}\` lays down ${percent(picture.peakInk)} of ink; the limit is ${percent(inkLimit)}`,
            hint: "raise the limit, or separate the picture with less black",
          },
  },
  {
    id: "text-ink",
    code: "press/ink-limit",
    severity: "error",
    source: "GWG 2022 R0015, R0026",
    looksAt: "text",
    find: ({ ink }, { inkLimit }) => tooMuch("type", ink, inkLimit),
  },
  {
    id: "path-ink",
    code: "press/ink-limit",
    severity: "error",
    source: "GWG 2022 R0026",
    looksAt: "path",
    find: ({ kind, ink }, { inkLimit }) => tooMuch(kind === "fill" ? "a tint" : "a rule", ink, inkLimit),
  },
  {
    id: "black-over-tint-ink",
    code: "press/ink-limit",
    severity: "error",
    source: "GWG 2022 R0026",
    looksAt: "black",
    find: (black, { inkLimit }) => tooMuchBlack(black, "tint", inkLimit),
  },
  {
    id: "black-over-picture-ink",
    code: "press/ink-limit",
    severity: "warning",
    source: "GWG 2022 R0026; the spot under it may be lighter than the picture's darkest",
    looksAt: "black",
    find: (black, { inkLimit }) => tooMuchBlack(black, "picture", inkLimit),
  },
  {
    id: "small-text-in-several-inks",
    code: "press/multi-ink-text",
    severity: "warning",
    source: "GWG 2022 R0017",
    looksAt: "text",
    find: ({ ink, size }) =>
      inkCount(ink) > 1 && !fits(REGISTER_SIZE, size)
        ? {
            message: `type of ${points(size)} in ${inkCount(ink)} inks will not register`,
            hint: `set it in one ink, or at ${points(REGISTER_SIZE)} and more`,
          }
        : undefined,
  },
  {
    id: "black-text-in-several-inks",
    code: "press/multi-ink-text",
    severity: "warning",
    source: "GWG 2022 R0015; no 四色黑",
    looksAt: "text",
    find: ({ ink, size }) =>
      ink.k >= BLACK_ENOUGH && inkCount(ink) > 1 && fits(REGISTER_SIZE, size)
        ? { message: `black type is mixed of ${inkCount(ink)} inks`, hint: "set it in black alone (0/0/0/100)" }
        : undefined,
  },
  {
    id: "small-white-text",
    code: "press/small-type",
    severity: "warning",
    source: "GWG 2022 R0016",
    looksAt: "text",
    find: ({ ink, size }) =>
      inkCount(ink) === 0 && !fits(REGISTER_SIZE, size)
        ? {
            message: `white type of ${points(size)} will fill in`,
            hint: `set it at ${points(REGISTER_SIZE)} and more, or dark on light`,
          }
        : undefined,
  },
  {
    id: "tiny-text",
    code: "press/small-type",
    severity: "warning",
    source: "house rule for newsprint",
    looksAt: "text",
    find: ({ size }) =>
      fits(SMALLEST_TYPE, size)
        ? undefined
        : {
            message: `type of ${points(size)} does not print legibly on newsprint`,
            hint: `set it at ${points(SMALLEST_TYPE)} and more`,
          },
  },
  {
    id: "white-text-overprints",
    code: "press/white-overprint",
    severity: "error",
    source: "GWG 2022 R0007",
    looksAt: "text",
    find: ({ ink, overprint }) => invisible("type", ink, overprint),
  },
  {
    id: "white-path-overprints",
    code: "press/white-overprint",
    severity: "warning",
    source: "GWG 2022 R0008",
    looksAt: "path",
    find: ({ kind, ink, overprint }) => invisible(kind === "fill" ? "area" : "rule", ink, overprint),
  },
  {
    id: "small-black-text-knocks-out",
    code: "press/small-type",
    severity: "warning",
    source: "GWG 2022 R0009",
    looksAt: "text",
    find: ({ ink, size, overprint }) =>
      isSolidBlack(ink) && !overprint && !fits(OVERPRINT_SIZE, size)
        ? { message: `black type of ${points(size)} knocks out the ground under it`, hint: "let it overprint" }
        : undefined,
  },
  {
    id: "thin-black-line-knocks-out",
    code: "press/hairline",
    severity: "warning",
    source: "GWG 2022 R0010",
    looksAt: "line",
    find: ({ ink, thickness, overprint, knockedOut }) =>
      isSolidBlack(ink) && !overprint && !knockedOut && !fits(OVERPRINT_THICKNESS, thickness)
        ? { message: `a black rule of ${points(thickness)} knocks out the ground under it`, hint: "let it overprint" }
        : undefined,
  },
  {
    id: "hairline",
    code: "press/hairline",
    severity: "warning",
    source: "GWG 2022 R0018, R0019; for one ink a house rule",
    looksAt: "line",
    find: ({ ink, thickness }) =>
      // the only length finer than the engine's tolerance: a quarter of a point has to be one
      thickness >= HAIRLINE - 1e-6
        ? undefined
        : {
            message: `a ${lineWords(ink)}rule of ${points(thickness)} is thinner than the press holds`,
            hint: `make it ${points(HAIRLINE)} and more`,
          },
  },
  {
    id: "outside-bleed",
    code: "press/outside-bleed",
    severity: "error",
    source: "ISO 15930-7 6.9 (boxes); GWG 2022 R0024",
    looksAt: "item",
    find: ({ item, bounds, bleed }) =>
      contains(bleed, bounds)
        ? undefined
        : {
            message: `${ITEM_WORDS[item.kind]} ${reach(bounds, bleed)} mm outside the bleed`,
            hint: "move it onto the page, or end it at the bleed",
          },
  },
  {
    id: "black-line-in-several-inks",
    code: "press/rich-black",
    severity: "warning",
    source: "GWG 2022 R0019; no 四色黑",
    looksAt: "line",
    find: ({ ink, thickness }) =>
      ink.k >= BLACK_ENOUGH && inkCount(ink) > 1 && !fits(OVERPRINT_THICKNESS, thickness)
        ? {
            message: `a black rule of ${points(thickness)} is mixed of ${inkCount(ink)} inks and will not register`,
            hint: "print it in black alone (0/0/0/100)",
          }
        : undefined,
  },
];

const ITEM_WORDS: Record<DisplayItem["kind"], string> = {
  glyphs: "type stands",
  fill: "a tint reaches",
  stroke: "a rule reaches",
  picture: "a picture reaches",
  drawing: "a drawing reaches",
  art: "a drawing reaches",
};

const coarse = ({ photo, rect }: PictureItem, { ppi }: InkedPicture, need: number): PressFault => ({
  message: `the picture \`${photo.path}\` prints at ${Math.floor(ppi)} ppi; ${need} are wanted`,
  hint: `print it at most ${Math.floor(toMm((rect.width * ppi) / need))} mm wide, or get a larger file`,
});

const tooMuch = (what: string, ink: Ink, limit: number): PressFault | undefined =>
  fits(coverage(ink), limit)
    ? undefined
    : {
        message: `${what} lays down ${percent(coverage(ink))} of ink; the limit is ${percent(limit)}`,
        hint: "take a lighter colour",
      };

const tooMuchBlack = (
  { item, sum }: PressSubjects["black"],
  on: BlackSum["on"],
  limit: number,
): PressFault | undefined => {
  if (sum.on !== on || fits(sum.ink, limit)) return undefined;
  const what = item.kind === "glyphs" ? `black type of ${points(item.size)}` : "a black rule";
  return {
    message: `${what} over ${on === "tint" ? "a tint" : "a picture"} lays down ${on === "tint" ? "" : "up to "}${percent(sum.ink)} of ink with it; the limit is ${percent(limit)}`,
    hint:
      on === "picture"
        ? "put paper or a tint under it, or move it off the picture"
        : `take a tint of at most ${percent(Math.max(0, limit - 100))}${item.kind === "glyphs" ? `, or type of ${points(OVERPRINT_SIZE)} and more, which knocks out` : ""}`,
  };
};

const invisible = (what: string, ink: Ink, overprint: boolean): PressFault | undefined =>
  overprint && inkCount(ink) === 0
    ? { message: `white ${what} is set to overprint and will not be seen`, hint: "let it knock out" }
    : undefined;

const isSolidBlack = (ink: Ink): boolean => isBlackOnly(ink) && ink.k === 100;

const lineWords = (ink: Ink): string => {
  const inks = inkCount(ink);
  return inks === 0 ? "white " : inks === 1 ? "" : `${inks}-ink `;
};

const reach = (bounds: Rect, bleed: Rect): number => {
  const most = Math.max(
    bleed.x - bounds.x,
    bleed.y - bounds.y,
    bounds.x + bounds.width - bleed.x - bleed.width,
    bounds.y + bounds.height - bleed.y - bleed.height,
  );
  return Math.max(0.1, Math.round(toMm(most) * 10) / 10);
};

const percent = (value: number): string => `${Math.round(value * 10) / 10} %`;

const points = (value: Pt): string => `${Math.round(value * 100) / 100} pt`;
