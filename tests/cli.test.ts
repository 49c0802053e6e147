/** The program as it is used: exit codes, files that appear whole or not at all, held and released pages, two languages. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import sharp from "sharp";
import { afterAll, describe, expect, test } from "vitest";
import type { Diagnostic } from "../src/base/diagnostic.ts";
import { DIAGNOSTIC_CODES } from "../src/base/diagnostic-codes.ts";
import { didYouMean } from "../src/cli/did-you-mean.ts";
import { FINDING_TITLES } from "../src/cli/finding-titles.ts";
import { printDiagnostic, printDiagnostics } from "../src/cli/print-diagnostics.ts";
import { runCli } from "../src/cli/run-cli.ts";
import { textWidth } from "../src/cli/text-width.ts";
import type { Edition } from "../src/index.ts";
import { pageName } from "../src/nightly/output/file-name.ts";
import { inFlight } from "../src/nightly/page/in-flight.ts";

const MAIN = fileURLToPath(new URL("../src/cli/main.ts", import.meta.url));
const base = realpathSync(mkdtempSync(join(tmpdir(), "broadsheet-cli-")));
const CACHE = join(base, "cache");
afterAll(() => rmSync(base, { recursive: true, force: true }));

const SENTENCE = "储罐作为油品化工区的核心设施，今年七月正式投入使用。";
const STORY = `---\nheadline: 港口新罐区投产\n---\n${SENTENCE}\n\n${SENTENCE}${SENTENCE}\n`;
const OVERSET = `---\nheadline: 港口新罐区投产\n---\n${SENTENCE.repeat(30)}\n`;
const FOLDER = "harbour-2025-07-10-main";
const press = (page: string) => `harbour_20250710_main_${page}_A.pdf`;
const held = (page: string) => `held/harbour_20250710_main_${page}_A_PROOF.pdf`;

let editions = 0;

/** A folder with an edition of small pages, each with one story. */
const newEdition = (pages: readonly string[] = ["01", "02"], more = ""): string => {
  const folder = join(base, `edition-${++editions}`);
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const list = pages.map((id) => `  - pages/${id}.yaml\n`).join("");
  write(
    "edition.yaml",
    `paper: { name: 海港日报, id: harbour }\ndate: "2025-07-10"\nissue: 7\nedition: main\n${more}pages:\n${list}`,
  );
  for (const id of pages) {
    write(`pages/${id}.yaml`, `page: "${id}"\nsection: 要闻\nlayout: card\nstories:\n  lead: stories/s${id}.md\n`);
    write(`stories/s${id}.md`, STORY);
  }
  write("layouts/formats.yaml", "card: { title: card, width: 90mm, height: 100mm }\n");
  write(
    "layouts/card.yaml",
    `format: card
grid: { columns: 1, measure: 24zi, gutter: 1zi, rows: 16, top: 10mm }
slots:
  lead:
    col: 1
    row: 1-8
    stack:
      story: lead
      children:
        - headline: { style: main, features: [S-03] }
        - body: { legs: 2, features: [S-05] }
`,
  );
  return folder;
};

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The program in this process, with a terminal that writes down what it is told. */
const run = async (
  cwd: string,
  argv: readonly string[],
  { env = {}, input = "", watched = false }: { env?: Record<string, string>; input?: string; watched?: boolean } = {},
): Promise<Ran> => {
  let out = "";
  let err = "";
  const code = await runCli(argv, {
    cwd,
    env: { BROADSHEET_CACHE: CACHE, ...env },
    watched,
    colours: false,
    width: 100,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    input: async () => new TextEncoder().encode(input),
  });
  return { code, out, err };
};

/** The program as a process of its own. */
const start = (cwd: string, argv: readonly string[], env: Record<string, string> = {}): ChildProcess =>
  spawn(process.execPath, ["--import", import.meta.resolve("tsx"), MAIN, ...argv], {
    cwd,
    env: { ...process.env, BROADSHEET_CACHE: CACHE, ...env },
    stdio: "ignore",
  });

const runAlone = async (cwd: string, argv: readonly string[], env: Record<string, string> = {}): Promise<Ran> => {
  const options = { cwd, env: { ...process.env, BROADSHEET_CACHE: CACHE, ...env } };
  return promisify(execFile)(process.execPath, ["--import", import.meta.resolve("tsx"), MAIN, ...argv], options).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    (fault: { code: number; stdout: string; stderr: string }) => ({
      code: fault.code,
      out: fault.stdout,
      err: fault.stderr,
    }),
  );
};

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name).slice(folder.length + 1))
    .sort();

const manifestIn = (folder: string) => JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));

