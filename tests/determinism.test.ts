/** The same input gives the same bytes: on a second run, in another time zone and language, from another folder, with more jobs. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { ROOT, SAMPLE } from "./kit/sample.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-same-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** File name → SHA-256 of everything a build writes. */
const build = (
  edition: string,
  out: string,
  how: { readonly jobs: number; readonly env: Readonly<Record<string, string>> },
) => {
  const args = [
    "--import",
    "tsx",
    "src/cli/main.ts",
    "build",
    edition,
    "--out",
    out,
    "--jobs",
    String(how.jobs),
    "--json",
  ];
  execFileSync(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...how.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const files = readdirSync(out, { recursive: true, encoding: "utf8" }).filter((each) =>
    statSync(join(out, each)).isFile(),
  );
  return Object.fromEntries(
    files.sort().map((each) => [
      each,
      createHash("sha256")
        .update(readFileSync(join(out, each)))
        .digest("hex"),
    ]),
  );
};

test("two builds of the sample are the same to the byte", () => {
  const elsewhere = join(folder, "another place", "版面");
  cpSync(SAMPLE, elsewhere, { recursive: true });
  const here = build(join(SAMPLE, "edition.yaml"), join(folder, "a"), {
    jobs: 1,
    env: { TZ: "Asia/Shanghai", LANG: "C.UTF-8", LC_ALL: "" },
  });
  const there = build(join(elsewhere, "edition.yaml"), join(folder, "b"), {
    jobs: 4,
    env: { TZ: "America/Los_Angeles", LANG: "zh_CN.UTF-8", LC_ALL: "zh_CN.UTF-8" },
  });
  expect(Object.keys(here).some((each) => each.endsWith(".pdf"))).toBe(true);
  expect(there).toEqual(here);
});
