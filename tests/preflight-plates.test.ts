/** Ink in the preflight: measured on plates where something separates, and said to be unchecked where nothing does. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCli } from "../src/cli/run-cli.ts";
import { preflightFacts, readFacts } from "../src/preflight/preflight-pdf.ts";
import { PdfDraft } from "./kit/broken-pdf/pdf-draft.ts";
import { has } from "./kit/witness.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-ink-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** 200 % and, overprinting it on a square of 60 pt, cyan: neither is over the limit alone. */
const heavy = (): Uint8Array =>
  new PdfDraft("pdfx4").draw("0 1 1 0 k 100 100 60 60 re f /Over gs 1 0 0 0 k 100 100 60 60 re f /Out gs").build();

const preflight = async (args: readonly string[]) => {
  const out: string[] = [];
  const code = await runCli(["preflight", ...args], {
    cwd: folder,
    env: {},
    out: (text) => out.push(text),
    err: (text) => out.push(text),
    watched: false,
    input: async () => new Uint8Array(),
    colours: false,
    width: 100,
  });
  return { code, said: out.join("") };
};

beforeAll(() => {
  writeFileSync(join(folder, "heavy.pdf"), heavy());
  writeFileSync(join(folder, "clean.pdf"), new PdfDraft("pdfx4").build());
});

describe("rules that are given plates", () => {
  const facts = readFacts(heavy());
  const box = { x0: 100, y0: 100, x1: 142.5, y1: 142.5 };
  const judge = (square: number, most: number, limit?: number) =>
    preflightFacts(
      {
        ...facts,
        coverage: { pages: [{ page: 1, square: { percent: square, box }, most: { percent: most, box } }], limit },
      },
      "newspaper",
    );

  test("tell of squares over 245 % and of spots over the limit that is given, and have checked the ink", () => {
    expect(judge(245, 400)).toMatchObject({ findings: [], notChecked: [] });
    expect(judge(250, 400).findings).toMatchObject([
      { rule: "news/coverage", severity: "warning", message: "a square of 15 mm has 250 % of ink, over 245 %" },
    ]);
    expect(judge(200, 230, 220).findings[0]).toMatchObject({
      message: "a spot has 230 % of ink, over the limit of 220 %",
      places: [{ page: 1, box: { x: 28.2, y: 83.8, width: 15, height: 15 } }],
    });
  });

  test("leave other profiles alone", () => {
    expect(preflightFacts({ ...facts, coverage: { pages: [] } }, "pdfx4").notChecked).toEqual([]);
  });
});

describe.skipIf(!has("gs"))("plates of Ghostscript", () => {
  test("show the sum of what overprints, and where", async () => {
    const { code, said } = await preflight(["heavy.pdf", "--json"]);
    expect(code).toBe(0);
    const [file] = JSON.parse(said).files;
    expect(file.findings).toMatchObject([{ rule: "news/coverage", message: expect.stringContaining("has 300 %") }]);
    const { x, y, width, height } = file.findings[0].places[0].box;
    // the square is somewhere in the area, whose corner is 80 pt from the left and 220 pt from the top of the trim
    expect(x).toBeGreaterThanOrEqual(28);
    expect(x + width).toBeLessThanOrEqual(49.6);
    expect(y).toBeGreaterThanOrEqual(77.4);
    expect(y + height).toBeLessThanOrEqual(99);
    expect(file.notChecked).toEqual([]);
    expect(file.coverage[0].most.percent).toBe(300);
  });

  test("say nothing of a clean page but its ink, in either language", async () => {
    const english = await preflight(["clean.pdf"]);
    expect(english.said).toContain("no findings");
    expect(english.said).toMatch(/ink of page 1: Cyan [\d.]+ %, .*at most \d+ % in a square of 15 mm/);
    expect((await preflight(["clean.pdf", "--lang", "zh"])).said).toContain("第 1 页墨量");
  });

  test("are judged by the limit of the printing, too", async () => {
    const { said } = await preflight(["heavy.pdf", "--ink-limit", "260"]);
    expect(said).toContain("a spot has 300 % of ink, over the limit of 260 %");
    expect((await preflight(["heavy.pdf", "--ink-limit", "much"])).code).toBe(2);
  });

  test("are not made of a damaged file", async () => {
    writeFileSync(join(folder, "cut.pdf"), heavy().subarray(0, 3000));
    const { code, said } = await preflight(["cut.pdf"]);
    expect(code).toBe(1);
    expect(said).not.toContain("ink of page");
  });
});

test("without plates the report says what was not checked, and why", async () => {
  const { code, said } = await preflight(["heavy.pdf", "--no-plates"]);
  expect(code).toBe(0);
  expect(said).toContain("not checked: ink coverage");
  const path = process.env["PATH"];
  process.env["PATH"] = folder;
  try {
    expect((await preflight(["heavy.pdf"])).said).toContain("`gs` is not installed");
  } finally {
    process.env["PATH"] = path;
  }
});