describe("arguments that make no sense end with 2 and a sentence", () => {
  test.each([
    [["buidl"], "unknown command `buidl` — did you mean build?"],
    [["build", "--josn"], "unknown option `--josn` — did you mean --json?"],
    [["check", "a", "b"], "too many arguments"],
    [["build", "nowhere.yaml"], "`nowhere.yaml` is not there"],
    [["build", "."], "has no `edition.yaml`"],
    [["build", "--jobs", "0", "."], "`--jobs 0`: give a whole number from 1 to 64"],
    [["build", "--standard", "pdfx3", "."], "did you mean `pdfx4`?"],
    [["build", "--release", "01", "."], "`--release` needs `--by NAME`"],
    [["build", "--by", "Li", "."], "`--by` goes with `--release PAGE`"],
    [["build", "--lang", "fr", "."], "give one of en, zh"],
    [["build", "--out"], "argument missing"],
    [["schema", "stroy"], "did you mean `story`?"],
    [["compose"], "give widths of more than nothing in zi"],
    [["compose", "--measure", "20"], "give widths of more than nothing in zi"],
    [["compose", "--measure", "20zi,-1zi"], "give widths of more than nothing in zi"],
    [["compose", "--measure", "20zi", "--size", "9"], "give a length with its unit (pt, mm, Q)"],
    [["compose", "--measure", "20zi", "--punctuation", "kaimin"], "did you mean `kaiming`?"],
    [["compose", "--measure", "20zi", "--punctuation", "constructor"], "kaiming"],
    [["compose", "--measure", "20zi", "--lang", "z"], "give a language tag"],
    [["compose", "--measure", "20zi", "nowhere.txt"], "`nowhere.txt` is not there"],
    [["proof", ".", "--layers", "grid,frame"], "did you mean `frames`?"],
    [["proof", ".", "--dpi", "9"], "a whole number from 10 to 600"],
  ])("%j", async (argv, sentence) => {
    const { code, out, err } = await run(base, argv);
    expect(err).toContain(sentence);
    expect(err).toMatch(/^error: [^\n]+\n$/);
    expect([code, out]).toEqual([2, ""]);
  });

  test("in Chinese by --lang or by the locale, but `compose --lang` is the text's language", async () => {
    expect((await run(base, ["buidl", "--lang", "zh"])).err).toBe("错误：没有 `buidl` 这个命令，是不是 build？\n");
    expect((await run(base, ["build", "x"], { env: { LANG: "zh_CN.UTF-8" } })).err).toBe("错误：`x` 不存在\n");
    expect((await run(base, ["build", "x"], { env: { LC_ALL: "C", LANG: "zh_CN.UTF-8" } })).err).toBe(
      "error: `x` is not there\n",
    );
    expect((await run(base, ["compose", "--lang", "zh-Hant", "--measure", "x"])).err).toMatch(/^error/);
    expect((await run(base, ["--lang", "zh", "compose", "--measure", "x"])).err).toMatch(/^错误/);
  });

  test("help and version are no errors; no command at all is one", async () => {
    expect(await run(base, ["--version"])).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
    expect(await run(base, ["build", "--help"])).toMatchObject({
      code: 0,
      out: expect.stringContaining("--release <page>"),
    });
    expect(await run(base, ["build", "--help", "--lang", "zh"])).toMatchObject({
      code: 0,
      out: expect.stringContaining("用法："),
    });
    expect(await run(base, [])).toMatchObject({ code: 2, out: "", err: expect.stringContaining("Usage:") });
  });

  test("with --json the answer is JSON all the same", async () => {
    const { code, out } = await run(base, ["build", "nowhere.yaml", "--json"]);
    expect(code).toBe(2);
    expect(JSON.parse(out)).toEqual({ error: "`nowhere.yaml` is not there", findings: [] });
  });
});

