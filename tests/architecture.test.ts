/** The house rules that can be checked: who imports whom, one door per package, file length, names, cycles. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const SRC = fileURLToPath(new URL("../src", import.meta.url));

/** Which rooms a room may import; the table of ARCHITECTURE. `root` files are build.ts with those that it is made of, and index.ts. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  base: [],
  model: ["base"],
  input: ["base", "model"],
  text: ["base", "model"],
  plan: ["base", "model"],
  compose: ["base", "model", "text", "plan"],
  display: ["base", "model", "text", "plan", "compose"],
  cos: ["base"],
  press: ["base", "model", "text", "display", "cos"],
  pdf: ["base", "model", "text", "display", "press", "cos"],
  proof: ["base", "model", "text", "display"],
  preflight: ["base", "cos"],
  report: ["base", "model", "text", "cos", "display", "press", "pdf", "preflight"],
  digital: ["base", "model", "plan", "compose"],
  feeds: ["base", "model", "input"],
  "fill-gaps.ts": ["base", "model", "input", "plan", "compose"],
  "workshop.ts": ["base", "model", "input", "text", "plan", "compose", "display", "press", "pdf"],
  "engine-fonts.ts": ["base", "model", "input", "text", "workshop.ts"],
  "print-page.ts": ["base", "model", "text", "display", "press", "pdf"],
  "build.ts": [
    "base",
    "model",
    "input",
    "text",
    "plan",
    "compose",
    "display",
    "cos",
    "press",
    "pdf",
    "fill-gaps.ts",
    "workshop.ts",
    "engine-fonts.ts",
    "print-page.ts",
  ],
  "index.ts": [
    "base",
    "model",
    "input",
    "text",
    "plan",
    "compose",
    "display",
    "cos",
    "press",
    "pdf",
    "proof",
    "preflight",
    "build.ts",
  ],
  // feeds: a night takes in what has come before it reads
  nightly: ["base", "model", "feeds", "build.ts", "index.ts", "proof", "preflight"],
  cli: ["base", "build.ts", "index.ts", "proof", "preflight", "report", "digital", "feeds", "nightly"],
};

/** Inside a room: a stage may import those before it. The files beside the stages come last, but for those that are named. */
const STAGES: Readonly<Record<string, readonly string[]>> = {
  "compose/galley": [],
  "compose/lines": ["galley", "composed-page.ts"],
  "compose/headline": ["galley", "lines", "composed-page.ts", "galleys.ts"],
  "compose/exhibits": [
    "galley",
    "lines",
    "composed-page.ts",
    "galleys.ts",
    "rule-shapes.ts",
    "text-block.ts",
    "jump-words.ts",
    "ink-extent.ts",
  ],
  "input/document": [],
  "input/svg": ["document"],
  "input/story": ["document", "edition-schema.ts", "read-photo.ts"],
};

/** Files outside the command line that touch the disk, and why. */
const DISK_USERS: Readonly<Record<string, string>> = {
  "pdf/harfbuzz.ts": "reads the wasm of its own package",
};

/** The one file through which a package is reached. */
const DOORS: Readonly<Record<string, RegExp>> = {
  yaml: /^input\//,
  zod: /^input\//,
  fontkit: /^text\//,
  "yoga-layout": /^plan\//,
  sharp: /^press\//,
  "lcms-wasm": /^press\//,
  "@pdf-lib/fontkit": /^cos\//,
  pdfkit: /^pdf\//,
  harfbuzzjs: /^pdf\//,
  "csv-parse": /^input\//,
  qr: /^compose\//,
  saxes: /^input\//,
  htmlparser2: /^feeds\//,
  svgpath: /^input\//,
  "d3-scale": /^compose\//,
  "d3-shape": /^compose\//,
  hyphen: /^text\//,
  "@hyzyla/pdfium": /^proof\//,
  "fast-png": /^proof\//,
  commander: /^cli\//,
  piscina: /^nightly\//,
  chokidar: /^nightly\/watch\//,
  bullmq: /^nightly\/queue\//,
  ioredis: /^nightly\/queue\//,
  "@aws-sdk/client-s3": /^nightly\/store\//,
  "ssh2-sftp-client": /^nightly\//,
  "prom-client": /^nightly\/seen\//,
  "@opentelemetry/api": /^nightly\/seen\//,
  "@opentelemetry/sdk-trace-base": /^nightly\/seen\//,
  "@opentelemetry/resources": /^nightly\/seen\//,
  "@opentelemetry/exporter-trace-otlp-http": /^nightly\/seen\//,
};

const FORBIDDEN_NAMES = /(^|\/)(utils?|helpers?|common|types|misc)(\.ts|\/)/;

interface SourceFile {
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly string[];
  readonly text: string;
}

