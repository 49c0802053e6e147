/** Sums over a paragraph's clusters, so that any line is measured in one step: the breakers' inner loops are numbers only. */
import type { Pt } from "../../base/units.ts";
import { LAST_COUNTED_STEP, LAST_STEP } from "../../text/adjustment-steps.ts";
import { isMarkClass } from "../../text/character-classes.ts";
import type { GalleyParagraph } from "../galley/cluster.ts";
import { growthOf, shareOf } from "./adjust-line.ts";
import type { BreakRules } from "./break-rules.ts";
import type { BrokenLine } from "./broken-line.ts";

/** Whether a line may end before a cluster: `HYPHENATED` inside a word, `IN_NEED` only where everything else is worse. */
export const NOT_HERE = 0;
export const FREELY = 1;
export const HYPHENATED = 2;
export const IN_NEED = 3;

/** The n-th entry is about the boundary before cluster n, or about the clusters before it. */
export interface LineSums {
  /** bodies and spaces at rest before the n-th cluster */
  readonly width: Float64Array;
  /** what the boundaries before the n-th cluster can give by the steps, and its marks when they are squeezed */
  readonly give: Float64Array;
  /** what they can give besides where a line would else be opened wide: the remedies */
  readonly spare: Float64Array;
  /** shares of the boundaries before the n-th cluster that open with all others */
  readonly gaps: Uint32Array;
  /** how far word spaces, and gaps between Han and Western, grow before the others do */
  readonly growth: Float64Array;
  /** whether a line may end before the n-th cluster */
  readonly mayEnd: Uint8Array;
  /** what a line that ends before the n-th cluster has less than `width` says: its last space, less the blank and hyphen it keeps */
  readonly endCut: Float64Array;
  /** what it has less to give than `give` says */
  readonly endGive: Float64Array;
  readonly endSpare: Float64Array;
  /** how far it may hang out */
  readonly hang: Float64Array;
  /** blank that a line which begins with the n-th cluster keeps at its start */
  readonly startBlank: Float64Array;
  /** 1 where the n-th cluster is a word space */
  readonly space: Uint8Array;
}

/** Sums of a paragraph. */
export const lineSums = ({ clusters, endStep }: GalleyParagraph, rules: BreakRules): LineSums => {
  const count = clusters.length;
  const width = new Float64Array(count + 1);
  const give = new Float64Array(count + 1);
  const spare = new Float64Array(count + 1);
  const endSpare = new Float64Array(count + 1);
  const gaps = new Uint32Array(count + 1);
  const growth = new Float64Array(count + 1);
  const mayEnd = new Uint8Array(count + 1);
  const endCut = new Float64Array(count + 1);
  const endGive = new Float64Array(count + 1);
  const hang = new Float64Array(count + 1);
  const startBlank = new Float64Array(count + 1);
  const space = new Uint8Array(count + 1);
  const hangs = rules.hanging !== "none";
  const counted = rules.algorithm === "optimum" ? LAST_STEP : LAST_COUNTED_STEP;
  const endCounts = endStep > 0 && endStep <= counted;
  for (let n = 0; n < count; n++) {
    const { glue, box, size, endBlank, hyphen, class: name } = clusters[n]!;
    const all = glue.giveStep > 0 ? glue.natural - glue.least : 0;
    const gives = glue.giveStep <= counted ? all : 0;
    width[n + 1] = width[n]! + box + glue.natural;
    give[n + 1] = give[n]! + gives + (isMarkClass(name) ? rules.pushInPerMark * size : 0);
    spare[n + 1] = spare[n]! + all - gives;
    gaps[n + 1] = gaps[n]! + (glue.stretches || glue.growStep > 0 ? shareOf(glue) : 0);
    growth[n + 1] = growth[n]! + growthOf(glue);
    endCut[n + 1] = glue.natural - endBlank - (n + 1 < count ? (hyphen?.width ?? 0) : 0);
    endGive[n + 1] = gives - (endCounts ? endBlank : 0);
    endSpare[n + 1] = all - gives - (endStep > 0 && !endCounts ? endBlank : 0);
    if (hangs) hang[n + 1] = clusters[n]!.hang;
    startBlank[n] = clusters[n]!.startBlank;
    if (name === "space") space[n] = 1;
    else mayEnd[n + 1] = endAfter(clusters, n);
  }
  return { width, give, spare, gaps, growth, mayEnd, endCut, endGive, endSpare, hang, startBlank, space };
};

const endAfter = (clusters: GalleyParagraph["clusters"], n: number): number => {
  const { glue, hyphen } = clusters[n]!;
  if (n + 1 === clusters.length) return FREELY;
  if (glue.break === "free") return hyphen ? HYPHENATED : FREELY;
  return glue.break === "need" ? IN_NEED : NOT_HERE;
};

/** Width at rest of clusters `from` to `to`, edges as the style cuts them. */
export const restingWidth = ({ width, endCut, startBlank }: LineSums, from: number, to: number): Pt =>
  width[to]! - width[from]! + startBlank[from]! - endCut[to]!;

/** What a line of clusters `from` to `to` can give. */
export const giveBetween = ({ give, endGive }: LineSums, from: number, to: number): Pt =>
  Math.max(0, give[to]! - give[from]! - endGive[to]!);

/** What it can give besides, by the remedies. */
export const spareBetween = ({ spare, endSpare }: LineSums, from: number, to: number): Pt =>
  Math.max(0, spare[to]! - spare[from]! - endSpare[to]!);

/** Where the line after one that ends before `to` begins: spaces between are dropped. */
export const startAfter = ({ space }: LineSums, to: number): number => {
  let at = to;
  while (space[at] === 1) at++;
  return at;
};

/** Points at each gap of the widest of these lines but a paragraph's last. */
export const widestGap = (lines: readonly BrokenLine[], sums: LineSums): Pt =>
  Math.max(
    0,
    ...lines
      .filter((line) => !line.last)
      .map(({ from, to, measure, indent, natural }) => {
        const room = measure - indent - natural - (sums.growth[to - 1]! - sums.growth[from]!);
        return room / Math.max(1, sums.gaps[to - 1]! - sums.gaps[from]!);
      }),
  );
