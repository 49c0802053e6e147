/** `broadsheet nightly`: the whole edition, unattended. */
import { join, resolve } from "node:path";
import { cacheFolder } from "../nightly/disk/cache-folder.ts";
import { type NightlyOutcome, runNightly } from "../nightly/run/nightly.ts";
import { lockRun } from "../nightly/run/run-lock.ts";
import { threadPool } from "../nightly/run/thread-pool.ts";
import { sweepStore } from "../nightly/store/folder-store.ts";
import { openStore } from "../nightly/store/open-store.ts";
import { findEdition } from "./find-edition.ts";
import { tellNightly } from "./nightly-news.ts";
import { howNightly } from "./nightly-options.ts";
import type { CommandInput } from "./session.ts";

/** Below `--out`: what was made, for the next run. */
const STORE = ".broadsheet";

/** Runs; 0 when every page is clean, 1 when one is not, 2 when the edition cannot be read. */
export const nightly = async ({ argument, options, session }: CommandInput): Promise<number> => {
  const asked = howNightly(options, session);
  const place = await findEdition(argument ?? ".", session);
  const out = { folder: resolve(session.terminal.cwd, options.out ?? "out"), shown: options.out ?? "out" };
  const storeFolder = join(out.folder, STORE);
  const lock = lockRun(storeFolder, join(out.shown, STORE));
  sweepStore(storeFolder);
  const pool = threadPool({ workers: asked.workers });
  const news = tellNightly({ explain: asked.explain, session });
  const end = new AbortController();
  const alarm = asked.by === undefined ? undefined : setTimeout(() => end.abort(), asked.by - Date.now());
  try {
    const cache = cacheFolder(session.terminal.env);
    const outcome = await runNightly({
      place: { ...place, store: storeFolder, ...(cache !== undefined && { cache }) },
      store: openStore(storeFolder),
      trying: { pool, signal: end.signal, patience: asked.patience, tell: news.tell },
      how: asked.how,
      released: asked.released,
      withdrawn: new Set(),
      out,
      workers: asked.workers,
    });
    news.end(outcome);
    return exitCode(outcome);
  } finally {
    clearTimeout(alarm);
    news.clear();
    await pool.close();
    lock.release();
  }
};

const exitCode = (outcome: NightlyOutcome): number => {
  if (outcome.kind === "unreadable") return 2;
  const findings = [
    ...outcome.pages.flatMap(({ record }) => record.entry["findings"] as readonly object[]),
    ...outcome.stray,
  ];
  return findings.some((each) => "severity" in each && each.severity === "error") ? 1 : 0;
};
