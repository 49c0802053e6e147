/** The pages of one copy of the paper in their order: its own, and those that lie with the edition that it shares them with. */
import type { EditionSheet, PageSheet } from "./edition-sheet.ts";
import { baseFolderName } from "./file-name.ts";
import type { ManifestFile, ManifestPage } from "./manifest.ts";
import { isNoPressFile } from "./press-files.ts";

/** A page of a copy. */
export interface CopyPage {
  readonly page: PageSheet;
  /** what the manifest says of it where it was made; undefined when it has not been built */
  readonly entry: ManifestPage | undefined;
  /** whether it was made for the edition, and lies in its folder */
  readonly isShared: boolean;
}

/** Whether a page of the edition is its own, and not one that it shares with another. */
export const isOwnPage = ({ base }: Pick<EditionSheet, "base">, id: string): boolean =>
  base?.shared.includes(id) !== true;

/** All pages in order; `own` are those of the copy's manifest, `base` those of the manifest of the edition that it shares pages with. */
export const copyPages = (
  edition: EditionSheet,
  own: readonly ManifestPage[],
  base: readonly ManifestPage[],
): readonly CopyPage[] =>
  edition.pages.map((page) => {
    const isShared = !isOwnPage(edition, page.id);
    return { page, entry: (isShared ? base : own).find((each) => each.page === page.id), isShared };
  });

/** The files of a page for the press, of all plants or of one. */
export const pressFilesOf = ({ entry }: CopyPage, plant?: string): readonly ManifestFile[] =>
  (entry?.files ?? []).filter((file) => !isNoPressFile(file) && (plant === undefined || (file.plant ?? "") === plant));

/** As the manifest of a zone has it: which files make it up, where each lies seen from the zone's folder, and what it must be. */
export const copyJson = (edition: EditionSheet, pages: readonly CopyPage[]): readonly object[] =>
  pages.map((each) => {
    const { page, entry, isShared } = each;
    const folder = isShared ? `../${baseFolderName(edition)}/` : "";
    return {
      page: page.id,
      section: page.section,
      shared: isShared,
      state: entry?.["state"] ?? "missing",
      files: pressFilesOf(each).map(({ path, plant, version, half, bytes, sha256 }) => ({
        path: `${folder}${path}`,
        ...(plant !== undefined && { plant }),
        version,
        ...(half !== undefined && { half }),
        bytes,
        sha256,
      })),
    };
  });
