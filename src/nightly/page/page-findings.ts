/** Which page a finding holds back: the one it stands on, those that use the file, or the whole edition. */
import type { Diagnostic, Diagnostics } from "../../base/diagnostic.ts";
import type { Edition, EditionPage } from "../../index.ts";

/** All input files of a page: its own, its layout's, its stories' with their pictures. */
export const filesOf = (page: EditionPage): ReadonlySet<string> => {
  const stories = [...page.stories.values()];
  const photos = stories.flatMap((story) =>
    story.photos.flatMap(({ path, photo }) => [path, ...(photo ? [photo.path] : [])]),
  );
  return new Set([page.path, page.layout.path, ...stories.map((story) => story.path), ...photos]);
};

/** What an edition's reading found. */
export interface Found {
  readonly edition: Edition;
  readonly found: Diagnostics;
}

/** What reading found that has to do with `page`, the edition-wide findings among it. */
export const findingsOf = (page: EditionPage, read: Found): readonly Diagnostic[] => {
  const all = read.found.all();
  const concerns = concerned(page, read);
  return all.filter((finding) => concerns(finding) || isEditionWide(finding, read));
};

/** What reading found about files of no page that could be read: a page that is missing; all that it found where there is no page. */
export const strayFindings = (read: Found): readonly Diagnostic[] => {
  const pages = read.edition.pages.map((page) => concerned(page, read));
  const isOfPages = (finding: Diagnostic): boolean => pages.length > 0 && isEditionWide(finding, read);
  return read.found.all().filter((finding) => !isOfPages(finding) && !pages.some((concerns) => concerns(finding)));
};

const concerned = (page: EditionPage, { found }: Found): ((finding: Diagnostic) => boolean) => {
  const files = filesOf(page);
  const own = found.textOf(page.path) ?? "";
  return ({ place, source }) => {
    if (place) return place.page === page.id;
    // a story that could not be read is not among the page's; that the page names it shows whose it is
    return source !== undefined && (files.has(source.path) || names(own, source.path));
  };
};

const names = (text: string, path: string): boolean =>
  new RegExp(`(?<![\\w./-])${path.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")}(?![\\w-]|\\.\\w)`).test(text);

/**
 * The edition's own file, the style sheet, fonts and profile are everybody's. A file below the edition that no page uses
 * belongs to a page that could not be read: that page is missing, the others are not held for it. Nor are they for a number of pages
 * that is not the planned one: each page by itself is right.
 */
const isEditionWide = (finding: Diagnostic, { edition, found }: Found): boolean => {
  const { place, source, code } = finding;
  if (place) return false;
  if (source === undefined) return true;
  if (source.path === edition.path) return !isLostPage(finding, found) && code !== "input/page-plan";
  return EVERYBODYS.test(source.path);
};

/** Style sheets, page formats, profiles, and fonts with their manifest, wherever the edition keeps it. */
const EVERYBODYS = /^(layouts\/styles|fonts|profiles)\/|^layouts\/formats\.yaml$|(^|\/)fonts\.yaml$/;

const LOST = ["input/missing-file", "input/unreadable-file", "input/outside", "input/too-large"];

/** A page's file that is named in the edition and cannot be had. */
const isLostPage = ({ code, source }: Diagnostic, found: Diagnostics): boolean => {
  const named = source && found.textOf(source.path)?.slice(source.start, source.end);
  return LOST.includes(code) && named !== undefined && /\.ya?ml["']?$/.test(named);
};
