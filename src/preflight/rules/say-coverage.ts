/** What plates of a page say of its ink: too much in a square of 15 mm, or on one spot. */
import type { PageFacts } from "../document/document-facts.ts";
import type { PageCoverage } from "../page-coverage.ts";
import type { Say } from "./rule.ts";

/** Percent of all inks together in a square of 15 mm. Source: GWG 2022, R0026. */
export const MOST_COVERAGE = 245;

/** A plate has 256 steps, and four of them are added: what is over a limit by less is at it. */
const STEP = 1;

/** Tells of the heaviest square and the heaviest spot, where they are over their limits. */
export const sayCoverage = (
  {
    page,
    plates: { square, most },
    limit,
  }: { readonly page: PageFacts; readonly plates: PageCoverage; readonly limit: number | undefined },
  say: Say,
): void => {
  const percent = (value: number): string => `${Math.round(value)} %`;
  if (square.percent > MOST_COVERAGE + STEP)
    say({
      page,
      box: square.box,
      message: `a square of 15 mm has ${percent(square.percent)} of ink, over ${MOST_COVERAGE} %`,
    });
  if (limit !== undefined && most.percent > limit + STEP)
    say({ page, box: most.box, message: `a spot has ${percent(most.percent)} of ink, over the limit of ${limit} %` });
};
