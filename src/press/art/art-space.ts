/** Colour spaces of placed PDFs, and colours in them as inks or as what a screen shows. */
import type { CosFile } from "../../cos/cos-file.ts";
import { CosArray, CosDict, CosName, CosStream, CosString, type CosValue } from "../../cos/cos-object.ts";
import { type PdfFunction, readFunction } from "../../cos/pdf-function.ts";

/** A colour space as far as colours of it can be made into ink. */
export type ArtSpace =
  | { readonly kind: "grey" | "cmyk" }
  /** `profile` where it has one of its own that is not sRGB */
  | { readonly kind: "rgb"; readonly profile?: Uint8Array }
  | { readonly kind: "lab"; readonly range: readonly number[] }
  | { readonly kind: "indexed"; readonly base: ArtSpace; readonly table: Uint8Array; readonly last: number }
  /** Separation and DeviceN: tints that a function makes into colours of another space */
  | {
      readonly kind: "tints";
      readonly inks: readonly string[];
      readonly other: ArtSpace;
      readonly convert: PdfFunction;
    }
  | { readonly kind: "pattern"; readonly base?: ArtSpace };

/** A colour: in parts of full ink, or in red, green and blue of 0 to 255. */
export type ArtColour =
  | { readonly kind: "ink"; readonly inks: readonly [number, number, number, number] }
  | { readonly kind: "screen"; readonly rgb: readonly [number, number, number]; readonly profile?: Uint8Array };

/** Spaces in spaces end here. */
const MAX_DEPTH = 6;

/** Reads a colour space; undefined where it is damaged or cannot be converted. `named` are those of the resources. */
export const readSpace = (
  value: CosValue,
  { file, named }: { readonly file: CosFile; readonly named: CosDict | undefined },
  depth = 0,
): ArtSpace | undefined => {
  if (depth > MAX_DEPTH) return undefined;
  const read = file.resolve(value);
  const inner = (each: CosValue): ArtSpace | undefined => readSpace(each, { file, named }, depth + 1);
  if (read instanceof CosName) {
    const device = DEVICES[read.value];
    if (device) return device;
    return named?.has(read.value) ? inner(named.get(read.value)) : undefined;
  }
  if (!(read instanceof CosArray)) return undefined;
  if (!known.has(read)) known.set(read, arraySpace(read, inner, file));
  return known.get(read);
};

/** The same array is the same space, so that a form called twice under it is written once. */
const known = new WeakMap<CosArray, ArtSpace | undefined>();

const arraySpace = (
  read: CosArray,
  inner: (value: CosValue) => ArtSpace | undefined,
  file: CosFile,
): ArtSpace | undefined => {
  const family = read.at(0);
  if (!(family instanceof CosName)) return undefined;
  switch (family.value) {
    case "CalGray":
      return { kind: "grey" };
    case "CalRGB":
      return { kind: "rgb" };
    case "Lab": {
      const dict = read.at(1);
      return {
        kind: "lab",
        range: (dict instanceof CosDict && dict.array("Range")?.numbers()) || [-100, 100, -100, 100],
      };
    }
    case "ICCBased":
      return iccSpace(read.at(1), file);
    case "Indexed":
    case "I":
      return indexedSpace(read, inner, file);
    case "Separation":
    case "DeviceN":
      return tintSpace(read, inner, file);
    case "Pattern": {
      const base = read.length > 1 ? inner(read.at(1)) : undefined;
      return { kind: "pattern", ...(base && { base }) };
    }
    default:
      return DEVICES[family.value];
  }
};

/** Spaces of a device. */
export const DEVICE_SPACES = {
  grey: { kind: "grey" },
  rgb: { kind: "rgb" },
  cmyk: { kind: "cmyk" },
} as const satisfies Readonly<Record<string, ArtSpace>>;

const DEVICES: Readonly<Record<string, ArtSpace>> = {
  DeviceGray: DEVICE_SPACES.grey,
  G: DEVICE_SPACES.grey,
  DeviceRGB: DEVICE_SPACES.rgb,
  RGB: DEVICE_SPACES.rgb,
  DeviceCMYK: DEVICE_SPACES.cmyk,
  CMYK: DEVICE_SPACES.cmyk,
  Pattern: { kind: "pattern" },
};

const iccSpace = (value: CosValue, file: CosFile): ArtSpace | undefined => {
  if (!(value instanceof CosStream)) return undefined;
  const components = value.dict.number("N");
  if (components === 1) return { kind: "grey" };
  // ink is printed as it is, as that of CMYK pictures
  if (components === 4) return { kind: "cmyk" };
  if (components !== 3) return undefined;
  const { bytes } = file.decode(value);
  if (Buffer.from(bytes).toString("latin1", 16, 20) === "Lab ") return undefined;
  return isSrgb(bytes) ? { kind: "rgb" } : { kind: "rgb", profile: bytes };
};

/** By its description, in ASCII or in UTF-16. */
const isSrgb = (profile: Uint8Array): boolean =>
  /sRGB/.test(Buffer.from(profile).toString("latin1").replaceAll("\0", "")) || profile.length < 128;

