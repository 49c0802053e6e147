/** What a run was asked for by names that no copy of the paper has: somebody waits for it in vain. */
import type { Diagnostic } from "../../base/diagnostic.ts";
import type { EditionSheet } from "../output/edition-sheet.ts";

/** What was named. */
export interface AskedNames {
  /** ids of pages that were released */
  readonly released: Iterable<string>;
  /** sections whose pages need no release */
  readonly sections: readonly string[];
}

/** Findings about names that none of the copies has; nothing is said when not all copies were read. */
export const unknownNames = (
  sheets: readonly Pick<EditionSheet, "pages">[],
  { released, sections }: AskedNames,
): readonly Diagnostic[] => {
  const pages = sheets.flatMap((sheet) => sheet.pages);
  const known = { page: pages.map(({ id }) => id), section: pages.map(({ section }) => section) };
  const unknown = (kind: "page" | "section", names: Iterable<string>, wanted: string): readonly Diagnostic[] =>
    [...names]
      .filter((name) => !known[kind].includes(name))
      .map((name) => ({
        code: "nightly/unreleased",
        severity: "warning",
        message: `the edition has no ${kind} \`${name}\` ${wanted}`,
        hint: `name one of ${[...new Set(known[kind])].map((each) => `\`${each}\``).join(", ")}`,
      }));
  return [
    ...unknown("page", released, "that could be released"),
    ...unknown("section", sections, "whose pages would need no release"),
  ];
};
