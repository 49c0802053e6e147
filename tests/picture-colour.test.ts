/** Every kind of picture becomes the inks that Little CMS gives for it; its program `transicc`, which we did not write, is the witness. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { adobeRgb } from "../src/press/adobe-rgb.ts";
import { cmykTiff } from "../src/press/cmyk-tiff.ts";
import { inkOne, lightnessOf, middleInks, NEWSPRINT, PRESS } from "./kit/ink-one.ts";
import { ROOT } from "./kit/sample.ts";
import { deepCmyk, jpegOfCamera, jpegWithProfile, pngWithProfile, srgbPng, withoutSegment } from "./kit/tag-picture.ts";
import { has, run } from "./kit/witness.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-colour-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What `transicc` makes of `values` on the way to the newsprint profile. `from` is a file or one of its built-in profiles. */
const witness = (from: string | Uint8Array, values: readonly number[], intent = 0): readonly number[] => {
  const file = typeof from === "string" ? from : join(folder, `${from.length}.icc`);
  if (typeof from !== "string") writeFileSync(file, from);
  const args = [`-t${intent}`, "-b", "-n", `-i${file}`, `-o${NEWSPRINT}`];
  const { stdout } = spawnSync("transicc", args, { input: `${values.join(" ")}\n`, encoding: "utf8" });
  return stdout.trim().split("\n")[0]!.trim().split(/\s+/).slice(0, 4).map(Number);
};

type Rgb = readonly [number, number, number];

const flat = ([r, g, b]: Rgb) => sharp({ create: { width: 64, height: 64, channels: 3, background: { r, g, b } } });

const png = (rgb: Rgb): Promise<Uint8Array> => flat(rgb).png().toBuffer();

const jpeg = (rgb: Rgb): Promise<Uint8Array> => flat(rgb).jpeg({ quality: 100, chromaSubsampling: "4:4:4" }).toBuffer();

/** JPEG's quantisation moves inks by as much, in per cent; numbers of the witness have none of it. */
const NEAR = 1.5;

const expectNear = (inks: readonly number[], wanted: readonly number[], by = NEAR): void => {
  const away = Math.max(...wanted.map((each, n) => Math.abs(each - inks[n]!)));
  expect(away, `${inks.join("/")} for ${wanted.join("/")}`).toBeLessThanOrEqual(by);
};

const said = (found: readonly { readonly code: string; readonly severity: string }[]) =>
  found.map(({ code, severity }) => `${severity} ${code}`);

const COLOURS: readonly Rgb[] = [
  [0, 0, 255],
  [60, 130, 70],
  [220, 170, 140],
  [90, 140, 200],
  [128, 128, 128],
  [40, 30, 20],
];

