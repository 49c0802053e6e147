/** Pages as PDF: the bytes themselves, then independent readers over them. */
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BLACK, type Ink, PAPER } from "../src/base/colour.ts";
import { Diagnostics } from "../src/base/diagnostic.ts";
import { mm } from "../src/base/units.ts";
import type { DisplayItem, DisplayPage, GlyphsItem, PathCommand, PictureItem } from "../src/display/display-list.ts";
import { paintSheet } from "../src/display/paint-sheet.ts";
import type { Press, Standard } from "../src/model/edition.ts";
import { cffCharset } from "../src/pdf/cff-charset.ts";
import { subsetOutlines } from "../src/pdf/harfbuzz.ts";
import { number } from "../src/pdf/pdf-number.ts";
import { sfntTable } from "../src/pdf/sfnt-table.ts";
import { type SubsetFont, type WriteHow, writePdf } from "../src/pdf/write-pdf.ts";
import { inkPictures } from "../src/press/ink-pictures.ts";
import type { InkedPicture } from "../src/press/inked-page.ts";
import { probePhoto } from "../src/press/probe-photo.ts";
import { openTypeface } from "../src/text/open-typeface.ts";
import type { Typeface } from "../src/text/typeface.ts";

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

const profile = readFileSync(new URL("../profiles/newsprint26-tac240.icc", import.meta.url));

const press: Press = {
  standard: "pdfx4",
  condition: {
    identifier: "IFRA26",
    registry: "http://www.color.org",
    info: "Newsprint, 26 % gain",
    profile,
    hash: sha256(profile),
    profileLimit: 240,
  },
  inkLimit: 220,
  plant: "",
  folder: "",
  handover: { xjdf: false, hostKeys: [] },
  bleed: { top: mm(3), bottom: mm(3), inside: mm(3), outside: mm(3) },
  marks: new Set(),
  intent: "perceptual",
  sharpening: "light",
  untaggedCmyk: "keep",
  spots: "convert",
  resolution: { target: 200, warn: 150, error: 100 },
  fileName: "{page}",
};

const openFont = (path: string | URL): Typeface => {
  const bytes = readFileSync(path);
  return openTypeface(bytes, { key: sha256(bytes), family: "song", weight: 400 });
};

const song = openFont(
  new URL("../node_modules/@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf", import.meta.url),
);

const glyphOf = (character: string, face: Typeface = song): number => face.ideograph(character.codePointAt(0)!)[0]!.id;

interface Setting extends Partial<GlyphsItem> {
  readonly x?: number;
  readonly y?: number;
  /** distance of glyphs, in points; the size when absent */
  readonly pitch?: number;
}

const line = (text: string, { x = 20, y = 40, pitch, ...more }: Setting = {}): GlyphsItem => {
  const size = more.size ?? 10;
  const face = (more.face ?? song) as Typeface;
  return {
    kind: "glyphs",
    face,
    size,
    turn: 0,
    ink: BLACK,
    overprint: true,
    glyphs: [...text].map((each, index) => ({
      id: glyphOf(each, face),
      x: x + index * (pitch ?? size),
      y,
      text: each,
    })),
    ...more,
  };
};

const box = (x: number, y: number, width: number, height: number): readonly PathCommand[] => [
  { kind: "move", x, y },
  { kind: "line", x: x + width, y },
  { kind: "line", x: x + width, y: y + height },
  { kind: "line", x, y: y + height },
  { kind: "close" },
];

const fill = (ink: Ink, path: readonly PathCommand[]): DisplayItem => ({ kind: "fill", path, ink, overprint: false });

const pageOf = (...items: readonly DisplayItem[]): DisplayPage => ({
  id: "05",
  trim: { x: 0, y: 0, width: 200, height: 300 },
  bleed: { x: -8.5, y: -8.5, width: 217, height: 317 },
  items,
});

