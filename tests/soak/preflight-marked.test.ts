/** Marked copies: an update behind the file's own bytes, with each finding where it is, that readers we did not write show. */

import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Diagnostics } from "../../src/base/diagnostic.ts";
import { openProgramFonts, openWorkshop } from "../../src/build.ts";
import { diskWorld } from "../../src/nightly/disk/disk-world.ts";
import { preflightFacts, readFacts } from "../../src/preflight/preflight-pdf.ts";
import { rasterPdf } from "../../src/proof/raster-pdf.ts";
import { type AnnotateRefusal, annotatePdf } from "../../src/report/annotate-pdf.ts";
import type { MarkHow } from "../../src/report/page-marks.ts";
import { REPORT_FACES } from "../../src/report/report-sheet.ts";
import { PdfDraft } from "../kit/broken-pdf/pdf-draft.ts";
import { annotationsByPdfJs, type PdfJsAnnotation, readWithPdfJs } from "../kit/pdf-js.ts";
import { runCliIn } from "../kit/run-cli-in.ts";
import { ROOT, samplePdf } from "../kit/sample.ts";
import { has, run } from "../kit/witness.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-marked-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let how: MarkHow;
beforeAll(async () => {
  const workshop = openWorkshop(diskWorld({ edition: ROOT, cache: undefined }));
  const fonts = await openProgramFonts(REPORT_FACES, workshop, new Diagnostics());
  how = { setting: { fonts: fonts!, choice: REPORT_FACES[1]! }, language: "en", slug: "PREFLIGHT marked" };
});

const attempt = (bytes: Uint8Array, with_: Partial<MarkHow> = {}): Uint8Array | AnnotateRefusal => {
  const facts = readFacts(bytes);
  return annotatePdf(facts, preflightFacts(facts, "newspaper"), { ...how, ...with_ });
};

const marked = (bytes: Uint8Array, with_: Partial<MarkHow> = {}): Uint8Array => {
  const made = attempt(bytes, with_);
  if (typeof made === "string") throw new Error(made);
  return made;
};

const squares = (found: readonly PdfJsAnnotation[]): readonly PdfJsAnnotation[] =>
  found.filter(({ subtype }) => subtype === "Square");

/** Red twenty points square, its lower left at 60 60. */
const red = (standard: "pdfx4" | "pdfx1a" = "pdfx4"): PdfDraft =>
  new PdfDraft(standard).draw("1 0 0 rg 60 60 20 20 re f");

const close = (actual: number, wanted: number, slack: number): void => {
  expect(Math.abs(actual - wanted), `${actual} is about ${wanted}`).toBeLessThanOrEqual(slack);
};

const qpdfFindsNothing = (bytes: Uint8Array): void => {
  const path = join(folder, "checked.pdf");
  writeFileSync(path, bytes);
  if (has("qpdf")) expect(run("qpdf", ["--check", path])).toContain("No syntax or stream encoding errors");
};

