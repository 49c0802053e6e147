/** What the parts of a report's page are written with. */
import type { Thumbnail } from "../run/task.ts";
import type { ReportLanguage, ReportWords } from "./report-words.ts";

/** How a report is written. */
export interface ReportLook {
  readonly language: ReportLanguage;
  /** what a code is about, in that language; undefined where nothing is said */
  readonly titleOf: (code: string) => string | undefined;
  /** pictures by the SHA-256 of the files */
  readonly pictures: ReadonlyMap<string, Thumbnail>;
}

/** The same with the words of its language. */
export interface PartLook extends ReportLook {
  readonly says: ReportWords;
}