describe.skipIf(!has("transicc"))("pictures in RGB, by transicc", () => {
  it("sRGB, tagged and untagged, which is said", async () => {
    const icc = (await sharp(await flat([1, 2, 3]).withIccProfile("srgb").png().toBuffer()).metadata()).icc!;
    for (const rgb of COLOURS) {
      const wanted = witness("*sRGB", rgb);
      const tagged = await inkOne(pngWithProfile(await png(rgb), icc));
      expectNear(await middleInks(tagged.picture), wanted, 2);
      expect(said(tagged.found)).toEqual([]);
      const untagged = await inkOne(await png(rgb));
      expectNear(await middleInks(untagged.picture), wanted);
      expect(said(untagged.found)).toEqual(["info press/untagged"]);
    }
  });

  it("relative colorimetric with black point compensation, by one line of configuration", async () => {
    for (const rgb of COLOURS) {
      const { picture } = await inkOne(await png(rgb), { ...PRESS, intent: "relative" });
      expectNear(await middleInks(picture), witness("*sRGB", rgb, 1));
    }
    expect(witness("*sRGB", [0, 0, 255], 1)).not.toEqual(witness("*sRGB", [0, 0, 255], 0));
  });

  it("Adobe RGB: by its profile, and by what a camera says that embeds none", async () => {
    const icc = adobeRgb().bytes;
    for (const rgb of COLOURS) {
      const wanted = witness(icc, rgb);
      expectNear(await middleInks((await inkOne(pngWithProfile(await png(rgb), icc))).picture), wanted);
      const camera = await inkOne(jpegOfCamera(await jpeg(rgb), "adobe-rgb"));
      expectNear(await middleInks(camera.picture), wanted, 2);
      expect(said(camera.found)).toEqual([]);
    }
    const [asAdobe = 0] = witness(icc, [60, 130, 70]);
    expect(asAdobe - witness("*sRGB", [60, 130, 70])[0]!).toBeGreaterThan(5);
  });

  it.skipIf(!existsSync("/usr/share/color/icc/ghostscript/a98.icc"))("our Adobe RGB is Ghostscript's", () => {
    const other = "/usr/share/color/icc/ghostscript/a98.icc";
    for (const rgb of COLOURS) expectNear(witness(adobeRgb().bytes, rgb), witness(other, rgb), 0.5);
  });

  it("Display P3", async () => {
    const icc = (await sharp(await flat([1, 2, 3]).withIccProfile("p3").png().toBuffer()).metadata()).icc!;
    for (const rgb of COLOURS) {
      const { picture, found } = await inkOne(pngWithProfile(await png(rgb), icc));
      expectNear(await middleInks(picture), witness(icc, rgb));
      expect(said(found)).toEqual([]);
    }
  });

  it("16 bits, alpha on paper, palettes", async () => {
    for (const rgb of COLOURS) {
      const wanted = witness("*sRGB", rgb);
      const deep = await flat(rgb).toColourspace("rgb16").png().toBuffer();
      expect((await sharp(deep).metadata()).depth).toBe("ushort");
      expectNear(await middleInks((await inkOne(deep)).picture), wanted);
      const palette = await flat(rgb).png({ palette: true }).toBuffer();
      expect((await sharp(palette).metadata()).isPalette).toBe(true);
      expectNear(await middleInks((await inkOne(palette)).picture), wanted);
    }
    const half = sharp({
      create: { width: 64, height: 64, channels: 4, background: { r: 0, g: 0, b: 255, alpha: 0.5 } },
    });
    expectNear(
      await middleInks((await inkOne(await half.png().toBuffer())).picture),
      witness("*sRGB", [127, 127, 255]),
      2,
    );
  });

  it("a picture's own profile that is of no use is passed over, and that is said", async () => {
    const wanted = witness("*sRGB", [60, 130, 70]);
    const broken = Buffer.from(adobeRgb().bytes);
    broken.fill(0xee, 128);
    for (const icc of [broken, readFileSync(NEWSPRINT), Buffer.from("not a profile at all")]) {
      const { picture, found } = await inkOne(jpegWithProfile(await jpeg([60, 130, 70]), icc));
      expectNear(await middleInks(picture), wanted, 2);
      expect(said(found)).toEqual(["warning press/untagged"]);
    }
  });
});

describe("what cameras and PNG say without a profile", () => {
  it("is believed", async () => {
    expect(said((await inkOne(jpegOfCamera(await jpeg([60, 130, 70]), "srgb"))).found)).toEqual([]);
    expect(said((await inkOne(srgbPng(await png([60, 130, 70])))).found)).toEqual([]);
  });
});

const PATCH = [36, 18, 8, 201] as const;
const PATCH_INKS = PATCH.map((value) => value / 2.55);

const inkPixels = (inks: readonly number[]): Uint8Array =>
  cmykTiff({
    width: 64,
    height: 64,
    channels: 4,
    data: Uint8Array.from({ length: 64 * 64 * 4 }, (_, n) => inks[n % 4]!),
  });

/** As Photoshop writes it: inks turned round, and an Adobe segment that says so. */
const cmykJpeg = (inks: readonly number[]): Promise<Uint8Array> =>
  sharp(inkPixels(inks), { ignoreIcc: true })
    .pipelineColourspace("cmyk")
    .toColourspace("cmyk")
    .jpeg({ quality: 100 })
    .toBuffer();

