/** Clusters → lines, by the algorithm of the style. */

import type { GalleyParagraph } from "../galley/cluster.ts";
import { breakGreedy } from "./break-greedy.ts";
import { breakOptimum } from "./break-optimum.ts";
import type { BreakRules } from "./break-rules.ts";
import type { BrokenLine, Measures } from "./broken-line.ts";

/** Breaks a paragraph by the algorithm of its style. Every cluster is in one line, or in the blank between two. */
export const breakLines = (paragraph: GalleyParagraph, measures: Measures, rules: BreakRules): readonly BrokenLine[] =>
  rules.algorithm === "optimum"
    ? breakOptimum(paragraph, measures, { rules })
    : breakGreedy(paragraph, measures, rules);
