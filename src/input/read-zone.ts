/** A zone of an edition → the edition's facts and pages as they are in that zone, and which pages it shares. */
import type { Diagnostic, Report } from "../base/diagnostic.ts";
import type { EditionPage } from "../model/edition.ts";
import { coveredPages } from "../model/facing-pages.ts";
import { usualFileName } from "../model/file-name.ts";
import type { LayoutNode } from "../model/layout.ts";
import { byFolio } from "./by-folio.ts";
import { copyNames } from "./copy-names.ts";
import { nameHint } from "./document/nearest-name.ts";
import type { CheckedFile } from "./document/read-yaml.ts";
import type { EditionInput, ZoneInput } from "./edition-schema.ts";
import { type PageShop, type PageWanted, readThinPage } from "./read-page.ts";

/** What of an edition's file is different in a zone. */
export interface ZoneReading {
  /** the facts with the zone's in place of the edition's */
  readonly input: Partial<EditionInput>;
  readonly complete: EditionInput | undefined;
  /** the files of its pages, in order */
  readonly listed: readonly PageWanted[];
  /** paths of files that it shares with the edition, unless what they show is different in the zone */
  readonly common: ReadonlySet<string>;
  /** where stories of the edition's pages go on in the edition itself: `PAGE SLOT` → page */
  readonly jumps: ReadonlyMap<string, string>;
  /** pages of the edition itself; a panorama is two */
  readonly before: number;
  /** steps to its entry in the edition's file; none of the edition itself */
  readonly at: readonly PropertyKey[];
  /** steps to the plan of pages that holds for it */
  readonly planAt: readonly PropertyKey[];
  readonly deadline?: string;
}

/** The edition itself. */
export const wholeEdition = ({ partial, complete, document }: CheckedFile<EditionInput>): ZoneReading => ({
  input: partial,
  complete,
  listed: (partial.pages ?? []).map((path, n) => ({ path, named: document.range(["pages", n]) })),
  common: new Set(),
  jumps: new Map(),
  before: 0,
  at: [],
  planAt: ["plan"],
});

/** The zone of that name; undefined when the edition has none such. What is wrong with its list of pages is reported. */
export const readZone = async (
  file: CheckedFile<EditionInput>,
  name: string,
  how: PageShop,
): Promise<ZoneReading | undefined> => {
  const at = copyNames(file.partial).findIndex((copy, n) => n > 0 && copy.name === name) - 1;
  const zone = file.partial.zones?.[at];
  if (!zone) return undefined;
  const entry = ["zones", at];
  const pages = await listPages(file, { zone, entry }, how);
  const more = pages.count - pages.before;
  return {
    input: factsOf(file.partial, zone, more),
    complete: file.complete && factsOf(file.complete, zone, more),
    listed: pages.listed,
    common: pages.common,
    jumps: pages.jumps,
    before: pages.before,
    at: entry,
    planAt: zone.plan === undefined ? ["plan"] : [...entry, "plan"],
    ...(zone.deadline !== undefined && { deadline: zone.deadline }),
  };
};

/** The zone's facts in place of the edition's; names of files are told apart by the zone where nobody says how. */
const factsOf = <T extends Partial<EditionInput>>(edition: T, zone: ZoneInput, more: number): T => {
  const pageCount = zone.pageCount ?? (edition.pageCount === undefined ? undefined : edition.pageCount + more);
  const name = zone.zone ?? edition.zone;
  const own = { zone: edition.zone ?? "" };
  const fileName = usualFileName(name ?? "", own);
  return {
    ...edition,
    ...(name !== undefined && { zone: name }),
    ...(zone.zone !== undefined && { zoneTitle: zone.zoneTitle ?? zone.zone }),
    ...(zone.edition !== undefined && { edition: zone.edition }),
    ...(zone.version !== undefined && { version: zone.version }),
    ...(zone.closed !== undefined && { closed: zone.closed }),
    ...(zone.plan !== undefined && { plan: zone.plan }),
    ...(pageCount !== undefined && { pageCount }),
    press: { ...edition.press, fileName: named(edition.press?.fileName, fileName) },
    ...(edition.targets && {
      targets: Object.fromEntries(
        Object.entries(edition.targets).map(([plant, press]) => [
          plant,
          press.fileName === undefined ? press : { ...press, fileName: named(press.fileName, fileName) },
        ]),
      ),
    }),
  };
};

