/**
 * Chinese composition: the space and the break between any two classes, worked out from the tables of marks, prohibition and
 * adjustment. Source: CLREQ 3.1 and 3.5; GB/T 15834—2011.
 */
import type { Em } from "../base/units.ts";
import type { AdjustmentName, Region } from "../model/style.ts";
import { ADJUSTMENTS, type AdjustmentTable, type GapKind, OPENER_SQUEEZE } from "./adjustment-steps.ts";
import type { Boundary, Tradition } from "./boundary.ts";
import { type CharacterClass, isMarkClass } from "./character-classes.ts";
import { breakBetween, type ChineseLevel, mayStretchBetween } from "./line-break-rules.ts";
import { type MarkSetting, type MarkWidths, markWidth, widthsOf } from "./punctuation-width.ts";

/** What Chinese composition depends on. */
export interface ChineseSetting extends MarkSetting {
  readonly region: Region;
  readonly level: ChineseLevel;
  /** gap between Han and Western at rest (LC-60, LC-66) */
  readonly hanWestern: Em;
  readonly adjustment: AdjustmentName;
}

/** A class, with what the characters around it make of it. */
interface Kind {
  readonly class: CharacterClass;
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
const COUNT = CLASSES.length + 3;

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
    startBlank: (kind) => (widths.lineStart ? 0 : kinds[kind]!.left),
    endBlank: (kind) => (widths.lineEnd ? 0 : kinds[kind]!.right),
    endStep: widths.stop === widths.pause ? (table.reduce["line-end"]?.step ?? 0) : 0,
  };
};

const kindsOf = (_texts: readonly string[], classes: readonly CharacterClass[]): Uint8Array => {
  const kinds = new Uint8Array(classes.length);
  for (let n = 0; n < classes.length; n++) {
    const each = classes[n]!;
    if (each === "closing" && classes[n - 1] === "stop") kinds[n] = CLOSING_AFTER_STOP;
    else if (each === "exclamation") n = exclamations(classes, n, kinds);
    else kinds[n] = INDEX[each];
  }
  return kinds;
};

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
  const plain = CLASSES.map((each) => kindOf(each, markWidth(each, setting)));
  const stop = plain[INDEX.stop]!;
  const closing = plain[INDEX.closing]!;
  const exclamation = plain[INDEX.exclamation]!;
  const solid = widths.meet === "all" ? exclamation : { ...exclamation, body: HALF, left: 0, right: 0 };
  return [
    ...plain,
    widths.meet === "half" && stop.right > closing.right ? { ...closing, right: stop.right } : closing,
    solid,
    widths.meet === "all" ? exclamation : { ...solid, right: HALF },
  ];
};

/** Body and blanks of a class that is given `width`: openers have their blank on the left, the middle dot on both sides. */
const kindOf = (name: CharacterClass, width: Em | undefined): Kind => {
  if (width === undefined) return { class: name, left: 0, right: 0, body: undefined };
  const blank = Math.max(0, width - HALF);
  if (name === "opening") return { class: name, left: blank, right: 0, body: HALF };
  if (name === "interpunct" || name === "solidus")
    return { class: name, left: blank / 2, right: blank / 2, body: HALF };
  return { class: name, left: 0, right: blank, body: HALF };
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
  const stretches = mayStretchBetween(before.class, after.class);
  return {
    natural,
    least: reduce && reduce.step > 0 ? Math.min(natural, reduce.least) : natural,
    giveStep: reduce && natural > reduce.least ? reduce.step : 0,
    most: expand ? Math.max(natural, expand.most) : natural,
    growStep: expand?.step ?? 0,
    stretches: stretches && !(kind === "han-western" && expand === undefined && natural > 0),
    squeeze: squeezeOf(before.class, after.class),
    break: breakBetween(before.class, after.class, setting.level),
  };
};

const isClosing = (name: CharacterClass): boolean => isMarkClass(name) && name !== "opening";

/** Blank between two neighbours: where two marks meet they share (LC-42, LC-47). */
const blankBetween = (before: Kind, after: Kind, { meet }: MarkWidths): Em => {
  const [a, b] = [before.class, after.class];
  if (meet === "all") return before.right + after.left;
  if (a === "interpunct" && after.left > 0) return before.right;
  if (b === "interpunct" && before.right > 0) return after.left;
  if (a === "opening") return b === "opening" ? 0 : before.right + after.left;
  if (isClosing(a) && isClosing(b)) return 0;
  if (isClosing(a) && b === "opening") return meet === "none" ? 0 : Math.max(before.right, after.left);
  return before.right + after.left;
};

const isHan = (name: CharacterClass): boolean => name === "ideograph";

const meetsWestern = (a: CharacterClass, b: CharacterClass): boolean =>
  (isHan(a) && b === "western") || (a === "western" && isHan(b));

/** Which step of the table a boundary belongs to; the mark whose blank it is decides. */
const gapKind = (before: Kind, after: Kind, hanWestern: boolean): GapKind => {
  if (before.class === "space") return "word-space";
  if (hanWestern) return "han-western";
  if (before.class === "interpunct" || after.class === "interpunct") return "interpunct";
  if (after.class === "opening" && after.left > 0) return "bracket";
  if (before.right === 0) return "other";
  if (before.class === "closing") return "bracket";
  return before.class === "stop" || before.class === "exclamation" ? "stop" : "comma";
};

/** Marks are squeezed on the side of their blank. */
const squeezeOf = (a: CharacterClass, b: CharacterClass): number =>
  (isClosing(a) ? 1 : 0) + (b === "opening" ? OPENER_SQUEEZE : 0);
