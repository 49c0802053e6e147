/** Breaks by UAX #14 instead of by classes: Western languages, the levels of CSS, and addresses inside Han text. */
import type { LineBreakLevel } from "../../model/style.ts";
import type { Break } from "../../text/line-break-rules.ts";
import type { Locale } from "../../text/locale.ts";
import { breaksOf } from "../../text/uax14/breaks-of.ts";
import { type CssLevel, cssTailoring } from "../../text/uax14/css-tailoring.ts";
import { combineTailorings, type Tailoring } from "../../text/uax14/tailoring.ts";
import { koreanWords } from "../../text/uax14/word-tailoring.ts";
import type { Cluster, GalleyParagraph } from "./cluster.ts";

const CSS_LEVELS: Readonly<Partial<Record<LineBreakLevel, CssLevel>>> = {
  "css-strict": "strict",
  "css-normal": "normal",
  "css-loose": "loose",
};

/** The tailoring by which all lines of a text are broken; undefined where the tradition's own classes say it. */
export const unicodeTailoring = (level: LineBreakLevel, locale: Locale): Tailoring | undefined => {
  const css = CSS_LEVELS[level] ?? (locale.script === "western" ? "normal" : undefined);
  if (css === undefined) return undefined;
  const tailoring = cssTailoring(css, locale.language);
  return level === "word" ? combineTailorings(tailoring, koreanWords) : tailoring;
};

/** The paragraph with its lines ending only where UAX #14 lets them. */
export const breakByUnicode = (paragraph: GalleyParagraph, tailoring: Tailoring): GalleyParagraph => {
  const breaks = breaksOf(paragraph.text, tailoring);
  const { clusters } = paragraph;
  return { ...paragraph, clusters: clusters.map((each, n) => withBreak(each, breaks[placeAfter(clusters, n)]!)) };
};

/** Offset at which the next line would begin: spaces go with the line they end. */
const placeAfter = (clusters: readonly Cluster[], n: number): number => {
  let next = n + 1;
  if (clusters[n]!.class !== "space") while (clusters[next]?.class === "space") next++;
  const last = clusters.at(-1)!;
  return clusters[next]?.offset ?? last.offset + last.text.length;
};

const withBreak = (each: Cluster, may: number): Cluster => {
  const kind: Break = may > 0 ? "free" : "never";
  return kind === each.glue.break ? each : { ...each, glue: { ...each.glue, break: kind } };
};

/** Web addresses and the like: longer than any word that a leg has to hold whole. */
const LONGEST_WORD = 16;

/** Long Western runs of a Han text may end lines where UAX #14 lets them (after / and - for the most part); words stay whole. */
export const breakAddresses = (paragraph: GalleyParagraph): GalleyParagraph => {
  let changed: Cluster[] | undefined;
  const { clusters } = paragraph;
  for (let n = 0; n < clusters.length; ) {
    let end = n;
    while (isAddressPart(clusters[end])) end++;
    if (end - n > LONGEST_WORD) {
      const from = clusters[n]!.offset;
      const breaks = breaksOf(paragraph.text.slice(from, clusters[end - 1]!.offset + clusters[end - 1]!.text.length));
      changed ??= [...clusters];
      for (let k = n; k + 1 < end; k++) changed[k] = withBreak(clusters[k]!, breaks[clusters[k + 1]!.offset - from]!);
    }
    n = Math.max(end, n + 1);
  }
  return changed ? { ...paragraph, clusters: changed } : paragraph;
};

const isAddressPart = (each: Cluster | undefined): boolean =>
  each !== undefined &&
  (each.class === "western" || (each.text.length === 1 && each.text < "\u0080" && each.class !== "space"));
