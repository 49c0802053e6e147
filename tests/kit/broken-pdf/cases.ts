/** One case for each way to break a rule: the draft is clean but for that. */
import type { BrokenCase } from "./broken-case.ts";
import { COLOUR_CASES } from "./colour-cases.ts";
import { CONTENT_CASES } from "./content-cases.ts";
import { FILE_CASES } from "./file-cases.ts";
import { NEWS_CASES } from "./news-cases.ts";
import { PAGE_CASES } from "./page-cases.ts";

/** All of them. */
export const CASES: readonly BrokenCase[] = [
  ...FILE_CASES,
  ...PAGE_CASES,
  ...COLOUR_CASES,
  ...CONTENT_CASES,
  ...NEWS_CASES,
];