describe("an edition that cannot be read", () => {
  test("is told with place and excerpt; nothing is written", async () => {
    const edition = newEdition();
    writeFileSync(join(edition, "edition.yaml"), "paper: { name: x, id: x }\npages: [pages/01.yaml\n");
    const { code, out, err } = await run(edition, ["build"]);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(/error\[input\/[a-z-]+\].*\n {2}edition\.yaml:\d+:\d+\n/);
    expect(err).toContain("nothing was written");
    expect(existsSync(join(edition, "out"))).toBe(false);
  });

  test("gives its findings to programs, too", async () => {
    const edition = newEdition(["01"]);
    writeFileSync(
      join(edition, "edition.yaml"),
      "paper: { name: x, id: x }\nissue: 7\nedition: main\npages: [pages/01.yaml]\n",
    );
    const { code, out } = await run(edition, ["build", "edition.yaml", "--json"]);
    expect(code).toBe(2);
    expect(JSON.parse(out).findings[0]).toMatchObject({
      code: "input/missing-field",
      path: "edition.yaml",
      line: expect.any(Number),
      column: expect.any(Number),
    });
  });

  test("a page outside of any edition, or not in the edition above it", async () => {
    const edition = newEdition();
    writeFileSync(join(edition, "pages", "09.yaml"), 'page: "09"\n');
    expect((await run(edition, ["build", "pages/09.yaml"])).err).toContain(
      "`pages/09.yaml` is not a page of `edition.yaml`",
    );
    writeFileSync(join(base, "alone.yaml"), 'page: "09"\n');
    expect((await run(base, ["build", "alone.yaml"])).err).toContain(
      "there is no `edition.yaml` in its folder or above",
    );
    expect((await run(edition, ["build", "--page", "7"])).err).toContain("no page `7`; it has `01`, `02`");
  });
});

