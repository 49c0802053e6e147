/** A night of 24 broadsheet pages: the same bytes however it is made, and what a change costs. */
import { spawn } from "node:child_process";
import { appendFileSync, cpSync, existsSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EditionShelf, filesIn } from "../kit/edition-folder.ts";
import { writeNight } from "../kit/night-edition.ts";
import { ROOT } from "../kit/sample.ts";
import { snapshot } from "../kit/small-night.ts";

const shelf = new EditionShelf();
afterAll(() => shelf.remove());

const MAIN = join(ROOT, "dist/cli/main.js");
const OUT = "out/canghai-2026-03-18-1";

interface Ran {
  /** undefined when it was killed */
  readonly code: number | undefined;
  readonly events: readonly Readonly<Record<string, unknown>>[];
}

/** Runs the program as its users do; killed when `kill` says so after an event. */
const night = (
  folder: string,
  argv: readonly string[],
  kill: (events: Ran["events"]) => boolean = () => false,
): Promise<Ran> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [MAIN, "nightly", ".", "--json", ...argv], {
      cwd: folder,
      env: { ...process.env, BROADSHEET_CACHE: join(shelf.base, "cache") },
      stdio: ["ignore", "pipe", "ignore"],
    });
    const events: Ran["events"][number][] = [];
    let rest = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      const lines = `${rest}${text}`.split("\n");
      rest = lines.pop()!;
      for (const line of lines) {
        events.push(JSON.parse(line));
        if (kill(events)) child.kill("SIGKILL");
      }
    });
    child.on("close", (code, signal) => resolve({ code: signal === "SIGKILL" ? undefined : (code ?? -1), events }));
  });

const endOf = ({ events }: Ran) => events.find(({ event }) => event === "end");

const madeOf = ({ events }: Ran): readonly unknown[] =>
  events.flatMap((each) => (each["event"] === "page-begin" ? [each["page"]] : [])).sort();

const age = (folder: string): void => {
  for (const path of filesIn(folder)) utimesSync(join(folder, path), 1_700_000_000, 1_700_000_000);
};

const touched = (folder: string): readonly string[] =>
  filesIn(folder).filter((path) => statSync(join(folder, path)).mtimeMs !== 1_700_000_000_000);

/** Pages of the shapes that have a box of key figures. */
const withFigures = (folder: string): readonly string[] =>
  filesIn(join(folder, "pages"))
    .map((path) => path.replace(".yaml", ""))
    .filter((id) => {
      const [, shape] = /layout: (\S+)/.exec(readFileSync(join(folder, `pages/${id}.yaml`), "utf8"))!;
      return readFileSync(join(folder, `layouts/${shape}.yaml`), "utf8").includes("keyFigure: ");
    });

describe.skipIf(!existsSync(MAIN))("24 pages", () => {
  let folder = "";
  let sound: ReturnType<typeof snapshot> = {};

  const copy = (name: string): string => {
    const to = join(shelf.base, name);
    cpSync(folder, to, { recursive: true, filter: (path) => !path.startsWith(join(folder, "out")) });
    return to;
  };

  beforeAll(async () => {
    folder = join(shelf.base, "night");
    await writeNight(folder, { pages: 24, more: "style: own\n" });
    shelf.write(folder, "layouts/styles/own.yaml", readFileSync(join(ROOT, "layouts/styles/newspaper-cn.yaml")));
    const ran = await night(folder, ["--workers", "1"]);
    expect(ran.code).toBe(0);
    expect(endOf(ran)).toMatchObject({ pages: 24, made: 24 });
    sound = snapshot(join(folder, OUT));
    expect(Object.keys(sound).filter((path) => path.endsWith(".pdf"))).toHaveLength(24);
  });

  test.each(["2", "8"])("the same bytes with %s workers", async (workers) => {
    const other = copy(`workers-${workers}`);
    expect((await night(other, ["--workers", workers])).code).toBe(0);
    expect(snapshot(join(other, OUT))).toEqual(sound);
  });

  test("the same bytes after a death in mid-run, with nothing made twice", async () => {
    const other = copy("resumed");
    const finished = (events: Ran["events"]): number => events.filter(({ event }) => event === "page").length;
    const dead = await night(other, ["--workers", "2"], (events) => finished(events) >= 8);
    expect(dead.code).toBeUndefined();
    const ran = await night(other, ["--resume"]);
    expect(ran.code).toBe(0);
    expect(madeOf(ran).length).toBeLessThanOrEqual(24 - finished(dead.events));
    expect(snapshot(join(other, OUT))).toEqual(sound);
  });

  test("a second run makes nothing and touches nothing", async () => {
    age(join(folder, OUT));
    const ran = await night(folder, []);
    expect(endOf(ran)).toMatchObject({ made: 0, kept: 24, replaced: 0, failed: 0 });
    expect(touched(join(folder, OUT))).toEqual([]);
    expect(snapshot(join(folder, OUT))).toEqual(sound);
  });

  test("a story costs its page; the other 23 are not touched", async () => {
    const other = copy("changed");
    cpSync(join(folder, "out"), join(other, "out"), { recursive: true });
    age(join(other, OUT));
    const story = join(other, "stories/07-s0.md");
    writeFileSync(story, readFileSync(story, "utf8").replace(/headline: ./, "$&新"));
    const ran = await night(other, []);
    expect(madeOf(ran)).toEqual(["07"]);
    expect(touched(join(other, OUT)).filter((path) => path.endsWith(".pdf"))).toEqual([
      expect.stringContaining("_07_B.pdf"),
    ]);
  });

  test("a style costs the pages that use it", async () => {
    const other = copy("restyled");
    cpSync(join(folder, "out"), join(other, "out"), { recursive: true });
    const sheet = join(other, "layouts/styles/own.yaml");
    writeFileSync(
      sheet,
      readFileSync(sheet, "utf8").replace(/^( {2}key-figure: .*padding: )[\d.]+/m, (_, before) => `${before}6`),
    );
    expect(readFileSync(sheet, "utf8")).not.toBe(readFileSync(join(folder, "layouts/styles/own.yaml"), "utf8"));
    const ran = await night(other, []);
    const wanted = withFigures(folder);
    expect(wanted.length).toBeGreaterThan(3);
    expect(wanted.length).toBeLessThan(12);
    expect(madeOf(ran)).toEqual(wanted);
    // a style that no page uses costs nothing
    appendFileSync(sheet, "");
    writeFileSync(sheet, readFileSync(sheet, "utf8").replace("rowsEvery: 5", "rowsEvery: 4"));
    expect(endOf(await night(other, []))).toMatchObject({ made: 0, kept: 24 });
  });
});