describe("a marked copy", () => {
  test("begins with the file's own bytes, and says sentence, rule and hint in the place of the finding", async () => {
    const bytes = red().build();
    const copy = marked(bytes);
    expect(Buffer.from(copy.subarray(0, bytes.length)).equals(bytes)).toBe(true);
    const found = await annotationsByPdfJs(copy);
    const [square, ...others] = squares(found);
    expect(others).toEqual([]);
    expect(square!.contents).toMatch(
      /^1 error \[colour\/newspaper\]\nline work is in DeviceRGB.*\nhint: convert to CMYK/,
    );
    expect(square!.hasAppearance).toBe(true);
    // the box with its margin, and the number over its upper left corner
    const [left, bottom, right, top] = square!.rect as [number, number, number, number];
    close(left, 60 - 2, 0.5);
    close(bottom, 60 - 2, 0.5);
    close(right, 80 + 2, 0.5);
    close(top, 80 + 12, 1);
    expect(found.some(({ subtype, contents }) => subtype === "FreeText" && contents === "PREFLIGHT marked")).toBe(true);
    expect((await readWithPdfJs(copy)).warnings).toEqual([]);
  });

  test("is the same for the same file", () => {
    const bytes = red().build();
    expect(Buffer.from(marked(bytes)).equals(marked(bytes))).toBe(true);
  });

  test.each(["table", "stream"])("has a cross-reference %s where the file has one", (kind) => {
    const draft = red();
    draft.compressed = kind === "stream";
    const copy = marked(draft.build());
    qpdfFindsNothing(copy);
    const update = Buffer.from(copy.subarray(draft.build().length)).toString("latin1");
    expect(/\nxref\n/.test(update)).toBe(kind === "table");
    expect(update.includes("/Type/XRef")).toBe(kind === "stream");
    expect(readFacts(copy).file.damage.size).toBe(0);
  });

  test.skipIf(!has("qpdf"))("of files with object streams, and linearised ones, too", async () => {
    const { pdf } = await samplePdf();
    const [from, to] = [join(folder, "own.pdf"), join(folder, "rewritten.pdf")];
    writeFileSync(from, pdf);
    for (const option of ["--linearize", "--object-streams=generate", "--qdf"]) {
      run("qpdf", [option, from, to]);
      const copy = marked(readFileSync(to));
      const path = join(folder, "copy.pdf");
      writeFileSync(path, copy);
      expect(run("qpdf", ["--check", ...(option === "--linearize" ? ["--suppress-recovery"] : []), path])).toContain(
        "No syntax or stream encoding errors",
      );
      expect((await annotationsByPdfJs(copy)).length, option).toBe(1);
    }
  });

  test("keeps the annotations that were there, in an array of their own or not", async () => {
    for (const indirect of [true, false]) {
      const draft = red().set("note", "<</Type/Annot /Subtype/Text /Rect [0 0 5 5] /Contents (theirs)>>");
      if (indirect) draft.set("notes", "[@note]");
      draft.add("page", `/Annots ${indirect ? "@notes" : "[@note]"}`);
      const found = await annotationsByPdfJs(marked(draft.build()));
      expect(found[0]!.contents, `${indirect}`).toBe("theirs");
      expect(squares(found).map(({ contents }) => contents.split("\n")[0])).toContain("1 error [colour/newspaper]");
    }
  });

  test("marked again has the marks once", async () => {
    const once = marked(red().build());
    const twice = marked(once);
    const reds = squares(await annotationsByPdfJs(twice)).filter(({ contents }) =>
      contents.includes("colour/newspaper"),
    );
    expect(reds).toHaveLength(1);
    qpdfFindsNothing(twice);
  });

  test("is no press file: its marks are an error of their own", () => {
    const facts = readFacts(marked(new PdfDraft("pdfx4").build()));
    expect(preflightFacts(facts, "newspaper").findings.map(({ rule }) => rule)).toEqual(["annotation/in-bleed"]);
  });

  test("without findings has the slug, and no other mark", async () => {
    const found = await annotationsByPdfJs(marked(new PdfDraft("pdfx4").build()));
    expect(found.map(({ contents }) => contents)).toEqual(["PREFLIGHT marked"]);
  });

  test("what is about a page as a whole stands at its edge, what is about the file on its first page", async () => {
    const draft = red().swap("page", "/TrimBox [20 20 280 380]", "");
    draft.trailer = draft.trailer.replace(/\/ID \[.*?\]/, "");
    const found = await annotationsByPdfJs(marked(draft.build()));
    const notes = found.filter(({ subtype, rect }) => subtype === "FreeText" && rect[0] === 0);
    expect(notes.map(({ contents }) => contents.split("\n")[0])).toEqual([
      "1 error [file/id]",
      "2 error [box/trim]",
      "PREFLIGHT marked",
    ]);
  });

  test("in Chinese has the rule's title", async () => {
    const [square] = squares(await annotationsByPdfJs(marked(red().build(), { language: "zh" })));
    expect(square!.contents).toMatch(/^1 错误 \[colour\/newspaper\] 颜色不是 CMYK\n/);
  });
});