describe("pictures in CMYK", () => {
  it("of this press are left as they are, and nothing is said", async () => {
    const { picture, found } = await inkOne(jpegWithProfile(await cmykJpeg(PATCH), readFileSync(NEWSPRINT)));
    expectNear(await middleInks(picture), PATCH_INKS, 0.8);
    expect(said(found)).toEqual([]);
  });

  it("without a profile are left as they are, or refused, as the press wants it", async () => {
    const untagged = await cmykJpeg(PATCH);
    const kept = await inkOne(untagged);
    expectNear(await middleInks(kept.picture), PATCH_INKS, 0.8);
    expect(said(kept.found)).toEqual(["warning press/untagged"]);
    const refused = await inkOne(untagged, { ...PRESS, untaggedCmyk: "refuse" });
    expect(said(refused.found)).toEqual(["error press/untagged"]);
  });

  it("are read the right way round, with an Adobe segment and without", async () => {
    const turned = await cmykJpeg(PATCH);
    expectNear(await middleInks((await inkOne(turned)).picture), PATCH_INKS, 0.8);
    // without the segment a JPEG's inks stand as they are: this one's are the opposite
    const plain = withoutSegment(turned, 0xee);
    const opposite = PATCH.map((value) => (255 - value) / 2.55);
    const unlimited = { ...PRESS, inkLimit: 400 };
    expectNear(await middleInks((await inkOne(plain, unlimited)).picture), opposite, 0.8);
  });

  it("of 16 bits keep their inks", async () => {
    const { picture } = await inkOne(deepCmyk([9252, 4626, 2056, 51657], 64));
    expectNear(await middleInks(picture), PATCH_INKS, 0.8);
  });

  it.skipIf(!has("convert"))(
    "as ImageMagick writes it: YCCK as Photoshop does, and TIFF of 8 and 16 bits",
    async () => {
      const from = join(folder, "patch.tif");
      writeFileSync(from, inkPixels(PATCH));
      for (const [name, ...how] of [
        ["whole.jpg", "-quality", "100"],
        ["halved.jpg", "-quality", "100", "-sampling-factor", "4:2:0"],
        ["plain.tif", "-depth", "8"],
        ["deep.tif", "-depth", "16", "-compress", "LZW"],
      ] as const) {
        const to = join(folder, name);
        run("convert", [from, ...how, to]);
        const bytes = readFileSync(to);
        // Adobe's segment ends with the transform: 2 is YCCK
        if (name.endsWith(".jpg")) expect(bytes[bytes.indexOf("Adobe") + 11]).toBe(2);
        expectNear(await middleInks((await inkOne(bytes)).picture), PATCH_INKS, 0.8);
      }
    },
  );

  const other = `${ROOT}../shared/icc/snap-tr002-tac240.icc`;
  it.skipIf(!existsSync(other) || !has("transicc"))(
    "of another press are converted, black alone stays black alone",
    async () => {
      const icc = readFileSync(other);
      const keepingBlack = 10;
      for (const inks of [PATCH, [200, 60, 0, 0], [0, 180, 200, 20], [0, 0, 0, 128], [0, 0, 0, 255]]) {
        const { picture, found } = await inkOne(jpegWithProfile(await cmykJpeg(inks), icc));
        const wanted = witness(
          icc,
          inks.map((value) => value / 2.55),
          keepingBlack,
        );
        expectNear(await middleInks(picture), wanted);
        expect(said(found)).toEqual(["info press/foreign-cmyk"]);
      }
      const grey = await inkOne(jpegWithProfile(await cmykJpeg([0, 0, 0, 128]), icc));
      expect((await middleInks(grey.picture)).slice(0, 3)).toEqual([0, 0, 0]);
    },
  );
});

describe("black and white pictures", () => {
  const grey = (value: number) => flat([value, value, value]).toColourspace("b-w");

  it("print on the black plate alone, as light as the same grey of a colour picture", async () => {
    for (const value of [0, 40, 100, 160, 230, 255]) {
      const { picture, found } = await inkOne(await grey(value).png().toBuffer());
      expect(picture.space).toBe("gray");
      expect(said(found)).toEqual([]);
      const [, , , k = 0] = await middleInks(picture);
      if (!has("transicc")) continue;
      const colour = witness("*sRGB", [value, value, value]);
      expect(Math.abs(lightnessOf([0, 0, 0, k]) - lightnessOf(colour)), `grey ${value}: ${k} % of black`).toBeLessThan(
        3,
      );
    }
  });

  it("with 16 bits, and with a profile of their own", async () => {
    const deep = await flat([100, 100, 100]).toColourspace("grey16").png().toBuffer();
    const [plain, deeper] = [await inkOne(await grey(100).png().toBuffer()), await inkOne(deep)];
    expectNear(await middleInks(deeper.picture), await middleInks(plain.picture), 0.5);
    // linear light: 100 of 255 is far lighter than sRGB's 100
    const linear = await inkOne(pngWithProfile(await grey(100).png().toBuffer(), linearGrey()));
    const asSrgb = await inkOne(await grey(168).png().toBuffer());
    expectNear(await middleInks(linear.picture), await middleInks(asSrgb.picture), 1);
    expect(linear.picture.space).toBe("gray");
  });
});

