/** The printer's report of a preflight: one A4 page for each file, with what the JSON says, read by programs we did not write. */

import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { preflightPdf } from "../../src/preflight/preflight-pdf.ts";
import { numberedFindings } from "../../src/report/numbered-findings.ts";
import { CASES } from "../kit/broken-pdf/cases.ts";
import { PdfDraft } from "../kit/broken-pdf/pdf-draft.ts";
import { readWithPdfJs } from "../kit/pdf-js.ts";
import { type CliRun, runCliIn } from "../kit/run-cli-in.ts";
import { samplePdf } from "../kit/sample.ts";
import { has, run } from "../kit/witness.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-report-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, bytes: Uint8Array): string => {
  writeFileSync(join(folder, name), bytes);
  return name;
};

const cli = (...argv: readonly string[]): Promise<CliRun> => runCliIn(folder, ["preflight", ...argv]);

/** The words of a page of the report, without line ends. */
const words = (page = 1): string =>
  run("pdftotext", ["-raw", "-f", `${page}`, "-l", `${page}`, join(folder, "report.pdf"), "-"]).replace(/\s+/g, " ");

/** Every rule that can be broken together with others. */
const manyFaults = (): Uint8Array => {
  const draft = new PdfDraft("pdfx4");
  const broken = new Set<string>();
  for (const { rule, profiles, break: breaks } of CASES) {
    if (broken.has(rule) || !profiles.includes("newspaper") || !/^(?:news|image|colour|font|annotation)\//.test(rule))
      continue;
    breaks(draft, "pdfx4");
    broken.add(rule);
  }
  return draft.build();
};

describe.skipIf(!has("pdftotext") || !has("qpdf"))("the report", () => {
  test("of a clean page of ours says that it passes, and all that a printer asks", async () => {
    const { pdf } = await samplePdf();
    file("页.pdf", pdf);
    const { code, out } = await cli("页.pdf", "--report", "report.pdf");
    expect(code).toBe(0);
    expect(out).toContain("report: report.pdf");
    const said = words();
    expect(said).toContain("Passes profile newspaper on pdfx4 页.pdf");
    const hash = createHash("sha256").update(pdf).digest("hex");
    expect(said.replace(/ /g, "")).toContain(hash);
    for (const part of [
      "trim 390 × 545 mm",
      "bleed 396 × 551 mm",
      "PDF 1.6",
      "claims PDF/X-4",
      "IFRA26",
      "5 of 5 embedded",
      "6, lowest 200 ppi",
      "C M Y K",
      "No finding.",
    ])
      expect(said).toContain(part);
    expect(said).toMatch(has("gs") ? /page 1: C \d+\.\d %, .* most \d+ % in 15 mm square/ : /no plates were made/);
    expect(run("qpdf", ["--check", join(folder, "report.pdf")])).toContain("No syntax or stream encoding errors");
    const box = run("pdfinfo", [join(folder, "report.pdf")]);
    expect(box).toContain("(A4)");
    expect(run("pdffonts", [join(folder, "report.pdf")])).not.toMatch(/ no +(?:yes|no) +(?:yes|no) /);
    const read = await readWithPdfJs(readFileSync(join(folder, "report.pdf")));
    expect(read).toMatchObject({ pages: 1, warnings: [] });
    expect(run("pdfimages", ["-list", join(folder, "report.pdf")])).toMatch(/image .* rgb /);
  });

  test("of a page with one fault many times has one row with its count and first places", async () => {
    const squares = Array.from({ length: 30 }, (_, n) => `1 0 0 rg ${40 + n * 5} 60 3 3 re f`).join(" ");
    file("red.pdf", new PdfDraft("pdfx4").draw(squares).build());
    expect((await cli("red.pdf", "--no-plates", "--report", "report.pdf")).code).toBe(1);
    const said = words();
    expect(said).toContain("1 error");
    expect(said.match(/colour\/newspaper/g)).toHaveLength(1);
    expect(said).toMatch(/30 times/);
    expect(said).toMatch(/page 1, 1\.1 × 1\.1 mm at 7\.1, 111\.8 mm/);
    expect(said).toContain("and 27 more");
    expect(said).toContain("Not checked: ink coverage");
  });

  test("that has not room for all rules counts the others, and the numbers are those of the marks", async () => {
    const bytes = manyFaults();
    const numbered = numberedFindings(preflightPdf(bytes, "newspaper"));
    expect(numbered.length).toBeGreaterThan(20);
    file("many.pdf", bytes);
    await cli("many.pdf", "--no-plates", "--report", "report.pdf");
    const said = words();
    const shown = numbered.filter(({ rule }) => said.includes(rule)).length;
    const left = Number(/(\d+) more rules are broken/.exec(said)?.[1]);
    expect(shown).toBeGreaterThan(8);
    expect(shown + left).toBe(numbered.length);
    expect(said).toContain(`1 error ${numbered[0]!.rule}`);
    expect((await readWithPdfJs(readFileSync(join(folder, "report.pdf")))).pages).toBe(1);
  });

  test("of several files has a page for each, those that cannot be read among them", async () => {
    file("clean.pdf", new PdfDraft("pdfx4").build());
    file("letter.pdf", Buffer.from("Dear printer"));
    const turned = new PdfDraft("pdfx4").draw("1 0 0 rg 60 60 20 20 re f").add("page", "/Rotate 90");
    file("turned.pdf", turned.build());
    const { code } = await cli("clean.pdf", "letter.pdf", "turned.pdf", "--no-plates", "--report", "report.pdf");
    expect(code).toBe(1);
    expect(words(1)).toMatch(/clean\.pdf .*1 \/ 3/);
    expect(words(2)).toMatch(/letter\.pdf .*file\/not-pdf .*2 \/ 3/);
    expect(words(2)).toContain("No picture of this page");
    expect(words(3)).toContain("turned by 90°");
    expect((await readWithPdfJs(readFileSync(join(folder, "report.pdf")))).pages).toBe(3);
  });

  test("in Chinese is in Chinese", async () => {
    file("red.pdf", new PdfDraft("pdfx4").draw("1 0 0 rg 60 60 20 20 re f").build());
    await cli("red.pdf", "--no-plates", "--report", "report.pdf", "--lang", "zh");
    const said = words();
    for (const part of ["1 个错误", "颜色不是 CMYK", "已嵌入", "未检查："]) expect(said).toContain(part);
  });

  test("is the same for the same files, and names no time", async () => {
    file("red.pdf", new PdfDraft("pdfx4").draw("1 0 0 rg 60 60 20 20 re f").build());
    const made = async (): Promise<Buffer> => {
      await cli("red.pdf", "--no-plates", "--report", "report.pdf");
      return readFileSync(join(folder, "report.pdf"));
    };
    const [first, second] = [await made(), await made()];
    expect(first.equals(second)).toBe(true);
    expect(first.toString("latin1")).not.toContain("CreationDate");
  });

  test("names that are long or odd stay on the sheet", async () => {
    const name = `${"很长的文件名".repeat(12)}\u202e.pdf`;
    file(name, new PdfDraft("pdfx4").build());
    expect((await cli(name, "--no-plates", "--report", "report.pdf")).code).toBe(0);
    expect(words()).toContain("很长的文件名");
    expect(words()).toContain("No finding.");
  });
});