const how: WriteHow = {
  press,
  standard: "pdfx4",
  title: "沧海日报 <A05> & more",
  language: "zh-Hans",
  date: { iso: "2025-07-10", year: 2025, month: 7, day: 10, weekday: 4 },
  subsets: new Map(),
  id: "canghai-2025-07-10-A05-a",
};

const write = async (items: readonly DisplayItem[], more: Partial<WriteHow> = {}): Promise<Uint8Array> =>
  (await writePdf({ page: pageOf(...items), pictures: new Map() }, { ...how, ...more })).bytes;

/** A PDF as text, each stream inflated and in its place. */
const readable = (pdf: Uint8Array): string => {
  let text = "";
  let at = 0;
  const raw = Buffer.from(pdf).toString("latin1");
  for (const match of raw.matchAll(/\/Length (\d+)[^>]*>>\nstream\n/g)) {
    const start = match.index + match[0].length;
    if (match.index < at) continue;
    const stream = pdf.subarray(start, start + Number(match[1]));
    const flate = raw.slice(raw.lastIndexOf(" 0 obj", start), start).includes("/FlateDecode");
    text += raw.slice(at, start) + (flate ? inflateSync(stream) : Buffer.from(stream)).toString("latin1");
    at = start + stream.length;
  }
  return text + raw.slice(at);
};

/** The content stream of a page. */
const contentOf = (pdf: Uint8Array): string => {
  const text = readable(pdf);
  const number_ = /\/Contents (\d+) 0 R/.exec(text)![1];
  return new RegExp(`\\n${number_} 0 obj\\n[\\s\\S]*?stream\\n([\\s\\S]*?)\\nendstream`).exec(text)![1]!;
};

