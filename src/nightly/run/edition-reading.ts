/** Task `read`: the edition, page by page, as facts and hashes; its contents are let go of again. */
import { type Diagnostic, Diagnostics } from "../../base/diagnostic.ts";
import { type HeldReport, heldReport } from "../../base/held-report.ts";
import {
  type Ad,
  checkEdition,
  chooseStandIns,
  type Edition,
  type EditionPage,
  forgetPages,
  type Gap,
  readPart,
  type StandIns,
  type Story,
  type Workshop,
  wantsBase,
} from "../../index.ts";
import { checkNames } from "../output/check-names.ts";
import { isOwnPage } from "../output/copy-pages.ts";
import { type EditionSheet, sheetOf } from "../output/edition-sheet.ts";
import { findingsJson } from "../output/finding-json.ts";
import { findingsOf, strayFindings } from "../page/page-findings.ts";
import { fingerprint } from "./fingerprint.ts";
import { type PageParts, pageParts, type SharedParts } from "./page-parts.ts";
import { programPrint } from "./program-print.ts";
import type { FileTrace } from "./recorded-reads.ts";
import { type StyleHashes, styleHashes } from "./used-styles.ts";
import type { Workbench } from "./workbench.ts";

/** A page as it was read. */
export interface PageReading {
  readonly id: string;
  /** of a panorama, how many files it becomes */
  readonly files: "one" | "two";
  /** paths of the files of this page and of those whose stories go on on it */
  readonly wants: readonly string[];
  /** what stands in slots of those pages whose stories cannot be had, by the page's file */
  readonly standIns: StandIns;
  /** its own such slots */
  readonly gaps: readonly Gap[];
  readonly parts: PageParts;
  /** what reading found about it */
  readonly known: readonly Diagnostic[];
  /** paths of its stories, and of those of other pages that go on on it */
  readonly stories: readonly string[];
}

/** The edition's facts as plain values. */
export type SheetJson = Omit<EditionSheet, "inputs"> & { readonly inputs: Readonly<Record<string, string>> };

/** An edition as it was read; plain values. */
export interface EditionReading {
  readonly sheet: SheetJson;
  readonly pages: readonly PageReading[];
  readonly styles: StyleHashes;
  /** what was found of no page, as programs read it */
  readonly stray: readonly object[];
  /** every file that was read for it */
  readonly reads: readonly FileTrace[];
}

/** What reading came to: an edition, or why there is none. */
export type ReadingResult =
  | { readonly kind: "read"; readonly reading: EditionReading }
  | { readonly kind: "unreadable"; readonly findings: readonly object[]; readonly reads: readonly FileTrace[] };

/** How an edition is read. */
export interface ReadingHow {
  readonly bench: Workbench;
  /** when the edition was closed, in place of what it says itself */
  readonly closed: string | undefined;
  /** name of a zone; the edition itself when absent */
  readonly zone: string | undefined;
}

/** Pages whose contents are in memory at one time. */
const AT_ONCE = 16;

/** Reads the edition whose file is `file`. */
export const readForJob = async (file: string, { bench, closed, zone }: ReadingHow): Promise<ReadingResult> => {
  const found = new Diagnostics();
  const light = await readLight(file, { workshop: bench.workshop, zone }, found);
  const edition = light && (closed === undefined ? light : { ...light, closed });
  const fonts = edition ? await bench.openFonts(edition, found) : [];
  if (!edition || bench.workshop.faces.size === 0) return unreadable(found, bench);
  checkEdition(edition, found);
  const names = checkNames(edition);
  for (const finding of names) found.add(finding);
  if (names.some(({ severity }) => severity === "error")) return unreadable(found, bench);
  const fontFiles = fingerprint(fonts.map(({ root, path, sha256 = "" }) => `${root}:${path} ${sha256}`).sort());
  const shared = { edition, program: programPrint(), fontFiles, seen: new WeakMap<object, string>() };
  const { inputs, ...sheet } = sheetOf(edition);
  const pages = edition.pages.filter(({ id }) => isOwnPage(edition, id));
  return {
    kind: "read",
    reading: {
      sheet: { ...sheet, inputs: Object.fromEntries(inputs) },
      pages: pages.map((page) => pageReading(page, { shared, found })),
      styles: styleHashes(edition.style),
      stray: findingsJson(strayFindings({ edition: { ...edition, pages }, found }), (path) => found.textOf(path)),
      reads: [
        ...new Map(
          [...bench.recorded.reads.values(), ...fonts].map((each) => [`${each.root}:${each.path}`, each]),
        ).values(),
      ],
    },
  };
};

const unreadable = (found: Diagnostics, { recorded }: Workbench): ReadingResult => ({
  kind: "unreadable",
  reads: [...recorded.reads.values()],
  findings: findingsJson(found.all(), (path) => found.textOf(path)),
});

/** All pages whole, but for the bytes of their pictures, which are known by their hashes. */
const readLight = async (
  file: string,
  { workshop, zone }: { readonly workshop: Workshop; readonly zone: string | undefined },
  found: Diagnostics,
): Promise<Edition | undefined> => {
  const which = { workshop, ...(zone !== undefined && { zone }) };
  const bare = await readBare(file, which, found);
  if (!bare) return undefined;
  const { thin, groups } = bare;
  const whole = together(thin, groups);
  const base = wantsBase(whole) ? await baseStandIns(file, workshop) : {};
  const standIns = await chooseStandIns(whole, { workshop, base }, found);
  forgetPages(workshop);
  const filled: Group[] = [];
  for (const group of groups) {
    const isWhole = ![...group.paths].some((path) => standIns[path]);
    const last = isWhole ? group : await readGroup(file, { ...which, paths: group.paths, standIns });
    last.found.tellTo(found);
    filled.push(last);
  }
  return together(thin, filled);
};

