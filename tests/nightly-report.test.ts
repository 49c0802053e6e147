/** The report of a run: what an editor finds next morning, whatever the night was like. */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Parser } from "htmlparser2";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeReport } from "../src/nightly/seen/make-report.ts";
import { spreadsOf } from "../src/nightly/seen/page-spreads.ts";
import { reportHtml } from "../src/nightly/seen/report-html.ts";
import { openRunLog } from "../src/nightly/seen/run-log.ts";
import type { ReportPage, RunReport } from "../src/nightly/seen/run-report.ts";
import { thumbnailsOf } from "../src/nightly/seen/thumbnails.ts";
import { verdictOf } from "../src/nightly/seen/verdict.ts";
import { EditionShelf, filesIn } from "./kit/edition-folder.ts";
import { newNight } from "./kit/small-night.ts";

const shelf = new EditionShelf();
afterAll(() => shelf.remove());

const REPORT = "out/reports/harbour-2025-07-10-main";

const reportOf = (folder: string, name = REPORT): RunReport =>
  JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));

interface Element {
  readonly name: string;
  readonly facts: Readonly<Record<string, string>>;
  text: string;
}

/** All elements with the text in them; throws where the tags do not nest. */
const elementsOf = (page: string): readonly Element[] => {
  const all: Element[] = [];
  const open: Element[] = [];
  const parser = new Parser({
    onopentag: (name, facts) => {
      const element = { name, facts, text: "" };
      all.push(element);
      open.push(element);
    },
    ontext: (text) => {
      for (const each of open) each.text += text;
    },
    onclosetag: (name, implied) => {
      const last = open.pop();
      const isVoid = ["meta", "img", "br", "input"].includes(name);
      if (last?.name !== name || (implied && !isVoid)) throw new Error(`</${name}> closes <${last?.name}>`);
    },
  });
  parser.end(page);
  return all;
};

