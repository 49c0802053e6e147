/** Pages of PDFs as pictures: placed as vectors, in the inks of the press, refused with a reason where they cannot be. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { printPage } from "../src/build.ts";
import { CosFile } from "../src/cos/cos-file.ts";
import { type CosStream, dictOf } from "../src/cos/cos-object.ts";
import { readFunction } from "../src/cos/pdf-function.ts";
import { numberText } from "../src/cos/write-content.ts";
import type { ArtItem } from "../src/display/display-list.ts";
import { probePhoto } from "../src/press/probe-photo.ts";
import { type Card, layCard, withPdf } from "./kit/card.ts";
import { onePage, type PdfPage, pdfFile } from "./kit/pdf-file.ts";
import { has, type PlateName, platesOf, run } from "./kit/witness.ts";

const PROFILE = fileURLToPath(new URL("../profiles/newsprint26-tac240.icc", import.meta.url));

const card = (pdf: Uint8Array, head = "", part = "picture: { caption: none, rows: 20 }"): Promise<Card> =>
  layCard({
    head: `photos: [{ file: photos/d.pdf${head} }]`,
    body: "正文有一段话。".repeat(40),
    parts: [part, "body: {}"],
    columns: "1-2",
    files: { "photos/d.pdf": pdf },
  });

const itemOf = ({ laid }: Card): ArtItem => laid.display.items.find((item): item is ArtItem => item.kind === "art")!;

const faultsOf = async (page: PdfPage | Uint8Array, number = 1): Promise<readonly string[]> => {
  const bytes = page instanceof Uint8Array ? page : onePage(page);
  const probe = await probePhoto(bytes, { page: number });
  return probe.ok ? [] : (probe.faults ?? []).map(({ why }) => why);
};

/** The form that the first page of our file shows. */
const formOf = (pdf: Uint8Array): { readonly file: CosFile; readonly form: CosStream; readonly text: string } => {
  const file = new CosFile(pdf);
  const page = dictOf(file.trailer.dict("Root")!.dict("Pages")!.array("Kids")!.at(0))!;
  const form = page.dict("Resources")!.dict("XObject")!.stream("A1")!;
  return { file, form, text: Buffer.from(file.decode(form).bytes).toString("latin1") };
};

const printed = async (made: Card): Promise<Uint8Array> => {
  const { edition, laid, workshop, report } = made;
  return (await printPage(edition, laid, { standard: "pdfx4", workshop, report })).pdf;
};

/** The form of a page of this content. */
const written = async (page: PdfPage) => {
  const made = await card(onePage(page));
  expect(made.report.all().filter(({ severity }) => severity === "error")).toEqual([]);
  return formOf(await printed(made));
};

/** CMYK in per cent of an sRGB colour, by the profile through sharp. */
const reference = async (rgb: readonly number[]): Promise<readonly number[]> => {
  const data = await sharp(Buffer.from([...rgb]), { raw: { width: 1, height: 1, channels: 3 } })
    .withIccProfile(PROFILE)
    .raw()
    .toBuffer();
  return [...data].map((each) => each / 2.55);
};

