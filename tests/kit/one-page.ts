/** A page from texts in memory, with the program's own layouts, styles and fonts behind them. */

import { Diagnostics } from "../../src/base/diagnostic.ts";
import type { World } from "../../src/base/world.ts";
import { type LaidPage, layPage, openWorkshop, read, type Workshop } from "../../src/build.ts";
import { diskWorld } from "../../src/cli/disk-world.ts";
import type { Edition } from "../../src/model/edition.ts";
import { ROOT } from "./sample.ts";

/** What came of the files; nothing is laid out when the edition could not be read. */
export interface LaidFiles {
  readonly report: Diagnostics;
  readonly workshop: Workshop;
  readonly edition?: Edition;
  readonly laid?: LaidPage;
}

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

/** A world of the edition's files by path; what is missing there comes from the folder `behind` it. */
export const worldOf = (
  files: Readonly<Record<string, string | Uint8Array>>,
  behind = `${ROOT}samples/canghai-2025-07-10`,
): World => {
  const disk = diskWorld({ edition: behind, cache: undefined });
  const kept: Readonly<Record<string, string | Uint8Array>> = { "edition.yaml": EDITION, "p.yaml": PAGE, ...files };
  return {
    cached: (key, make) => disk.cached(key, make),
    read: (file, limit) => {
      const own = file.root === "edition" && Object.hasOwn(kept, file.path) ? kept[file.path] : undefined;
      if (own === undefined) return disk.read(file, limit);
      return Promise.resolve({ ok: true, bytes: typeof own === "string" ? new TextEncoder().encode(own) : own });
    },
  };
};

/** The first page of the edition: `l.yaml` under layouts, `s.md` for its story. */
export const layFiles = async (files: Readonly<Record<string, string | Uint8Array>>): Promise<LaidFiles> => {
  const report = new Diagnostics();
  const workshop = openWorkshop(worldOf(files));
  const edition = await read("edition.yaml", workshop, report);
  const page = edition?.pages[0];
  if (!edition || !page) return { report, workshop };
  return { report, workshop, edition, laid: await layPage(edition, page, workshop, report) };
};

/** Findings that are more than notes, as `code: message`; that a story is shorter than its slot is nothing to these tests. */
export const saidOf = ({ report }: LaidFiles): readonly string[] =>
  report
    .all()
    .filter(({ severity, code }) => severity !== "info" && code !== "compose/underset")
    .map(({ code, message }) => `${code}: ${message}`);