describe("build", () => {
  test("writes each page and a manifest with the hash of every file, and says so", async () => {
    const edition = newEdition();
    const { code, out, err } = await run(edition, ["build", "edition.yaml", "--proof"]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/page 01 {2}for the press +\d+ kB {2}harbour_20250710_main_01_A\.pdf\n/);
    expect(out).toMatch(new RegExp(`wrote 4 files to out/${FOLDER} in [\\d.]+ s\n$`));
    const folder = join(edition, "out", FOLDER);
    expect(filesIn(folder)).toEqual([
      press("01"),
      press("02"),
      "manifest.json",
      "proof/harbour_20250710_main_01_A.png",
      "proof/harbour_20250710_main_02_A.png",
    ]);
    const manifest = manifestIn(folder);
    expect(manifest.files.map((file: { path: string }) => file.path).sort()).toEqual(
      filesIn(folder).filter((path) => path !== "manifest.json"),
    );
    for (const { path, bytes, sha256 } of manifest.files) {
      const content = readFileSync(join(folder, path));
      expect([content.length, createHash("sha256").update(content).digest("hex")]).toEqual([bytes, sha256]);
    }
    expect(manifest.pages[0]).toMatchObject({
      page: "01",
      section: "要闻",
      version: "A",
      standard: "pdfx4",
      state: "press",
      findings: [],
    });
    expect(manifest.pages[0].fonts).toContain("NotoSerifSC-Regular");
    expect(manifest.profile).toMatchObject({
      name: expect.any(String),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(manifest.inputs).toMatchObject({ "edition.yaml": expect.any(String), "stories/s02.md": expect.any(String) });
    const picture = await sharp(join(folder, "proof/harbour_20250710_main_01_A.png")).metadata();
    expect(picture.width).toBe(Math.round(((90 + 6) / 25.4) * 150));
  });

  test("gives the same bytes with 1 and 4 jobs, in another folder, time zone and language", async () => {
    const edition = newEdition(["01", "02", "A03", "04"]);
    const other = join(base, "elsewhere");
    cpSync(edition, other, { recursive: true });
    const [one, two] = await Promise.all([
      runAlone(edition, ["build", "--jobs", "1", "--proof"], { TZ: "Asia/Shanghai", LC_ALL: "C" }),
      runAlone(other, ["build", "--jobs", "4", "--proof"], { TZ: "America/New_York", LC_ALL: "zh_CN.UTF-8" }),
    ]);
    expect([one.code, two.code, one.err, two.err]).toEqual([0, 0, "", ""]);
    expect(two.out).toContain("已写出 8 个文件");
    const hashes = (folder: string) =>
      filesIn(folder).map((path) => [
        path,
        createHash("sha256")
          .update(readFileSync(join(folder, path)))
          .digest("hex"),
      ]);
    expect(hashes(join(edition, "out"))).toEqual(hashes(join(other, "out")));
    expect(filesIn(join(other, "out"))).toHaveLength(9);
  });

  test("nothing but JSON on standard output with --json, without times and in no language", async () => {
    const edition = newEdition(["01"]);
    const plain = await run(edition, ["build", "--json"]);
    expect(plain).toMatchObject({ code: 0, err: "" });
    expect(JSON.parse(plain.out)).toMatchObject({
      out: `out/${FOLDER}`,
      pages: [{ page: "01", state: "press", files: [press("01")] }],
      findings: [],
    });
    expect((await run(edition, ["build", "--json", "--lang", "zh"])).out).toBe(plain.out);
  });

  test("progress is shown to whoever is watching, on standard error, and is wiped away", async () => {
    const edition = newEdition();
    const watched = await run(edition, ["build", "--page", "01"], { watched: true });
    expect(watched.err).toContain("] laying out page 01 ");
    expect(watched.err).toMatch(/\r +\r$/);
    expect(watched.out).not.toContain("\r");
    expect((await run(edition, ["build", "--page", "01", "--json"], { watched: true })).err).toBe("");
  });

  test("a page alone, by its file or its number; the manifest keeps the others", async () => {
    const edition = newEdition(["01", "02", "03"]);
    const folder = join(edition, "out", FOLDER);
    expect(await run(join(edition, "pages"), ["build", "02.yaml", "--out", "../out"])).toMatchObject({ code: 0 });
    expect(filesIn(folder)).toEqual([press("02"), "manifest.json"]);
    expect(await run(edition, ["build", "--page", "3", "01", "edition.yaml"])).toMatchObject({ code: 0 });
    expect(filesIn(folder)).toEqual([press("01"), press("02"), press("03"), "manifest.json"]);
    const pagesListed = () => manifestIn(folder).pages.map(({ page }: { page: string }) => page);
    expect(pagesListed()).toEqual(["01", "02", "03"]);
    rmSync(join(folder, press("02")));
    await run(edition, ["build", "--page", "01"]);
    expect(pagesListed()).toEqual(["01", "03"]);
  });

  test("two processes at once, each with a page: both are in the manifest", async () => {
    const edition = newEdition(["01", "02"]);
    const both = await Promise.all(["01", "02"].map((page) => runAlone(edition, ["build", "--page", page])));
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(manifestIn(join(edition, "out", FOLDER)).files).toHaveLength(2);
    expect(filesIn(join(edition, "out", FOLDER))).toEqual([press("01"), press("02"), "manifest.json"]);
  });

  test("screen and proof files do not bear a press file's name, and take its place", async () => {
    const edition = newEdition(["01"]);
    const folder = join(edition, "out", FOLDER);
    for (const [standard, name] of [
      ["pdfx1a", press("01")],
      ["screen", press("01").replace(".pdf", "_SCREEN.pdf")],
      ["proof", press("01").replace(".pdf", "_PROOF.pdf")],
    ]) {
      expect(await run(edition, ["build", "--standard", standard!])).toMatchObject({ code: 0 });
      expect(filesIn(folder)).toEqual([name, "manifest.json"].sort());
    }
  });

  test("pages whose names would be the same are refused before anything is written", async () => {
    const edition = newEdition(["01", "02"], "press: { fileName: '{paper}.pdf' }\n");
    const { code, err } = await run(edition, ["build"]);
    expect(code).toBe(2);
    expect(err).toContain("error[handover/name]: pages `01` and `02` would both be written as `harbour.pdf`");
    expect(existsSync(join(edition, "out"))).toBe(false);
  });
});

describe("pages with errors", () => {
  test("go to held/ with the proof mark and never to the press, until they are mended", async () => {
    const edition = newEdition();
    const folder = join(edition, "out", FOLDER);
    await run(edition, ["build"]);
    writeFileSync(join(edition, "stories/s02.md"), OVERSET);
    const broken = await run(edition, ["build"]);
    expect(broken.code).toBe(1);
    expect(broken.err).toContain("error[compose/overset]");
    expect(broken.err).toContain("warning[nightly/held]: page `02` is held back from the press");
    expect(filesIn(folder)).toEqual([press("01"), held("02"), "manifest.json"].sort());
    expect(readFileSync(join(folder, held("02")), "latin1")).not.toContain("GTS_PDFX");
    expect(manifestIn(folder).pages[1]).toMatchObject({ page: "02", state: "held", standard: "proof" });
    writeFileSync(join(edition, "stories/s02.md"), STORY);
    expect(await run(edition, ["build"])).toMatchObject({ code: 0 });
    expect(filesIn(folder)).toEqual([press("01"), press("02"), "manifest.json"].sort());
    expect(existsSync(join(folder, "held"))).toBe(false);
  });

  test("are released by name; that is in the manifest and still not clean", async () => {
    const edition = newEdition();
    writeFileSync(join(edition, "stories/s02.md"), OVERSET);
    const { code, out, err } = await run(edition, ["build", "--release", "02", "--by", "张健"]);
    expect(code).toBe(1);
    expect(err).toContain("warning[nightly/released]: page `02` goes to press with its errors, released by `张健`");
    expect(out).toContain("RELEASED by 张健");
    const folder = join(edition, "out", FOLDER);
    expect(filesIn(folder)).toEqual([press("01"), press("02"), "manifest.json"].sort());
    expect(manifestIn(folder).pages[1]).toMatchObject({ state: "released", releasedBy: "张健", standard: "pdfx4" });
    expect(await run(edition, ["build", "--page", "01", "--release", "02", "--by", "x"])).toMatchObject({ code: 2 });
    expect(await run(edition, ["build", "--release", "09", "--by", "x"])).toMatchObject({ code: 2 });
  });

  test("a story that cannot be read holds its page, and no other", async () => {
    const edition = newEdition();
    writeFileSync(join(edition, "stories/s01.md"), STORY.replace("headline", "headlin"));
    expect(await run(edition, ["build"])).toMatchObject({ code: 1 });
    expect(filesIn(join(edition, "out", FOLDER))).toEqual([press("02"), held("01"), "manifest.json"].sort());
    rmSync(join(edition, "stories/s01.md"));
    writeFileSync(join(base, "outside.md"), STORY);
    symlinkSync(join(base, "outside.md"), join(edition, "stories/s01.md"));
    const linked = await run(edition, ["build"]);
    expect(linked).toMatchObject({ code: 1, err: expect.stringContaining("error[input/outside]") });
    expect(filesIn(join(edition, "out", FOLDER))).toEqual([press("02"), held("01"), "manifest.json"].sort());
    expect(await run(edition, ["build", "--page", "02"])).toMatchObject({ code: 0, err: "" });
  });

  test("an error in the edition's own file holds every page", async () => {
    const edition = newEdition(["01", "02"], "colour: red\n");
    expect(await run(edition, ["build"])).toMatchObject({ code: 1, err: expect.stringContaining("`colour`") });
    expect(filesIn(join(edition, "out", FOLDER))).toEqual([held("01"), held("02"), "manifest.json"]);
  });

  test.each([
    ["missing", (path: string) => rmSync(path)],
    ["broken", (path: string) => writeFileSync(path, "page: [")],
  ])("a %s page costs that page, not the edition", async (_, spoil) => {
    const edition = newEdition();
    spoil(join(edition, "pages/02.yaml"));
    const { code, err } = await run(edition, ["build"]);
    expect(code).toBe(1);
    expect(err).toContain("error[input/");
    expect(filesIn(join(edition, "out", FOLDER))).toEqual([press("01"), "manifest.json"].sort());
    expect(manifestIn(join(edition, "out", FOLDER)).findings).toHaveLength(1);
    expect(await run(edition, ["build", "--page", "01"])).toMatchObject({ code: 0, err: "" });
  });
});

describe("an output that cannot be written", () => {
  test("a file in the folder's place, a folder in a file's place: 2, and everything as it was", async () => {
    const edition = newEdition();
    writeFileSync(join(edition, "a-file"), "");
    const blocked = await run(edition, ["build", "--out", "a-file"]);
    expect(blocked).toMatchObject({ code: 2, out: "", err: expect.stringContaining("error[cli/output]") });
    expect(blocked.err).toContain("a file is in its place");
    mkdirSync(join(edition, "out", FOLDER, press("02")), { recursive: true });
    const inTheWay = await run(edition, ["build", "--json"]);
    expect(inTheWay).toMatchObject({ code: 2, err: "" });
    expect(JSON.parse(inTheWay.out).findings).toMatchObject([{ code: "cli/output", severity: "error" }]);
    expect(filesIn(join(edition, "out"))).toEqual([]);
  });

  test.skipIf(process.getuid?.() === 0)("a folder without rights", async () => {
    const edition = newEdition();
    mkdirSync(join(edition, "out"));
    chmodSync(join(edition, "out"), 0o500);
    expect(await run(edition, ["build"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("may not be written"),
    });
  });

  test.skipIf(process.platform === "win32")("a file larger than allowed leaves the last build as it was", async () => {
    const edition = newEdition();
    await run(edition, ["build"]);
    const folder = join(edition, "out", FOLDER);
    const before = readFileSync(join(folder, "manifest.json"), "utf8");
    writeFileSync(join(edition, "stories/s01.md"), STORY.replace("港口", "海港"));
    // 16 blocks of 512 or 1024 bytes, whichever shell it is: less than a page needs
    const command = `ulimit -f 16; exec "$0" "$@"`;
    const argv = ["-c", command, process.execPath, "--import", import.meta.resolve("tsx"), MAIN, "build"];
    const ran = await promisify(execFile)("sh", argv, {
      cwd: edition,
      env: { ...process.env, BROADSHEET_CACHE: "" },
    }).catch((fault) => fault);
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining("error[cli/output]") });
    expect(readFileSync(join(folder, "manifest.json"), "utf8")).toBe(before);
    expect(filesIn(folder)).toEqual([press("01"), press("02"), "manifest.json"]);
  });

  test.skipIf(process.platform === "win32")("a build that is interrupted leaves nothing of itself behind", async () => {
    const edition = newEdition(Array.from({ length: 40 }, (_, at) => `${at + 10}`));
    const child = start(edition, ["build", "--jobs", "1", "--proof"]);
    const ended = new Promise((resolve) => child.once("exit", (_, signal) => resolve(signal)));
    const folder = join(edition, "out", FOLDER);
    const asideFiles = () => (existsSync(folder) ? filesIn(folder).filter((path) => path.endsWith(".tmp")) : []);
    while (asideFiles().length === 0 && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 10));
    child.kill("SIGINT");
    expect(await ended).toBe("SIGINT");
    expect(existsSync(join(edition, "out")) ? filesIn(join(edition, "out")) : []).toEqual([]);
  });

  test("what a killed build left aside is removed by the next", async () => {
    const edition = newEdition(["01"]);
    await run(edition, ["build"]);
    const folder = join(edition, "out", FOLDER);
    const child = start(edition, ["build", "--jobs", "1", "--proof"]);
    const ended = new Promise((resolve) => child.once("exit", resolve));
    while (!filesIn(folder).some((path) => path.endsWith(".tmp")) && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 2));
    child.kill("SIGKILL");
    await ended;
    expect(await run(edition, ["build"])).toMatchObject({ code: 0 });
    expect(filesIn(folder)).toEqual([press("01"), "manifest.json"]);
  });
});