describe("odd pages", () => {
  test.each([0, 90, 180, 270, -90, 450])(
    "turned by %s, in a unit of its own: the mark is round the red",
    async (rotate) => {
      for (const unit of [1, 2]) {
        const draft = red().add("page", `/Rotate ${rotate} /UserUnit ${unit}`);
        const [square] = squares(await annotationsByPdfJs(marked(draft.build())));
        const [left, bottom, right, top] = square!.rect as [number, number, number, number];
        // whichever way the number stands out of the box
        expect(left).toBeLessThan(60);
        expect(bottom).toBeLessThan(60);
        expect(right).toBeGreaterThan(80);
        expect(top).toBeGreaterThan(80);
        close(right - left + (top - bottom), 40 + 18 / unit, 2);
      }
    },
  );

  test("a renderer we did not write shows frame and number on a turned page", async () => {
    const copy = marked(red().add("page", "/Rotate 90").build());
    const { width, rgba } = await rasterPdf(copy, { page: 1, dpi: 72 });
    // own (70, 60) is seen at (60, 70): left of the red there is the frame, 1.5 pt off
    const at = (x: number, y: number): readonly number[] => [
      ...rgba.subarray((y * width + x) * 4, (y * width + x) * 4 + 3),
    ];
    expect(at(70, 70)).toEqual([255, 0, 0]);
    const frame = at(58, 70);
    expect(frame[0]! - frame[1]!).toBeGreaterThan(60);
  });

  test("what lies outside the page, and a page without MediaBox, are told at the edge", async () => {
    const outside = new PdfDraft("pdfx4")
      .add("page", "/Annots [@link]")
      .set("link", "<</Type/Annot /Subtype/Link /Rect [900 900 950 950]>>");
    expect(typeof attempt(outside.build())).toBe("object");
    const bare = red().swap("page", "/MediaBox [0 0 300 400]", "").swap("page", "/TrimBox [20 20 280 380]", "");
    const found = await annotationsByPdfJs(marked(bare.build()));
    expect(found.some(({ contents }) => contents.includes("[box/media]"))).toBe(true);
    expect(found.every(({ rect }) => rect.every(Number.isFinite))).toBe(true);
  });

  test("a thousand pages take bytes in proportion", () => {
    const many = (count: number): number => {
      const draft = red();
      const names = Array.from({ length: count }, (_, n) => `page${String.fromCharCode(97 + (n % 26))}${n}`);
      const source = draft.objects.get("page")!.source;
      for (const name of names) draft.set(name, source);
      draft.swap(
        "pages",
        "[@page] /Count 1",
        `[@page ${names.map((name) => `@${name}`).join(" ")}] /Count ${count + 1}`,
      );
      const bytes = draft.build();
      return marked(bytes).length - bytes.length;
    };
    const [few, lots] = [many(100), many(1000)];
    expect(lots).toBeLessThan(few * 11);
    expect(lots).toBeGreaterThan(few);
  }, 60_000);
});

const SUITE = fileURLToPath(new URL("../../../shared/suites/robust/pdf/", import.meta.url));

test.skipIf(!existsSync(SUITE))(
  "files that others wrote: marked or refused, and a marked one reads as well as before",
  async () => {
    const names = ["pdfjs", "verapdf"].flatMap((each) =>
      readdirSync(join(SUITE, each))
        .sort()
        .map((name) => join(SUITE, each, name)),
    );
    let copies = 0;
    for (const [index, name] of names.entries()) {
      const bytes = readFileSync(name);
      const made = attempt(bytes);
      if (typeof made === "string") continue;
      copies++;
      expect(Buffer.from(made.subarray(0, bytes.length)).equals(bytes), name).toBe(true);
      const [before, after] = [readFacts(bytes), readFacts(made)];
      expect([...after.file.damage.keys()], name).toEqual([...before.file.damage.keys()]);
      expect(after.pages.length, name).toBe(before.pages.length);
      for (const [n, page] of after.pages.entries())
        expect(page.annotations.length, name).toBeGreaterThan(before.pages[n]!.annotations.length);
      // a witness for some of them: it takes a process each
      if (index % 12 === 0 && has("qpdf")) expect(noisesOf(made), name).toBeLessThanOrEqual(noisesOf(bytes));
    }
    expect(copies).toBeGreaterThan(names.length * 0.9);
  },
  120_000,
);

/** How often qpdf warns of a file. */
const noisesOf = (bytes: Uint8Array): number => {
  const path = join(folder, "noises.pdf");
  writeFileSync(path, bytes);
  const { stdout, stderr } = spawnSync("qpdf", ["--check", path], { encoding: "utf8" });
  return (`${stdout}${stderr}`.match(/WARNING|ERROR/g) ?? []).length;
};

