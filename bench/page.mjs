#!/usr/bin/env node
/**
 * Time and peak memory of the sample page with six photographs of 3000 × 2000 pixels: a cold process, and warm rebuilds in
 * one process after an edit of one story. `npm run bench` builds the program first. Figures are medians; the machine is noisy,
 * so compare the ratios of one run.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const RUNS = Number(process.argv[2] ?? 5);
const folder = mkdtempSync(join(tmpdir(), "broadsheet-bench-"));
const edition = join(folder, "edition");

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const ms = (value) => `${value.toFixed(0)} ms`;
const row = (name, values) =>
  console.log(
    `${name.padEnd(34)} ${ms(median(values)).padStart(9)}   (${ms(Math.min(...values))} to ${ms(Math.max(...values))})`,
  );

/** The sample edition with each photograph brought to 3000 × 2000, as a camera would give it. */
const makeEdition = async () => {
  cpSync(join(ROOT, "samples/canghai-2025-07-10"), edition, { recursive: true });
  const { readdirSync } = await import("node:fs");
  for (const name of readdirSync(join(edition, "photos")).filter((each) => each.endsWith(".jpg"))) {
    const path = join(edition, "photos", name);
    writeFileSync(
      path,
      await sharp(readFileSync(path)).resize(3000, 2000, { fit: "cover" }).jpeg({ quality: 88 }).toBuffer(),
    );
  }
};

const cold = (more = []) => {
  const began = performance.now();
  const args = [
    "dist/cli/main.js",
    "build",
    join(edition, "edition.yaml"),
    "--out",
    join(folder, "out"),
    "--json",
    ...more,
  ];
  const run = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
  if (run.status !== 0) throw new Error(`build ended ${run.status}: ${run.stderr || run.stdout}`);
  return performance.now() - began;
};

const stages = () => {
  const run = spawnSync(process.execPath, [join(ROOT, "bench/stages.mjs"), edition, String(RUNS)], {
    cwd: ROOT,
    encoding: "utf8",
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout);
};

try {
  await makeEdition();
  cold();
  console.log(`${RUNS} runs, Node ${process.version}`);
  row(
    "cold process, build",
    Array.from({ length: RUNS }, () => cold()),
  );
  const { first, warm, peak } = stages();
  console.log("\nfirst page of a process, by stage");
  for (const [name, value] of Object.entries(first)) row(`  ${name}`, [value]);
  console.log("\nwarm, after an edit of one story");
  for (const name of Object.keys(warm[0]))
    row(
      `  ${name}`,
      warm.map((each) => each[name]),
    );
  console.log(`\npeak memory of that process: ${(peak / 1024).toFixed(0)} MiB`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