describe("a fault of the program", () => {
  test("becomes a file with what is needed to mend it, one sentence, and 70", async () => {
    const cwd = mkdtempSync(join(base, "fault-"));
    let err = "";
    const terminal = {
      cwd,
      env: {},
      watched: false,
      colours: false,
      width: 80,
      out: () => undefined,
      err: (text: string) => {
        err += text;
      },
    };
    const code = await runCli(["compose", "--measure", "9zi"], {
      ...terminal,
      input: () => Promise.reject(new TypeError("no such thing")),
    });
    expect(code).toBe(70);
    expect(err).toMatch(/^broadsheet has a fault; please report it with the file \S+\n$/);
    const [file] = readdirSync(cwd);
    const report = readFileSync(join(cwd, file!), "utf8");
    expect(report).toContain("TypeError: no such thing");
    expect(report).toContain('arguments: ["compose","--measure","9zi"]');
  });
});

describe("the other commands", () => {
  test("check says how long each story is, and writes nothing", async () => {
    const edition = newEdition();
    writeFileSync(join(edition, "stories/s02.md"), OVERSET);
    const { code, out, err } = await run(edition, ["check"]);
    expect(code).toBe(1);
    expect(out).toMatch(/story +characters +lines +room +fit\ns02 +\d+ +\d+ +\d+ +\+\d+ lines, \+\d+ characters\n/);
    expect(err).toContain("error[compose/overset]");
    expect(err).not.toContain("held");
    expect(existsSync(join(edition, "out"))).toBe(false);
    const json = JSON.parse((await run(edition, ["check", "--json"])).out);
    expect(json.pages[1].stories[0]).toMatchObject({ story: "s02", oversetLines: expect.any(Number) });
  });

  test("check counts a story once, however many bodies it runs through", async () => {
    const gallery = fileURLToPath(new URL("../samples/gallery/edition.yaml", import.meta.url));
    // a thread of two bodies, and one that crossheads over its legs part
    const { out } = await run(base, ["check", gallery, "--page", "82", "84", "--json"]);
    const stories = JSON.parse(out).pages.flatMap((page: { stories: readonly object[] }) => page.stories);
    expect(stories.map(({ story }: { story: string }) => story)).toEqual(["stone-steps", "night-school"]);
    for (const { lines, room, characters, oversetLines } of stories) {
      expect(oversetLines).toBe(0);
      expect(lines).toBeLessThanOrEqual(room);
      // a line has at most so many zi: of a part of the text it would be far fewer
      expect(lines).toBeGreaterThan(characters / 22);
    }
  }, 60_000);

  test("inspect gives every frame, leg and line with its place, and the frames of each feature", async () => {
    const edition = newEdition();
    const { code, out } = await run(edition, ["inspect", "--page", "1", "--json"]);
    expect(code).toBe(0);
    const facts = JSON.parse(out);
    expect(facts.features).toEqual({ "S-03": ["lead/lead/headline"], "S-05": ["lead/lead/body"] });
    const body = facts.frames.find((frame: { kind: string }) => frame.kind === "body");
    expect(body).toMatchObject({ slot: "lead", story: "s01", legs: [{ measure: 11 }, { measure: 11 }] });
    expect(body.lines.map((line: { text: string }) => line.text).join("")).toBe(SENTENCE.repeat(3));
    expect(body.lines[0]).toMatchObject({
      leg: 0,
      paragraph: 0,
      measure: expect.any(Number),
      natural: expect.any(Number),
      ratio: expect.any(Number),
    });
    expect((await run(edition, ["inspect", "--page", "1"])).out).toContain("S-05  lead/lead/body");
    expect(await run(edition, ["inspect"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("give one page with `--page`"),
    });
  });

  test("compose breaks what it reads; the lines of a paragraph give it back", async () => {
    const { code, out } = await run(base, ["compose", "--measure", "10.5zi,8zi", "--indent", "2zi", "--json", "-"], {
      input: `${SENTENCE}\r\n\n${SENTENCE}\n`,
    });
    expect(code).toBe(0);
    const { lines } = JSON.parse(out);
    for (const paragraph of [0, 2]) {
      expect(
        lines
          .filter((line: { paragraph: number }) => line.paragraph === paragraph)
          .map((line: { text: string }) => line.text)
          .join(""),
      ).toBe(SENTENCE);
    }
    expect(lines[0]).toEqual({
      paragraph: 0,
      text: expect.any(String),
      measure: 10.5,
      natural: expect.any(Number),
      ratio: expect.any(Number),
      hyphen: false,
    });
    expect(lines[1].measure).toBe(8);
    writeFileSync(join(base, "text.txt"), `\ufeff${SENTENCE}`);
    const plain = await run(base, ["compose", "text.txt", "--measure", "10zi", "--punctuation", "full"]);
    expect(plain.out.replaceAll("\n", "")).toBe(SENTENCE);
    writeFileSync(join(base, "gbk.txt"), Buffer.from([0xb4, 0xa2, 0xb9, 0xde]));
    expect(await run(base, ["compose", "gbk.txt", "--measure", "10zi"])).toMatchObject({
      code: 2,
      err: "error: `gbk.txt` is not UTF-8\n",
    });
  });

  test("proof draws a page, with layers", async () => {
    const edition = newEdition();
    const draw = (file: string, ...more: readonly string[]) =>
      run(edition, ["proof", "--page", "01", "--dpi", "50", "--png", file, ...more]);
    expect(await draw("plain.png")).toMatchObject({
      code: 0,
      out: expect.stringContaining("plain.png (189 × 209 pixels)"),
    });
    expect(await draw("layers.png", "--layers", "grid,frames,findings")).toMatchObject({ code: 0 });
    expect(
      Buffer.compare(readFileSync(join(edition, "plain.png")), readFileSync(join(edition, "layers.png"))),
    ).not.toBe(0);
    expect(await draw("no/where.png")).toMatchObject({ code: 2, err: expect.stringContaining("error[cli/output]") });
    expect(filesIn(edition).filter((path) => path.endsWith(".tmp"))).toEqual([]);
  });

  test("fonts and schema list what there is", async () => {
    const { code, out } = await run(base, ["fonts"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^family +weight +font +glyphs/);
    expect(out).toContain("NotoSerifSC-Regular");
    expect(JSON.parse((await run(base, ["fonts", "--json"])).out).fonts[0]).toMatchObject({
      family: expect.any(String),
      found: { glyphs: expect.any(Number) },
    });
    expect(JSON.parse((await run(base, ["schema", "story"])).out)).toMatchObject({
      $schema: expect.stringContaining("2020-12"),
      type: "object",
    });
    expect((await run(base, ["schema"])).out).toContain("edition\n");
  });
});

describe("findings on the terminal", () => {
  const how = { language: "en", colours: false, width: 60, verbose: false } as const;
  const finding = (text: string, marked: string, more: Partial<Diagnostic> = {}): string => {
    const start = text.indexOf(marked);
    const source = { path: "stories/a.md", start, end: start + marked.length };
    return printDiagnostic(
      { code: "compose/overset", severity: "error", message: "`a` is too long", source, ...more },
      { ...how, textOf: () => text },
    );
  };

  test("stand as the house prints them, marks under ideographs two columns wide", () => {
    const text = "first\n储罐作为油品 a\n";
    const place = { page: "05", words: "columns 2–4" };
    expect(finding(text, "作为油品", { place, label: "here", hint: "cut it" })).toBe(
      [
        "error[compose/overset]: `a` is too long",
        "  stories/a.md:2:3",
        "   2 | 储罐作为油品 a",
        "     |     ^^^^^^^^ here",
        "  page 05, columns 2–4",
        "  hint: cut it",
      ].join("\n"),
    );
  });

  test("tabs count as they are shown, an empty place gets one mark, a place over several lines ends with its first", () => {
    expect(finding("\ta\tbc", "bc")).toContain("     |         ^^");
    expect(finding("abc", "")).toContain("     | ^");
    expect(finding("ab\ncd", "b\ncd")).toMatch(/\n {5}\| {2}\^$/);
  });

  test("long lines are cut round the mark to the terminal's width", () => {
    const text = `${"前".repeat(200)}错误${"后".repeat(200)}`;
    const lines = finding(text, "错误", { label: "look" }).split("\n");
    expect(lines[2]).toMatch(/^ {3}1 \| …前+错误后+…$/);
    expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(60);
    expect(textWidth(lines[3]!.split("^")[0]!)).toBe(textWidth(lines[2]!.split("错")[0]!));
    const all = finding(text, text, { label: "371 characters, 265 fit" }).split("\n");
    expect(textWidth(all[3]!)).toBeLessThanOrEqual(60);
    expect(all[3]).toMatch(/\^{10,} 371 characters, 265 fit$/);
  });

  test("what stands in a file cannot steer the terminal", () => {
    const evil = "\u001b[2J\u202ex";
    expect(finding(`a${evil}`, "a", { message: evil, hint: evil, label: evil })).not.toMatch(/(?!\n)[\p{Cc}\u202e]/u);
  });

  test("are summed up, notes only counted; in Chinese with the code's title", () => {
    const all: readonly Diagnostic[] = [
      {
        code: "compose/overset",
        severity: "error",
        message: "one",
        place: { page: "05", words: "columns 2–4, rows 1–3" },
      },
      { code: "input/normalised", severity: "info", message: "two" },
    ];
    const print = (more: object) => printDiagnostics(all, { ...how, textOf: () => undefined, ...more });
    expect(print({})).toBe(
      "error[compose/overset]: one\n  page 05, columns 2–4, rows 1–3\n\n1 error; 1 note not shown (--verbose shows them)\n",
    );
    expect(print({ verbose: true })).toContain("note[input/normalised]: two\n\n1 error, 1 note\n");
    expect(print({ language: "zh" })).toBe(
      "错误[compose/overset] 稿件超长：one\n  第 05 版，第 2–4 栏，第 1–3 行\n\n1 个错误；另有 1 条提示未显示（加 --verbose 显示）\n",
    );
    expect(print({ colours: true })).toContain("\u001b[1;31merror[compose/overset]\u001b[0m");
    expect(printDiagnostics([], { ...how, textOf: () => undefined })).toBe("");
  });

  test("every code has its Chinese title", () => {
    expect(Object.keys(DIAGNOSTIC_CODES).filter((code) => !(code in FINDING_TITLES))).toEqual([]);
  });
});

describe("small parts", () => {
  test.each([
    ["{paper}_{date}_{edition}_{page:02}.pdf", "5", "p_20250710_main_05"],
    ["{paper}_{page:02}.pdf", "A01", "p_A01"],
    ["{section}{page:03}_{version}", "A1", "A001_B"],
    ["{section}-{page}", "05", "-05"],
    ["{date}/{page}", "05", "20250710_05"],
    ["..\\{page}:\u0007", "05", "__05__"],
    ["", "05", "_"],
    ["版{page}.PDF", "05", "版05"],
  ])("file name %j of page %s is %j", (fileName, id, name) => {
    const edition = {
      paper: { id: "p", name: "P" },
      date: { iso: "2025-07-10" },
      edition: "main",
      zone: "",
    };
    const named = { press: { fileName, plant: "" }, page: id, version: "B", mono: false };
    expect(pageName({ edition: edition as Edition, ...named })).toBe(name);
  });

  test("slips of the fingers", () => {
    expect(didYouMean("buidl", ["build", "check"])).toBe("build");
    expect(didYouMean("zzz", ["build", "check"])).toBeUndefined();
  });

  test("as many tasks at once as allowed, results in order, and the first failure after the others have ended", async () => {
    let running = 0;
    let most = 0;
    const work = async (n: number) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 10 - n));
      running--;
      if (n === 7) throw new Error("seven");
      return n * 2;
    };
    expect(await inFlight([1, 2, 3, 4, 5], 3, work)).toEqual([2, 4, 6, 8, 10]);
    expect(most).toBe(3);
    await expect(inFlight([6, 7, 8, 9], 2, work)).rejects.toThrow("seven");
    expect(running).toBe(0);
  });
});
