/** The colours and pixels of placed PDFs into ink: all of one page at once. */
import { createHash } from "node:crypto";
import type { Ink } from "../../base/colour.ts";
import { CosDict, CosName, CosRef, CosStream, type CosValue, type Resolver } from "../../cos/cos-object.ts";
import { decodeStream } from "../../cos/decode-stream.ts";
import { allow, clampInk } from "../ink-limit.ts";
import { decodeRgb } from "../photo-pixels.ts";
import type { Raster } from "../raster.ts";
import type { ArtInks, ArtPixels } from "./art-shop.ts";
import { type ArtColour, colourOf, labParts } from "./art-space.ts";

/** RGB pixels into CMYK by the press profile: those of a profile of their own, or of sRGB. */
export type Separate = (rgb: Raster, profile: Uint8Array | undefined) => Promise<Raster>;

const NOTHING: Ink = { c: 0, m: 0, y: 0, k: 100 };

/** Writes down what a page needs; then has it converted. */
export class ArtNeeds implements ArtInks {
  readonly #colours = new Map<string, ArtColour>();
  readonly #pixels = new Map<string, ArtPixels>();
  readonly #inks: Ink[] = [];

  /** whether something in CMYK stays as it is */
  keepsInk = false;

  ink(colour: ArtColour): Ink {
    if (colour.kind === "screen") this.#colours.set(keyOf(colour), colour);
    else this.#inks.push(partsOf(colour.inks));
    return NOTHING;
  }

  kept(space: "grey" | "cmyk"): void {
    this.keepsInk ||= space === "cmyk";
  }

  /** colours that are inks already */
  get inked(): readonly Ink[] {
    return this.#inks;
  }

