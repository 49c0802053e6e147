/**
 * Chinese composition: the space and the break between any two classes, worked out from the tables of marks, prohibition and
 * adjustment. Source: CLREQ 3.1 and 3.5; GB/T 15834—2011.
 */
import type { Em } from "../base/units.ts";
import type { ChineseAdjustment, Region } from "../model/style.ts";
import { ADJUSTMENTS, type AdjustmentTable, type GapKind, OPENER_SQUEEZE } from "./adjustment-steps.ts";
import type { Boundary, Tradition } from "./boundary.ts";
import { type CharacterClass, isMarkClass } from "./character-classes.ts";
import { type Break, breakBetween, type ChineseLevel, isSolid, mayStretchBetween } from "./line-break-rules.ts";
import {
  type MarkPlace,
  type MarkSetting,
  type MarkWidths,
  markWidth,
  placeOf,
  widthsOf,
} from "./punctuation-width.ts";

/** What Chinese composition depends on. */
export interface ChineseSetting extends MarkSetting {
  readonly region: Region;
  readonly level: ChineseLevel;
  /** gap between Han and Western at rest (LC-60, LC-66) */
  readonly hanWestern: Em;
  readonly adjustment: ChineseAdjustment;
}

/** A class, with what the characters around it make of it. */
interface Kind {
  readonly class: CharacterClass;
  /** how line-start and line-end prohibition treat it; half-width brackets and points are Western only in their width */
  readonly breaksAs: CharacterClass;
  readonly place: MarkPlace;
  /** blank that belongs to it, em */
  readonly left: Em;
  readonly right: Em;
  readonly body: Em | undefined;
}

const CLASSES: readonly CharacterClass[] = [
  "opening",
  "closing",
  "comma",
  "colon",
  "semicolon",
  "stop",
  "exclamation",
  "interpunct",
  "connector",
  "solidus",
  "dash",
  "ellipsis",
  "ideograph",
  "prefix",
  "suffix",
  "reference",
  "space",
  "western",
];

const INDEX: Readonly<Record<CharacterClass, number>> = Object.fromEntries(
  CLASSES.map((each, n) => [each, n]),
) as Record<CharacterClass, number>;

/** Kinds beyond the classes: after 。the blank moves behind the quotation mark; ？！ together take one em, three of them two (LC-45). */
const CLOSING_AFTER_STOP = CLASSES.length;
const SOLID_EXCLAMATION = CLASSES.length + 1;
const LAST_OF_THREE = CLASSES.length + 2;
/** ・ of Japanese names is a full cell in every region; so is an ideographic space, which trims as a middle dot does. */
const FULL_MIDDLE = CLASSES.length + 3;
const FULL_SPACE = CLASSES.length + 4;
const NARROW_OPENING = CLASSES.length + 5;
const NARROW_CLOSING = CLASSES.length + 6;
/** Half-width kana's marks: half a cell by nature. */
const HALF_OPENING = CLASSES.length + 7;
const HALF_CLOSING = CLASSES.length + 8;
/** Western letters and digits upright in a cell of a vertical line: spaced as ideographs are, parted as Western text is. */
const STANDING = CLASSES.length + 9;
const COUNT = CLASSES.length + 10;

/** Characters that are another kind than their class says. */
const OF_ITS_OWN: Readonly<Record<string, number>> = {
  "・": FULL_MIDDLE,
  "　": FULL_SPACE,
  "(": NARROW_OPENING,
  "[": NARROW_OPENING,
  "{": NARROW_OPENING,
  ")": NARROW_CLOSING,
  "]": NARROW_CLOSING,
  "}": NARROW_CLOSING,
  ",": NARROW_CLOSING,
  ".": NARROW_CLOSING,
  ":": NARROW_CLOSING,
  ";": NARROW_CLOSING,
  "!": NARROW_CLOSING,
  "?": NARROW_CLOSING,
  "%": NARROW_CLOSING,
  "｢": HALF_OPENING,
  "｣": HALF_CLOSING,
  "｡": HALF_CLOSING,
  "､": HALF_CLOSING,
  "･": HALF_CLOSING,
};

