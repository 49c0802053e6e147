/** Ink: pictures to plates, the ink limit, the press check. */
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { BLACK, type Ink, PAPER } from "../src/base/colour.ts";
import { type Diagnostic, Diagnostics } from "../src/base/diagnostic.ts";
import { rectanglePath } from "../src/base/path.ts";
import { mm } from "../src/base/units.ts";
import type {
  DisplayItem,
  DisplayPage,
  FillItem,
  GlyphsItem,
  PathCommand,
  PictureItem,
} from "../src/display/display-list.ts";
import type { Press } from "../src/model/edition.ts";
import { checkPress } from "../src/press/check-press.ts";
import { cmykTiff } from "../src/press/cmyk-tiff.ts";
import { inkPictures } from "../src/press/ink-pictures.ts";
import type { InkedPage, InkedPicture } from "../src/press/inked-page.ts";
import { decodeCmyk } from "../src/press/photo-pixels.ts";
import { PRESS_RULES } from "../src/press/press-rules.ts";
import { probePhoto } from "../src/press/probe-photo.ts";
import type { FontFace } from "../src/text/font-face.ts";
import { ROOT } from "./kit/sample.ts";

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

const profile = readFileSync(new URL("../profiles/newsprint26-tac240.icc", import.meta.url));

const press: Press = {
  standard: "pdfx4",
  condition: {
    identifier: "IFRA26",
    registry: "http://www.color.org",
    info: "newsprint",
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

const source = { path: "stories/port.md", start: 10, end: 20 };

const pageOf = (...items: readonly DisplayItem[]): DisplayPage => ({
  id: "05",
  trim: { x: 0, y: 0, width: 400, height: 600 },
  bleed: { x: -10, y: -10, width: 420, height: 620 },
  items,
});

const picture = async (bytes: Uint8Array, more: Partial<PictureItem> = {}): Promise<PictureItem> => {
  const probe = await probePhoto(bytes);
  return {
    kind: "picture",
    photo: {
      path: "photos/a.jpg",
      bytes,
      hash: sha256(bytes),
      facts: probe.ok ? probe.facts : { width: 100, height: 100, mono: false },
    },
    crop: { x: 0, y: 0, width: 1, height: 1 },
    rect: { x: 0, y: 0, width: 72, height: 72 },
    source,
    ...more,
  };
};

const ink = async (
  items: readonly PictureItem[],
  with_: Press = press,
): Promise<{
  readonly pictures: readonly InkedPicture[];
  readonly found: readonly Diagnostic[];
  readonly inked: InkedPage;
}> => {
  const report = new Diagnostics();
  const inked = await inkPictures(pageOf(...items), with_, { cache: new Map(), report });
  return { pictures: [...inked.pictures.values()], found: report.all(), inked };
};

const inkOne = async (item: PictureItem, with_?: Press): Promise<InkedPicture> =>
  (await ink([item], with_)).pictures[0]!;

/** The middle pixel of a press JPEG, in per cent of each ink. */
const middle = async ({ data: jpeg, width, height }: InkedPicture): Promise<readonly number[]> => {
  const { data } = await decodeCmyk(jpeg);
  const at = 4 * (Math.floor(height / 2) * width + Math.floor(width / 2));
  return [...data.subarray(at, at + 4)].map((value) => Math.round((value * 100) / 255));
};

type Rgb = readonly [number, number, number];

const flat = (rgb: Rgb, size = 64) =>
  sharp({ create: { width: size, height: size, channels: 3, background: { r: rgb[0], g: rgb[1], b: rgb[2] } } });

const near = (a: readonly number[], b: readonly number[], by: number): boolean =>
  a.length === b.length && a.every((value, index) => Math.abs(value - b[index]!) <= by);

describe("probePhoto", () => {
  it("reads size, EXIF orientation and black and white", async () => {
    const upright = await sharp({ create: { width: 60, height: 40, channels: 3, background: "#123" } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect(await probePhoto(upright)).toEqual({ ok: true, facts: { width: 40, height: 60, mono: false } });
    const grey = await flat([90, 90, 90]).toColourspace("b-w").png().toBuffer();
    expect(await probePhoto(grey)).toEqual({ ok: true, facts: { width: 64, height: 64, mono: true } });
  });

  it.each([
    ["nothing", "", /empty/],
    ["words", "not a picture at all", /unknown kind/],
    [
      "a drawing",
      '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
      /vector drawing/,
    ],
    ["a PDF", "%PDF-1.4\n", /PDF/],
    ["a Photoshop document", "8BPS\0\x01", /Photoshop/],
    ["a HEIC picture", "\0\0\0\x18ftypheic", /HEIC/],
    ["a JPEG of a head alone", "\xff\xd8\xff\xe0", /damaged|cut off/],
    ["a PNG of a head alone", "\x89PNG\r\n\x1a\n", /damaged|cut off/],
    ["a TIFF of a head alone", "II*\0", /damaged|cut off/],
    ["a GIF of a head alone", "GIF89a", /damaged|cut off/],
    ["a WebP of a head alone", "RIFF\0\0\0\0WEBP", /damaged|cut off/],
  ])("refuses %s and says why", async (_name, bytes, why) => {
    expect(await probePhoto(Buffer.from(bytes, "latin1"))).toEqual({ ok: false, why: expect.stringMatching(why) });
  });

  it("refuses a picture of too many pixels before reading it", async () => {
    const bomb = Buffer.concat([
      Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
      pngChunk("IHDR", Buffer.from([0, 0, 0x2e, 0xe0, 0, 0, 0x2e, 0xe0, 8, 2, 0, 0, 0])),
      pngChunk("IDAT", deflateSync(Buffer.alloc(9))),
      pngChunk("IEND", Buffer.alloc(0)),
    ]);
    expect(await probePhoto(bomb)).toMatchObject({
      ok: false,
      why: expect.stringMatching(/120 million/),
      faults: [{ hint: expect.stringMatching(/smaller/) }],
    });
  });
});

describe("inkPictures: colour", () => {
  const green: Rgb = [60, 130, 70];
  const reference = async (rgb: Rgb) => middle(await inkOne(await picture(await flat(rgb).png().toBuffer())));

  it("separates sRGB by the press profile, not by libvips' own CMYK", async () => {
    // lcms transicc, perceptual, gives 97/43/0/12 for pure blue on this profile
    expect(near(await reference([0, 0, 255]), [97, 43, 0, 12], 2)).toBe(true);
    expect(near(await reference([255, 255, 255]), [0, 0, 0, 0], 1)).toBe(true);
  });

  it("honours the profile of a picture: Display P3 and Adobe RGB", async () => {
    const p3 = await flat(green).withIccProfile("p3").png().toBuffer();
    const raw = await sharp(p3, { ignoreIcc: true }).removeAlpha().raw().toBuffer();
    expect(raw[0]).not.toBe(green[0]);
    expect(near(await middle(await inkOne(await picture(p3))), await reference(green), 2)).toBe(true);

    const adobe = await sharp(Buffer.from(Array.from({ length: 64 * 64 }, () => toAdobeRgb(green)).flat()), {
      raw: { width: 64, height: 64, channels: 3 },
    })
      .tiff()
      .toBuffer();
    const untagged = await middle(await inkOne(await picture(adobe)));
    const tagged = await middle(await inkOne(await picture(await tagAdobeRgb(adobe))));
    expect(near(tagged, await reference(green), 2)).toBe(true);
    expect(near(untagged, await reference(green), 2)).toBe(false);
  });

  it("takes 16-bit pictures down to 8, untagged and tagged, without a shift of colour", async () => {
    const deep = await flat(green).toColourspace("rgb16").png().toBuffer();
    expect((await sharp(deep).metadata()).depth).toBe("ushort");
    expect(near(await middle(await inkOne(await picture(deep))), await reference(green), 1)).toBe(true);
    const deepP3 = await flat(green).toColourspace("rgb16").withIccProfile("p3").png().toBuffer();
    expect(near(await middle(await inkOne(await picture(deepP3))), await reference(green), 3)).toBe(true);
  });

  it("puts transparency on white paper", async () => {
    const clear = await sharp({
      create: { width: 64, height: 64, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .png()
      .toBuffer();
    expect(near(await middle(await inkOne(await picture(clear))), [0, 0, 0, 0], 1)).toBe(true);
  });

  it("mixes the soft edge of a cut-out with the tint below it, in colour and in black and white", async () => {
    const tint: Ink = { c: 20, m: 0, y: 40, k: 10 };
    const veil = (opacity: number) =>
      sharp({ create: { width: 64, height: 64, channels: 4, background: { r: 0, g: 0, b: 255, alpha: opacity } } });
    const onTint = async (opacity: number) =>
      middle(await inkOne(await picture(await veil(opacity).png().toBuffer(), { ground: tint })));
    const blue = await reference([0, 0, 255]);
    expect(near(await onTint(0), [20, 0, 40, 10], 1)).toBe(true);
    expect(near(await onTint(1), blue, 1)).toBe(true);
    const half = await onTint(0.5);
    const onPaper = await middle(await inkOne(await picture(await veil(0.5).png().toBuffer())));
    expect(near(half, [onPaper[0]! + 10, onPaper[1]!, onPaper[2]! + 20, onPaper[3]! + 5], 2)).toBe(true);
    const grey = await sharp({
      create: { width: 64, height: 64, channels: 4, background: { r: 90, g: 90, b: 90, alpha: 0 } },
    })
      .toColourspace("b-w")
      .png()
      .toBuffer();
    expect(near(await middle(await inkOne(await picture(grey, { ground: tint }))), [20, 0, 40, 10], 1)).toBe(true);
  });

  it("keeps the ink limit where a picture and its ground lie on one another", async () => {
    const dark = sharp({
      create: { width: 64, height: 64, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0.6 } },
    });
    const tint: Ink = { c: 60, m: 60, y: 60, k: 40 };
    const inked = await inkOne(await picture(await dark.png().toBuffer(), { ground: tint }));
    expect(inked.peakInk).toBeLessThanOrEqual(220);
  });

  it("leaves CMYK pictures as they are, black alone stays black alone", async () => {
    const patch = [36, 18, 8, 201];
    const pixels = {
      width: 64,
      height: 64,
      channels: 4,
      data: Buffer.from(
        Array(64 * 64)
          .fill(patch)
          .flat(),
      ),
    };
    const tiff = cmykTiff(pixels);
    const jpeg = await sharp(tiff, { ignoreIcc: true })
      .pipelineColourspace("cmyk")
      .toColourspace("cmyk")
      .jpeg({ quality: 100 })
      .toBuffer();
    for (const bytes of [tiff, jpeg]) {
      const item = await picture(bytes);
      expect(item.photo.facts.mono).toBe(false);
      expect(near(await middle(await inkOne(item)), [14, 7, 3, 79], 1)).toBe(true);
    }
    const black = cmykTiff({
      ...pixels,
      data: Buffer.from(
        Array(64 * 64)
          .fill([0, 0, 0, 255])
          .flat(),
      ),
    });
    expect(await middle(await inkOne(await picture(black)))).toEqual([0, 0, 0, 100]);
  });

  it("keeps black and white on the black plate alone", async () => {
    for (const depth of ["b-w", "grey16"] as const) {
      const grey = await flat([100, 100, 100]).toColourspace(depth).png().toBuffer();
      const inked = await inkOne(await picture(grey));
      expect(inked.space).toBe("gray");
      const { data, info } = await sharp(inked.data).toColourspace("b-w").raw().toBuffer({ resolveWithObject: true });
      expect(info.channels).toBe(1);
      // 65 % of black is as light on newsprint as this grey of four inks (tests/picture-colour.test.ts)
      expect(Math.abs(data[2000]! - 89)).toBeLessThanOrEqual(2);
      expect(inked.peakInk).toBeGreaterThan(63);
      expect(inked.peakInk).toBeLessThan(67);
    }
  });

  it("writes plain baseline JPEG: four components, not inverted, no profile or EXIF inside", async () => {
    const { data: jpeg } = await inkOne(
      await picture(await flat(green).jpeg().withMetadata({ orientation: 1 }).toBuffer()),
    );
    const markers = markersOf(jpeg);
    expect(markers).toContain(0xc0);
    expect(markers).toContain(0xee);
    expect(markers.filter((marker) => marker >= 0xe0 && marker <= 0xed)).toEqual([]);
    // libvips takes the Adobe mark for Photoshop's turned-round inks, so plain ones read as their opposite
    const white = await inkOne(await picture(await flat([255, 255, 255]).png().toBuffer()));
    const read = await sharp(white.data, { ignoreIcc: true })
      .pipelineColourspace("cmyk")
      .toColourspace("cmyk")
      .raw()
      .toBuffer();
    expect(read[0]).toBe(255);
  });
});

describe("inkPictures: size", () => {
  const wide = sharp({ create: { width: 900, height: 600, channels: 3, background: "#808080" } });

  it("brings pictures down to the target resolution and counts source pixels after the crop", async () => {
    const inked = await inkOne(
      await picture(await wide.png().toBuffer(), {
        crop: { x: 0.25, y: 0, width: 0.5, height: 1 },
        rect: { x: 0, y: 0, width: 72, height: 96 },
      }),
    );
    // 450 × 600 source pixels on 1 × 1.333 inch
    expect(inked.ppi).toBeCloseTo(450);
    expect([inked.width, inked.height]).toEqual([200, 267]);
  });

  it("never enlarges", async () => {
    const inked = await inkOne(
      await picture(await wide.png().toBuffer(), { rect: { x: 0, y: 0, width: 1440, height: 960 } }),
    );
    expect([inked.width, inked.height]).toEqual([900, 600]);
    expect(inked.ppi).toBeCloseTo(45);
  });

  it("cuts the part that the crop says, after EXIF orientation", async () => {
    // a picture lying on its side: upright, its left half is red and its right half blue
    const half = (background: string) => ({ create: { width: 64, height: 32, channels: 3 as const, background } });
    const lying = await sharp({ create: { width: 64, height: 64, channels: 3, background: "#000" } })
      .composite([
        { input: half("#0000ff"), left: 0, top: 0 },
        { input: half("#ff0000"), left: 0, top: 32 },
      ])
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 100, chromaSubsampling: "4:4:4" })
      .toBuffer();
    const left = await inkOne(await picture(lying, { crop: { x: 0, y: 0, width: 0.4, height: 1 } }));
    const right = await inkOne(await picture(lying, { crop: { x: 0.6, y: 0, width: 0.4, height: 1 } }));
    expect(left.width).toBe(26);
    expect((await middle(left))[2]).toBeGreaterThan(60);
    expect((await middle(right))[0]).toBeGreaterThan(60);
  });

  it("takes pictures down to a single pixel", async () => {
    const dot = await flat([1, 2, 3], 1).png().toBuffer();
    const inked = await inkOne(await picture(dot, { crop: { x: 0.4, y: 0.4, width: 0.1, height: 0.1 } }));
    expect([inked.width, inked.height]).toEqual([1, 1]);
  });
});

describe("inkPictures: the ink limit", () => {
  // noise at full contrast is the worst a JPEG can meet
  const noise = (channels: 3 | 4): Buffer => {
    let state = 1;
    return Buffer.from(
      Array.from({ length: 96 * 96 * channels }, () => {
        state = (state * 1103515245 + 12345) & 0x7fffffff;
        return (state >> 16) & 255;
      }),
    );
  };

  it.each([220, 240, 180])("holds every printed pixel under %s per cent", async (limit) => {
    const rgb = await sharp(noise(3), { raw: { width: 96, height: 96, channels: 3 } })
      .png()
      .toBuffer();
    const cmyk = cmykTiff({ width: 96, height: 96, channels: 4, data: noise(4) });
    for (const bytes of [rgb, cmyk]) {
      const inked = await inkOne(await picture(bytes), { ...press, inkLimit: limit });
      const { data } = await decodeCmyk(inked.data);
      let peak = 0;
      for (let at = 0; at < data.length; at += 4) {
        peak = Math.max(peak, data[at]! + data[at + 1]! + data[at + 2]! + data[at + 3]!);
      }
      expect((peak * 100) / 255).toBeLessThanOrEqual(limit + 0.01);
      expect(inked.peakInk).toBeCloseTo((peak * 100) / 255);
      expect(inked.peakInk).toBeGreaterThan(limit - 20);
    }
  });

  const photos = `${ROOT}../shared/photos`;
  it.skipIf(!existsSync(photos))("holds on photographs", { timeout: 30_000 }, async () => {
    for (const name of readdirSync(photos)
      .filter((file) => file.endsWith(".jpg"))
      .slice(0, 4)) {
      const item = await picture(readFileSync(`${photos}/${name}`), { rect: { x: 0, y: 0, width: 180, height: 120 } });
      expect((await inkOne(item)).peakInk, name).toBeLessThanOrEqual(220);
    }
  });
});

describe("inkPictures: faults and sharing", () => {
  it("reports a damaged picture at its place and goes on with the others", async () => {
    const whole = await sharp({ create: { width: 300, height: 300, channels: 3, background: "#456" } })
      .jpeg()
      .toBuffer();
    const cut = await picture(whole.subarray(0, whole.length - 300));
    const good = await picture(whole, { rect: { x: 0, y: 0, width: 50, height: 50 } });
    const garbage = await picture(Buffer.concat([whole.subarray(0, 300), Buffer.alloc(2000, 7)]), {
      source: { ...source, start: 30, end: 40 },
    });
    const { inked, found } = await ink([cut, good, garbage]);
    expect([...inked.pictures.keys()]).toEqual([good]);
    expect(found.filter(({ severity }) => severity === "error").map(({ code }) => code)).toEqual([
      "input/photo",
      "input/photo",
    ]);
    expect(found[0]).toMatchObject({ source, place: { page: "05", rect: cut.rect } });
    expect(found[0]!.message).toMatch(/`photos\/a.jpg` (is cut off|is damaged)/);
  });

  it("works equal pictures out once, from page to page", async () => {
    const bytes = await flat([9, 90, 200]).png().toBuffer();
    const cache = new Map<string, Promise<InkedPicture>>();
    const report = new Diagnostics();
    const twice = [await picture(bytes), await picture(bytes, { rect: { x: 99, y: 99, width: 72, height: 72 } })];
    const first = await inkPictures(pageOf(...twice), press, { cache, report });
    expect(cache.size).toBe(1);
    expect(new Set(first.pictures.values()).size).toBe(1);
    const again = await inkPictures(pageOf(twice[0]!), press, { cache, report });
    expect(again.pictures.get(twice[0]!)).toBe(first.pictures.get(twice[0]!));
    await inkPictures(pageOf(twice[0]!), { ...press, inkLimit: 200 }, { cache, report });
    expect(cache.size).toBe(2);
  });

  it("gives the same bytes each time and leaves nothing behind", async () => {
    // a temporary folder of its own: other tests write profiles into the common one at the same time
    const folder = mkdtempSync(join(tmpdir(), "broadsheet-press-"));
    onTestFinished(() => {
      vi.unstubAllEnvs();
      rmSync(folder, { recursive: true });
    });
    vi.stubEnv("TMPDIR", folder);
    expect(tmpdir()).toBe(folder);
    const bytes = await flat([200, 90, 20]).png().toBuffer();
    const [a, b] = [await inkOne(await picture(bytes)), await inkOne(await picture(bytes))];
    expect(sha256(a.data)).toBe(sha256(b.data));
    expect(readdirSync(folder)).toEqual([]);
  });

  it("says so when the profile is none", async () => {
    const broken = { ...press, condition: { ...press.condition, profile: Buffer.from("no profile"), hash: "x" } };
    const { found, pictures } = await ink([await picture(await flat([1, 2, 3]).png().toBuffer())], broken);
    expect(pictures).toEqual([]);
    expect(found[0]!.message).toMatch(/profile gives no CMYK/);
  });
});

const robust = `${ROOT}../shared/suites/robust`;
describe.skipIf(!existsSync(robust))("robustness", () => {
  it("crashes on no picture of the suite, and prints all that are whole", { timeout: 60_000 }, async () => {
    const rows = readFileSync(`${robust}/images.tsv`, "utf8").trim().split("\n").slice(1);
    const wrong: string[] = [];
    for (const [file = "", , , verdict = ""] of rows.map((row) => row.split("\t"))) {
      if (!existsSync(`${robust}/${file}`)) continue;
      const bytes = readFileSync(`${robust}/${file}`);
      const probe = await probePhoto(bytes);
      const { pictures, found } = probe.ok ? await ink([await picture(bytes)]) : { pictures: [], found: [] };
      const errors = found.filter(({ severity }) => severity === "error").length;
      if (probe.ok && pictures.length + errors !== 1) wrong.push(`${file}: ${errors} errors`);
      if (verdict.startsWith("strict:ok") !== (pictures.length === 1)) wrong.push(`${file}: ${verdict}`);
    }
    expect(wrong).toEqual([]);
  });
});

/** A face of solid squares, an em wide and high. */
const squares: FontFace = {
  key: "squares",
  name: "Squares",
  family: "squares",
  weight: 400,
  bytes: new Uint8Array(),
  unitsPerEm: 1000,
  ascent: 0.88,
  descent: -0.12,
  capHeight: 0.7,
  italicAngle: 0,
  bbox: { minX: 0, minY: -0.12, maxX: 1, maxY: 0.88 },
  glyphCount: 10,
  outlines: "glyf",
  advance: () => 1,
  outline: () => [
    { kind: "move", x: 0.1, y: 0 },
    { kind: "line", x: 0.9, y: 0 },
    { kind: "line", x: 0.9, y: 0.8 },
    { kind: "line", x: 0.1, y: 0.8 },
    { kind: "close" },
  ],
};

const text = (more: Partial<GlyphsItem> & { readonly x?: number; readonly y?: number } = {}): GlyphsItem => {
  const { x = 50, y = 50, ...rest } = more;
  const size = rest.size ?? 9;
  return {
    kind: "glyphs",
    face: squares,
    size,
    turn: 0,
    ink: BLACK,
    overprint: true,
    glyphs: [0, 1, 2].map((index) => ({ id: 1, x: x + index * size, y, text: "港" })),
    source,
    ...rest,
  };
};

const box = (x: number, y: number, width: number, height: number): readonly PathCommand[] => [
  { kind: "move", x, y },
  { kind: "line", x: x + width, y },
  { kind: "line", x: x + width, y: y + height },
  { kind: "line", x, y: y + height },
  { kind: "close" },
];

const area = (fill: Ink, path = box(20, 20, 90, 90), overprint = false): DisplayItem => ({
  kind: "fill",
  path,
  ink: fill,
  overprint,
});

const rule = (thickness: number, ink_: Ink = BLACK, overprint = true): DisplayItem => ({
  kind: "stroke",
  path: [
    { kind: "move", x: 10, y: 100 },
    { kind: "line", x: 200, y: 100 },
  ],
  thickness,
  dash: [],
  join: "miter",
  ink: ink_,
  overprint,
});

const photo: PictureItem = {
  kind: "picture",
  photo: {
    path: "photos/a.jpg",
    bytes: new Uint8Array(),
    hash: "0",
    facts: { width: 1000, height: 1000, mono: false },
  },
  crop: { x: 0, y: 0, width: 1, height: 1 },
  rect: { x: 10, y: 10, width: 144, height: 144 },
  source,
};

const inkedWith = (facts: Partial<InkedPicture>): InkedPage => ({
  page: pageOf(photo),
  pictures: new Map([
    [
      photo,
      { hash: "h", width: 1, height: 1, space: "cmyk", data: new Uint8Array(), ppi: 300, peakInk: 200, ...facts },
    ],
  ]),
});

/** The items on a page that has something else on it, far from them: it is not blank. */
const check = (...items: readonly DisplayItem[]): readonly Diagnostic[] =>
  checkInked({ page: pageOf(...items, SPECK), pictures: new Map() });

const SPECK: FillItem = {
  kind: "fill",
  path: rectanglePath({ x: 380, y: 580, width: 5, height: 5 }),
  ink: BLACK,
  overprint: true,
};

const checkInked = (inked: InkedPage): readonly Diagnostic[] => {
  const report = new Diagnostics();
  checkPress(inked, press, report);
  return report.all();
};

const blue: Ink = { c: 100, m: 60, y: 0, k: 0 };
const heavy: Ink = { c: 80, m: 70, y: 60, k: 50 };

describe("checkPress", () => {
  const cases: readonly (readonly [rule: string, code: string, severity: string, bad: InkedPage, good: InkedPage])[] = [
    ["picture-too-coarse", "press/resolution", "error", inkedWith({ ppi: 99.9 }), inkedWith({ ppi: 150 })],
    ["picture-coarse", "press/resolution", "warning", inkedWith({ ppi: 100 }), inkedWith({ ppi: 150 })],
    ["picture-ink", "press/ink-limit", "error", inkedWith({ peakInk: 221 }), inkedWith({ peakInk: 220 })],
    ["text-ink", "press/ink-limit", "error", of(text({ ink: heavy, size: 20 })), of(text({ ink: blue, size: 20 }))],
    ["path-ink", "press/ink-limit", "error", of(area(heavy)), of(area(blue))],
    [
      "black-over-tint-ink",
      "press/ink-limit",
      "error",
      of(area({ c: 0, m: 90, y: 80, k: 0 }), text()),
      of(area({ c: 0, m: 60, y: 60, k: 0 }), text()),
    ],
    ["black-over-picture-ink", "press/ink-limit", "warning", onPicture(200), onPicture(110)],
    [
      "small-text-in-several-inks",
      "press/multi-ink-text",
      "warning",
      of(text({ ink: blue })),
      of(text({ ink: blue, size: 10 })),
    ],
    [
      "black-text-in-several-inks",
      "press/multi-ink-text",
      "warning",
      of(text({ ink: { c: 40, m: 0, y: 0, k: 100 }, size: 30 })),
      of(text({ size: 30 })),
    ],
    ["small-white-text", "press/small-type", "warning", of(white(9)), of(white(10))],
    ["tiny-text", "press/small-type", "warning", of(text({ size: 4.9 })), of(text({ size: 5 }))],
    [
      "white-text-overprints",
      "press/white-overprint",
      "error",
      of(text({ ink: PAPER, size: 12, overprint: true })),
      of(white(12)),
    ],
    [
      "white-path-overprints",
      "press/white-overprint",
      "warning",
      of(area(PAPER, undefined, true)),
      of(area(PAPER, undefined, false)),
    ],
    [
      "small-black-text-knocks-out",
      "press/small-type",
      "warning",
      of(text({ overprint: false })),
      of(text({ overprint: false, size: 12 })),
    ],
    ["thin-black-line-knocks-out", "press/hairline", "warning", of(rule(1, BLACK, false)), of(rule(2, BLACK, false))],
    ["hairline", "press/hairline", "warning", of(rule(0.2, blue)), of(rule(0.25, blue))],
    [
      "outside-bleed",
      "press/outside-bleed",
      "error",
      of(area(blue, box(-11, 0, 50, 50))),
      of(area(blue, box(-10, 0, 50, 50))),
    ],
    [
      "black-line-in-several-inks",
      "press/rich-black",
      "warning",
      of(rule(1, { c: 40, m: 0, y: 0, k: 100 }, false)),
      of(rule(2, { c: 40, m: 0, y: 0, k: 100 }, false)),
    ],
  ];

  function of(...items: readonly DisplayItem[]): InkedPage {
    return { page: pageOf(...items, SPECK), pictures: new Map() };
  }

  function onPicture(peakInk: number): InkedPage {
    const inked = inkedWith({ peakInk });
    return { ...inked, page: pageOf(photo, text()) };
  }

  function white(size: number): GlyphsItem {
    return text({ ink: PAPER, overprint: false, size });
  }

  it("a page without ink is one that somebody has lost", () => {
    const bare = (...items: readonly DisplayItem[]) => checkInked({ page: pageOf(...items), pictures: new Map() });
    expect(bare()).toMatchObject([{ code: "press/blank-page", severity: "error", place: { page: "05" } }]);
    expect(bare(area(PAPER)).map(({ code }) => code)).toEqual(["press/blank-page"]);
    expect(bare(SPECK)).toEqual([]);
  });

  it("has a case for each rule", () => {
    expect(cases.map(([id]) => id)).toEqual(PRESS_RULES.map(({ id }) => id));
  });

  it.each(cases)("%s", (_rule, code, severity, bad, good) => {
    expect(checkInked(bad)).toMatchObject([{ code, severity, place: { page: "05" } }]);
    expect(checkInked(good)).toEqual([]);
  });

  it("says how wide a coarse picture may be", () => {
    expect(checkInked(inkedWith({ ppi: 75 }))[0]).toMatchObject({
      message: "the picture `photos/a.jpg` prints at 75 ppi; 100 are wanted",
      hint: "print it at most 38 mm wide, or get a larger file",
      source,
      place: { page: "05", rect: photo.rect },
    });
  });

  it("counts thin filled rectangles as rules, upright and lying", () => {
    expect(check(area(BLACK, box(20, 20, 100, 0.2), true))).toMatchObject([{ code: "press/hairline" }]);
    expect(check(area(BLACK, box(20, 20, 0.2, 100), true))).toMatchObject([{ code: "press/hairline" }]);
    expect(check(area(BLACK, box(20, 20, 0.5, 100), true))).toEqual([]);
  });

  it("makes one finding of many lines of a story", () => {
    const lines = [1, 2, 3].map((line) =>
      text({ ink: blue, y: 50 + line * 12, source: { path: source.path, start: line * 100, end: line * 100 + 50 } }),
    );
    const found = check(...lines, text({ ink: blue, y: 200, source: { path: "stories/other.md", start: 0, end: 5 } }));
    expect(found.map((each) => each.source)).toEqual([
      { path: "stories/other.md", start: 0, end: 5 },
      { path: "stories/port.md", start: 100, end: 350 },
    ]);
    expect(found[1]!.place!.rect!.height).toBeCloseTo(33);
  });

  it("measures type at the edge of the bleed by its outlines", () => {
    // em box from -10.4, ink from -9.5
    expect(check(text({ x: -10.4, size: 9 }))).toEqual([]);
    expect(check(text({ x: -12 }))).toMatchObject([{ code: "press/outside-bleed", source }]);
    // turned, the foot of the glyph is its left edge
    expect(check(text({ x: -9.9, turn: 90 }))).toEqual([]);
    expect(check(text({ x: -10.5, turn: 90 }))).toMatchObject([{ code: "press/outside-bleed" }]);
  });

  it("finds pieces of text on one another, and not tight ones", () => {
    expect(check(text(), text({ x: 54, y: 52 }))).toMatchObject([{ code: "press/overlap", severity: "error", source }]);
    expect(check(text(), text({ y: 59 }))).toEqual([]);
    expect(check(text(), text({ x: 50 + 27 - 1 }))).toEqual([]);
  });

  it("passes over pictures that could not be read", () => {
    expect(checkInked({ page: pageOf(photo), pictures: new Map() })).toEqual([]);
  });
});

const pngChunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};

const markersOf = (jpeg: Uint8Array): readonly number[] => {
  const markers: number[] = [];
  for (let at = 2; jpeg[at] === 0xff; at += 2 + (jpeg[at + 2]! << 8) + jpeg[at + 3]!) {
    markers.push(jpeg[at + 1]!);
    if (jpeg[at + 1] === 0xda) break;
  }
  return markers;
};

/** Adobe RGB (1998), 4.3.1: gamma 563/256, and its primaries. */
const toAdobeRgb = (rgb: Rgb): Rgb => {
  const linear = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const [r = 0, g = 0, b = 0] = linear;
  // sRGB and Adobe RGB share red, blue and the white point
  const mixed = [0.7151627 * r + 0.2848373 * g, g, 0.0411705 * g + 0.9588295 * b];
  const [red = 0, green = 0, blue_ = 0] = mixed.map((part) => Math.round(255 * part ** (256 / 563)));
  return [red, green, blue_];
};

const tagAdobeRgb = async (tiff: Uint8Array): Promise<Uint8Array> =>
  // the profile goes in as it is: attaching it through a conversion would move the colours
  withIccTag(tiff, adobeRgbProfile());

/** A little-endian TIFF of one directory with an ICC profile (tag 34675) added. */
const withIccTag = (tiff: Uint8Array, icc: Uint8Array): Uint8Array => {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const at = view.getUint32(4, true);
  const count = view.getUint16(at, true);
  const old = Buffer.from(tiff.subarray(at + 2, at + 2 + count * 12));
  const entry = Buffer.alloc(12);
  entry.writeUInt16LE(34675, 0);
  entry.writeUInt16LE(7, 2);
  entry.writeUInt32LE(icc.length, 4);
  const directory = Buffer.alloc(2);
  directory.writeUInt16LE(count + 1, 0);
  const head = Buffer.from(tiff);
  head.writeUInt32LE(tiff.length, 4);
  entry.writeUInt32LE(tiff.length + 2 + (count + 1) * 12 + 4, 8);
  const entries = Array.from({ length: count }, (_, index) => old.subarray(index * 12, index * 12 + 12))
    .filter((each) => each.readUInt16LE(0) !== 34675)
    .concat([entry])
    .sort((a, b) => a.readUInt16LE(0) - b.readUInt16LE(0));
  return Buffer.concat([head, directory, ...entries, Buffer.alloc(4), icc]);
};

/** A version 2 matrix profile with the numbers of Adobe RGB (1998). */
const adobeRgbProfile = (): Uint8Array => {
  const s15 = (...values: readonly number[]) => {
    const bytes = Buffer.alloc(values.length * 4);
    values.forEach((value, index) => {
      bytes.writeInt32BE(Math.round(value * 65536), index * 4);
    });
    return bytes;
  };
  const tag = (type: string, body: Uint8Array) => Buffer.concat([Buffer.from(`${type}\0\0\0\0`, "latin1"), body]);
  const curve = tag("curv", Buffer.from([0, 0, 0, 1, 2, 51, 0, 0]));
  const tags: readonly (readonly [string, Buffer])[] = [
    ["cprt", tag("text", Buffer.from("none\0\0\0\0"))],
    ["wtpt", tag("XYZ ", s15(0.9505, 1, 1.0891))],
    ["rXYZ", tag("XYZ ", s15(0.60974, 0.31111, 0.01947))],
    ["gXYZ", tag("XYZ ", s15(0.20528, 0.62567, 0.06087))],
    ["bXYZ", tag("XYZ ", s15(0.14919, 0.06322, 0.74457))],
    ["rTRC", curve],
    ["gTRC", curve],
    ["bTRC", curve],
  ];
  const header = Buffer.alloc(128);
  header.writeUInt32BE(0x02100000, 8);
  header.write("mntrRGB XYZ ", 12, "latin1");
  header.write("acsp", 36, "latin1");
  s15(0.9642, 1, 0.8249).copy(header, 68);
  const table = Buffer.alloc(4 + tags.length * 12);
  table.writeUInt32BE(tags.length, 0);
  let at = 128 + table.length;
  tags.forEach(([name, body], index) => {
    table.write(name, 4 + index * 12, "latin1");
    table.writeUInt32BE(at, 8 + index * 12);
    table.writeUInt32BE(body.length, 12 + index * 12);
    at += body.length;
  });
  header.writeUInt32BE(at, 0);
  return Buffer.concat([header, table, ...tags.map(([, body]) => body)]);
};
