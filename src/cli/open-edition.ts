/** Reads the edition that a command is about and picks the pages that it was asked for. */
import { posix } from "node:path";
import { type Diagnostic, Diagnostics } from "../base/diagnostic.ts";
import { type Edition, type EditionPage, openEditionFonts, openWorkshop, readCopy } from "../index.ts";
import { cacheFolder } from "../nightly/disk/cache-folder.ts";
import { diskWorld } from "../nightly/disk/disk-world.ts";
import { isOwnPage } from "../nightly/output/copy-pages.ts";
import { findingsJson } from "../nightly/output/finding-json.ts";
import { adJudge } from "../nightly/page/ad-judge.ts";
import type { OpenedEdition } from "../nightly/page/opened-edition.ts";
import { strayFindings } from "../nightly/page/page-findings.ts";
import { didYouMean } from "./did-you-mean.ts";
import { findEdition } from "./find-edition.ts";
import { NoSuchPage } from "./no-such-page.ts";
import { printFindings, type Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";

/** Reads the edition at `argument`; `wanted` are page ids, all pages when absent. What cannot be read is a `UsageError`. */
export const openEdition = async (
  argument: string,
  wanted: readonly string[] | undefined,
  session: Session,
): Promise<OpenedEdition> => {
  const place = await findEdition(argument, session);
  const { copy } = session;
  const workshop =
    copy?.common.workshop ??
    openWorkshop(diskWorld({ edition: place.folder, cache: cacheFolder(session.terminal.env) }), adJudge);
  if (copy) copy.common.workshop = workshop;
  const found = new Diagnostics();
  const unusable = (message: string): UsageError => {
    printFindings(found.all(), (path) => found.textOf(path), session);
    return new UsageError(
      message,
      findingsJson(found.all(), (path) => found.textOf(path)),
    );
  };
  const which = { workshop, ...(copy?.zone !== undefined && { zone: copy.zone }) };
  const edition = await readCopy(place.file, which, found);
  if (!edition) throw unusable(session.says.unreadEdition);
  const pages =
    place.page === undefined
      ? pagesOf(edition, wanted, { session, unusable })
      : edition.pages.filter(({ path }) => posix.normalize(path) === place.page);
  if (pages.length === 0) {
    const message = session.says.pageNotInEdition(place.page ?? argument, place.file);
    throw copy?.alone === false ? new NoSuchPage(message) : unusable(message);
  }
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
      if (session.copy?.alone === false) throw new NoSuchPage(session.says.noPage(id, ids));
      throw unusable(`${session.says.noPage(id, ids)}${near ? ` — ${session.says.didYouMean(near)}` : ""}`);
    }),
  );
  return edition.pages.filter((page) => chosen.has(page));
};

/** The opened edition with those pages alone that are its own: of a zone, not those that it shares. */
export const ownPages = (opened: OpenedEdition): OpenedEdition => ({
  ...opened,
  pages: opened.pages.filter(({ id }) => isOwnPage(opened.edition, id)),
});

/** The edition with those pages alone that are its own. */
export const withOwn = (edition: Edition): Edition => ({
  ...edition,
  pages: edition.pages.filter(({ id }) => isOwnPage(edition, id)),
});

/** What was found of no page of its own; of a zone, without what was told of the edition before. */
export const strayOf = (opened: OpenedEdition, { copy }: Session): readonly Diagnostic[] => {
  const { edition, found } = opened;
  const all = opened.whole ? strayFindings({ edition: withOwn(edition), found }) : [];
  const fresh = all.filter((each) => copy?.told.has(JSON.stringify(each)) !== true);
  if (copy) for (const each of found.all()) copy.told.add(JSON.stringify(each));
  return fresh;
};

/** The page of that id; `5` is `05` where no page is called `5`. */
export const pageNamed = (id: string, pages: readonly EditionPage[]): EditionPage | undefined => {
  const bare = (text: string) => text.toUpperCase().replace(/^([A-Z]*)0+(?=\d)/, "$1");
  return pages.find((page) => page.id === id) ?? pages.find((page) => bare(page.id) === bare(id));
};
