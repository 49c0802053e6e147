/** An edition's files → the edition, complete; everything wrong with them is reported at once. */
import type { Report } from "../base/diagnostic.ts";
import type { World } from "../base/world.ts";
import type { BaseEdition, CopyName, Edition, EditionPage } from "../model/edition.ts";
import type { FontManifest } from "../model/fonts.ts";
import type { Standby, StandIns } from "../model/stand-in.ts";
import type { StyleSheet } from "../model/style-sheet.ts";
import { checkPagePlan } from "./check-page-plan.ts";
import { checkPanorama } from "./check-panorama.ts";
import { checkCopyNames, copyNames } from "./copy-names.ts";
import { nameHint } from "./document/nearest-name.ts";
import { type Kept, openReadShop } from "./document/read-shop.ts";
import { type CheckedFile, readYaml } from "./document/read-yaml.ts";
import type { YamlDocument } from "./document/yaml-document.ts";
import { type EditionInput, editionSchema } from "./edition-schema.ts";
import { issueDate } from "./issue-date.ts";
import { type AdJudge, readAds } from "./read-ads.ts";
import { readFonts } from "./read-fonts.ts";
import { type PageShop, readPage, readThinPage } from "./read-page.ts";
import type { ProbePhoto } from "./read-photo.ts";
import { readStyle } from "./read-style.ts";
import { readTargets } from "./read-targets.ts";
import { readZone, sharedPages, wholeEdition, type ZoneReading } from "./read-zone.ts";

export type { Kept } from "./document/read-shop.ts";
export type { AdBreach, AdJudge } from "./read-ads.ts";
export type { ProbePhoto } from "./read-photo.ts";

/** What reading an edition needs. */
export interface EditionShop {
  readonly world: World;
  readonly probe: ProbePhoto;
  /** the preflight of ads; they are placed without one when absent, which is told */
  readonly judge?: AdJudge;
  /** what earlier readings left; stories that have not changed since then are the same objects again */
  readonly kept?: Kept;
  /** what stands in slots whose stories cannot be had; nothing when absent */
  readonly standIns?: StandIns;
  /** whether the page of that file is read with its stories; all are when absent. Asked once for each page, in the edition's order. */
  readonly wanted?: (path: string) => boolean;
  /** name of the zone that is read; the edition itself when absent */
  readonly zone?: string;
}

/**
 * Reads the edition at `path`, which counts from the edition's folder. A page that cannot be read is left out, a story or
 * photograph that cannot is missing on its page; both are error findings. Undefined when the edition's own facts, its style
 * sheet or its press profile cannot be had, no page can, or it has no such zone. Never throws because of what is in the files.
 */
export const readEdition = async (
  path: string,
  { world, probe, judge, kept, standIns = {}, wanted = () => true, zone }: EditionShop,
  report: Report,
): Promise<Edition | undefined> => {
  const shop = openReadShop({ world, report, ...(kept && { kept }) });
  const file = await readYaml({ files: [{ root: "edition", path }] }, editionSchema, shop);
  if (!file) return undefined;
  const { document } = file;
  checkCopyNames(file.partial, document, shop);
  const said = file.partial;
  const date = said.date === undefined ? undefined : issueDate(said.date, document.range(["date"]), report);
  const own = said.fonts === undefined ? undefined : { folder: said.fonts, named: document.range(["fonts"]) };
  const fonts = await readFonts(shop, own);
  const style = await readStyle(said.style ?? "newspaper-cn", { shop, fonts, named: document.range(["style"]) });
  const language = said.language ?? "zh-Hans";
  const binding = said.binding ?? (said.region === "JP" ? "right" : "left");
  const pageShop: PageShop = { shop, probe, style, language, layouts: new Map() };
  const copy = zone === undefined ? wholeEdition(file) : await readZone(file, zone, pageShop);
  if (!copy) return undefined;
  const { input } = copy;
  const [plants, bare] = await Promise.all([
    readTargets(input, document, shop),
    readPages(copy, { file, ...pageShop, wanted, standIns }),
  ]);
  const targets = plants.map((press) => (copy.deadline === undefined ? press : { ...press, deadline: copy.deadline }));
  const copies = copyNames(file.partial);
  const name = copies.find((each) => each.name === zone) ?? copies[0];
  const planned = checkPagePlan(bare.pages, { plan: input.plan, at: copy.planAt, document }, report);
  const { pages, settings, differs } = await readAds(
    { input, document, pages: planned, whole: bare.whole, copies, copy: name },
    { shop, probe, ...(judge && { judge }) },
  );
  const facts = copy.complete;
  const [press] = targets;
  if (!facts || !date || !style || !press || pages.length === 0) return undefined;
  for (const page of pages) checkPanorama(page, binding, report);
  const standby = standbyOf(input.standby ?? [], document);
  const pageCount = facts.pageCount ?? facts.pages.length;
  return {
    paper: facts.paper,
    date,
    issue: facts.issue,
    pageCount: copy.at.length > 0 && facts.pageCount === undefined ? copy.listed.length : pageCount,
    edition: String(facts.edition),
    version: facts.version ?? "A",
    zone: facts.zone ?? "",
    ...(facts.zoneTitle !== undefined && { zoneTitle: facts.zoneTitle }),
    ...(copy.at.length > 0 && { base: baseOf(file.partial, { copy, pages, ads: differs, facts }) }),
    ...(copies.length > 1 && { copies }),
    closed: facts.closed ?? "",
    binding,
    language,
    region: facts.region ?? "CN",
    style,
    fonts,
    press,
    targets,
    names: facts.names ?? [],
    pages,
    ads: settings,
    ...(standby.length > 0 && { standby }),
    inputs: new Map([...shop.inputs].sort(([a], [b]) => (a < b ? -1 : 1))),
    path,
  };
};

