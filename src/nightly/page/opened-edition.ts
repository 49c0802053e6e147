/** An edition that was read for a job. */
import type { Diagnostics } from "../../base/diagnostic.ts";
import type { Edition, EditionPage, Workshop } from "../../index.ts";

/** An edition, read, and those of its pages that the command is about, in the edition's order. */
export interface OpenedEdition {
  readonly edition: Edition;
  readonly pages: readonly EditionPage[];
  /** whether the command is about all pages, those that could not be read among them */
  readonly whole: boolean;
  readonly workshop: Workshop;
  /** what reading found, and the texts of the files */
  readonly found: Diagnostics;
}