describe("the file", () => {
  it("is PDF/X-4: version, boxes, output intent, claims in XMP alone", async () => {
    const text = readable(await write([line("海")]));
    expect(text.slice(0, 9)).toBe("%PDF-1.6\n");
    expect(text).toContain("/MediaBox [0 0 217 317]");
    expect(text).toContain("/BleedBox [0 0 217 317]");
    expect(text).toContain("/TrimBox [8.5 8.5 208.5 308.5]");
    expect(text).not.toMatch(/CropBox|ArtBox|UserUnit|\/Group|\/SMask|\/Names|\/Rotate|Encrypt|DeviceRGB|ICCBased/);
    expect(text).toContain("/S /GTS_PDFX\n");
    expect(text).toContain("/OutputConditionIdentifier (IFRA26)");
    expect(text).toContain("/RegistryName (http://www.color.org)");
    expect(text).toContain("/Info (Newsprint, 26 % gain)");
    expect(text).toContain("/N 4\n");
    expect(text).toContain(profile.toString("latin1"));
    expect(text).toContain("<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>");
    expect(text).not.toContain("/GTS_PDFXVersion");
    expect(text).toMatch(/\/Trapped \/False\n/);
    expect(text).toContain("/CreationDate (D:20250710000000Z)");
    expect(text).toContain("<xmp:CreateDate>2025-07-10T00:00:00Z</xmp:CreateDate>");
    expect(text).toMatch(/\/ID \[<([0-9a-f]{32})> <\1>\]/);
    for (const name of ["DocumentID", "InstanceID", "VersionID", "RenditionClass"]) {
      expect(text).toContain(`<xmpMM:${name}>`);
    }
  });

  it("escapes the title in XMP and writes it as text in the document information", async () => {
    const pdf = await write([line("海")], { title: "沧海 <A05> & (more\u0001)" });
    const xmp = /<x:xmpmeta[\s\S]*<\/x:xmpmeta>/.exec(Buffer.from(pdf).toString("utf8"))![0];
    expect(xmp).toContain('<rdf:li xml:lang="x-default">沧海 &lt;A05&gt; &amp; (more)</rdf:li>');
    expect(Buffer.from(pdf).includes(Buffer.from("\xfe\xffl\xa7mw", "latin1"))).toBe(true);
  });

  it("is PDF/X-1a:2003 on demand", async () => {
    const text = readable(await write([line("海")], { standard: "pdfx1a" }));
    expect(text.slice(0, 9)).toBe("%PDF-1.4\n");
    expect(text).toContain("/GTS_PDFXVersion (PDF/X-1a:2003)");
    expect(text).not.toContain("pdfxid");
    expect(text).toContain("/S /GTS_PDFX\n");
  });

  it.each(["proof", "screen"] as const)("claims nothing as a %s", async (standard) => {
    const text = readable(await write([line("海")], { standard, title: "page 5" }));
    expect(text).not.toMatch(/GTS_PDFX|OutputIntent|pdfx/);
    expect(text).toContain(standard === "proof" ? "/Title (PROOF page 5)" : "/Title (page 5)");
  });

  it("names each font once, under a subset tag", async () => {
    const written = await writePdf({ page: pageOf(line("海"), line("港", { y: 60 })), pictures: new Map() }, how);
    expect(written.fonts).toEqual(["NotoSerifSC-Regular"]);
    expect(readable(written.bytes).match(/\/BaseFont \/[A-Z]{6}\+NotoSerifSC-Regular/g)).toHaveLength(2);
  });

  it("gives fonts with other codes another tag", async () => {
    const tag = async (text: string) => /\/BaseFont \/([A-Z]{6})\+/.exec(readable(await write([line(text)])))![1];
    const [a, b, c, d] = [await tag("海"), await tag("港"), await tag("人"), await tag("⼈")];
    expect(new Set([a, b, c, d]).size).toBe(4);
    expect(await tag("海")).toBe(a);
  });

  it("draws marks outside the bleed only, on every plate, and clips the page to it", async () => {
    const marks = new Set(["crop", "register"] as const);
    const page = paintSheet(pageOf(line("海")), { marks, mono: false, slug: undefined });
    const pdf = (await writePdf({ page, pictures: new Map() }, how)).bytes;
    const text = readable(pdf);
    const room = mm(10);
    expect(text).toContain(`/MediaBox [0 0 ${number(217 + 2 * room)} ${number(317 + 2 * room)}]`);
    expect(text).toMatch(/\/All \[\/Separation \/All \/DeviceCMYK \d+ 0 R\]/);
    const content = contentOf(pdf);
    const inside = { left: room, right: room + 217, bottom: room, top: room + 317 };
    const after = content.slice(content.indexOf("/All CS 1 SCN"));
    const points = [...after.matchAll(/([\d.]+) ([\d.]+) [mlc]\b/g)].map(([, x, y]) => [Number(x), Number(y)] as const);
    expect(points).toHaveLength(16 + 4 * 9);
    for (const [x, y] of points) {
      const outside = x < inside.left || x > inside.right || y < inside.bottom || y > inside.top;
      expect(outside, `${x} ${y}`).toBe(true);
    }
    expect(content).toMatch(/^q\n[\d. ]+ re\nW n\n/);
  });

  it("is written with a cross-reference table that points at its objects", async () => {
    const raw = Buffer.from(await write([line("海")])).toString("latin1");
    const table = raw.slice(Number(/startxref\n(\d+)/.exec(raw)![1]));
    const offsets = [...table.matchAll(/^(\d{10}) 00000 n $/gm)].map((match) => Number(match[1]));
    offsets.forEach((offset, index) => {
      expect(raw.slice(offset).startsWith(`${index + 1} 0 obj\n`)).toBe(true);
    });
    expect(table).toContain(`/Size ${offsets.length + 1}\n`);
  });
});

