/** The preflight: each rule found on a page that breaks it and nothing else, nothing on clean ones, nothing crashes. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { Diagnostics } from "../src/base/diagnostic.ts";
import { printPage } from "../src/build.ts";
import { runCli } from "../src/cli/run-cli.ts";
import { type PreflightReport, preflightPdf } from "../src/preflight/preflight-pdf.ts";
import { preflightTable } from "../src/preflight/preflight-table.ts";
import { type BaseStandard, PROFILES, type ProfileName } from "../src/preflight/rules/rule.ts";
import { RULES, severityIn } from "../src/preflight/rules/rules.ts";
import { CASES } from "./kit/broken-pdf/cases.ts";
import { CLEAN } from "./kit/broken-pdf/clean-pages.ts";
import { PdfDraft } from "./kit/broken-pdf/pdf-draft.ts";
import { ROOT, sample, samplePdf } from "./kit/sample.ts";
import { has, run } from "./kit/witness.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-preflight-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const baseOf = (profile: ProfileName): BaseStandard => (profile === "pdfx1a" ? "pdfx1a" : "pdfx4");

const rulesOf = ({ findings }: PreflightReport): readonly string[] => [...new Set(findings.map(({ rule }) => rule))];

/** What is wrong, in words: a failed test says it. */
const said = ({ findings }: PreflightReport): readonly string[] =>
  findings.map(({ rule, message }) => `${rule}: ${message}`);

describe("pages that break one rule", () => {
  const all = CASES.flatMap((each) => each.profiles.map((profile) => ({ ...each, profile })));

  test.each(all)("$rule, $how, in $profile", ({ rule, profile, break: breaks }) => {
    const draft = new PdfDraft(baseOf(profile));
    breaks(draft, baseOf(profile));
    const report = preflightPdf(draft.build(), profile);
    expect(rulesOf(report), said(report).join("\n")).toEqual([rule]);
  });

  test("there are enough of them, and every rule has one in every profile that has the rule", () => {
    const files = new Set(
      all.map(({ profile, break: breaks }) => {
        const draft = new PdfDraft(baseOf(profile));
        breaks(draft, baseOf(profile));
        return Buffer.from(draft.build()).toString("latin1");
      }),
    );
    expect(files.size).toBeGreaterThanOrEqual(150);
    const shown = new Set(all.map(({ rule, profile }) => `${rule} ${profile}`));
    const wanted = RULES.flatMap((rule) =>
      (["pdfx4", "pdfx1a"] as const).flatMap((profile) =>
        severityIn(rule, profile, profile) ? [`${rule.id} ${profile}`] : [],
      ),
    );
    const news = RULES.flatMap(({ id, severity }) =>
      (["newspaper", "newspaper-ad"] as const).flatMap((profile) =>
        severity[profile] && severity[profile] !== "ignore" ? [`${id} ${profile}`] : [],
      ),
    );
    expect([...wanted, ...news].filter((each) => !shown.has(each))).toEqual([]);
  });
});

describe("clean pages", () => {
  test.each(CLEAN.flatMap((each) => each.profiles.map((profile) => ({ ...each, profile }))))(
    "$what, in $profile",
    ({ profile, change }) => {
      const draft = new PdfDraft(baseOf(profile));
      change(draft);
      expect(said(preflightPdf(draft.build(), profile))).toEqual([]);
    },
  );

  test("a PDF/X-1a page is a newspaper page, too", () => {
    const report = preflightPdf(new PdfDraft("pdfx1a").build(), "newspaper");
    expect(report).toMatchObject({ base: "pdfx1a", findings: [] });
  });
});

test("a file that lies about being PDF/X-1a is found out in every lie", () => {
  const draft = new PdfDraft("pdfx1a");
  draft
    .swap("page", "/TrimBox [20 20 280 380]", "")
    .use("ExtGState", "Half", "<</ca 0.5>>")
    .use("Font", "H", "<</Type/Font /Subtype/Type1 /BaseFont/Helvetica>>")
    .draw("q /Half gs 1 0 0 rg 60 60 20 20 re f BT /H 12 Tf 60 120 Td (Trust me) Tj ET Q");
  const bytes = draft.build();
  if (has("pdfinfo")) {
    writeFileSync(join(folder, "liar.pdf"), bytes);
    // what others make of it
    expect(run("pdfinfo", [join(folder, "liar.pdf")])).toContain("PDF/X-1a:2003");
  }
  const report = preflightPdf(bytes, "pdfx1a");
  expect(rulesOf(report)).toEqual(["box/trim", "colour/device-rgb", "transparency/alpha", "font/embedded"]);
  expect(report.findings.every(({ severity }) => severity === "error")).toBe(true);
});

test("a finding says page, place in millimetres and object", () => {
  const draft = new PdfDraft("pdfx4").draw("1 0 0 rg 60 60 28.3465 14.17325 re f 1 0 0 rg 100 60 10 10 re f");
  const [finding, ...others] = preflightPdf(draft.build(), "newspaper").findings;
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ rule: "colour/newspaper", severity: "error", count: 2, source: "GWG 2022 R0027" });
  expect(finding?.places[0]).toMatchObject({ page: 1, box: { x: 14.1, y: 107.9, width: 10, height: 5 } });
  expect(finding?.places[0]?.object).toBeGreaterThan(0);
});