/** Body of a mark, em. */
const HALF: Em = 0.5;

/** The tradition of a setting. Boundaries are made when first asked for and kept as long as it lives. */
export const chinese = (setting: ChineseSetting): Tradition => {
  const kinds = kindTable(setting);
  const table = ADJUSTMENTS[setting.adjustment];
  const widths = widthsOf(setting);
  const known: (Boundary | undefined)[] = new Array(COUNT * COUNT);
  return {
    kindsOf,
    boundary: (before, after) => {
      const at = before * COUNT + after;
      known[at] ??= boundaryOf(kinds[before]!, kinds[after]!, { setting, table, widths });
      return known[at];
    },
    body: (kind) => kinds[kind]!.body,
    leftBlank: (kind) => kinds[kind]!.left,
    rightBlank: (kind) => kinds[kind]!.right,
    trimsStart: widths.lineStart,
    trimsEnd: widths.lineEnd,
    // a style that keeps full stops full at a line's end too lets them give there when they give inside a line
    endStep: (widths.stop === widths.pause ? table.reduce["line-end"]?.step : table.reduce.stop?.step) ?? 0,
  };
};

const kindsOf = (texts: readonly string[], classes: readonly CharacterClass[]): Uint8Array => {
  const kinds = new Uint8Array(classes.length);
  for (let n = 0; n < classes.length; n++) {
    const each = classes[n]!;
    const own = mayBeItsOwn(each, texts[n]!) ? OF_ITS_OWN[texts[n]!] : undefined;
    if (each === "ideograph" && texts[n]! < "\u2000") kinds[n] = STANDING;
    else if (own !== undefined) kinds[n] = own;
    else if (each === "closing" && classes[n - 1] === "stop") kinds[n] = CLOSING_AFTER_STOP;
    else if (each === "exclamation") n = exclamations(classes, n, kinds);
    else kinds[n] = INDEX[each];
  }
  return kinds;
};

const mayBeItsOwn = (name: CharacterClass, text: string): boolean =>
  name === "western" || name === "interpunct" || text === "　" || (text >= "｡" && text <= "･");

/** A run of ？ and ！ from `n` on; returns its last place. */
const exclamations = (classes: readonly CharacterClass[], n: number, kinds: Uint8Array): number => {
  let end = n + 1;
  while (classes[end] === "exclamation") end++;
  if (end - n === 1) kinds[n] = INDEX.exclamation;
  else {
    kinds.fill(SOLID_EXCLAMATION, n, end);
    if (end - n === 3) kinds[end - 1] = LAST_OF_THREE;
  }
  return end - 1;
};

const kindTable = (setting: ChineseSetting): readonly Kind[] => {
  const widths = widthsOf(setting);
  const plain = CLASSES.map((each) => kindOf(each, markWidth(each, setting), placeOf(each, setting)));
  const [stop, closing, exclamation] = [plain[INDEX.stop]!, plain[INDEX.closing]!, plain[INDEX.exclamation]!];
  const whole = widths.meet === "all" || exclamation.place === "fixed";
  const solid = whole ? exclamation : { ...exclamation, body: HALF, left: 0, right: 0 };
  const western = plain[INDEX.western]!;
  return [
    ...plain,
    widths.meet === "half" && stop.right > closing.right && stop.place === "start"
      ? { ...closing, right: stop.right }
      : closing,
    solid,
    whole ? exclamation : { ...solid, right: HALF },
    kindOf("interpunct", widths.stop === HALF ? HALF : 1, "centre"),
    { ...plain[INDEX.ideograph]!, place: "centre" },
    { ...western, breaksAs: "opening" },
    { ...western, breaksAs: "closing" },
    kindOf("opening", undefined, "fixed"),
    kindOf("closing", undefined, "fixed"),
    { ...plain[INDEX.ideograph]!, breaksAs: "western" },
  ];
};