describe("content", () => {
  it("writes inks, overprint and paths in the fewest operators", async () => {
    const content = contentOf(
      await write([
        fill({ c: 0, m: 60, y: 12.5, k: 0 }, box(0, 0, 100, 50)),
        line("海港", { x: 20, y: 40 }),
        {
          kind: "stroke",
          path: [
            { kind: "move", x: 10, y: 100 },
            { kind: "curve", x1: 20, y1: 100, x2: 30, y2: 110, x: 30, y: 120 },
          ],
          thickness: 0.5,
          dash: [1, 2],
          join: "round",
          ink: BLACK,
          overprint: true,
        },
        line("白", { ink: PAPER, overprint: false }),
      ]),
    );
    expect(content.split("\n")).toEqual([
      "/Out gs",
      "0 0.6 0.125 0 k",
      "8.5 308.5 m",
      "108.5 308.5 l",
      "108.5 258.5 l",
      "8.5 258.5 l",
      "h",
      "f",
      "/Over gs",
      "0 0 0 1 k",
      "BT",
      "/F1 10 Tf",
      "1 0 0 1 28.5 268.5 Tm",
      expect.stringMatching(/^\[<[0-9a-f]{8}>\] TJ$/),
      "ET",
      "0 0 0 1 K",
      "0.5 w 1 j [1 2] 0 d",
      "18.5 208.5 m",
      "28.5 208.5 38.5 198.5 38.5 188.5 c",
      "S",
      "/Out gs",
      "0 0 0 0 k",
      "BT",
      "/F1 10 Tf",
      "1 0 0 1 28.5 268.5 Tm",
      expect.stringMatching(/^\[<[0-9a-f]{4}>\] TJ$/),
      "ET",
    ]);
  });

  it("has overprint states with OPM 1", async () => {
    const text = readable(await write([line("海")]));
    expect(text).toContain("/OP true\n/op true\n/OPM 1");
    expect(text).toContain("/OP false\n/op false\n/OPM 1");
  });

  it.each([7.3, 9, 31.7, 133])("places each glyph within 0.01 pt at %s pt, however long the line", async (size) => {
    let state = 7;
    const random = () => {
      state = (state * 1103515245 + 12345) & 0x7fffffff;
      return state / 0x7fffffff;
    };
    let x = 3.337;
    const glyphs = Array.from({ length: 200 }, (_, index) => {
      const text = "沧海In, 2025年"[index % 10]!;
      const glyph = { id: glyphOf(text), x, y: 50, text };
      x += size * (song.advance(glyph.id) + random() / 30 - (index % 7 === 0 ? 0.5 : 0));
      return glyph;
    });
    const pdf = await write([line("", { size, glyphs })]);
    const placed = placedIn(pdf);
    expect(placed).toHaveLength(200);
    placed.forEach((at, index) => {
      expect(Math.abs(at.x - 8.5 - glyphs[index]!.x), `glyph ${index}`).toBeLessThan(0.01);
    });
  });

  it("turns glyphs clockwise and starts anew off the line", async () => {
    const down = [0, 1, 2].map((index) => ({ id: glyphOf("a"), x: 100, y: 20 + index * 5.05, text: "a" }));
    const turned = contentOf(await write([line("", { glyphs: down, turn: 90 })]));
    expect(turned).toContain("0 -1 1 0 108.5 288.5 Tm");
    expect(turned.match(/Tm/g)).toHaveLength(1);
    const upright = contentOf(await write([line("", { glyphs: down })]));
    expect(upright.match(/Tm/g)).toHaveLength(3);
  });

  it("refuses coordinates that are no numbers", async () => {
    await expect(write([line("海", { x: Number.NaN })])).rejects.toThrow(/NaN/);
    expect(number(-0)).toBe("0");
    expect(number(1e-7)).toBe("0");
    expect(number(-0.0004)).toBe("0");
    expect(number(123456.7891)).toBe("123456.789");
  });

  it("writes a page without text or pictures", async () => {
    const text = readable(await write([]));
    expect(text).not.toMatch(/\/Font|\/XObject/);
  });
});

