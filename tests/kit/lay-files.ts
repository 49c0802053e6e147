/** Editions of a few files in memory, read and laid out with the program's own layouts, styles and fonts. */
import { readFileSync } from "node:fs";
import { type Diagnostic, Diagnostics } from "../../src/base/diagnostic.ts";
import type { World } from "../../src/base/world.ts";
import { type LaidPage, layPage, openWorkshop, read, type Workshop } from "../../src/build.ts";
import type { ComposedFrame, Fit } from "../../src/compose/composed-page.ts";
import type { Edition } from "../../src/model/edition.ts";
import { diskWorld } from "../../src/nightly/disk/disk-world.ts";
import { adJudge } from "../../src/nightly/page/ad-judge.ts";
import type { OpenedFaces } from "../../src/text/font-library.ts";
import { memoryWorld } from "./memory-world.ts";
import { SAMPLE } from "./sample.ts";

export const PHOTO = readFileSync(`${SAMPLE}/photos/zoo-otters.jpg`);

/** What came of the files; nothing is laid out when the edition could not be read. */
export interface LaidFiles {
  readonly report: Diagnostics;
  readonly workshop: Workshop;
  readonly edition?: Edition;
  /** all pages of the edition */
  readonly pages: readonly LaidPage[];
  /** the first of them */
  readonly laid?: LaidPage;
  /** everything that was reported */
  readonly found: readonly Diagnostic[];
}

/** Files of an edition by their path in it. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

// fonts are opened once for all editions of a test file
const faces: OpenedFaces = new Map();
const disk = diskWorld({ edition: SAMPLE, cache: undefined });

/** A world of the edition's files; what is missing there comes from the sample where it is `behind` them. */
const worldOf = (files: Files, behind: boolean): World => {
  const memory = memoryWorld(
    Object.fromEntries(Object.entries(files).map(([path, file]) => [`edition:${path}`, file])),
  );
  return {
    read: async (file, limit) => {
      if (file.root !== "edition") return disk.read(file, limit);
      const own = behind && !Object.hasOwn(files, file.path) ? disk : memory;
      return own.read(file, limit);
    },
    cached: (key, make) => memory.cached(key, make),
  };
};

/** A world of these files, with the sample's behind them. */
export const worldBefore = (files: Files): World => worldOf(files, true);

/** Reads and lays all pages, the edition changed as told. `photos/p.jpg` is there. */
export const layFiles = (files: Files, change?: (edition: Edition) => Edition): Promise<LaidFiles> =>
  layAll(worldOf({ "photos/p.jpg": PHOTO, ...files }, false), change);

const EDITION = `paper: { name: 沧海报, id: ch }
date: 2025-07-10
issue: 8
edition: 1
pages: [p.yaml]
`;

const PAGE = `page: "01"
section: 新闻
layout: l
stories: { story: s.md }
`;

/** Lays one page: `l.yaml` under layouts, `s.md` for its story; what is not given is the sample's. */
export const layOnePage = (files: Files): Promise<LaidFiles> =>
  layAll(worldOf({ "edition.yaml": EDITION, "p.yaml": PAGE, ...files }, true));

const layAll = async (
  world: World,
  change: (edition: Edition) => Edition = (edition) => edition,
): Promise<LaidFiles> => {
  const report = new Diagnostics();
  const workshop = { ...openWorkshop(world, adJudge), faces };
  const asRead = await read("edition.yaml", workshop, report);
  const edition = asRead && change(asRead);
  const pages: LaidPage[] = [];
  for (const page of edition?.pages ?? []) pages.push(await layPage(edition!, page, workshop, report));
  const [laid] = pages;
  return { report, workshop, pages, found: report.all(), ...(edition && { edition }), ...(laid && { laid }) };
};

/** Findings that are more than notes, as `code: message`; that a story is shorter than its slot is nothing to these tests. */
export const saidOf = ({ report }: LaidFiles): readonly string[] =>
  report
    .all()
    .filter(({ severity, code }) => severity !== "info" && code !== "compose/underset")
    .map(({ code, message }) => `${code}: ${message}`);

export type Body = ComposedFrame & { readonly fit: Fit; readonly frame: { readonly kind: "body" } };

/** The bodies of a page, in reading order. */
export const bodiesOf = ({ composed }: LaidPage): readonly Body[] =>
  composed.frames.filter((each): each is Body => each.frame.kind === "body");