const indexedSpace = (
  read: CosArray,
  inner: (value: CosValue) => ArtSpace | undefined,
  file: CosFile,
): ArtSpace | undefined => {
  const base = inner(read.at(1));
  const last = read.at(2);
  const table = read.at(3);
  if (!base || base.kind === "pattern" || base.kind === "indexed" || typeof last !== "number") return undefined;
  const bytes =
    table instanceof CosString ? table.bytes : table instanceof CosStream ? file.decode(table).bytes : undefined;
  return bytes && { kind: "indexed", base, table: bytes, last: Math.max(0, Math.min(255, last)) };
};

const tintSpace = (
  read: CosArray,
  inner: (value: CosValue) => ArtSpace | undefined,
  file: CosFile,
): ArtSpace | undefined => {
  const names = read.at(1);
  const other = inner(read.at(2));
  const convert = readFunction(read.at(3), file);
  const inks = names instanceof CosArray ? names.values() : [names];
  if (!other || other.kind === "pattern" || !inks.every((each) => each instanceof CosName)) return undefined;
  const called = inks.map((each) => each.value);
  // process inks need no function
  if (called.every((each) => PROCESS.includes(each) || each === "None"))
    return { kind: "tints", inks: called, other: { kind: "cmyk" }, convert: processOf(called) };
  return convert && { kind: "tints", inks: called, other, convert };
};

const PROCESS: readonly string[] = ["Cyan", "Magenta", "Yellow", "Black"];

const processOf =
  (inks: readonly string[]): PdfFunction =>
  (tints) =>
    PROCESS.map((each) => tints[inks.indexOf(each)] ?? 0);

/** Numbers that a colour of the space has. */
export const componentsOf = (space: ArtSpace): number => {
  switch (space.kind) {
    case "grey":
    case "indexed":
      return 1;
    case "rgb":
    case "lab":
      return 3;
    case "cmyk":
      return 4;
    case "tints":
      return space.inks.length;
    case "pattern":
      return 0;
    default:
      return space satisfies never;
  }
};

/** What a colour is before any is set (ISO 32000-1, table 74). */
export const firstColour = (space: ArtSpace): readonly number[] =>
  space.kind === "cmyk"
    ? [0, 0, 0, 1]
    : Array.from({ length: componentsOf(space) }, () => (space.kind === "tints" ? 1 : 0));

/** A colour of the space. */
export const colourOf = (space: ArtSpace, values: readonly number[]): ArtColour => {
  const at = (n: number): number => Math.max(0, Math.min(1, values[n] ?? 0));
  switch (space.kind) {
    case "grey":
      return { kind: "ink", inks: [0, 0, 0, 1 - at(0)] };
    case "cmyk":
      return { kind: "ink", inks: [at(0), at(1), at(2), at(3)] };
    case "rgb":
      return {
        kind: "screen",
        rgb: [byte(at(0)), byte(at(1)), byte(at(2))],
        ...(space.profile && { profile: space.profile }),
      };
    case "lab":
      return { kind: "screen", rgb: labToScreen(values[0] ?? 0, values[1] ?? 0, values[2] ?? 0) };
    case "indexed": {
      const index = Math.max(0, Math.min(space.last, Math.round(values[0] ?? 0)));
      const size = componentsOf(space.base);
      const parts = Array.from(space.table.subarray(index * size, index * size + size), (part) => part / 255);
      return colourOf(space.base, space.base.kind === "lab" ? labParts(parts, space.base.range) : parts);
    }
    case "tints":
      return colourOf(space.other, space.convert(values));
    case "pattern":
      return { kind: "ink", inks: [0, 0, 0, 1] };
    default:
      return space satisfies never;
  }
};

const byte = (part: number): number => Math.round(part * 255);

/** Parts of 0 to 1, as pictures and tables have them, in the ranges of L*, a* and b*. */
export const labParts = ([l = 0, a = 0, b = 0]: readonly number[], range: readonly number[]): readonly number[] => [
  l * 100,
  range[0]! + a * (range[1]! - range[0]!),
  range[2]! + b * (range[3]! - range[2]!),
];

/** CIE L*a*b* of D50 as sRGB (IEC 61966-2-1, adapted by Bradford). */
const labToScreen = (l: number, a: number, b: number): readonly [number, number, number] => {
  const y = (l + 16) / 116;
  const cube = (t: number): number => (t > 6 / 29 ? t ** 3 : (108 / 841) * (t - 4 / 29));
  const [X, Y, Z] = [0.9642 * cube(y + a / 500), cube(y), 0.8249 * cube(y - b / 200)];
  const linear = [
    3.1338561 * X - 1.6168667 * Y - 0.4906146 * Z,
    -0.9787684 * X + 1.9161415 * Y + 0.033454 * Z,
    0.0719453 * X - 0.2289914 * Y + 1.4052427 * Z,
  ];
  const [red, green, blue] = linear.map((part) => {
    const within = Math.max(0, Math.min(1, part));
    return byte(within <= 0.0031308 ? 12.92 * within : 1.055 * within ** (1 / 2.4) - 0.055);
  });
  return [red!, green!, blue!];
};