test("the thresholds of resolution are those of the sheet", () => {
  const verdict = (pixels: number, points: number): string | undefined => {
    const draft = new PdfDraft("pdfx4")
      .stream(
        "p",
        `/Type/XObject /Subtype/Image /Width ${pixels} /Height ${pixels} /ColorSpace/DeviceGray /BitsPerComponent 8`,
        "",
      )
      .use("XObject", "P", "@p")
      .draw(`q ${points} 0 0 ${points} 60 60 cm /P Do Q`);
    return preflightPdf(draft.build(), "newspaper").findings[0]?.severity;
  };
  expect([99, 100, 149, 150].map((ppi) => verdict(ppi, 72))).toEqual(["error", "warning", "warning", undefined]);
});

describe("our own pages", () => {
  test("the sample page has no finding as PDF/X-4, and none of the newspaper's", async () => {
    const { pdf: bytes } = await samplePdf();
    for (const profile of ["pdfx4", "newspaper", "newspaper-ad"] as const)
      expect(said(preflightPdf(bytes, profile)), profile).toEqual([]);
  });

  test("nor has its twin in PDF/X-1a, by either profile", async () => {
    const { edition, laid, workshop } = await sample();
    const { pdf } = await printPage(edition, laid, { standard: "pdfx1a", workshop, report: new Diagnostics() });
    expect(preflightPdf(pdf, "newspaper").base).toBe("pdfx1a");
    for (const profile of ["pdfx1a", "newspaper"] as const)
      expect(said(preflightPdf(pdf, profile)), profile).toEqual([]);
  });

  test("what has been damaged on it is found", async () => {
    const { pdf: bytes } = await samplePdf();
    const text = Buffer.from(bytes).toString("latin1");
    const untrimmed = Buffer.from(text.replace("/TrimBox", "/TrimBax"), "latin1");
    expect(rulesOf(preflightPdf(untrimmed, "newspaper"))).toEqual(["box/trim"]);
    const cut = preflightPdf(bytes.subarray(0, text.lastIndexOf("\nxref")), "newspaper");
    expect(rulesOf(cut)).toContain("file/damaged");
  });

  test.skipIf(!has("qpdf"))(
    "rewritten by qpdf it still has none, but object streams are too new for PDF/X-1a",
    async () => {
      const { pdf: bytes } = await samplePdf();
      const [from, to] = [join(folder, "own.pdf"), join(folder, "rewritten.pdf")];
      writeFileSync(from, bytes);
      for (const how of [["--linearize"], ["--object-streams=generate"], ["--qdf"]]) {
        run("qpdf", [...how, from, to]);
        expect(said(preflightPdf(readFileSync(to), "newspaper")), how.join()).toEqual([]);
      }
      run("qpdf", ["--object-streams=generate", from, to]);
      expect(rulesOf(preflightPdf(readFileSync(to), "pdfx1a"))).toContain("file/compressed-objects");
      run("qpdf", ["--encrypt", "", "owner", "256", "--", from, to]);
      expect(rulesOf(preflightPdf(readFileSync(to), "newspaper"))).toEqual(["file/encrypted"]);
    },
  );
});

const SUITE = fileURLToPath(new URL("../../shared/suites/robust/pdf/", import.meta.url));

test.skipIf(!existsSync(SUITE))(
  "files that others wrote: a verdict on each, and never none",
  () => {
    const names = ["pdfjs", "verapdf"].flatMap((each) =>
      readdirSync(join(SUITE, each))
        .sort()
        .map((name) => join(SUITE, each, name)),
    );
    expect(names.length).toBeGreaterThan(300);
    for (const name of names) {
      const report = preflightPdf(readFileSync(name), "newspaper");
      // none of them is PDF/X
      expect(report.findings.length, name).toBeGreaterThan(0);
      expect(
        report.findings.every(({ message, places }) => message !== "" && places.length > 0),
        name,
      ).toBe(true);
    }
  },
  60_000,
);