/** Body and blanks of a class that is given `width`. */
const kindOf = (name: CharacterClass, width: Em | undefined, place: MarkPlace): Kind => {
  const common = { class: name, breaksAs: name, place };
  if (width === undefined) return { ...common, place: "fixed", left: 0, right: 0, body: undefined };
  const blank = Math.max(0, width - HALF);
  if (place === "end") return { ...common, left: blank, right: 0, body: HALF };
  if (place === "centre" || name === "solidus") return { ...common, left: blank / 2, right: blank / 2, body: HALF };
  return { ...common, left: 0, right: blank, body: HALF };
};

interface Tables {
  readonly setting: ChineseSetting;
  readonly table: AdjustmentTable;
  readonly widths: MarkWidths;
}

const boundaryOf = (before: Kind, after: Kind, { setting, table, widths }: Tables): Boundary => {
  const hanWestern = meetsWestern(before.class, after.class);
  const blank = blankBetween(before, after, widths);
  const natural = blank > 0 || !hanWestern ? blank : setting.hanWestern;
  const kind = gapKind(before, after, hanWestern);
  const reduce = table.reduce[kind];
  const expand = kind === "word-space" || natural > 0 ? table.expand[kind] : undefined;
  const word = before.class === "western" && after.class === "western";
  const stretches = !word && mayStretchBetween(before.breaksAs, after.breaksAs);
  return {
    natural,
    least: reduce && reduce.step > 0 ? Math.min(natural, reduce.least) : natural,
    giveStep: reduce && natural > reduce.least ? reduce.step : 0,
    most: expand ? Math.max(natural, expand.most) : natural,
    growStep: expand?.step ?? 0,
    stretches: stretches && !(kind === "han-western" && expand === undefined && natural > 0),
    solid: word || isSolid(before.breaksAs, after.breaksAs),
    squeeze: squeezeOf(before.class, after.class),
    break: breakOf(before, after, setting.level),
  };
};

/** Half-width marks keep off line edges beside Han; between Western characters they belong to the word. */
const breakOf = (before: Kind, after: Kind, level: ChineseLevel): Break =>
  before.class === "western" && after.class === "western"
    ? breakBetween("western", "western", level)
    : breakBetween(before.breaksAs, after.breaksAs, level);

const isClosing = (name: CharacterClass): boolean => isMarkClass(name) && name !== "opening";

/** Blank between two neighbours: where two marks meet they share (LC-42, LC-47); what meets a mark in the middle of its cell gives. */
const blankBetween = (before: Kind, after: Kind, { meet }: MarkWidths): Em => {
  const closes = isClosing(before.class) && before.place === "start";
  const opens = after.class === "opening";
  if (meet === "all") return before.right + after.left;
  if (opens && (before.class === "opening" || before.breaksAs === "opening" || before.place === "centre"))
    return before.right;
  if (closes && (after.place === "centre" || after.breaksAs === "closing")) return after.left;
  if (closes && isClosing(after.class) && after.place === "start") return after.left;
  if (closes && opens) return meet === "none" ? 0 : Math.max(before.right, after.left);
  return before.right + after.left;
};

const isHan = (name: CharacterClass): boolean => name === "ideograph";

const meetsWestern = (a: CharacterClass, b: CharacterClass): boolean =>
  (isHan(a) && b === "western") || (a === "western" && isHan(b));

/** Which step of the table a boundary belongs to; the mark whose blank it is decides. */
const gapKind = (before: Kind, after: Kind, hanWestern: boolean): GapKind => {
  if (before.class === "space") return "word-space";
  if (hanWestern) return "han-western";
  if (isHan(before.class) && isHan(after.class)) return "han";
  if (before.class === "interpunct" || after.class === "interpunct") return "interpunct";
  if (after.class === "opening" && after.left > 0) return "bracket";
  if (before.right === 0) return "other";
  if (before.class === "closing") return "bracket";
  return before.class === "stop" || before.class === "exclamation" ? "stop" : "comma";
};

/** Marks are squeezed on the side of their blank. */
const squeezeOf = (a: CharacterClass, b: CharacterClass): number =>
  (isClosing(a) ? 1 : 0) + (b === "opening" ? OPENER_SQUEEZE : 0);
