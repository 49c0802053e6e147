/** What each standard needs and forbids, as a table, and files of each of them. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { printPage } from "../src/build.ts";
import type { Standard } from "../src/model/edition.ts";
import { type FileFeature, featuresOf } from "../src/pdf/file-features.ts";
import type { PdfDictionary } from "../src/pdf/pdf-objects.ts";
import { FILE_RULES, standardFaults } from "../src/pdf/standards.ts";
import { layCard } from "./kit/card.ts";
import { has, run } from "./kit/witness.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-standards-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ALL: readonly Standard[] = ["pdfx4", "pdfx1a", "proof", "screen"];

/** Just what a standard needs. */
const needed = (standard: Standard): ReadonlySet<FileFeature> =>
  new Set(FILE_RULES.filter(({ verdicts }) => verdicts[standard] === "needs").map(({ feature }) => feature));

describe("the table of standards", () => {
  it("has one row for each feature, with a source", () => {
    expect(new Set(FILE_RULES.map(({ feature }) => feature)).size).toBe(FILE_RULES.length);
    for (const { source, verdicts } of FILE_RULES) {
      expect(source).not.toBe("");
      for (const each of Object.values(verdicts)) expect(["needs", "may", "never"]).toContain(each);
    }
  });

  it.each(ALL)("%s: each fault alone is found, and nothing else", (standard) => {
    expect(standardFaults(standard, needed(standard))).toEqual([]);
    for (const { feature, verdicts } of FILE_RULES) {
      const features = new Set(needed(standard));
      if (verdicts[standard] === "needs") features.delete(feature);
      else features.add(feature);
      const faults = standardFaults(standard, features).map(({ rule }) => rule.feature);
      expect(faults, feature).toEqual(verdicts[standard] === "may" ? [] : [feature]);
    }
  });

  it("lets PDF/X-1a do nothing that PDF/X-4 must not", () => {
    for (const { feature, verdicts } of FILE_RULES) {
      if (verdicts.pdfx4 === "never" && feature !== "pdfx-claim") expect(verdicts.pdfx1a, feature).toBe("never");
    }
  });
});

describe("features of objects", () => {
  const cases: readonly (readonly [FileFeature, PdfDictionary, PdfDictionary])[] = [
    ["output-intent", { Type: "OutputIntent", S: "GTS_PDFX" }, { S: "GTS_PDFA1" }],
    ["pdfx-claim", { GTS_PDFXVersion: { text: "PDF/X-1a:2003" } }, { Title: { text: "GTS_PDFXVersion" } }],
    ["trim-box", { TrimBox: [0, 0, 1, 1] }, { MediaBox: [0, 0, 1, 1] }],
    ["file-id", { ID: [new Uint8Array(1), new Uint8Array(1)] }, { ID: [new Uint8Array(1)] }],
    ["spot-colour", { ColorSpace: { S1: ["Separation", "Red", "DeviceCMYK"] } }, { ColorSpace: "DeviceCMYK" }],
    ["rgb", { Subtype: "Image", ColorSpace: "DeviceRGB" }, { Subtype: "Image", ColorSpace: "DeviceGray" }],
    ["icc-colour", { ColorSpace: ["ICCBased", 3] }, { ColorSpace: ["Indexed", "DeviceCMYK", 3] }],
    ["transparency", { Type: "ExtGState", ca: 0.5 }, { Type: "ExtGState", ca: 1, BM: "Normal", SMask: "None" }],
    ["transparency", { Group: { S: "Transparency", CS: "DeviceCMYK" } }, { Group: { S: "Other" } }],
    ["transfer-function", { TR2: "Identity" }, { TR2: "Default" }],
    ["font-not-embedded", { Type: "FontDescriptor" }, { Type: "FontDescriptor", FontFile2: new Uint8Array(1) }],
    ["annotation", { Type: "Annot", Subtype: "Link" }, { Type: "Page" }],
    ["action", { OpenAction: [1] }, { Type: "Catalog" }],
    ["optional-content", { OCProperties: {} }, { Type: "Catalog" }],
    ["user-unit", { UserUnit: 1 }, { Type: "Page" }],
    ["lzw", { Filter: ["ASCII85Decode", "LZWDecode"] }, { Filter: "FlateDecode" }],
    ["picture-of-16-bits", { BitsPerComponent: 16 }, { BitsPerComponent: 8 }],
  ];

  it.each(cases)("%s", (feature, bad, good) => {
    expect(featuresOf(bad)).toContain(feature);
    expect(featuresOf(good)).not.toContain(feature);
  });

  it("has a case for each feature of the table", () => {
    expect(new Set(cases.map(([feature]) => feature))).toEqual(new Set(FILE_RULES.map(({ feature }) => feature)));
  });
});

describe("a page by each standard", () => {
  it.each(ALL)("%s: keeps the table, and only press files say that they are", async (standard) => {
    const { edition, laid, workshop, report } = await layCard({
      head: "headline: 新桥通车",
      body: "早上八点，新桥通车。",
      parts: ["headline: { style: brief }", "body: { legs: 1 }"],
    });
    const { pdf } = await printPage(edition, laid, { standard, workshop, report });
    expect(report.all().filter(({ code }) => code === "press/standard")).toEqual([]);
    const isPress = standard === "pdfx4" || standard === "pdfx1a";
    expect(Buffer.from(pdf).toString("latin1").includes("GTS_PDFX")).toBe(isPress);
    if (!has("qpdf")) return;
    const path = join(folder, `${standard}.pdf`);
    writeFileSync(path, pdf);
    expect(run("qpdf", ["--check", path])).toContain("No syntax or stream encoding errors found");
  });
});
