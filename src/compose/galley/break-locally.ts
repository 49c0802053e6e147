/** Breaks that depend on more than two neighbours: a style's own lists, three marks in a row, hyphens inside words. */
import type { BreakLists } from "../../model/style.ts";
import { isMarkClass } from "../../text/character-classes.ts";
import type { Hyphenator } from "../../text/hyphenate.ts";
import type { Break } from "../../text/line-break-rules.ts";
import type { Tailoring } from "../../text/uax14/tailoring.ts";
import type { Cluster, GalleyParagraph, Hyphen } from "./cluster.ts";
import { framedName } from "./framed-names.ts";
import { breakAddresses, breakByUnicode } from "./unicode-breaks.ts";

/** What a style adds to the breaks of its tradition. */
export interface LocalBreaks {
  /** undefined when all lists are empty */
  readonly lists: BreakLists | undefined;
  readonly hyphenate: Hyphenator | undefined;
  /** what UAX #14 is to be tailored by where it says where lines may end; else the tradition's classes have said it */
  readonly unicode: Tailoring | undefined;
}

/** The paragraph with these breaks; the same object where nothing changes. */
export const breakLocally = (set: GalleyParagraph, { lists, hyphenate, unicode }: LocalBreaks): GalleyParagraph => {
  const paragraph = unicode ? breakByUnicode(set, unicode) : breakAddresses(set);
  const { clusters } = paragraph;
  let changed: Cluster[] | undefined;
  const put = (n: number, each: Cluster): void => {
    changed ??= [...clusters];
    changed[n] = each;
  };
  for (let n = 0; n + 1 < clusters.length; n++) {
    const [each, next] = [clusters[n]!, clusters[n + 1]!];
    if (!unicode && each.glue.break === "never" && isMarkClass(next.class) && isThirdInARow(clusters, n + 1))
      put(n, withBreak(each, "need"));
    if (isOneName(each, next)) put(n, withBreak(each, "never"));
    if (lists) {
      const own = listedBreak(each.text, next.text, lists);
      if (own) put(n, withBreak(each, own));
    }
  }
  if (hyphenate)
    for (const [n, hyphen] of hyphens(clusters, hyphenate)) put(n, { ...withBreak(clusters[n]!, "free"), hyphen });
  return changed ? { ...paragraph, clusters: changed } : paragraph;
};

const withBreak = (each: Cluster, kind: Break): Cluster => ({ ...each, glue: { ...each.glue, break: kind } });

/** A frame round a name is in one piece, and so is the name (LC-96). */
const isOneName = (before: Cluster, after: Cluster): boolean => {
  const name = framedName(before);
  return name !== undefined && framedName(after) === name;
};

/** Three closing marks in a row such as 。』」: the line may start with the last of them, in need (CLREQ n033; LC-23). */
const isThirdInARow = (clusters: readonly Cluster[], n: number): boolean =>
  closes(clusters[n]) && closes(clusters[n - 1]) && closes(clusters[n - 2]);

const closes = (each: Cluster | undefined): boolean =>
  each !== undefined && isMarkClass(each.class) && each.class !== "opening";

/** What a style's own lists say of a boundary (LC-24); a prohibition goes before a permission. */
const listedBreak = (before: string, after: string, lists: BreakLists): Break | undefined => {
  if (lists.notAtStart.has(after) || lists.notAtEnd.has(before)) return "never";
  if (lists.together.has(before) && before === after) return "never";
  return lists.atStart.has(after) || lists.atEnd.has(before) ? "free" : undefined;
};

/** Words that are hyphenated already (self-service) are parted at their own hyphens alone. */
const WORD = /(?<![\p{L}\p{M}-])\p{L}[\p{L}\p{M}’']*(?![\p{L}-])/gu;

/** Hyphens by the cluster after which they would stand. A point inside a ligature is none. */
const hyphens = (clusters: readonly Cluster[], hyphenate: Hyphenator): readonly (readonly [number, Hyphen])[] => {
  const out: (readonly [number, Hyphen])[] = [];
  for (let n = 0; n < clusters.length; ) {
    let end = n;
    while (end < clusters.length && clusters[end]!.class === "western") end++;
    if (end > n) for (const each of hyphensIn(clusters.slice(n, end), n, hyphenate)) out.push(each);
    n = Math.max(end, n + 1);
  }
  return out;
};

const hyphensIn = (
  run: readonly Cluster[],
  first: number,
  hyphenate: Hyphenator,
): readonly (readonly [number, Hyphen])[] => {
  const text = run.map((each) => each.text).join("");
  const points = new Set<number>();
  for (const { 0: word, index } of text.matchAll(WORD)) for (const at of hyphenate(word)) points.add(index + at);
  if (points.size === 0) return [];
  const out: (readonly [number, Hyphen])[] = [];
  let at = 0;
  run.forEach((each, n) => {
    at += each.text.length;
    if (points.has(at) && n + 1 < run.length) out.push([first + n, hyphenOf(each)]);
  });
  return out;
};

const hyphenOf = ({ face, size }: Cluster): Hyphen => {
  const glyphs = face.shape("-", { western: true, vertical: false });
  return { glyphs, width: glyphs.reduce((sum, glyph) => sum + glyph.advance, 0) * size };
};