  /** whether it has colours, or pictures that may have some */
  get isColoured(): boolean {
    const screen = [...this.#colours.values()].some((each) => each.kind === "screen" && new Set(each.rgb).size > 1);
    return screen || this.keepsInk || this.#pixels.size > 0 || this.#inks.some(({ c, m, y }) => c + m + y > 0);
  }

  pixels(asked: ArtPixels): undefined {
    this.#pixels.set(asked.key, asked);
  }

  /** All of it as ink under the limit, per cent, but for damaged pictures; `own` says what becomes of inks. Rejects when the profile gives no CMYK. */
  async convert(
    separate: Separate,
    { limit, own }: { readonly limit: number; readonly own: (ink: Ink) => Ink },
  ): Promise<{ readonly inks: ArtInks; readonly damaged: number }> {
    const inks = await inksOf([...this.#colours.values()], separate, limit);
    const pictures = new Map<string, CosStream>();
    for (const [key, asked] of this.#pixels) {
      const inked = await inkedPixels(asked, separate, limit);
      if (inked) pictures.set(key, inked);
    }
    return {
      inks: {
        ink: (colour) =>
          colour.kind === "ink" ? within(own(partsOf(colour.inks)), limit) : (inks.get(keyOf(colour)) ?? NOTHING),
        pixels: ({ key }) => pictures.get(key),
        kept: () => {},
      },
      damaged: this.#pixels.size - pictures.size,
    };
  }
}

type ScreenColour = Extract<ArtColour, { kind: "screen" }>;

const keyOf = ({ rgb, profile }: ScreenColour): string => `${rgb.join(" ")} ${profile ? hashOf(profile) : ""}`;

/** SHA-256 of a profile, worked out once: a drawing asks for it with every colour. */
const hashOf = (profile: Uint8Array): string => {
  const hash = hashes.get(profile) ?? createHash("sha256").update(profile).digest("hex");
  hashes.set(profile, hash);
  return hash;
};

const hashes = new WeakMap<Uint8Array, string>();

/** Parts of ink in per cent. */
const partsOf = (inks: readonly [number, number, number, number]): Ink => {
  const [c, m, y, k] = inks.map((part) => part * 100) as [number, number, number, number];
  return { c, m, y, k };
};

/** Where inks are over the limit the colours give way, black stays. */
const within = ({ c, m, y, k }: Ink, limit: number): Ink => {
  const room = Math.max(0, limit - k);
  const scale = c + m + y > room ? room / (c + m + y) : 1;
  return { c: c * scale, m: m * scale, y: y * scale, k };
};

const inksOf = async (
  colours: readonly ArtColour[],
  separate: Separate,
  limit: number,
): Promise<ReadonlyMap<string, Ink>> => {
  const inks = new Map<string, Ink>();
  const screen = colours.filter((each): each is ScreenColour => each.kind === "screen");
  const groups = new Map<Uint8Array | undefined, ScreenColour[]>();
  for (const each of screen) groups.set(each.profile, [...(groups.get(each.profile) ?? []), each]);
  for (const [profile, group] of groups) {
    const data = Uint8Array.from(group.flatMap(({ rgb }) => rgb));
    const rgb: Raster = { width: group.length, height: 1, channels: 3, data };
    const raw = await separate(rgb, profile);
    const inked = clampInk(raw, allow(raw, limit)).data;
    group.forEach((each, n) => {
      const [red, green, blue] = each.rgb;
      const grey = red === green && green === blue;
      const [c, m, y, k] = [0, 1, 2, 3].map((part) => percent(inked[n * 4 + part]!)) as [
        number,
        number,
        number,
        number,
      ];
      // greys go onto the black plate alone, as those of drawings do
      inks.set(keyOf(each), grey ? { c: 0, m: 0, y: 0, k: percent(255 - green) } : { c, m, y, k });
    });
  }
  return inks;
};

/** 255ths in per cent, rounded down to tenths so that the limit holds. */
const percent = (value: number): number => Math.floor((value * 1000) / 255 + 1e-9) / 10;

const inkedPixels = async (
  { stream, space }: ArtPixels,
  separate: Separate,
  limit: number,
): Promise<CosStream | undefined> => {
  const rgb = await rgbOf(stream, space);
  if (!rgb) return undefined;
  const profile = space.kind === "rgb" ? space.profile : undefined;
  const raw = await separate(rgb, profile);
  const { width, height, data } = clampInk(raw, allow(raw, limit));
  const mask = stream.dict.get("Mask");
  const entries: [string, CosValue][] = [
    ["Type", new CosName("XObject")],
    ["Subtype", new CosName("Image")],
    ["Width", width],
    ["Height", height],
    ["ColorSpace", new CosName("DeviceCMYK")],
    ["BitsPerComponent", 8],
    ...(mask instanceof CosStream ? [["Mask", stencil(mask)] as [string, CosValue]] : []),
  ];
  return new CosStream(new CosDict(new Map(entries), PLAIN), data);
};

/** Nothing in what is made here is a reference. */
const PLAIN: Resolver = { resolve: (value) => (value instanceof CosRef ? undefined : value) };

/** A mask of one bit, with what belongs to it. */
const stencil = (mask: CosStream): CosStream => {
  const keys = ["Width", "Height", "BitsPerComponent", "Decode", "Filter", "DecodeParms"] as const;
  const entries = keys.flatMap((key): [string, CosValue][] => {
    const value = mask.dict.get(key);
    return value === undefined ? [] : [[key, value]];
  });
  const head: [string, CosValue][] = [
    ["Type", new CosName("XObject")],
    ["Subtype", new CosName("Image")],
    ["ImageMask", true],
  ];
  return new CosStream(new CosDict(new Map([...head, ...entries]), PLAIN), mask.bytes);
};

const MOST_PIXELS = 60e6;

const rgbOf = async (stream: CosStream, space: ArtPixels["space"]): Promise<Raster | undefined> => {
  const { dict } = stream;
  const [width, height] = [dict.number("Width") ?? 0, dict.number("Height") ?? 0];
  if (!(width >= 1 && height >= 1 && width * height <= MOST_PIXELS)) return undefined;
  const { bytes, left } = decodeStream(stream, width * height * 6 + height);
  if (left === "DCTDecode") return space.kind === "rgb" ? decodeRgb(bytes).catch(() => undefined) : undefined;
  const bits = dict.number("BitsPerComponent") ?? 8;
  if (left !== undefined || ![1, 2, 4, 8, 16].includes(bits)) return undefined;
  const row = Math.ceil((width * 3 * bits) / 8);
  if (bytes.length < row * height) return undefined;
  const decode = dict.array("Decode")?.numbers();
  const data = new Uint8Array(width * height * 3);
  for (let y = 0, to = 0; y < height; y++)
    for (let x = 0; x < width; x++, to += 3) {
      const parts = [0, 1, 2].map((n) => sampleAt(bytes, { row: y * row, index: x * 3 + n, bits }));
      data.set(space.kind === "lab" ? labPixel(parts, space.range) : rgbPixel(parts, decode), to);
    }
  return { width, height, channels: 3, data };
};

const rgbPixel = (parts: readonly number[], decode: readonly number[] | undefined): readonly number[] =>
  parts.map((part, n) => {
    const [from, to] = [decode?.[2 * n] ?? 0, decode?.[2 * n + 1] ?? 1];
    return Math.round(255 * Math.max(0, Math.min(1, from + part * (to - from))));
  });

const labPixel = (parts: readonly number[], range: readonly number[]): readonly number[] => {
  const colour = colourOf({ kind: "lab", range }, labParts(parts, range));
  return colour.kind === "screen" ? colour.rgb : [0, 0, 0];
};

/** 0 to 1. */
const sampleAt = (
  bytes: Uint8Array,
  { row, index, bits }: { readonly row: number; readonly index: number; readonly bits: number },
): number => {
  if (bits === 8) return bytes[row + index]! / 255;
  if (bits === 16) return (bytes[row + 2 * index]! * 256 + bytes[row + 2 * index + 1]!) / 65535;
  const at = index * bits;
  return ((bytes[row + (at >> 3)]! >> (8 - (at & 7) - bits)) & (2 ** bits - 1)) / (2 ** bits - 1);
};