/** The house's template is the house's, also where somebody wrote it down. */
const named = (asked: string | undefined, usual: string): string =>
  asked === undefined || asked === usualFileName("", undefined) ? usual : asked;

interface Entry {
  readonly zone: ZoneInput;
  readonly entry: readonly PropertyKey[];
}

interface Listed {
  readonly listed: readonly PageWanted[];
  readonly common: ReadonlySet<string>;
  /** pages of the zone and of the edition; a panorama is two */
  readonly jumps: ReadonlyMap<string, string>;
  readonly count: number;
  readonly before: number;
}

/** A page's file, and its id when it could be read. */
interface Known {
  readonly wanted: PageWanted;
  readonly page: EditionPage | undefined;
  readonly id: string | undefined;
}

const listPages = async (
  { partial, document }: CheckedFile<EditionInput>,
  { zone, entry }: Entry,
  how: PageShop,
): Promise<Listed> => {
  const { report } = how.shop;
  const idsOf = (paths: readonly string[], field: readonly PropertyKey[]): Promise<readonly Known[]> =>
    Promise.all(
      paths.map(async (path, n) => {
        const wanted = { path, named: document.range([...field, n]) };
        const page = await readThinPage(wanted, how);
        return { wanted, page, id: page?.id };
      }),
    );
  const base = await idsOf(partial.pages ?? [], ["pages"]);
  const own = await idsOf(zone.pages ?? [], [...entry, "pages"]);
  const extra = await idsOf(zone.extra ?? [], [...entry, "extra"]);
  const ids = base.flatMap(({ id }) => id ?? []);
  const without = (zone.without ?? []).filter((id, n) => {
    if (ids.includes(id)) return true;
    report.add(noSuchPage(id, ids, { source: document.range([...entry, "without", n]), what: "left out" }));
    return false;
  });
  const changed = new Map<string, Known>();
  for (const page of own) {
    const { id, wanted } = page;
    if (id === undefined) continue;
    if (!ids.includes(id)) report.add(noSuchPage(id, ids, { source: wanted.named, what: "changed" }));
    else if (without.includes(id)) report.add(outAndIn(id, wanted));
    else if (changed.has(id)) report.add(twice(id, changed.get(id)!.wanted.path, wanted));
    else changed.set(id, page);
  }
  const kept = base.filter(({ id }) => id === undefined || !without.includes(id));
  const replaced = kept.map((page) => (page.id === undefined ? page : (changed.get(page.id) ?? page)));
  const all = extra.reduce<readonly Known[]>((pages, page) => withExtra(pages, { page, report }), replaced);
  const common = new Set(kept.filter((page) => all.includes(page)).map(({ wanted }) => wanted.path));
  const jumps = jumpsOf(base.flatMap(({ page }) => page ?? []));
  return { listed: all.map(({ wanted }) => wanted), common, jumps, count: countOf(all), before: countOf(base) };
};

const jumpsOf = (pages: readonly EditionPage[]): ReadonlyMap<string, string> =>
  new Map(
    pages.flatMap(({ id, continues }) =>
      [...continues.values()].map((from) => [`${from.page} ${from.story}`, id] as const),
    ),
  );

const countOf = (pages: readonly Known[]): number =>
  pages.reduce((sum, { id }) => sum + (id === undefined ? 1 : coveredPages(id).length), 0);

interface Extra {
  readonly page: Known;
  readonly report: Report;
}

/** Put where its number belongs; a page that is there already is reported and left out. */
const withExtra = (pages: readonly Known[], { page, report }: Extra): readonly Known[] => {
  const { id, wanted } = page;
  if (id === undefined) return [...pages, page];
  const others = pages.filter((each) => each.id !== undefined && isOver(each.id, id));
  if (others.length > 0) {
    const same = others.find((each) => each.id === id);
    report.add(
      same
        ? alreadyThere(id, same.wanted.path, wanted)
        : noSuchPage(
            id,
            others.flatMap((each) => each.id ?? []),
            { source: wanted.named, what: "changed" },
          ),
    );
    return pages;
  }
  const at = pages.findIndex((each) => each.id !== undefined && byFolio(each.id, id) > 0);
  return at < 0 ? [...pages, page] : [...pages.slice(0, at), page, ...pages.slice(at)];
};

