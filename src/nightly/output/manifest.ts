/** The manifest: every file of the output folder with its hash, and what is known about each page. Written last. */
import type { Diagnostics } from "../../base/diagnostic.ts";
import { programVersion } from "../disk/program-folders.ts";
import type { FailedPage, MadePage, MadePrint } from "../page/make-page.ts";
import { filesOf } from "../page/page-findings.ts";
import { type PressedVersion, pressedJson } from "./earlier-prints.ts";
import type { EditionSheet, PlantSheet } from "./edition-sheet.ts";
import { findingsJson } from "./finding-json.ts";

/** A file of the output folder; `path` is relative to it. */
export interface ManifestFile {
  readonly path: string;
  /** page id of the edition */
  readonly page: string;
  readonly section: string;
  /** the plant for which it is; absent where the plants have no names */
  readonly plant?: string;
  readonly version: string;
  readonly standard: string;
  readonly state: string;
  readonly bytes: number;
  readonly sha256: string;
  /** of a half of a panorama its own page id */
  readonly half?: string;
  /** plates with ink: C, M, Y, K; absent of pictures */
  readonly plates?: readonly string[];
  /** share of each ink, the most ink, and the ink keys, in percent; when it was asked for */
  readonly ink?: object;
  /** the version that it takes the place of, and the plates that have to be made anew */
  readonly replaces?: string;
  readonly changedPlates?: readonly string[];
}

/** A page at one plant as the manifest has it. */
export type ManifestPrint = Readonly<Record<string, unknown>>;

/** A page as the manifest has it. */
export interface ManifestPage {
  readonly page: string;
  readonly files: readonly ManifestFile[];
  readonly prints: readonly ManifestPrint[];
  readonly [fact: string]: unknown;
}