describe("boxes and pages", () => {
  test.each([
    ["media box", "/MediaBox [0 0 100 75]", "", [100, 75]],
    ["crop box", "/MediaBox [0 0 100 75] /CropBox [10 10 60 40]", "", [50, 30]],
    [
      "trim box before the crop box",
      "/MediaBox [0 0 100 75] /CropBox [0 0 99 74] /TrimBox [20 20 40 60]",
      "",
      [20, 40],
    ],
    ["corners the other way round", "/MediaBox [100 75 0 0]", "", [100, 75]],
    ["a turn", "/MediaBox [0 0 100 75]", "/Rotate 90", [75, 100]],
    ["a turn to the left", "/MediaBox [0 0 100 75]", "/Rotate -90", [75, 100]],
    ["upside down", "/MediaBox [0 0 100 75]", "/Rotate 180", [100, 75]],
  ])("%s", async (_name, box, page, [width, height]) => {
    const probe = await probePhoto(onePage({ content: "0 0 9 9 re f", box, page }), { page: 1 });
    expect(probe).toEqual({ ok: true, facts: { width, height, mono: false }, art: { page: 1 } });
  });

  test.each([
    [0, "1 0 0 1 -10 -20"],
    [90, "0 -1 1 0 -20 60"],
    [180, "-1 0 0 -1 60 50"],
    [270, "0 1 -1 0 50 -10"],
  ])("turned by %i it stands with its corner at the origin", async (turn, matrix) => {
    const { form } = await written({
      content: "1 0 0 rg 10 20 9 9 re f",
      box: "/MediaBox [10 20 60 50]",
      page: `/Rotate ${turn}`,
    });
    expect(form.dict.array("Matrix")!.numbers()!.join(" ")).toBe(matrix);
    expect(form.dict.array("BBox")!.numbers()).toEqual([10, 20, 60, 50]);
  });

  test("another page is taken by its number, what it inherits with it", async () => {
    const file = pdfFile([
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 40 30] >>",
      "<< /Type /Page /Parent 2 0 R /Contents 5 0 R >>",
      "<< /Type /Pages /Parent 2 0 R /Kids [6 0 R] /Count 1 /Rotate 90 >>",
      { dict: "", bytes: "1 0 0 rg 0 0 9 9 re f" },
      "<< /Type /Page /Parent 4 0 R /Contents 5 0 R >>",
    ]);
    const made = await card(file, ", page: 2");
    expect(itemOf(made).photo).toMatchObject({ art: { page: 2 }, facts: { width: 30, height: 40 } });
    expect(await faultsOf(file, 3)).toEqual(["has no page 3, only 2"]);
  });
});