const files: readonly SourceFile[] = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts"))
  .sort()
  .map((path) => {
    const text = readFileSync(join(SRC, path), "utf8");
    const imports = [
      ...text.matchAll(/^\s*(?:import|export)\s[^"'`;]*?from\s+["']([^"']+)["']/gm),
      ...text.matchAll(/^import\s+["']([^"']+)["']/gm),
      ...text.matchAll(/\bimport\(\s*["']([^"']+)["']\s*\)/g),
    ].map((match) => match[1]!);
    return { path: path.replaceAll("\\", "/"), lines: text.split("\n").length - 1, imports, text };
  });

const roomOf = (path: string): string => path.split("/")[0]!;
const targetOf = (from: string, specifier: string): string =>
  relative(SRC, normalize(join(SRC, dirname(from), specifier)));

describe("the house", () => {
  test("has files to look at, and sees their imports", () => {
    expect(files.length).toBeGreaterThan(30);
    expect(files.find((file) => file.path === "build.ts")?.imports.length).toBeGreaterThan(10);
  });

  test.each(files)("$path imports only rooms below it", ({ path, imports }) => {
    const room = roomOf(path);
    const allowed = MAY_IMPORT[room];
    expect(allowed, `room \`${room}\` is in the table`).toBeDefined();
    const wrong = imports
      .filter((specifier) => specifier.startsWith("."))
      .map((specifier) => roomOf(targetOf(path, specifier).replaceAll("\\", "/")))
      .filter((target) => target !== room && !allowed!.includes(target));
    expect(wrong).toEqual([]);
  });

  test("the stages of a room import only those before them", () => {
    const wrong = files.flatMap(({ path, imports }) => {
      const [room, stage] = path.split("/");
      const before = STAGES[`${room}/${stage}`];
      if (!before) return [];
      return imports
        .filter((each) => each.startsWith("."))
        .map((each) => targetOf(path, each).replaceAll("\\", "/").split("/"))
        .filter(([target, part]) => target === room && part !== stage && !before.includes(part!))
        .map((target) => `${path} → ${target.join("/")}`);
    });
    expect(wrong).toEqual([]);
    for (const stage of Object.keys(STAGES))
      expect(files.filter(({ path }) => path.startsWith(`${stage}/`)).length, stage).toBeGreaterThan(3);
  });

  test("reaches each package through one file of its room", () => {
    const users = new Map<string, Set<string>>();
    for (const { path, imports } of files) {
      for (const specifier of imports.filter((each) => !each.startsWith(".") && !each.startsWith("node:"))) {
        const name = specifier
          .split("/")
          .slice(0, specifier.startsWith("@") ? 2 : 1)
          .join("/");
        users.set(name, (users.get(name) ?? new Set()).add(path));
      }
    }
    for (const [name, paths] of users) {
      expect(DOORS[name], `package \`${name}\` has a door`).toBeDefined();
      expect([...paths], `\`${name}\` is imported by one file`).toHaveLength(1);
      expect([...paths][0]).toMatch(DOORS[name]!);
    }
    expect(users.size).toBeGreaterThan(5);
  });

  test("only the command line and the job know process and disk", () => {
    const diskUsers = files
      .filter(({ imports }) => imports.some((each) => /^node:(fs|child_process|os)/.test(each)))
      .map(({ path }) => path);
    expect(diskUsers.filter((path) => !/^(cli|nightly)\//.test(path) && !(path in DISK_USERS))).toEqual([]);
    const processUsers = files
      .filter(({ text }) => /\bprocess\.(env|argv|exit|cwd|stdout|stderr)\b/.test(text))
      .map(({ path }) => path);
    expect(processUsers.filter((path) => !/^(cli|nightly)\//.test(path))).toEqual([]);
  });

  test("no clock, no randomness, no locale inside", () => {
    const guilty = files.filter(
      ({ path, text }) =>
        !/^(cli|nightly)\//.test(path) &&
        /\bDate\.now\(|new Date\(\)|Math\.random\(|toLocale\w+\(|localeCompare\(/.test(
          text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ""),
        ),
    );
    expect(guilty.map(({ path }) => path)).toEqual([]);
  });

  test.each(files)("$path is at most 400 lines", ({ lines }) => expect(lines).toBeLessThanOrEqual(400));

  test("no file is called utils, helpers, common, types or misc; kebab-case throughout", () => {
    expect(files.filter(({ path }) => FORBIDDEN_NAMES.test(path)).map(({ path }) => path)).toEqual([]);
    expect(files.filter(({ path }) => !/^([a-z0-9-]+\/)*[a-z0-9-]+\.ts$/.test(path)).map(({ path }) => path)).toEqual(
      [],
    );
  });

  test("no enum, null type, default export or TODO", () => {
    const bare = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$|(["'`])(?:\\.|(?!\1)[^\\\n])*\1/gm, "");
    const guilty = files.filter(
      ({ text }) => /\benum\s+\w|\bexport default\b|:\s*any\b|\bas any\b/.test(bare(text)) || /\bTODO\b/.test(text),
    );
    expect(guilty.map(({ path }) => path)).toEqual([]);
  });

  test("a night in which nothing has changed loads no engine, and no package but that of the command line", () => {
    const loaded = new Set<string>();
    const packages = new Set<string>();
    const load = (path: string): void => {
      if (loaded.has(path)) return;
      loaded.add(path);
      const { text = "" } = files.find((each) => each.path === path) ?? {};
      // types vanish; what is imported inside of a function is loaded when it is needed
      for (const [, from = ""] of text.matchAll(
        /^(?:import|export)\s(?!type\b)(?:[^"'`;]*?from\s+)?["']([^"']+)["']/gm,
      )) {
        if (from.startsWith(".")) load(targetOf(path, from).replaceAll("\\", "/"));
        else if (!from.startsWith("node:")) packages.add(from);
      }
    };
    for (const path of ["cli/main.ts", "cli/nightly-command.ts"]) load(path);
    expect(loaded.size).toBeGreaterThan(80);
    const rooms = new Set([...loaded].map(roomOf));
    expect([...rooms].filter((room) => !["base", "model", "feeds", "nightly", "cli"].includes(room))).toEqual([]);
    expect([...packages]).toEqual(["commander"]);
  });

  test("imports go round in no circle", () => {
    const graph = new Map(
      files.map(({ path, imports }) => [
        path,
        imports.filter((each) => each.startsWith(".")).map((each) => targetOf(path, each)),
      ]),
    );
    const done = new Set<string>();
    const walk = (path: string, trail: readonly string[]): void => {
      expect(trail, "circle").not.toContain(path);
      if (done.has(path)) return;
      for (const next of graph.get(path) ?? []) walk(next, [...trail, path]);
      done.add(path);
    };
    for (const path of graph.keys()) walk(path, []);
  });
});
