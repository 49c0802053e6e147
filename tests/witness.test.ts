/** The sample page before programs that we did not write: qpdf, poppler, Ghostscript, MuPDF. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Rect, right } from "../src/base/geometry.ts";
import type { PictureItem } from "../src/display/display-list.ts";
import { plainText } from "../src/model/story.ts";
import { type Sample, sample, samplePdf } from "./kit/sample.ts";
import { has, type Plate, type PlateName, platesOf, run } from "./kit/witness.ts";

let folder: string;
let file: string;
let page: Sample;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "broadsheet-witness-"));
  file = join(folder, "page.pdf");
  page = await sample();
  writeFileSync(file, (await samplePdf()).pdf);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!has("qpdf"))("qpdf", () => {
  test("finds nothing wrong", () => {
    expect(run("qpdf", ["--check", file])).toContain("No syntax or stream encoding errors found");
  });

  test("sees nested boxes, no UserUnit, one output intent, Trapped as a name, nothing encrypted", () => {
    const { qpdf } = JSON.parse(run("qpdf", ["--json", "--json-key=qpdf", file]));
    const objects = Object.values(qpdf[1] as Record<string, { value?: Record<string, unknown> }>).map(
      (each) => each.value ?? {},
    );
    const [sheet] = objects.filter((each) => each["/Type"] === "/Page") as Record<string, number[]>[];
    const [media, bleed, trim] = ["/MediaBox", "/BleedBox", "/TrimBox"].map((name) => sheet![name]!);
    const holds = (outer: number[], inner: number[]) =>
      outer[0]! <= inner[0]! + 1e-3 &&
      outer[1]! <= inner[1]! + 1e-3 &&
      outer[2]! >= inner[2]! - 1e-3 &&
      outer[3]! >= inner[3]! - 1e-3;
    expect(holds(media!, bleed!) && holds(bleed!, trim!)).toBe(true);
    expect(
      trim!
        .map((each, n) => (n < 2 ? 0 : ((each - trim![n - 2]!) * 25.4) / 72))
        .slice(2)
        .map(Math.round),
    ).toEqual([390, 545]);
    expect(((trim![0]! - bleed![0]!) * 25.4) / 72).toBeCloseTo(3, 2);
    expect(sheet!["/UserUnit"]).toBeUndefined();
    expect(sheet!["/ArtBox"]).toBeUndefined();
    const catalog = objects.find((each) => each["/Type"] === "/Catalog")!;
    expect(catalog["/OutputIntents"]).toHaveLength(1);
    expect(objects.some((each) => each["/Trapped"] === "/False")).toBe(true);
  });
});

describe.skipIf(!has("pdffonts"))("poppler", () => {
  test("pdffonts: every font embedded, subset, with ToUnicode", () => {
    const rows = run("pdffonts", [file]).trim().split("\n").slice(2);
    expect(rows.length).toBeGreaterThanOrEqual(3);
    for (const row of rows) {
      expect(row).toMatch(/^[A-Z]{6}\+/);
      expect(row).toMatch(/yes yes yes\s+\d+\s+\d+$/);
    }
  });

  test("pdfimages: CMYK or grey, at least 150 pixels an inch, six of them", () => {
    const rows = run("pdfimages", ["-list", file])
      .trim()
      .split("\n")
      .slice(2)
      .map((row) => row.trim().split(/\s+/));
    expect(rows.length).toBeGreaterThanOrEqual(5);
    for (const row of rows) {
      expect(["cmyk", "gray"]).toContain(row[5]);
      expect(Math.min(Number(row[12]), Number(row[13]))).toBeGreaterThanOrEqual(149);
    }
  });

  test("pdftotext -raw: every paragraph of every story once and whole; no Kangxi radicals, no compatibility forms", () => {
    const text = run("pdftotext", ["-raw", "-enc", "UTF-8", file, "-"]);
    const bare = text.replace(/\s/g, "");
    expect(text).not.toMatch(/[\u2e80-\u2fdf\uf900-\ufaff]/);
    for (const story of page.edition.pages[0]!.stories.values()) {
      for (const paragraph of story.paragraphs) {
        const wanted = plainText(paragraph.spans).replace(/\s/g, "");
        expect(bare.split(wanted).length - 1, `${story.id}: ${wanted.slice(0, 20)}`).toBe(1);
      }
      for (const line of story.headline)
        expect(bare.split(plainText(line).replace(/\s/g, "")).length - 1).toBeGreaterThanOrEqual(1);
    }
  });

  test("pdftotext -raw: lines come out as they were set, not torn at half-width marks", () => {
    const lines = new Set(
      run("pdftotext", ["-raw", "-enc", "UTF-8", file, "-"])
        .split("\n")
        .map((each) => each.replace(/\s/g, "")),
    );
    const set = page.laid.composed.frames
      .filter(({ frame }) => frame.kind === "body")
      .flatMap((each) => each.lines.map((line) => line.text.replace(/\s/g, "")));
    const torn = set.filter((line) => !lines.has(line));
    // lines of neighbouring legs that a reader joins into one are no harm; torn ones are
    expect(torn.length / set.length).toBeLessThan(0.1);
  });

  test("pdfinfo knows it for what it says it is", () => {
    expect(run("pdfinfo", [file])).toMatch(/PDF version:\s+1\.6/);
  });
});

describe.skipIf(!has("mutool"))("MuPDF", () => {
  test("draws it without a warning", () => {
    const out = join(folder, "mu.png");
    // Debian's build has no colour management and says so of every file
    const said = run("sh", ["-c", `mutool draw -q -r 36 -o "${out}" "${file}" 2>&1`]).replace(
      "warning: ICC support is not available",
      "",
    );
    expect(said.trim()).toBe("");
  });
});

describe.skipIf(!has("gs"))("Ghostscript's plates at 72 dpi", () => {
  let plates: Readonly<Record<PlateName, Plate>>;
  beforeAll(() => {
    plates = platesOf(file, 72);
  });

  /** Darkest pixel of a plate in a rectangle of the trimmed page. */
  const darkest = (ink: PlateName, rect: Rect): number => {
    const { width, pixels } = plates[ink];
    const bleed = (3 * 72) / 25.4;
    let least = 255;
    for (let y = Math.ceil(rect.y + bleed); y < rect.y + rect.height + bleed - 1; y++) {
      for (let x = Math.ceil(rect.x + bleed); x < rect.x + rect.width + bleed - 1; x++)
        least = Math.min(least, pixels[y * width + x]!);
    }
    return least;
  };

  test("body text prints on the black plate alone: C, M and Y are bare in every untinted line of every leg", () => {
    let lines = 0;
    for (const { frame, lines: set } of page.laid.composed.frames) {
      if (frame.kind !== "body") continue;
      for (const line of set) {
        const rect = { x: line.x, y: line.baseline - 8, width: line.measure - 18, height: 9 };
        for (const ink of ["Cyan", "Magenta", "Yellow"] as const)
          expect(darkest(ink, rect), `${ink} under ${line.text}`).toBe(255);
        expect(darkest("Black", rect)).toBeLessThan(160);
        lines++;
      }
    }
    expect(lines).toBeGreaterThan(300);
  });

  test("a cut-out prints its own shape: nothing is inked round it, and no file object makes it transparent", () => {
    const cutOut = page.laid.display.items.find((item) => item.kind === "picture" && item.outline !== undefined);
    const { rect, outline } = cutOut as PictureItem;
    const [middle, corners] = [
      { x: rect.x + rect.width / 2 - 5, y: rect.y + rect.height / 2 },
      [rect.x, right(rect) - 12],
    ];
    for (const ink of ["Cyan", "Magenta", "Yellow", "Black"] as const) {
      expect(darkest(ink, { ...middle, width: 10, height: 10 }), ink).toBeLessThan(200);
      for (const x of corners) {
        const clear = { x, y: rect.y, width: 12, height: 24 };
        expect(
          outline!.some((polygon) => polygon.some(({ x: at, y }) => at > x && at < x + 12 && y < clear.y + 24)),
        ).toBe(false);
        if (ink !== "Black") expect(darkest(ink, clear), `${ink} in the corner`).toBe(255);
      }
    }
    const objects = readFileSync(file).toString("latin1");
    expect(objects).not.toMatch(/\/SMask|\/Mask|\/ca |\/CA |\/BM |\/Group/);
  });

  test("photographs lay ink on all four plates and never more than the limit", () => {
    const limit = page.edition.press.inkLimit;
    const [c, m, y, k] = (["Cyan", "Magenta", "Yellow", "Black"] as const).map((ink) => plates[ink].pixels);
    let most = 0;
    for (let n = 0; n < c!.length; n++) most = Math.max(most, (4 * 255 - c![n]! - m![n]! - y![n]! - k![n]!) / 2.55);
    expect(most).toBeLessThanOrEqual(limit + 1);
    for (const { frame } of page.laid.composed.frames) {
      if (frame.kind !== "picture" || frame.shape.kind !== "rectangle") continue;
      for (const ink of ["Cyan", "Magenta", "Yellow", "Black"] as const)
        expect(darkest(ink, frame.rect), `${ink} of ${frame.id}`).toBeLessThan(200);
    }
  });
});