const standbyOf = (input: NonNullable<EditionInput["standby"]>, document: YamlDocument): readonly Standby[] =>
  input.map((each, n) => ({
    path: typeof each === "string" ? each : each.story,
    sections: typeof each === "string" ? [] : (each.sections ?? []),
    source: document.range(["standby", n]),
  }));

interface ZonePages {
  readonly copy: ZoneReading;
  readonly pages: readonly EditionPage[];
  readonly ads: ReadonlySet<string>;
  readonly facts: EditionInput;
}

/** What the zone shares with the edition. */
const baseOf = (edition: Partial<EditionInput>, { copy, pages, ads, facts }: ZonePages): BaseEdition => {
  const titleOf = ({ zone, zoneTitle }: Partial<EditionInput>): string => zoneTitle ?? zone ?? "";
  const before = edition.pageCount ?? edition.pages?.length;
  const now = facts.pageCount ?? copy.listed.length;
  const differs = { zone: titleOf(edition) !== titleOf(facts), pageCount: before !== now };
  return {
    zone: edition.zone ?? "",
    edition: String(edition.edition ?? ""),
    shared: sharedPages(pages, { ...copy, differs, ads }),
  };
};

interface ReadPages {
  readonly pages: readonly EditionPage[];
  /** ids of those that were read with their stories */
  readonly whole: ReadonlySet<string>;
}

interface PagesHow extends PageShop {
  readonly file: CheckedFile<EditionInput>;
  readonly wanted: (path: string) => boolean;
}

/** The pages that could be read, in the edition's order, each id once. */
const readPages = async (
  { complete, listed, at }: ZoneReading,
  { wanted, file: { document }, ...how }: PagesHow,
): Promise<ReadPages> => {
  const { report } = how.shop;
  if (complete && listed.length === 0) {
    const isZone = at.length > 0;
    report.add({
      code: "input/no-pages",
      severity: "error",
      message: `the ${isZone ? "zone" : "edition"} has no pages`,
      hint: isZone ? "leave it at least one page" : "name at least one page's file under `pages:`",
      source: document.keyRange(isZone ? at : ["pages"]),
    });
  }
  const asked = new Set(listed.map(({ path }) => path).filter(wanted));
  const read = await Promise.all(
    listed.map((page) => (asked.has(page.path) ? readPage(page, how) : readThinPage(page, how))),
  );
  const pages = new Map<string, EditionPage>();
  for (const [n, page] of read.entries()) {
    const other = page && pages.get(page.id);
    if (other) {
      report.add({
        code: "input/duplicate",
        severity: "error",
        message: `page \`${page.id}\` is in the edition twice: \`${other.path}\` and \`${page.path}\``,
        hint: "give one of them another id, or take it out",
        source: listed[n]!.named,
      });
    } else if (page) pages.set(page.id, page);
  }
  const all = withEarlierPages([...pages.values()], report);
  return { pages: all, whole: new Set(all.filter(({ path }) => asked.has(path)).map(({ id }) => id)) };
};

/** Stories go on from pages before, to slots that are there; others are reported and left out. */
const withEarlierPages = (pages: readonly EditionPage[], report: Report): readonly EditionPage[] => {
  const taken = new Map<string, string>();
  return pages.map((page, n) => {
    const continues = [...page.continues].filter(([, { page: id, story, source }]) => {
      const from = pages.slice(0, n).find((each) => each.id === id);
      const other = taken.get(`${id} ${story}`);
      if (from?.layout.stories.includes(story) && other === undefined) {
        taken.set(`${id} ${story}`, page.id);
        return true;
      }
      if (other !== undefined) {
        report.add({
          code: "input/duplicate",
          severity: "error",
          message: `\`${story}\` of page \`${id}\` already goes on on page \`${other}\``,
          hint: `take it out here, or let it go on from page \`${other}\``,
          source,
          place: { page: page.id },
        });
        return false;
      }
      const known = pages.some((each) => each.id === id);
      report.add({
        code: "input/unknown-name",
        severity: "error",
        message: from
          ? `page \`${id}\` has no place for a story \`${story}\``
          : known
            ? `page \`${id}\` does not stand before page \`${page.id}\``
            : `there is no page \`${id}\` in this edition`,
        hint: from ? nameHint(story, from.layout.stories) : "name an earlier page of the edition",
        source,
        place: { page: page.id },
      });
      return false;
    });
    return continues.length === page.continues.size ? page : { ...page, continues: new Map(continues) };
  });
};

/** The edition and its zones, by the edition's file alone, the edition first; the edition alone when its file cannot be read. */
export const listCopies = async (path: string, world: World): Promise<readonly CopyName[]> => {
  const quiet = { add: () => undefined, text: () => undefined };
  const file = await readYaml(
    { files: [{ root: "edition", path }] },
    editionSchema,
    openReadShop({ world, report: quiet }),
  );
  return copyNames(file?.partial ?? {});
};

/** The program's own font families. */
export const readFontManifest = async (world: World, report: Report): Promise<FontManifest> =>
  readFonts(openReadShop({ world, report }));

/** A style sheet of the program by its name; undefined when there is none such. */
export const readStyleSheet = async (name: string, world: World, report: Report): Promise<StyleSheet | undefined> => {
  const shop = openReadShop({ world, report });
  return readStyle(name, { shop, fonts: await readFonts(shop) });
};
