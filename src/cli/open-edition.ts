/** Reads the edition that a command is about and picks the pages that it was asked for. */
import { posix } from "node:path";
import { Diagnostics } from "../base/diagnostic.ts";
import { type Edition, type EditionPage, openEditionFonts, openWorkshop, read } from "../index.ts";
import { cacheFolder } from "../nightly/disk/cache-folder.ts";
import { diskWorld } from "../nightly/disk/disk-world.ts";
import { findingsJson } from "../nightly/output/finding-json.ts";
import { adJudge } from "../nightly/page/ad-judge.ts";
import type { OpenedEdition } from "../nightly/page/opened-edition.ts";
import { didYouMean } from "./did-you-mean.ts";
import { findEdition } from "./find-edition.ts";
import { printFindings, type Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";

/** Reads the edition at `argument`; `wanted` are page ids, all pages when absent. What cannot be read is a `UsageError`. */
export const openEdition = async (
  argument: string,
  wanted: readonly string[] | undefined,
  session: Session,
): Promise<OpenedEdition> => {
  const place = await findEdition(argument, session);
  const workshop = openWorkshop(
    diskWorld({ edition: place.folder, cache: cacheFolder(session.terminal.env) }),
    adJudge,
  );
  const found = new Diagnostics();
  const unusable = (message: string): UsageError => {
    printFindings(found.all(), (path) => found.textOf(path), session);
    return new UsageError(
      message,
      findingsJson(found.all(), (path) => found.textOf(path)),
    );
  };
  const edition = await read(place.file, workshop, found);
  if (!edition) throw unusable(session.says.unreadEdition);
  const pages =
    place.page === undefined
      ? pagesOf(edition, wanted, { session, unusable })
      : edition.pages.filter(({ path }) => posix.normalize(path) === place.page);
  if (pages.length === 0) throw unusable(session.says.pageNotInEdition(place.page ?? argument, place.file));
  // opened here once: what is missing is then a finding of the edition, and not of whichever page came first
  await openEditionFonts(edition, workshop, found);
  if (workshop.faces.size === 0) throw unusable(session.says.unreadEdition);
  const whole = place.page === undefined && (wanted ?? []).length === 0;
  return { edition, pages, whole, workshop, found };
};

const pagesOf = (
  edition: Edition,
  wanted: readonly string[] | undefined,
  { session, unusable }: { readonly session: Session; readonly unusable: (message: string) => UsageError },
): readonly EditionPage[] => {
  if (!wanted || wanted.length === 0) return edition.pages;
  const chosen = new Set(
    wanted.map((id) => {
      const page = pageNamed(id, edition.pages);
      if (page) return page;
      const ids = edition.pages.map((each) => each.id);
      const near = didYouMean(id, ids);
      throw unusable(`${session.says.noPage(id, ids)}${near ? ` — ${session.says.didYouMean(near)}` : ""}`);
    }),
  );
  return edition.pages.filter((page) => chosen.has(page));
};

/** The page of that id; `5` is `05` where no page is called `5`. */
export const pageNamed = (id: string, pages: readonly EditionPage[]): EditionPage | undefined => {
  const bare = (text: string) => text.toUpperCase().replace(/^([A-Z]*)0+(?=\d)/, "$1");
  return pages.find((page) => page.id === id) ?? pages.find((page) => bare(page.id) === bare(id));
};