describe("what cannot be marked", () => {
  test("is said, and why", async () => {
    const good = red().build();
    const text = Buffer.from(good).toString("latin1");
    expect(attempt(good.subarray(0, text.lastIndexOf("\nxref")))).toBe("damaged");
    expect(attempt(Buffer.concat([Buffer.from("mail header\n"), good]))).toBe("damaged");
    expect(attempt(Buffer.from("Dear printer"))).toBe("damaged");
    expect(attempt(red().swap("pages", "[@page] /Count 1", "[] /Count 0").build())).toBe("no pages");
    const locked = red();
    locked.trailer += " /Encrypt <</Filter/Standard>>";
    expect(attempt(locked.build())).toBe("encrypted");
  });
});

describe("the command", () => {
  const cli = (...argv: readonly string[]) => runCliIn(folder, ["preflight", "--no-plates", ...argv]);
  writeFileSync(join(folder, "红.pdf"), new PdfDraft("pdfx4").draw("1 0 0 rg 60 60 20 20 re f").build());
  writeFileSync(join(folder, "clean.pdf"), new PdfDraft("pdfx4").build());
  writeFileSync(join(folder, "letter.pdf"), "Dear printer");

  test("writes the copy and tells it, in words and as JSON", async () => {
    const { code, out } = await cli("红.pdf", "--annotated", "看样.pdf");
    expect(code).toBe(1);
    expect(out).toContain("marked copy: 看样.pdf");
    expect(readFileSync(join(folder, "看样.pdf")).length).toBeGreaterThan(readFileSync(join(folder, "红.pdf")).length);
    const json = JSON.parse((await cli("红.pdf", "--annotated", "看样.pdf", "--json")).out);
    expect(json.files[0].annotated).toBe("看样.pdf");
  });

  test("a file that takes no marks leaves none, and the reason is told in both languages", async () => {
    const { code, out } = await cli("letter.pdf", "--annotated", "never.pdf");
    expect(code).toBe(1);
    expect(out).toContain("no marked copy of letter.pdf: it had to be mended");
    expect(existsSync(join(folder, "never.pdf"))).toBe(false);
    expect((await cli("letter.pdf", "--annotated", "never.pdf", "--lang", "zh")).out).toContain(
      "没有为 letter.pdf 写标注副本",
    );
    const json = JSON.parse((await cli("letter.pdf", "--annotated", "never.pdf", "--json")).out);
    expect(json.files[0].notAnnotated).toBe("damaged");
  });

  test("several files go into a folder, each under its own name", async () => {
    mkdirSync(join(folder, "copies"), { recursive: true });
    const { out } = await cli("红.pdf", "clean.pdf", "--annotated", "copies");
    expect(out).toContain(join("copies", "红.preflight.pdf"));
    expect(existsSync(join(folder, "copies/clean.preflight.pdf"))).toBe(true);
  });

  symlinkSync(join(folder, "clean.pdf"), join(folder, "alias.pdf"));
  test.each([
    [["clean.pdf", "--annotated", "clean.pdf"], "one of the files that are looked at"],
    [["clean.pdf", "--annotated", "./alias.pdf"], "one of the files that are looked at"],
    [["clean.pdf", "--report", "clean.pdf"], "one of the files that are looked at"],
    [["clean.pdf", "--annotated", "x.pdf", "--report", "./x.pdf"], "written twice"],
    [["clean.pdf", "红.pdf", "--annotated", "x.pdf"], "give a folder"],
    [["clean.pdf", "--annotated", "nowhere/x.pdf"], "its folder is not there"],
    [["clean.pdf", "--report", "nowhere/x.pdf"], "its folder is not there"],
    [["clean.pdf", "--report", "copies"], "a folder is in its place"],
  ])("%j is 2, and the input is as it was", async (argv, words) => {
    mkdirSync(join(folder, "copies"), { recursive: true });
    const before = readFileSync(join(folder, "clean.pdf"));
    const { code, err } = await cli(...argv);
    expect(err).toContain(words);
    expect(err).not.toContain("--out");
    expect(code).toBe(2);
    expect(readFileSync(join(folder, "clean.pdf")).equals(before)).toBe(true);
    expect(existsSync(join(folder, "x.pdf"))).toBe(false);
  });

  test.skipIf(process.getuid?.() === 0)("a folder that may not be written is told of", async () => {
    mkdirSync(join(folder, "shut"));
    chmodSync(join(folder, "shut"), 0o500);
    const { code, err } = await cli("clean.pdf", "--annotated", "shut/x.pdf");
    expect(code).toBe(2);
    expect(err).toContain("may not be written");
  });
});