describe("in ink", () => {
  test("colours become CMYK, greys black alone; black lines overprint, black areas do not", async () => {
    const { text, form } = await written({
      content:
        "0.5 g 0 0 9 9 re f\n1 0 0 rg 0 0 9 9 re f\n0 0 0 rg 0 0 9 9 re f\n0 0 0 RG 0 0 m 9 9 l S\n0 0 1 RG 0 0 m 9 9 l S",
    });
    expect(text).not.toMatch(/\b(rg|RG|g|G|cs|CS|scn|SCN)\b/);
    expect(text).toContain("0 0 0 0.5 k\n");
    expect(text).toContain("0 0 0 1 k\n0 0 9 9 re");
    const [c, m, y, k] = (await reference([255, 0, 0])).map((each) => each / 100) as [number, number, number, number];
    const red = / ?([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) k\n0 0 9 9 re\nf\n0 0 0 1 k/.exec(text)!.slice(1).map(Number);
    for (const [n, part] of [c, m, y, k].entries()) expect(Math.abs(red[n]! - part)).toBeLessThan(0.011);
    // lines of black overprint from where they are drawn, areas and lines in colours knock out
    const states = form.dict.dict("Resources")!.dict("ExtGState")!;
    const said = [...text.matchAll(/\/(G\d) gs/g)].map(([, name]) => {
      const state = states.dict(name!)!;
      return ["OP", "op", "OPM"].map((key) => state.get(key));
    });
    expect(said).toEqual([
      [true, false, 1],
      [false, false, 1],
    ]);
    expect(text).toMatch(/\/G1 gs\n0 0 m\n9 9 l\nS\n[^G]*K\n\/G2 gs\n0 0 m/);
  });

  test("ink over the press's limit is brought under it, black stays", async () => {
    const { text } = await written({ content: "1 1 1 1 k 0 0 9 9 re f" });
    const inks = /([\d.]+) ([\d.]+) ([\d.]+) 1 k\n0 0 9 9/.exec(text)!.slice(1).map(Number);
    expect(inks.reduce((sum, each) => sum + each, 1)).toBeLessThanOrEqual(2.4);
  });

  test.each([
    ["CalRGB", "/C [/CalRGB << /WhitePoint [0.95 1 1.09] >>]", "/C cs 1 0 0 sc"],
    ["a table", "/C [/Indexed /DeviceRGB 1 <00FF00FF0000>]", "/C cs 1 sc"],
    [
      "a spot by a function",
      "/C [/Separation /Rot /DeviceRGB << /FunctionType 2 /Domain [0 1] /C0 [1 1 1] /C1 [1 0 0] /N 1 >>]",
      "/C cs 1 scn",
    ],
    [
      "its tint before any is set",
      "/C [/Separation /Rot /DeviceRGB << /FunctionType 2 /Domain [0 1] /C0 [1 1 1] /C1 [1 0 0] /N 1 >>]",
      "/C cs",
    ],
    ["Lab", "/C [/Lab << /WhitePoint [0.9642 1 0.8249] /Range [-128 127 -128 127] >>]", "/C cs 54.29 80.81 69.89 sc"],
    ["a colour on the stack", "", "1 0 0 rg q 0 1 0 rg Q 0 0 1 RG"],
  ])("%s gives the red of the device", async (_name, space, operators) => {
    const { text } = await written({ content: `${operators} 7 7 9 9 re f`, resources: `/ColorSpace << ${space} >>` });
    const before = text.slice(0, text.indexOf("7 7 9 9 re"));
    const last = [...before.matchAll(/([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) k\n/g)];
    const inks = (operators.includes(" q ") ? last.at(-2)! : last.at(-1)!).slice(1).map(Number);
    for (const [n, part] of (await reference([255, 0, 0])).entries())
      expect(Math.abs(inks[n]! * 100 - part)).toBeLessThan(1.5);
  });

  test("process tints and CMYK go through as they are", async () => {
    const { text } = await written({
      content: "/C cs 0.25 0.5 scn 0 0 1 1 re f /D cs 0.5 scn 0 0 2 2 re f 0.1 0.2 0.3 0.4 K 0 0 m 1 1 l S",
      resources:
        "/ColorSpace << /C [/DeviceN [/Magenta /Black] /DeviceCMYK << /FunctionType 4 /Domain [0 1 0 1] /Range [0 1 0 1 0 1 0 1] >>] /D [/Separation /Yellow /DeviceCMYK << /FunctionType 4 /Domain [0 1] /Range [0 1] >>] >>",
    });
    expect(text).toContain("0 0.25 0 0.5 k\n0 0 1 1 re");
    expect(text).toContain("0 0 0.5 0 k\n0 0 2 2 re");
    expect(text).toContain("0.1 0.2 0.3 0.4 K");
  });

  test("shadings get a table of inks, patterns and forms are written anew with all that they call", async () => {
    const { file, form, text } = await written({
      content: "/S sh /Pattern cs /T scn 0 0 50 50 re f /U cs 1 0 0 /V scn 0 0 9 9 re f /X Do",
      resources:
        "/Shading << /S 5 0 R >> /Pattern << /T 6 0 R /V 7 0 R >> /ColorSpace << /U [/Pattern /DeviceRGB] >> /XObject << /X 8 0 R >>",
      objects: [
        "<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 100 0] /Extend [true true] /Function << /FunctionType 3 /Domain [0 1] /Bounds [0.5] /Encode [0 1 0 1] /Functions [<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [1 0 0] /C1 [0 1 0] >> << /FunctionType 2 /Domain [0 1] /N 1 /C0 [0 1 0] /C1 [0 0 1] >>] >> >>",
        {
          dict: "/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 5 5] /XStep 5 /YStep 5 /Resources << >>",
          bytes: "0 1 0 rg 0 0 3 3 re f",
        },
        {
          dict: "/PatternType 1 /PaintType 2 /TilingType 1 /BBox [0 0 5 5] /XStep 5 /YStep 5 /Resources << >>",
          bytes: "0 0 3 3 re f",
        },
        {
          dict: "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Group << /S /Transparency >> /Resources << /XObject << /Y 9 0 R >> >>",
          bytes: "1 0 0 rg /Y Do Q Q",
        },
        { dict: "/Type /XObject /Subtype /Form /BBox [0 0 9 9]", bytes: "q 0 0 9 9 re f" },
      ],
    });
    const resources = form.dict.dict("Resources")!;
    const shading = resources.dict("Shading")!.dict("S1")!;
    expect(shading.name("ColorSpace")).toBe("DeviceCMYK");
    const colour = readFunction(shading.get("Function"), file)!;
    for (const [n, part] of (await reference([255, 0, 0])).entries())
      expect(Math.abs(colour([0])[n]! * 100 - part)).toBeLessThan(1.5);
    const contentOf = (stream: CosStream) => Buffer.from(file.decode(stream).bytes).toString("latin1");
    expect(contentOf(resources.dict("Pattern")!.stream("P1")!)).toMatch(/ k\n0 0 3 3 re\nf$/);
    expect(contentOf(resources.dict("Pattern")!.stream("P2")!)).toBe("0 0 3 3 re\nf");
    expect(text).toMatch(/\/C1 cs\n0[\d. ]* \/P2 scn/);
    const outer = resources.dict("XObject")!.stream("X1")!;
    expect(outer.dict.has("Group")).toBe(false);
    // a stack that is not even does not reach our page
    expect(contentOf(outer).match(/\bQ\b/g)).toBeNull();
    expect(contentOf(outer.dict.dict("Resources")!.dict("XObject")!.stream("X1")!)).toBe("q\n0 0 9 9 re\nf\nQ");
  });

  test("pictures in it: RGB and tables are separated, grey and stencils stay, inline ones become objects", async () => {
    const red = Buffer.from([255, 0, 0, 255, 0, 0]);
    const jpeg = await sharp({ create: { width: 16, height: 16, channels: 3, background: "#f00" } })
      .jpeg()
      .toBuffer();
    const { file, form } = await written({
      content: `/A Do /B Do /C Do /D Do BI /W 2 /H 1 /BPC 8 /CS /RGB ID ${red.toString("latin1")} EI /J Do`,
      resources: "/XObject << /A 5 0 R /B 6 0 R /C 7 0 R /D 8 0 R /J 9 0 R >>",
      objects: [
        { dict: "/Subtype /Image /Width 2 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceRGB", bytes: red },
        {
          dict: "/Subtype /Image /Width 8 /Height 1 /BitsPerComponent 1 /ColorSpace [/Indexed /DeviceRGB 1 <FFFFFFFF0000>]",
          bytes: Buffer.from([0x55]),
        },
        {
          dict: "/Subtype /Image /Width 2 /Height 1 /BitsPerComponent 8 /ColorSpace /CalGray",
          bytes: Buffer.from([9, 200]),
        },
        { dict: "/Subtype /Image /Width 8 /Height 1 /ImageMask true", bytes: Buffer.from([0x55]) },
        {
          dict: "/Subtype /Image /Width 16 /Height 16 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /DCTDecode",
          bytes: jpeg,
        },
      ].map((each) => ({ ...each, dict: each.dict.replace("/CalGray", "[/CalGray << /WhitePoint [0.95 1 1.09] >>]") })),
    });
    const images = form.dict.dict("Resources")!.dict("XObject")!;
    expect(images.keys()).toEqual(["X1", "X2", "X3", "X4", "X5", "X6"]);
    const wanted = await reference([255, 0, 0]);
    for (const [name, pixel] of [
      ["X1", 0],
      ["X5", 1],
      ["X6", 100],
    ] as const) {
      const image = images.stream(name)!;
      expect(image.dict.name("ColorSpace")).toBe("DeviceCMYK");
      const { bytes } = file.decode(image);
      for (const [n, part] of wanted.entries()) expect(Math.abs(bytes[pixel * 4 + n]! / 2.55 - part)).toBeLessThan(1.5);
    }
    const table = images.stream("X2")!.dict.array("ColorSpace")!;
    expect(table.at(1)).toMatchObject({ value: "DeviceCMYK" });
    expect([...(table.at(3) as { bytes: Uint8Array }).bytes.subarray(0, 4)]).toEqual([0, 0, 0, 0]);
    expect(images.stream("X3")!.dict.name("ColorSpace")).toBe("DeviceGray");
    expect(file.decode(images.stream("X3")!).bytes).toEqual(Buffer.from([9, 200]));
    expect(images.stream("X4")!.dict.get("ImageMask")).toBe(true);
  });

  test("a Type 3 font is a drawing: its glyphs are written anew, what has no colour keeps none", async () => {
    const { file, form, text } = await written({
      content: "BT /F 10 Tf (ab) Tj ET",
      resources: "/Font << /F 5 0 R >>",
      objects: [
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /CharProcs << /a 6 0 R /b 7 0 R >> /Encoding << /Differences [97 /a /b] >> /FirstChar 97 /LastChar 98 /Widths [1 1] >>",
        { dict: "", bytes: "1 0 d0 1 0 0 rg 0 0 1 1 re f" },
        { dict: "", bytes: "1 0 0 0 1 1 d1 1 0 0 rg 0 0 1 1 re f" },
      ],
    });
    expect(text).toContain("/F1 10 Tf\n<6162> Tj");
    const glyphs = form.dict.dict("Resources")!.dict("Font")!.dict("F1")!.dict("CharProcs")!;
    const contentOf = (name: string) => Buffer.from(file.decode(glyphs.stream(name)!).bytes).toString("latin1");
    expect(contentOf("a")).toMatch(/^1 0 d0\n.* k\n\/G1 gs\n0 0 1 1 re\nf$/);
    expect(contentOf("b")).toBe("1 0 0 0 1 1 d1\n0 0 1 1 re\nf");
  });

  test("the same PDF twice gives the same bytes, and stands in the file once", async () => {
    const pdf = onePage({ content: "1 0 0 rg 0 0 9 9 re f 0 0.4 0 RG 0 0 m 9 9 l S" });
    const [one, two] = [await printed(await card(pdf)), await printed(await card(pdf))];
    expect(Buffer.compare(one, two)).toBe(0);
  });
});

describe.skipIf(!has("gs"))("fine black on Ghostscript's plates", () => {
  const GROUND = "0 0.3 0.2 0 k 0 0 100 75 re f";
  const SQUARE_FONT = {
    resources: "/Font << /F 5 0 R >> /XObject << /X 6 0 R >>",
    objects: [
      "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /Encoding << /Differences [97 /a] >> /FirstChar 97 /LastChar 97 /Widths [1] /CharProcs << /a 7 0 R >> /Resources << >> >>",
      {
        dict: "/Type /XObject /Subtype /Form /BBox [0 0 100 75] /Resources << /Font << /F 5 0 R >> >>",
        bytes: "BT /F 8 Tf 40 30 Td (a) Tj ET",
      },
      { dict: "", bytes: "1 0 0 0 1 1 d1 0 0 1 1 re f" },
    ],
  } as const;
  /** Ink in per cent in the middle of an 8 pt letter at 40, 30, of a card whose picture is as large as the page of the PDF. */
  const inksAt = async (content: string, at: readonly [number, number] = [44, 34]) => {
    const made = await card(
      onePage({ content: `${GROUND} ${content}`, ...SQUARE_FONT }),
      "",
      "picture: { caption: none, rows: 20 }",
    );
    const { rect, crop, photo } = itemOf(made);
    return withPdf(made, (file) => {
      const dpi = 144;
      const plates = platesOf(file, dpi);
      const bleed = (3 * 72) / 25.4;
      const [wide, high] = [rect.width / crop.width, rect.height / crop.height];
      const x = rect.x + (at[0] / photo.facts.width - crop.x) * wide;
      const y = rect.y + (1 - at[1] / photo.facts.height - crop.y) * high;
      const pixel = Math.floor((bleed + y) * 2) * plates.Black.width + Math.floor((bleed + x) * 2);
      return (["Cyan", "Magenta", "Yellow", "Black"] as const).map((name) =>
        Math.round((255 - plates[name].pixels[pixel]!) / 2.55),
      );
    });
  };
  const letter = "BT /F 3 Tf 1 0 0 1 42.5 32.5 Tm (a) Tj ET";
  const OVER = [0, 30, 20, 100];
  const ALONE = [0, 0, 0, 100];

  test.each([
    ["type in grey", `0 g ${letter}`, OVER],
    ["type in RGB", `0 0 0 rg ${letter}`, OVER],
    ["type in CMYK", `0 0 0 1 k ${letter}`, OVER],
    ["rich black type", `0.6 0.4 0.4 1 k ${letter}`, OVER],
    ["type of four inks that are black", `0.75 0.68 0.67 0.9 k ${letter}`, OVER],
    ["type in RGB that was black before it went through CMYK", `0.137 0.122 0.125 rg ${letter}`, OVER],
    ["type in a form, in the black of its caller", "0 g q 0.375 0 0 0.375 27.5 21.25 cm /X Do Q", OVER],
    ["type in a box of white", `0 0 0 0 k 30 20 30 30 re f 0 g ${letter}`, ALONE],
    ["type in a clip", `q 30 20 30 30 re W n 0 g ${letter} Q`, OVER],
    ["type of lines and areas", `2 Tr 0 g 0 G 0.1 w ${letter}`, OVER],
    ["large type", "0 g BT /F 12 Tf 1 0 0 1 38 28 Tm (a) Tj ET", ALONE],
    ["a thin rectangle", "0 g 40 33.8 20 0.4 re f", OVER],
    ["a thin rectangle, its colour set behind it", "1 0 0 0 k 40 33.8 20 0.4 re 0 g f", OVER],
    ["a thick rectangle", "0 g 40 30 20 8 re f", ALONE],
    ["black behind small type", `0.6 0.4 0.4 1 k ${letter} 30 20 30 30 re f`, [51, 34, 34, 100]],
    ["white type", `1 g ${letter}`, [0, 0, 0, 0]],
    ["type in a dark colour", `0 0.9 0.9 0.2 k ${letter}`, [0, 90, 90, 20]],
    ["black behind it knocks out again", `0 g ${letter} 30 20 30 30 re f`, ALONE],
  ])("%s", async (_name, content, inks) => {
    const found = await inksAt(content);
    for (const [n, each] of inks.entries()) expect(Math.abs(found[n]! - each), found.join(" ")).toBeLessThanOrEqual(1);
  });
});

describe("refused, with all the reasons", () => {
  const rect = "0 0 9 9 re f";
  const state = (entries: string) => ({ content: `/A gs ${rect}`, resources: `/ExtGState << /A << ${entries} >> >>` });
  test.each<[string, PdfPage, RegExp]>([
    ["opacity", state("/ca 0.5"), /transparent/],
    ["opacity of lines", state("/CA 0.5"), /transparent/],
    ["a blend mode", state("/BM /Multiply"), /transparent/],
    ["a soft mask", state("/SMask << /S /Luminosity /G 4 0 R >>"), /transparent/],
    [
      "RGB with a soft-masked picture",
      {
        content: "1 0 0 rg /X Do",
        resources: "/XObject << /X 5 0 R >>",
        objects: [
          {
            dict: "/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceRGB /SMask 5 0 R",
            bytes: "abc",
          },
        ],
      },
      /transparent/,
    ],
    [
      "a font outside",
      {
        content: "BT /F 9 Tf (a) Tj ET",
        resources: "/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>",
      },
      /font `Helvetica`, which is not embedded/,
    ],
    [
      "a mesh in RGB",
      {
        content: "/S sh",
        resources: "/Shading << /S 5 0 R >>",
        objects: [
          {
            dict: "/ShadingType 4 /ColorSpace /DeviceRGB /BitsPerCoordinate 8 /BitsPerComponent 8 /BitsPerFlag 8 /Decode [0 1 0 1 0 1 0 1 0 1]",
            bytes: "abc",
          },
        ],
      },
      /shading/,
    ],
    [
      "a calculated spot",
      {
        content: "/C cs 1 scn",
        resources: "/ColorSpace << /C [/Separation /Rot /DeviceCMYK 5 0 R] >>",
        objects: [{ dict: "/FunctionType 4 /Domain [0 1] /Range [0 1 0 1 0 1 0 1]", bytes: "{ dup dup dup }" }],
      },
      /space that cannot be turned into ink/,
    ],
    ["a space that is not there", { content: "/Nix cs 1 scn" }, /space that cannot.*`Nix`/],
    [
      "JPEG 2000",
      {
        content: "/X Do",
        resources: "/XObject << /X 5 0 R >>",
        objects: [{ dict: "/Subtype /Image /Width 1 /Height 1 /Filter /JPXDecode", bytes: "abc" }],
      },
      /JPEG 2000/,
    ],
    [
      "PostScript",
      {
        content: "/X Do",
        resources: "/XObject << /X 5 0 R >>",
        objects: [{ dict: "/Subtype /PS", bytes: "showpage" }],
      },
      /PostScript/,
    ],
    [
      "hidden layers",
      {
        content: `/OC /L BDC ${rect} EMC`,
        resources: "/Properties << /L 5 0 R >>",
        objects: ["<< /Type /OCG /Name (x) >>"],
        catalog: "/OCProperties << /OCGs [5 0 R] /D << /OFF [5 0 R] >> >>",
      },
      /layers that are hidden/,
    ],
    ["an empty page", { content: "  \n" }, /empty page/],
    ["no PDF operators", { content: "1 0 0 rg quack" }, /`quack`/],
    ["no size", { content: rect, box: "/MediaBox [0 0 0 0]" }, /without a size/],
    ["encryption", { content: rect, trailer: "/Encrypt << /Filter /Standard >>" }, /encrypted/],
  ])("%s", async (_name, page, why) => {
    const [first, ...others] = await faultsOf(page);
    expect(first).toMatch(why);
    expect(others).toEqual([]);
  });

  test("several at once", async () => {
    const faults = await faultsOf({
      content: "/A gs /A gs BT /F 9 Tf (a) Tj ET /Nix cs",
      resources:
        "/ExtGState << /A << /ca 0.5 >> >> /Font << /F << /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Kai >> >>",
    });
    expect(faults).toHaveLength(3);
    expect(faults[1]).toContain("`Kai`");
  });

  test("page trees in a circle, forms that call themselves, pages that are nowhere", async () => {
    const circle = pdfFile([
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Kids [3 0 R 2 0 R] >>",
      "<< /Type /Pages /Kids [2 0 R 3 0 R] >>",
    ]);
    expect(await faultsOf(circle)).toEqual(["is damaged: it has no page that can be read"]);
    const form = {
      dict: "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>",
      bytes: "/X Do /X Do",
    };
    expect(await faultsOf({ content: "/X Do", resources: "/XObject << /X 5 0 R >>", objects: [form] })).toEqual([
      "has a form that draws itself, or too many in one another",
    ]);
    expect(await faultsOf(Buffer.from("%PDF-1.4\n%%EOF"))).toEqual(["is damaged: it has no page that can be read"]);
  });

  test("a form that doubles itself through twenty others ends in a finding or a drawing, soon", async () => {
    const objects = Array.from({ length: 20 }, (_, n) => ({
      dict: `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X ${n + 6} 0 R >> >>`,
      bytes: `${n} 20 div 0 0 rg /X Do 0 1 0 rg /X Do`.replace(" 20 div", ""),
    }));
    const probe = await probePhoto(
      onePage({
        content: "/X Do",
        resources: "/XObject << /X 5 0 R >>",
        objects: [...objects, { dict: "/Type /XObject /Subtype /Form /BBox [0 0 9 9]", bytes: "0 0 9 9 re f" }],
      }),
      { page: 1 },
    );
    expect(typeof probe.ok).toBe("boolean");
  });

  test("damaged bytes never throw", async () => {
    const whole = onePage({
      content: "1 0 0 rg 0 0 9 9 re f /X Do",
      resources: "/XObject << /X 5 0 R >>",
      objects: [
        { dict: "/Subtype /Image /Width 2 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceRGB", bytes: "abcdef" },
      ],
    });
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), async (at, byte, cut) => {
        const bytes = cut ? whole.subarray(0, at) : Buffer.from(whole);
        if (!cut) bytes[at] = byte;
        expect(typeof (await probePhoto(bytes, { page: 1 })).ok).toBe("boolean");
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  test("on the page: each reason is told at the story's photo, and the frame is a crossed box", async () => {
    const made = await card(onePage(state("/ca 0.5")));
    const told = made.report.all().filter(({ code }) => code === "input/photo");
    expect(told).toMatchObject([
      {
        severity: "error",
        message: "the picture `photos/d.pdf` has something transparent in it",
        source: { path: "stories/a.md" },
      },
    ]);
    expect(itemOf(made)).toBeUndefined();
    expect((await printed(made)).length).toBeGreaterThan(1000);
  });

  test("a picture in it whose bytes are missing is told when it is inked", async () => {
    const made = await card(
      onePage({
        content: "/X Do",
        resources: "/XObject << /X 5 0 R >>",
        objects: [
          { dict: "/Subtype /Image /Width 90 /Height 90 /BitsPerComponent 8 /ColorSpace /DeviceRGB", bytes: "abc" },
        ],
      }),
    );
    await printed(made);
    const told = made.report.all().filter(({ code }) => code === "input/photo");
    expect(told).toMatchObject([
      { severity: "error", message: expect.stringMatching(/picture in it that is damaged/), place: { page: "01" } },
    ]);
  });
});

describe("numbers of a content stream", () => {
  test("have no exponent and no minus nought", () => {
    expect([1e-9, -1e-9, 0.1 + 0.2, 1e21, -3, 100, 0.5, Number.NaN].map(numberText)).toEqual([
      "0",
      "0",
      "0.3",
      "1000000000",
      "-3",
      "100",
      "0.5",
      "0",
    ]);
  });
});

/** Twelve patches of 25 pt, each in a way of its own. */
const PATCHES = ["#c83232", "#2f6f4f", "#20409a", "#e0a030", "#7f7f7f", "#000000"] as const;
const rgbOf = (hex: string): number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

describe("witnesses", () => {
  const patches = () =>
    onePage({
      content: PATCHES.map(
        (hex, n) =>
          `${rgbOf(hex)
            .map((each) => each / 255)
            .join(" ")} rg ${(n % 3) * 30} ${Math.floor(n / 3) * 35} 30 35 re f`,
      ).join("\n"),
      box: "/MediaBox [0 0 90 70]",
    });

  test.skipIf(!has("gs"))(
    "the plates hold every patch to within 1 % of what the profile gives, greys on black alone (Ghostscript)",
    async () => {
      const made = await card(patches(), "", "picture: { caption: none }");
      const { rect, crop } = itemOf(made);
      const { bleed } = made.laid.display;
      const wanted = await Promise.all(PATCHES.map((hex) => reference(rgbOf(hex))));
      await withPdf(made, (file) => {
        const plates = platesOf(file, 144);
        PATCHES.forEach((hex, n) => {
          const [u, v] = [((n % 3) * 30 + 15) / 90, 1 - (Math.floor(n / 3) * 35 + 17) / 70];
          const x = rect.x + ((u - crop.x) / crop.width) * rect.width - bleed.x;
          const y = rect.y + ((v - crop.y) / crop.height) * rect.height - bleed.y;
          const at = (plate: PlateName): number =>
            (255 - plates[plate].pixels[Math.round(y * 2) * plates[plate].width + Math.round(x * 2)]!) / 2.55;
          const inks = (["Cyan", "Magenta", "Yellow", "Black"] as const).map(at);
          const [r, g, b] = rgbOf(hex);
          const expected = r === g && g === b ? [0, 0, 0, 100 - r! / 2.55] : wanted[n]!;
          for (const [part, ink] of inks.entries())
            expect(Math.abs(ink - expected[part]!), `${hex} ${part}`).toBeLessThanOrEqual(1);
        });
      });
    },
  );

  test.skipIf(!has("qpdf"))("qpdf finds nothing wrong, and it is no image (poppler)", async () => {
    await withPdf(await card(patches()), (file) => {
      expect(run("qpdf", ["--check", file])).toMatch(/No syntax or stream encoding errors/);
      if (has("pdfimages")) expect(run("pdfimages", ["-list", file]).trim().split("\n").slice(2)).toEqual([]);
    });
  });

  test.skipIf(!has("gs") || !has("qpdf") || !has("pdffonts"))(
    "a PDF that others wrote keeps its fonts and its text (Ghostscript's ps2pdf, poppler)",
    async () => {
      const folder = mkdtempSync(join(tmpdir(), "broadsheet-art-"));
      try {
        const ps =
          "%!PS\n<< /PageSize [200 100] >> setpagedevice\n0.8 0.2 0.1 setrgbcolor 10 10 80 40 rectfill\n0 setgray /Times-Roman findfont 18 scalefont setfont 20 60 moveto (Harbour plan) show\n[4 2] 0 setdash 100 20 moveto 190 80 lineto stroke showpage\n";
        writeFileSync(join(folder, "a.ps"), ps);
        run("gs", [
          "-q",
          "-dBATCH",
          "-dNOPAUSE",
          "-sDEVICE=pdfwrite",
          "-dPDFSETTINGS=/prepress",

          `-sOutputFile=${join(folder, "a.pdf")}`,
          join(folder, "a.ps"),
        ]);
        const made = await card(readFileSync(join(folder, "a.pdf")), "", "picture: { caption: none }");
        expect(made.found.filter(({ severity }) => severity === "error")).toEqual([]);
        await withPdf(made, (file) => {
          expect(run("qpdf", ["--check", file])).toMatch(/No syntax or stream encoding errors/);
          expect(run("pdffonts", [file])).toMatch(/Times|Nimbus/i);
          expect(run("pdftotext", [file, "-"])).toContain("Harbour plan");
        });
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );
});