describe("a night", () => {
  let folder = "";
  let page: readonly Element[] = [];
  beforeAll(async () => {
    folder = newNight(shelf);
    writeFileSync(join(folder, "stories/03.md"), "---\nheadline: <b>头条</b>\n---\n\u{1F9AB}一段。\n");
    expect((await shelf.run(folder, "nightly", ".", "--workers", "1", "--lang", "zh")).code).toBe(1);
    page = elementsOf(readFileSync(join(folder, `${REPORT}.html`), "utf8"));
  }, 120_000);

  test("has its facts for programs", () => {
    const report = reportOf(folder);
    expect(report).toMatchObject({
      report: 1,
      workers: 1,
      read: { cached: false },
      commit: { files: 6 },
      edition: { paper: "海港日报", date: "2025-07-10", folder: "../harbour-2025-07-10-main" },
      verdict: { kind: "missing", pages: 4, missing: ["03"], made: 4, kept: 0 },
    });
    expect(report.pages.map(({ page: id, state, outcome, why }) => ({ id, state, outcome, why }))).toEqual(
      ["01", "02", "03", "04"].map((id) => ({ id, state: id === "03" ? "held" : "press", outcome: "made", why: [] })),
    );
    expect(report.pages[2]!.findings).toContainEqual(expect.objectContaining({ code: "font/missing-glyph" }));
    for (const { stages, seconds, preflight, halves } of report.pages) {
      expect(stages.map(({ stage }) => stage).slice(0, 3)).toEqual(["read", "lay", "print"]);
      expect(seconds).toBeCloseTo(
        stages.reduce((sum, each) => sum + each.seconds, 0),
        6,
      );
      expect(halves).toBe(1);
      expect(Array.isArray(preflight)).toBe(true);
    }
  });

  test("has a page for people: each page of the paper as a picture with its state, spread by spread", () => {
    expect(page.find(({ name }) => name === "html")?.facts["lang"]).toBe("zh-Hans");
    expect(page.find(({ facts }) => facts["class"]?.startsWith("verdict"))).toMatchObject({
      facts: { class: "verdict v-missing" },
      text: expect.stringContaining("共 4 版，其中 1 版不能付印。"),
    });
    const spreads = page.filter(({ facts }) => facts["class"]?.startsWith("spread "));
    const all = page.filter(({ facts, name }) => name === "li" && facts["class"]?.startsWith("spread"));
    expect(all).toHaveLength(3);
    expect(spreads).toHaveLength(2);
    const pictures = page.filter(({ name }) => name === "img");
    expect(pictures.map(({ facts }) => facts["alt"])).toEqual([
      "第 01 版，要闻：可付印",
      "第 02 版，要闻：可付印",
      "第 03 版，要闻：扣留",
      "第 04 版，要闻：可付印",
    ]);
    for (const { facts } of pictures) {
      const jpeg = Buffer.from(facts["src"]!.slice("data:image/jpeg;base64,".length), "base64");
      expect(jpeg.subarray(0, 3).toString("hex")).toBe("ffd8ff");
      // 90 × 100 mm
      expect(Number(facts["height"]) / Number(facts["width"])).toBeCloseTo(100 / 90, 1);
    }
  });

  test("links each page to its file, and its findings to their place", () => {
    for (const { facts } of page.filter(({ name }) => name === "a")) {
      const href = facts["href"]!;
      if (href.startsWith("#"))
        expect(
          page.some((each) => each.facts["id"] === href.slice(1)),
          href,
        ).toBe(true);
      else expect(existsSync(join(folder, "out/reports", decodeURIComponent(href))), href).toBe(true);
    }
    expect(page.filter(({ name, facts }) => name === "a" && !facts["href"]!.startsWith("#"))).toHaveLength(4);
  });

  test("lets nothing in from outside, and no script but its own", () => {
    const [policy] = page.filter(({ facts }) => facts["http-equiv"] === "Content-Security-Policy");
    expect(policy!.facts["content"]).toMatch(/^default-src 'none'; img-src data:; .*script-src 'sha256-[\w+/]+=*'/);
    expect(page.filter(({ name }) => ["link", "iframe", "object"].includes(name))).toEqual([]);
    expect(page.filter(({ name }) => name === "script")).toHaveLength(1);
  });

  test("tables have heads, and every level of heading is there", () => {
    const heads = page.filter(({ name }) => name === "th");
    expect(heads.length).toBeGreaterThan(10);
    for (const { facts } of heads) expect(["col", "row"]).toContain(facts["scope"]);
    expect(page.filter(({ name }) => name === "h1")).toHaveLength(1);
  });

  test("draws nothing anew when nothing has changed, and is of that night all the same", async () => {
    const before = filesIn(join(folder, "out/.broadsheet/records"));
    await shelf.run(folder, "nightly", ".", "--lang", "en");
    expect(filesIn(join(folder, "out/.broadsheet/records"))).toEqual(before);
    const again = elementsOf(readFileSync(join(folder, `${REPORT}.html`), "utf8"));
    expect(again.filter(({ name }) => name === "img")).toHaveLength(4);
    expect(reportOf(folder)).toMatchObject({ read: { cached: true }, verdict: { made: 0, kept: 4 } });
    expect(again.find(({ facts }) => facts["class"]?.startsWith("verdict"))?.text).toContain("1 of 4 pages does not");
  });

  test("an edition that can no longer be read has its report in the place of the last one", async () => {
    writeFileSync(join(folder, "edition.yaml"), "paper: 1\npages: []\n");
    await shelf.run(folder, "nightly", ".");
    expect(reportOf(folder)).toMatchObject({ verdict: { kind: "broken" }, pages: [] });
    expect(reportOf(folder).findings.length).toBeGreaterThan(0);
    expect(readFileSync(join(folder, `${REPORT}.html`), "utf8")).toContain("There is no edition from this run.");
    expect(filesIn(join(folder, "out/reports"))).toEqual(["html", "json"].map((end) => `${REPORT.slice(12)}.${end}`));
  });

  test("a report that cannot be written is told, and changes nothing else", async () => {
    rmSync(join(folder, "out/reports"), { recursive: true });
    writeFileSync(join(folder, "out/reports"), "in the way");
    const ran = await shelf.run(folder, "nightly", ".");
    expect(ran.code).toBe(2);
    expect(ran.err).toContain("warning[nightly/report] the run's report could not be written: ");
    expect(ran.err).toMatch(/error\[input\//);
  });
});

describe("how a night went", () => {
  const page = (state: string, severity?: "error" | "warning"): ReportPage => ({
    ...{ page: "01", section: "", state, outcome: "made", seconds: 0, elapsed: 0, stages: [], retries: 0, halves: 1 },
    ...{ files: [], preflight: [] },
    findings: severity ? [{ code: "x/y", severity, message: "" }] : [],
  });
  const handover = { plant: "north", to: "/n", sent: 0, there: 0 };

  test.each([
    ["clean", [page("press"), page("press", "warning")], [handover], true],
    ["clean", [page("screen"), page("proof")], [], true],
    ["replaced", [page("press"), page("last-good", "error")], [], true],
    ["replaced", [page("released", "error")], [], true],
    ["replaced", [page("press")], [{ ...handover, fault: "no such folder" }], true],
    ["missing", [page("last-good", "error"), page("held", "error")], [], true],
    ["missing", [page("failed", "error")], [], true],
    ["broken", [], [], false],
  ] as const)("%s", (kind, pages, handovers, isDone) =>
    expect(verdictOf({ pages, findings: [], isDone, handovers }).kind).toBe(kind),
  );
});

const HOSTILE = `</style><script>alert(1)</script>"'\`><img src=x onerror=alert(1)>\u202e\u0000&amp;`;

const hostilePage = (page: string): ReportPage => ({
  page,
  section: HOSTILE,
  state: HOSTILE,
  by: HOSTILE,
  outcome: "made",
  why: [HOSTILE],
  seconds: 1,
  elapsed: 1,
  stages: [{ stage: HOSTILE, from: 0, seconds: 1 }],
  retries: 0,
  halves: 1,
  files: [{ path: `${HOSTILE}/x.pdf`, bytes: 1, sha256: HOSTILE }],
  findings: [
    { code: HOSTILE, severity: "error", message: HOSTILE, hint: HOSTILE, path: HOSTILE, line: 1, column: 2, page },
  ],
  preflight: [{ file: HOSTILE, profile: HOSTILE, errors: 1, warnings: 0, findings: [{ message: HOSTILE }] }],
});

describe("whatever stands in files", () => {
  test("is text in the report", () => {
    const facts = openRunLog().facts();
    const report: RunReport = {
      ...makeReport(facts, { fault: new Error(HOSTILE) }),
      edition: {
        ...{ paper: HOSTILE, date: HOSTILE, issue: HOSTILE, edition: HOSTILE, version: HOSTILE, zone: HOSTILE },
        folder: "../x",
        binding: "left",
      },
      pages: [hostilePage(HOSTILE), hostilePage("javascript:alert(1)")],
      retries: [{ task: HOSTILE, alone: false, fault: HOSTILE }],
      handovers: [{ plant: HOSTILE, to: HOSTILE, sent: 1, there: 1, fault: HOSTILE }],
    };
    const html = reportHtml(report, { language: "en", titleOf: () => HOSTILE, pictures: new Map() });
    const page = elementsOf(html);
    expect(page.filter(({ name }) => name === "script")).toHaveLength(1);
    expect(page.filter(({ name }) => name === "img")).toEqual([]);
    for (const { facts: attributes } of page)
      for (const [name, value] of Object.entries(attributes)) {
        expect(name).not.toMatch(/^on/);
        if (name === "href") expect(value).toMatch(/^(#|\.\.\/x\/)/);
      }
    expect(page.find(({ name }) => name === "h1")?.text).toContain("<script>alert(1)</script>");
    // neither control characters nor what turns the direction of text
    expect(html.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202e]/u);
  });
});

describe("spreads", () => {
  const of = (binding: "left" | "right", ...ids: readonly string[]) =>
    spreadsOf(
      ids.map((page) => ({ page })),
      binding,
    ).map(({ left, right, across }) => [left?.page, right?.page, across?.page].map((each) => each ?? "-").join(" "));

  test.each([
    ["left", ["01", "02", "03", "04"], ["- 01 -", "02 03 -", "04 - -"]],
    ["right", ["01", "02", "03", "04"], ["01 - -", "03 02 -", "- 04 -"]],
    ["left", ["A1", "A2", "B1", "B2", "B3"], ["- A1 -", "A2 - -", "- B1 -", "B2 B3 -"]],
    ["left", ["01", "02-03", "04"], ["- 01 -", "- - 02-03", "04 - -"]],
    ["left", ["02", "04", "05"], ["02 - -", "04 05 -"]],
  ] as const)("bound %s: %j", (binding, ids, expected) => expect(of(binding, ...ids)).toEqual(expected));
});

describe("pictures", () => {
  const none = { getRecord: async () => undefined, putRecord: async () => undefined } as never;
  const place = { folder: "/", file: "e", store: "/" };

  test("past the deadline none are drawn", async () => {
    const asked: string[] = [];
    const pool = { run: async (task: { readonly kind: string }) => void asked.push(task.kind) } as never;
    expect((await thumbnailsOf(["a"], { place, store: none, pool, signal: AbortSignal.abort() })).size).toBe(0);
    expect(asked).toEqual([]);
  });

  test("one that fails costs nothing but itself", async () => {
    const picture = { width: 1, height: 1, jpeg: "" };
    const pool = {
      run: async ({ sha256 }: { readonly sha256: string }) => {
        if (sha256 === "a") throw new Error("the worker died");
        return { kind: "thumbnail", picture };
      },
    } as never;
    const signal = new AbortController().signal;
    expect(await thumbnailsOf(["a", "b"], { place, store: none, pool, signal })).toEqual(new Map([["b", picture]]));
  });
});