/** A grey profile of version 2 whose values are amounts of light. */
const linearGrey = (): Uint8Array => {
  const file = Buffer.alloc(128 + 4 + 24 + 20 + 12);
  file.writeUInt32BE(file.length, 0);
  file.writeUInt32BE(0x02100000, 8);
  file.write("mntrGRAYXYZ ", 12, "latin1");
  file.write("acsp", 36, "latin1");
  [0.9642, 1, 0.8249].forEach((each, n) => {
    file.writeInt32BE(Math.round(each * 65536), 68 + n * 4);
    file.writeInt32BE(Math.round(each * 65536), 164 + n * 4);
  });
  file.writeUInt32BE(2, 128);
  file.write("wtpt", 132, "latin1");
  file.writeUInt32BE(156, 136);
  file.writeUInt32BE(20, 140);
  file.write("kTRC", 144, "latin1");
  file.writeUInt32BE(176, 148);
  file.writeUInt32BE(12, 152);
  file.write("XYZ ", 156, "latin1");
  file.write("curv", 176, "latin1");
  return file;
};

describe("line art of one bit", () => {
  const art = (size: number) =>
    sharp({ create: { width: size, height: size, channels: 3, background: "#fff" } })
      .composite([{ input: { create: { width: 11, height: 7, channels: 3, background: "#000" } }, left: 3, top: 5 }])
      .toColourspace("b-w");

  it("stays one bit a pixel where it has enough of them, in PNG with and without palette and in TIFF", async () => {
    const files = [
      await art(600).png({ palette: true, colours: 2 }).toBuffer(),
      await art(600).tiff({ bitdepth: 1 }).toBuffer(),
    ];
    for (const file of files) {
      const { picture, found } = await inkOne(file);
      expect(picture).toMatchObject({ space: "bitmap", width: 600, height: 600, peakInk: 100 });
      expect(picture.data.length).toBe(75 * 600);
      const isBlack = (x: number, y: number) => ((picture.data[y * 75 + (x >> 3)]! >> (7 - (x & 7))) & 1) === 0;
      expect([isBlack(2, 5), isBlack(3, 5), isBlack(13, 11), isBlack(14, 11), isBlack(13, 12)]).toEqual([
        false,
        true,
        true,
        false,
        false,
      ]);
      expect(said(found)).toEqual([]);
    }
  });

  it("becomes grey where it has too few, and that is said", async () => {
    const { picture, found } = await inkOne(await art(300).tiff({ bitdepth: 1 }).toBuffer());
    expect([picture.space, picture.width]).toEqual(["gray", 200]);
    expect(said(found)).toEqual(["warning press/resolution"]);
  });

  it("of two colours is a colour picture", async () => {
    const red = await sharp({ create: { width: 600, height: 600, channels: 3, background: "#fff" } })
      .composite([{ input: { create: { width: 300, height: 300, channels: 3, background: "#f00" } } }])
      .png({ palette: true, colours: 2 })
      .toBuffer();
    expect((await inkOne(red)).picture.space).toBe("cmyk");
  });
});

describe("sharpening", () => {
  it("is done once the picture has the press's resolution, and as strongly as the press wants", async () => {
    const edge = await sharp({ create: { width: 400, height: 400, channels: 3, background: "#a0a0a0" } })
      .composite([
        { input: { create: { width: 200, height: 400, channels: 3, background: "#606060" } }, left: 0, top: 0 },
      ])
      .blur(2)
      .toColourspace("b-w")
      .png()
      .toBuffer();
    const spread = async (sharpening: "none" | "light" | "strong") => {
      const { picture } = await inkOne(edge, { ...PRESS, sharpening });
      const data = await sharp(picture.data).toColourspace("b-w").raw().toBuffer();
      const row = [...data.subarray(100 * picture.width + 60, 100 * picture.width + 140)];
      return Math.max(...row) - Math.min(...row);
    };
    const [none, light, strong] = [await spread("none"), await spread("light"), await spread("strong")];
    expect(light).toBeGreaterThan(none);
    expect(strong).toBeGreaterThan(light);
  });
});