describe("hostile files", () => {
  const form = (name: string, calls: string): string =>
    `/Type/XObject /Subtype/Form /BBox [0 0 9 9] /Resources <</XObject <</D @${name}>>>> ${calls}`;

  test("a hundred thousand arrays in one another", () => {
    const draft = new PdfDraft("pdfx4").set("nested", "[".repeat(100_000)).add("catalog", "/Deep @nested");
    expect(rulesOf(preflightPdf(draft.build(), "pdfx4"))).toEqual(["file/damaged"]);
  });

  test("forms a thousand deep", () => {
    const draft = new PdfDraft("pdfx4");
    for (let n = 0; n < 1000; n++) draft.stream(`f${n}`, form(`f${n + 1}`, ""), "/D Do");
    draft
      .stream("f1000", "/Type/XObject /Subtype/Form /BBox [0 0 9 9]", "q Q")
      .use("XObject", "D", "@f0")
      .draw("/D Do");
    expect(rulesOf(preflightPdf(draft.build(), "pdfx4"))).toEqual(["file/too-much"]);
  });

  test("a content stream of a gigabyte in a few kilobytes", () => {
    const draft = new PdfDraft("pdfx4").stream("content", "", new Uint8Array(140 << 20).fill(32));
    expect(rulesOf(preflightPdf(draft.build(), "pdfx4"))).toEqual(["file/damaged"]);
  });

  test("a page tree that is one page a thousand times over", () => {
    const draft = new PdfDraft("pdfx4").swap("pages", "[@page] /Count 1", `[${"@page ".repeat(1000)}] /Count 1000`);
    expect(rulesOf(preflightPdf(draft.build(), "pdfx4"))).toEqual(["page/tree"]);
  });

  test("any damage to a page gives a verdict", () => {
    const good = new PdfDraft("pdfx4").build();
    fc.assert(
      fc.property(fc.nat(good.length), fc.nat(200), fc.uint8Array({ maxLength: 40 }), (at, gap, noise) => {
        const bytes = Uint8Array.from([
          ...good.subarray(0, at),
          ...noise,
          ...good.subarray(Math.min(good.length, at + gap)),
        ]);
        for (const profile of PROFILES) expect(preflightPdf(bytes, profile).findings).toBeDefined();
      }),
      { numRuns: 150, seed: 11 },
    );
  });

  test("a page that is cut anywhere gives a verdict of error", () => {
    const good = new PdfDraft("pdfx4").build();
    for (let at = 0; at < good.length - 40; at += 97)
      expect(
        preflightPdf(good.subarray(0, at), "pdfx4").findings.some(({ severity }) => severity === "error"),
        `${at}`,
      ).toBe(true);
  });
});

test("the table in the documentation is that of the program", () => {
  const documented = readFileSync(join(ROOT, "docs/preflight.md"), "utf8");
  expect(documented.split("<!-- rules -->\n")[1]?.split("<!-- /rules -->")[0]).toBe(preflightTable());
  expect(preflightTable().split("\n")).toHaveLength(RULES.length + 3);
});

test("rules are named once, and say what to do", () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  for (const { id, hint, zh, looksAt } of RULES) {
    expect(hint, id).toMatch(/^[a-z].*[^.]$/);
    expect(zh, id).toMatch(/\p{Script=Han}/u);
    expect(looksAt, id).not.toBe("");
  }
});

describe("the command", () => {
  const preflight = async (...argv: readonly string[]): Promise<{ code: number; out: string; err: string }> => {
    let [out, err] = ["", ""];
    const code = await runCli(["preflight", ...argv], {
      cwd: folder,
      env: {},
      watched: false,
      colours: false,
      width: 100,
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      input: async () => new Uint8Array(),
    });
    return { code, out, err };
  };
  writeFileSync(join(folder, "clean.pdf"), new PdfDraft("pdfx4").build());
  writeFileSync(join(folder, "red.pdf"), new PdfDraft("pdfx4").draw("1 0 0 rg 60 60 20 20 re f").build());
  writeFileSync(join(folder, "letter.pdf"), "Dear printer");

  test("a clean file is 0, one with an error 1, and each is told", async () => {
    const clean = await preflight("clean.pdf");
    expect(clean.code).toBe(0);
    expect(clean.out).toContain("clean.pdf: no findings");
    expect(clean.out).toMatch(/not checked: ink coverage|ink of page 1: /);
    const both = await preflight("clean.pdf", "red.pdf");
    expect(both.code).toBe(1);
    expect(both.out).toContain("error[colour/newspaper]: line work is in DeviceRGB");
    expect(both.out).toMatch(/page 1, 7\.1 × 7\.1 mm at 14\.1, 105\.8 mm from the page's top left, object \d+/);
  });

  test("the same facts as JSON", async () => {
    const { code, out } = await preflight("red.pdf", "letter.pdf", "--json", "--profile", "pdfx4");
    const { files } = JSON.parse(out);
    expect(code).toBe(1);
    expect(files).toHaveLength(2);
    expect(files[0]).toMatchObject({ file: "red.pdf", errors: 1, warnings: 0, profile: "pdfx4", claim: "PDF/X-4" });
    expect(files[0].findings[0]).toMatchObject({ rule: "colour/device-rgb", severity: "error", count: 1 });
    expect(files[1].findings[0]).toMatchObject({ rule: "file/not-pdf" });
  });

  test("in Chinese the rule's title stands before the sentence", async () => {
    const { out } = await preflight("red.pdf", "--lang", "zh");
    expect(out).toContain("错误[colour/newspaper] 颜色不是 CMYK：");
  });

  test.each([
    [["nowhere.pdf"], "is not there"],
    [["clean.pdf", "--profile", "magazine"], "newspaper-ad"],
    [[], "missing required argument"],
    [["."], "cannot be read"],
  ])("what cannot be used is 2: %j", async (argv, words) => {
    const { code, err } = await preflight(...argv);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });
});