const isOver = (a: string, b: string): boolean => coveredPages(a).some((page) => coveredPages(b).includes(page));

const alreadyThere = (id: string, path: string, { named }: PageWanted): Diagnostic => ({
  code: "input/duplicate",
  severity: "error",
  message: `page \`${id}\` is in the edition already: \`${path}\``,
  hint: "name it under `pages:` of the zone, so that it takes the other's place",
  source: named,
});

interface Where {
  readonly source: PageWanted["named"];
  readonly what: string;
}

/** Half of a panorama is no page: it is on one sheet with the other half. */
const noSuchPage = (id: string, ids: readonly string[], { source, what }: Where): Diagnostic => {
  const whole = ids.filter((each) => isOver(each, id));
  if (whole.length > 0) {
    const names = whole.map((each) => `\`${each}\``).join(" and ");
    const isHalf = whole.some((each) => coveredPages(each).length > 1);
    return {
      code: "input/wrong-value",
      severity: "error",
      message: isHalf
        ? `page \`${id}\` is half of the panorama ${names}, which can only be ${what} whole`
        : `panorama \`${id}\` stands on ${names}, which are pages of their own`,
      hint: isHalf
        ? `give the zone a panorama ${names}, or take it out by \`without\` and put pages in by \`extra\``
        : "take these out by `without`, and name the panorama under `extra`",
      source,
    };
  }
  return {
    code: "input/unknown-name",
    severity: "error",
    message: `the edition has no page \`${id}\` that could be ${what}`,
    hint: what === "changed" ? `name it under \`extra:\`, or ${nameHint(id, ids)}` : nameHint(id, ids),
    source,
  };
};

const outAndIn = (id: string, { named }: PageWanted): Diagnostic => ({
  code: "input/duplicate",
  severity: "error",
  message: `page \`${id}\` is changed and left out`,
  hint: "take it out of `pages` or out of `without`",
  source: named,
});

const twice = (id: string, path: string, { named }: PageWanted): Diagnostic => ({
  code: "input/duplicate",
  severity: "error",
  message: `page \`${id}\` is changed twice: by \`${path}\` already`,
  hint: "give one of them another id, or take it out",
  source: named,
});

/**
 * Which of the zone's pages are the edition's, byte for byte: those whose files it has in common with the edition, unless they show the
 * zone or a number of pages that is another one there, have other ads, or pass stories on to other pages or from pages that are the zone's.
 */
export const sharedPages = (
  pages: readonly EditionPage[],
  { common, jumps, differs, ads }: Sharing,
): readonly string[] => {
  const now = jumpsOf(pages);
  const moved = new Set(
    [...now.keys(), ...jumps.keys()]
      .filter((from) => now.get(from) !== jumps.get(from))
      .map((from) => from.split(" ")[0]),
  );
  const isOwn = ({ id, path, layout }: EditionPage): boolean =>
    !common.has(path) || ads.has(id) || moved.has(id) || layout.slots.some(({ node }) => shows(node, differs));
  const own = new Set(pages.filter(isOwn).map(({ id }) => id));
  // stories go on from earlier pages alone, so that one pass is enough
  for (const page of pages) if ([...page.continues.values()].some((from) => own.has(from.page))) own.add(page.id);
  return pages.map(({ id }) => id).filter((id) => !own.has(id));
};

/** By what it is told which pages are shared. */
export interface Sharing extends Pick<ZoneReading, "common" | "jumps"> {
  readonly differs: Differs;
  /** ids of pages whose ads are the zone's */
  readonly ads: ReadonlySet<string>;
}

/** What pages may show that is not the same in the zone. */
export interface Differs {
  readonly zone: boolean;
  readonly pageCount: boolean;
}

const shows = (node: LayoutNode, differs: Differs): boolean => {
  if (node.kind === "stack" || node.kind === "band") return node.children.some((child) => shows(child, differs));
  if (node.kind !== "furniture") return false;
  return (
    (node.item === "zone" && differs.zone) ||
    ((node.item === "pageCount" || node.item === "imprint") && differs.pageCount)
  );
};