/** A file that is no page: a job ticket. */
export interface ManifestTicket {
  readonly path: string;
  readonly plant?: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What the manifest says about a page with its files. */
export const manifestPage = (
  result: MadePage | FailedPage,
  files: readonly ManifestFile[],
  {
    edition,
    textOf,
    earlier,
  }: {
    readonly edition: EditionSheet;
    readonly textOf: Diagnostics["textOf"];
    /** what stays known of a page that failed */
    readonly earlier: ReadonlyMap<string, PressedVersion>;
  },
): ManifestPage => {
  const { page } = result;
  // a story that goes on here from another page is one of its inputs, too
  const inputs = [...filesOf(result.kind === "made" ? result.laid.page : page)].sort().flatMap((path) => {
    const hash = edition.inputs.get(path);
    return hash === undefined ? [] : [[path, hash] as const];
  });
  const prints =
    result.kind === "made"
      ? result.prints.map(printFacts)
      : [...earlier].map(([plant, pressed]) => ({ plant, state: "failed", pressed: pressedJson(pressed) }));
  return {
    page: page.id,
    section: page.section,
    ...(result.kind === "made" ? pageFacts(prints) : { version: edition.version, state: "failed" }),
    files,
    prints,
    inputs: Object.fromEntries(inputs),
    findings: findingsJson(result.findings, textOf),
  };
};

/** Of a page at all its plants: what it is at the first of them; one that is held at any of them is held. */
export const pageFacts = (prints: readonly ManifestPrint[]): Readonly<Record<string, unknown>> => {
  const held = prints.find((each) => each["state"] === "held");
  const { version, state, releasedBy, standard } = held ?? prints[0] ?? {};
  const fonts = prints.flatMap((each) => (Array.isArray(each["fonts"]) ? each["fonts"].map(String) : []));
  return {
    version,
    state,
    ...(releasedBy !== undefined && { releasedBy }),
    standard,
    fonts: [...new Set(fonts)].sort(),
  };
};

const printFacts = ({ press, state, by, version, printed, pressed }: MadePrint): ManifestPrint => ({
  plant: press.plant,
  version,
  state,
  ...(by !== undefined && { releasedBy: by }),
  standard: printed.standard,
  fonts: [...printed.fonts].sort(),
  ...(pressed && { pressed: pressedJson(pressed) }),
});

/** What else the manifest tells. */
export interface ManifestFacts {
  /** of no page, as programs read them */
  readonly findings: readonly object[];
  readonly tickets: readonly ManifestTicket[];
  /** of a zone: the pages that make it up, those that it shares among them */
  readonly copy?: readonly object[];
}

/** The manifest of `edition` with `pages`, which are brought into the edition's order. No clock: the same edition, the same text. */
export const manifestText = (
  edition: EditionSheet,
  pages: readonly ManifestPage[],
  { findings, tickets, copy }: ManifestFacts,
): string => {
  const { paper, date, issue, press, zone, closed } = edition;
  const sorted = inOrder(edition, pages);
  const manifest = {
    manifest: 1,
    program: { name: "broadsheet", version: programVersion() },
    paper,
    date: date.iso,
    issue,
    edition: edition.edition,
    ...(zone !== "" && { zone }),
    ...(closed !== "" && { closed }),
    version: edition.version,
    profile: profileFacts(press),
    ...(copy && { copy }),
    ...(press.plant !== "" && { plants: edition.targets.map(plantFacts) }),
    files: sorted.flatMap((page) => page.files),
    ...(tickets.length > 0 && { tickets }),
    pages: sorted.map(({ files, ...facts }) => ({ ...facts, files: files.map((file) => file.path) })),
    findings,
    inputs: Object.fromEntries([...edition.inputs].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
  return `${JSON.stringify(manifest, undefined, 1)}\n`;
};

/** Pages in the order of the edition. */
export const inOrder = (edition: EditionSheet, pages: readonly ManifestPage[]): readonly ManifestPage[] => {
  const order = new Map(edition.pages.map((page, at) => [page.id, at]));
  return [...pages].sort((a, b) => (order.get(a.page) ?? order.size) - (order.get(b.page) ?? order.size));
};

const profileFacts = ({ condition, inkLimit }: PlantSheet): object => ({
  name: condition.identifier,
  sha256: condition.hash,
  inkLimit,
});

const plantFacts = (press: PlantSheet): object => ({
  plant: press.plant,
  folder: press.folder,
  standard: press.standard,
  profile: profileFacts(press),
  ...(press.deadline !== undefined && { deadline: press.deadline }),
});

/** Paths are used to remove and to hand over files: what could point out of the folder is not believed. */
const SOUND = /^([^./\\][^/\\]*\/)?((held|proof)\/)?[^./\\][^/\\]*$/;

/** The pages of an earlier manifest; none when the text is no manifest of ours. */
export const manifestPages = (text: string): readonly ManifestPage[] => {
  const { files, pages } = parts(text);
  const sound = files.filter(({ path, page }) => typeof page === "string" && SOUND.test(path));
  return pages
    .filter((page) => typeof page?.page === "string")
    .map((page) => ({
      ...page,
      prints: Array.isArray(page.prints) ? page.prints.filter((each) => typeof each?.["plant"] === "string") : [],
      files: sound.filter((file) => file.page === page.page),
    }));
};

/** The job tickets of an earlier manifest. */
export const manifestTickets = (text: string): readonly ManifestTicket[] =>
  parts(text).tickets.filter(({ path }) => typeof path === "string" && SOUND.test(path) && path.endsWith(".xjdf"));

interface Parts {
  readonly files: readonly ManifestFile[];
  readonly pages: readonly ManifestPage[];
  readonly tickets: readonly ManifestTicket[];
}

const parts = (text: string): Parts => {
  try {
    const { manifest, files, pages, tickets = [] } = JSON.parse(text);
    const lists = [files, pages, tickets].every(Array.isArray);
    return manifest === 1 && lists ? { files, pages, tickets } : { files: [], pages: [], tickets: [] };
  } catch {
    return { files: [], pages: [], tickets: [] };
  }
};