/** What stands in on the pages of the edition itself, whose reading tells what is wrong with them. */
const baseStandIns = async (file: string, workshop: Workshop): Promise<StandIns> => {
  const bare = await readBare(file, { workshop }, new Diagnostics());
  return bare ? chooseStandIns(together(bare.thin, bare.groups), { workshop }, new Diagnostics()) : {};
};

/** An edition before its gaps are filled: its facts, and its pages group by group. */
interface BareReading {
  readonly thin: Edition;
  readonly groups: readonly Group[];
}

const readBare = async (
  file: string,
  which: { readonly workshop: Workshop; readonly zone?: string },
  found: Diagnostics,
): Promise<BareReading | undefined> => {
  const paths: string[] = [];
  const thin = await readPart(file, { ...which, wanted: (path) => paths.push(path) === 0 }, found);
  if (!thin) return undefined;
  const groups: Group[] = [];
  for (let at = 0; at < paths.length; at += AT_ONCE)
    groups.push(await readGroup(file, { ...which, paths: new Set(paths.slice(at, at + AT_ONCE)), standIns: {} }));
  return { thin, groups };
};

/** Pages that were read together, and what was found in them. */
interface Group {
  readonly paths: ReadonlySet<string>;
  readonly pages: readonly EditionPage[];
  readonly inputs: ReadonlyMap<string, string>;
  readonly found: HeldReport;
}

interface GroupHow {
  readonly workshop: Workshop;
  readonly zone?: string;
  readonly paths: ReadonlySet<string>;
  readonly standIns: StandIns;
}

const readGroup = async (file: string, { paths, ...how }: GroupHow): Promise<Group> => {
  const { workshop } = how;
  const found = heldReport();
  const part = await readPart(file, { ...how, wanted: (path) => paths.has(path) }, found);
  forgetPages(workshop);
  const pages = (part?.pages ?? []).filter(({ path }) => paths.has(path)).map(withoutBytes);
  return { paths, pages, inputs: part?.inputs ?? new Map(), found };
};

const together = (thin: Edition, groups: readonly Group[]): Edition => {
  const pages = new Map(groups.flatMap((group) => group.pages).map((page) => [page.id, page]));
  const inputs = new Map([...thin.inputs, ...groups.flatMap((group) => [...group.inputs])]);
  return {
    ...thin,
    pages: thin.pages.flatMap(({ id }) => pages.get(id) ?? []),
    inputs: new Map([...inputs].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
};

const NONE = new Uint8Array(0);

const withoutBytes = (page: EditionPage): EditionPage => {
  // a story that stands in two slots stays one
  const light = new Map([...new Set(page.stories.values())].map((story) => [story, lightStory(story)]));
  const ads = [...(page.ads ?? [])].map(([slot, ad]): readonly [string, Ad] => [
    slot,
    ad.photo ? { ...ad, photo: { ...ad.photo, bytes: NONE } } : ad,
  ]);
  return {
    ...page,
    stories: new Map([...page.stories].map(([slot, story]) => [slot, light.get(story)!])),
    ...(page.ads && { ads: new Map(ads) }),
  };
};

const lightStory = (story: Story): Story => ({
  ...story,
  photos: story.photos.map((each) => (each.photo ? { ...each, photo: { ...each.photo, bytes: NONE } } : each)),
});

interface ReadingOf {
  readonly shared: SharedParts;
  readonly found: Diagnostics;
}

const pageReading = (page: EditionPage, { shared, found }: ReadingOf): PageReading => {
  const { edition } = shared;
  const known = findingsOf(page, { edition, found });
  const wants = [...new Set([page.path, ...sources(page, edition)])];
  return {
    id: page.id,
    files: page.files,
    wants,
    standIns: standInsOf(edition.pages.filter(({ path }) => wants.includes(path))),
    gaps: page.gaps ?? [],
    parts: pageParts(page, known, shared),
    known,
    stories: storiesOf(page, edition),
  };
};

const standInsOf = (pages: readonly EditionPage[]): StandIns =>
  Object.fromEntries(
    pages.flatMap(({ path, gaps = [] }) => {
      const filled = gaps.flatMap(({ slot, standIn }) => (standIn ? [[slot, standIn] as const] : []));
      return filled.length > 0 ? [[path, Object.fromEntries(filled)] as const] : [];
    }),
  );

const storiesOf = (page: EditionPage, edition: Edition): readonly string[] => {
  const earlier = [...page.continues.values()].flatMap(({ page: id }) =>
    edition.pages.filter((each) => each.id === id),
  );
  const own = [...page.stories.values()].map(({ path }) => path);
  return [...new Set([...own, ...earlier.flatMap((from) => storiesOf(from, edition))])].sort();
};

/** Files of the pages whose stories go on on `page`, and of those whose stories go on on them. */
const sources = (page: EditionPage, edition: Edition): readonly string[] =>
  [...page.continues.values()].flatMap(({ page: id }) => {
    const from = edition.pages.find((each) => each.id === id);
    return from ? [from.path, ...sources(from, edition)] : [];
  });
