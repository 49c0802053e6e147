/**
 * A night of 24 generated broadsheet pages with photographs of their own: pages a minute for each core, what nothing changed and one
 * story changed cost; with `--memory` the peak memory of 50 and of 500 pages instead. `npm run bench:night` builds the program first. Each
 * run is a whole process; medians, with their range, and ratios of one run.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeNight } from "../tests/kit/night-edition.ts";

const MAIN = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
const PEAK = new URL("./peak-memory.mjs", import.meta.url).href;
const RUNS = 5;
const PAGES = 24;

const base = mkdtempSync(join(tmpdir(), "broadsheet-bench-"));

interface Timed {
  readonly seconds: number;
  /** MiB */
  readonly peak: number;
}

const run = (folder: string, ...argv: readonly string[]): Timed => {
  const since = performance.now();
  const env = { ...process.env, BROADSHEET_CACHE: join(folder, "cache"), BROADSHEET_PEAK: join(base, "peak") };
  const ran = spawnSync(process.execPath, ["--import", PEAK, MAIN, ...argv], {
    cwd: folder,
    env,
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  if (ran.status === null || ran.status > (argv[0] === "nightly" ? 1 : 0))
    throw new Error(`${argv.join(" ")} ended ${ran.status}: ${ran.stderr.slice(-2000)}`);
  return { seconds: (performance.now() - since) / 1000, peak: Number(readFileSync(join(base, "peak"), "utf8")) / 1024 };
};

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

const row = (name: string, values: readonly number[]): void =>
  console.log(
    `${name.padEnd(44)} ${median(values).toFixed(2)} s   (${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)})`,
  );

const several = (once: (n: number) => Timed): readonly number[] =>
  Array.from({ length: RUNS }, (_, n) => once(n).seconds);

const night = async (pages: number, photos: boolean): Promise<string> => {
  const folder = join(base, `night-${pages}`);
  mkdirSync(folder, { recursive: true });
  await writeNight(folder, { pages, photos });
  return folder;
};

const cold = (folder: string, pages: number, workers: number): void => {
  rmSync(join(folder, "out"), { recursive: true, force: true });
  rmSync(join(folder, "cache"), { recursive: true, force: true });
  const { seconds, peak } = run(folder, "nightly", ".", "--workers", String(workers));
  const rate = pages / (seconds / 60) / workers;
  console.log(
    `${`${pages} pages, nothing kept, ${workers} ${workers === 1 ? "worker" : "workers"}`.padEnd(44)} ${seconds.toFixed(1)} s   ${rate.toFixed(1)} pages a minute for each core, peak ${peak.toFixed(0)} MiB`,
  );
};

const changed = (folder: string): void => {
  const story = join(folder, "stories/07-s0.md");
  const text = readFileSync(story, "utf8");
  const edit = (n: number): void => writeFileSync(story, text.replace(/headline: ./, `$&${"甲乙丙丁戊己庚辛"[n]}`));
  const nights = several((n) => {
    edit(n);
    return run(folder, "nightly", ".", "--workers", "2");
  });
  const builds = several((n) => {
    edit(n);
    return run(folder, "build", ".", "--page", "07", "--out", "one");
  });
  row("nightly, one story changed", nights);
  row("build of that page alone", builds);
  console.log(`${"ratio of the two".padEnd(44)} ${(median(nights) / median(builds)).toFixed(2)}`);
};

const memory = async (): Promise<void> => {
  const peaks: number[] = [];
  for (const pages of [50, 500]) {
    const folder = await night(pages, false);
    const { seconds, peak } = run(folder, "nightly", ".", "--workers", "2");
    peaks.push(peak);
    console.log(`${`${pages} pages, 2 workers`.padEnd(44)} ${seconds.toFixed(0)} s   peak ${peak.toFixed(0)} MiB`);
  }
  console.log(`${"ratio of the peaks".padEnd(44)} ${(peaks[1]! / peaks[0]!).toFixed(2)}`);
};

const usual = async (): Promise<void> => {
  const folder = await night(PAGES, true);
  cold(folder, PAGES, 1);
  cold(folder, PAGES, 2);
  row(
    `${PAGES} pages, nothing changed`,
    several(() => run(folder, "nightly", ".")),
  );
  changed(folder);
};

try {
  if (process.argv.includes("--memory")) await memory();
  else await usual();
} finally {
  rmSync(base, { recursive: true, force: true });
}