describe("text", () => {
  const mapOf = (pdf: Uint8Array): readonly (readonly [string, string])[] =>
    [...readable(pdf).matchAll(/^<([0-9a-f]{4})> <([0-9a-f]+)>$/gm)].flatMap(([, code, text]) =>
      text === "ffff" ? [] : [[code!, Buffer.from(text!, "hex").swap16().toString("utf16le")] as const],
    );

  it("gives one glyph with two meanings two codes", async () => {
    expect(glyphOf("人")).toBe(glyphOf("⼈"));
    const pdf = await write([line("⼈人人")]);
    expect(mapOf(pdf)).toEqual([
      ["0001", "⼈"],
      ["0002", "人"],
    ]);
    expect(contentOf(pdf)).toContain("[<000100020002>] TJ");
  });

  it("maps what glyphs stand for, whatever they are: clusters, surrogates, nothing", async () => {
    const glyphs = [
      { id: 5, x: 20, y: 40, text: "ffi" },
      { id: 6, x: 30, y: 40, text: "" },
      { id: 7, x: 40, y: 40, text: "𠀀" },
      { id: 8, x: 50, y: 40, text: "e\u0301" },
    ];
    expect(mapOf(await write([line("", { glyphs })]))).toEqual([
      ["0001", "ffi"],
      ["0003", "𠀀"],
      ["0004", "e\u0301"],
    ]);
  });

  it("keeps within a hundred entries a block", async () => {
    const many = Array.from({ length: 250 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join("");
    const text = readable(await write([line(many, { pitch: 0.5 })]));
    expect([...text.matchAll(/(\d+) beginbfchar/g)].map((match) => match[1])).toEqual(["100", "100", "50"]);
  });

  it("subsets the font and keeps its outlines", async () => {
    const subset = await subsetOutlines(song.bytes, [glyphOf("海")]);
    expect(subset.length).toBeLessThan(400_000);
    const [loca, whole] = [sfntTable(subset, "loca")!, sfntTable(song.bytes, "loca")!];
    const sizeIn = (table: Uint8Array, font: Uint8Array, glyph: number) => {
      const view = new DataView(table.buffer, table.byteOffset, table.byteLength);
      const long = new DataView(Uint8Array.from(sfntTable(font, "head")!).buffer).getInt16(50) === 1;
      const at = (index: number) => (long ? view.getUint32(index * 4) : view.getUint16(index * 2) * 2);
      return at(glyph + 1) - at(glyph);
    };
    expect(sizeIn(loca, subset, glyphOf("海"))).toBeGreaterThan(100);
    expect(sizeIn(whole, song.bytes, glyphOf("海") - 1)).toBeGreaterThan(100);
    expect(sizeIn(loca, subset, glyphOf("海") - 1)).toBe(0);
    expect(sfntTable(subset, "GSUB")).toBeUndefined();
  });

  it("embeds a font whole when it cannot be subset", async () => {
    const odd = { ...song, key: "odd", name: "Odd", bytes: Buffer.from("no font at all") };
    expect(readable(await write([line("海", { face: odd })]))).toContain("no font at all");
  });

  it("keeps subsets from build to build, by face and glyphs", async () => {
    const subsets = new Map<string, Promise<SubsetFont>>();
    await write([line("海港")], { subsets });
    await write([line("港海海", { y: 60 })], { subsets, standard: "proof" });
    expect(subsets.size).toBe(1);
    await write([line("港")], { subsets });
    expect(subsets.size).toBe(2);
  });

  it("reads the charset of CID-keyed PostScript fonts", () => {
    // header, empty Name, one Top DICT (ROS, charset at 40, glyphs at 50); then ranges 1-2 and 9 in format 1, and four glyphs
    const dict = [0x8b, 0x8b, 0x8b, 12, 30, 28, 0, 40, 15, 28, 0, 50, 17];
    const cff = [1, 0, 4, 1, 0, 0, 0, 1, 1, 1, 1 + dict.length, ...dict];
    const font = new Uint8Array(64);
    font.set(cff);
    font.set([1, 0, 1, 1, 0, 9, 0], 40);
    font.set([0, 4], 50);
    expect(cffCharset(font)).toEqual([0, 1, 2, 9]);
    font[4 + 2 + 5 + 4] = 13;
    expect(cffCharset(font)).toBeUndefined();
  });
});

/** Places of all glyphs by interpreting Tm and TJ as a reader does. */
const placedIn = (pdf: Uint8Array): readonly { readonly x: number; readonly y: number }[] => {
  const widths = widthsIn(readable(pdf));
  const places: { x: number; y: number }[] = [];
  let size = 0;
  let [x, y] = [0, 0];
  for (const each of contentOf(pdf).split("\n")) {
    const font = /^\/F\d+ ([\d.]+) Tf$/.exec(each);
    const matrix = /^1 0 0 1 ([-\d.]+) ([-\d.]+) Tm$/.exec(each);
    if (font) size = Number(font[1]);
    else if (matrix) [x, y] = [Number(matrix[1]), Number(matrix[2])];
    else if (each.endsWith("TJ")) {
      for (const [, codes, kern] of each.matchAll(/<([0-9a-f]*)>|(-?[\d.]+)/g)) {
        if (kern) x -= (Number(kern) * size) / 1000;
        for (const code of codes?.match(/.{4}/g) ?? []) {
          places.push({ x, y });
          x += ((widths.get(Number.parseInt(code, 16)) ?? 1000) * size) / 1000;
        }
      }
    }
  }
  return places;
};

const widthsIn = (text: string): ReadonlyMap<number, number> => {
  const widths = new Map<number, number>();
  const list = /\/W \[(.*)\]\n/.exec(text)?.[1] ?? "";
  for (const [, first, run] of list.matchAll(/(\d+) \[([^\]]*)\]/g)) {
    run!.split(" ").forEach((width, index) => {
      widths.set(Number(first) + index, Number(width));
    });
  }
  return widths;
};

describe("the same input", () => {
  const items = [fill({ c: 20, m: 0, y: 0, k: 0 }, box(0, 0, 50, 50)), line("沧海日报"), line("In 2025", { y: 80 })];

  it("gives the same bytes, also in another time zone and with warm subsets", async () => {
    const first = await write(items, { subsets: new Map() });
    const zone = process.env["TZ"];
    process.env["TZ"] = "America/Caracas";
    const second = await write(items, { subsets: new Map() });
    if (zone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = zone;
    expect(sha256(second)).toBe(sha256(first));
    expect(sha256(await write(items))).toBe(sha256(first));
    expect(sha256(await write(items))).toBe(sha256(first));
  });

  it("gives another ID when anything differs, and the same DocumentID for the same page", async () => {
    const ids = async (more: Partial<WriteHow>) => {
      const text = readable(await write(items, more));
      return { file: /\/ID \[<(\w+)>/.exec(text)![1], document: /DocumentID>(.*?)</.exec(text)![1] };
    };
    const first = await ids({});
    const second = await ids({ title: "another" });
    expect(second.file).not.toBe(first.file);
    expect(second.document).toBe(first.document);
    expect((await ids({ id: "B01" })).document).not.toBe(first.document);
  });
});

const has = (program: string, version = "--version"): boolean => spawnSync(program, [version]).error === undefined;

const cyan: Ink = { c: 100, m: 0, y: 0, k: 0 };
const tint: Ink = { c: 0, m: 60, y: 0, k: 0 };

/** The left half of the picture is blue, the right half white. */
const blueAndWhite = async (): Promise<PictureItem> => {
  const bytes = await sharp({ create: { width: 200, height: 100, channels: 3, background: "#fff" } })
    .composite([{ input: { create: { width: 100, height: 100, channels: 3, background: "#00f" } }, left: 0, top: 0 }])
    .png()
    .toBuffer();
  return pictureItem(bytes, { x: 20, y: 150, width: 72, height: 36 });
};

const greyPatch = async (): Promise<PictureItem> =>
  pictureItem(
    await sharp({ create: { width: 50, height: 50, channels: 3, background: "#808080" } })
      .toColourspace("b-w")
      .png()
      .toBuffer(),
    { x: 110, y: 150, width: 36, height: 36 },
  );

const pictureItem = async (bytes: Uint8Array, rect: PictureItem["rect"]): Promise<PictureItem> => {
  const probe = await probePhoto(bytes);
  if (!probe.ok) throw new Error(probe.why);
  return {
    kind: "picture",
    photo: { path: "a.png", bytes, hash: sha256(bytes), facts: probe.facts },
    crop: { x: 0, y: 0, width: 1, height: 1 },
    rect,
    source: { path: "a.md", start: 0, end: 1 },
  };
};

describe("witnesses", () => {
  let folder = "";
  const files = new Map<Standard, string>();

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "broadsheet-pdf-test-"));
    const blue = await blueAndWhite();
    const again = { ...blue, rect: { ...blue.rect, y: 200 }, clip: box(20, 200, 18, 36) };
    const items = [
      fill(tint, box(0, 0, 100, 100)),
      line("人⼈沧海日报新闻", { size: 12, y: 30 }),
      line("长⻓", { size: 12, y: 50, ink: cyan, overprint: false }),
      line("2025年", { size: 12, y: 80, x: 120, pitch: 7 }),
      line("白", { size: 40, x: 50, y: 95, ink: PAPER, overprint: false }),
      blue,
      again,
      await greyPatch(),
    ];
    const cache = new Map<string, Promise<InkedPicture>>();
    const inked = await inkPictures(pageOf(...items), press, { cache, report: new Diagnostics() });
    for (const standard of ["pdfx4", "pdfx1a", "proof"] as const) {
      const { bytes } = await writePdf(inked, { ...how, standard });
      const file = join(folder, `${standard}.pdf`);
      writeFileSync(file, bytes);
      files.set(standard, file);
    }
    if (has("gs")) await separatePlates();
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (program: string, ...rest: readonly string[]): string =>
    execFileSync(program, rest, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], cwd: folder });

  const plates = new Map<string, { readonly data: Uint8Array; readonly width: number }>();

  const separatePlates = async (): Promise<void> => {
    const device = ["-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-r72"];
    expect(run("gs", ...device, "-sOutputFile=p%d.tif", files.get("pdfx4")!)).toBe("");
    for (const [ink, name] of Object.entries({ C: "Cyan", M: "Magenta", Y: "Yellow", K: "Black" })) {
      const plate = sharp(join(folder, `p1(${name}).tif`)).toColourspace("b-w");
      const { data, info } = await plate.raw().toBuffer({ resolveWithObject: true });
      plates.set(ink, { data, width: info.width });
    }
  };

  it("holds each picture once and without a Decode array", () => {
    const text = readFileSync(files.get("pdfx4")!, "latin1");
    expect(text.match(/\/Subtype \/Image/g)).toHaveLength(2);
    expect(text).toContain("/ColorSpace /DeviceCMYK");
    expect(text).toContain("/ColorSpace /DeviceGray");
    expect(text).not.toContain("/Decode ");
  });

  describe.skipIf(!has("qpdf"))("qpdf", () => {
    it.each(["pdfx4", "pdfx1a", "proof"] as const)("finds %s clean", (standard) => {
      expect(run("qpdf", "--check", files.get(standard)!)).toMatch(/No syntax or stream encoding errors/);
    });
  });

  describe.skipIf(!has("pdffonts", "-v"))("poppler", () => {
    it("finds every font embedded, subset and mapped", () => {
      const rows = run("pdffonts", files.get("pdfx4")!).trim().split("\n").slice(2);
      expect(rows).toHaveLength(1);
      expect(rows[0]).toMatch(/NotoSerifSC-Regular +CID TrueType +Identity-H +yes yes yes/);
    });

    it("reads the text as it stands in the story, without extra spaces", () => {
      const lines = run("pdftotext", "-raw", files.get("pdfx4")!, "-").split("\n");
      expect(lines.slice(0, 3)).toEqual(["人⼈沧海日报新闻", "长⻓", "2025年"]);
    });

    it("reads the standard", () => {
      expect(run("pdfinfo", files.get("pdfx1a")!)).toMatch(/PDF subtype: +PDF\/X-1a:2003/);
    });
  });

  describe.skipIf(!has("mutool", "-v"))("mutool", () => {
    it("draws the page without a word and reads its text", () => {
      const drawn = spawnSync("mutool", ["draw", "-q", "-F", "text", files.get("pdfx4")!], { encoding: "utf8" });
      expect(drawn.stdout).toContain("人⼈沧海日报新闻");
      expect(drawn.stderr.replace("warning: ICC support is not available\n", "")).toBe("");
    });
  });

  describe.skipIf(!has("gs"))("Ghostscript", () => {
    /** Ink in per cent at a place of the display page. */
    const inkAt = (ink: string, x: number, y: number): number => {
      const plate = plates.get(ink)!;
      return Math.round(100 - plate.data[Math.floor(y + 8.5) * plate.width + Math.floor(x + 8.5)]! / 2.55);
    };
    const at = (x: number, y: number): readonly number[] => ["C", "M", "Y", "K"].map((ink) => inkAt(ink, x, y));

    const strongest = (ink: string, [x, y, width, height]: readonly [number, number, number, number]): number =>
      Math.max(
        ...Array.from({ length: width * height }, (_, index) =>
          inkAt(ink, x + (index % width), y + Math.floor(index / width)),
        ),
      );

    it("prints black text on the black plate alone, over the tint", () => {
      const area = [20, 18, 80, 16] as const;
      expect(strongest("K", area)).toBeGreaterThan(60);
      expect(strongest("C", area)).toBe(0);
      const values = Array.from({ length: 80 }, (_, index) => inkAt("M", 20 + index, 26));
      expect(Math.min(...values)).toBe(60);
    });

    it("knocks coloured and white text out of the tint", () => {
      const values = (ink: string, x: number, y: number, width: number) =>
        Array.from({ length: width }, (_, index) => inkAt(ink, x + index, y));
      expect(Math.min(...values("M", 50, 82, 40))).toBeLessThan(10);
      expect(strongest("C", [20, 40, 24, 12])).toBeGreaterThan(50);
    });

    it("prints pictures the right way round, and cuts them by their clip", () => {
      const [c = 0, m = 0, y = 0, k = 0] = at(35, 168);
      expect(Math.abs(c - 97)).toBeLessThan(3);
      expect(Math.abs(m - 43)).toBeLessThan(3);
      expect(y).toBeLessThan(3);
      expect(Math.abs(k - 12)).toBeLessThan(3);
      expect(at(80, 168)).toEqual([0, 0, 0, 0]);
      expect(at(30, 218)[0]).toBeGreaterThan(90);
      expect(at(45, 218)).toEqual([0, 0, 0, 0]);
    });

    it("prints black and white pictures on the black plate alone", () => {
      const [c, m, y, k = 0] = at(128, 168);
      expect([c, m, y]).toEqual([0, 0, 0]);
      // as light on newsprint as this grey of four inks
      expect(Math.abs(k - 52.5)).toBeLessThan(2);
    });
  });

  const postscriptFont = "/usr/share/fonts/opentype/urw-base35/P052-Roman.otf";
  describe.skipIf(!existsSync(postscriptFont) || !has("pdftotext", "-v"))("PostScript outlines", () => {
    it("are embedded, mapped and drawn", () => {
      const face = openFont(postscriptFont);
      return write([line("Harbour", { face, pitch: 6 })], { standard: "pdfx1a" }).then((bytes) => {
        const file = join(folder, "cff.pdf");
        writeFileSync(file, bytes);
        expect(run("pdffonts", file)).toMatch(/P052-Roman-Codes +CID Type 0C +.*yes yes yes/);
        expect(run("pdftotext", "-raw", file, "-").replace(/\s/g, "")).toBe("Harbour");
        if (has("qpdf")) expect(run("qpdf", "--check", file)).toMatch(/No syntax/);
      });
    });
  });
});
