/** Colour spaces as the page names them, and the inks that a colour in them lays down (ISO 32000-1, 8.6). */
import { CosArray, type CosDict, CosStream, type CosValue, dictOf, nameOf } from "../../cos/cos-object.ts";

/** The families. */
export type SpaceKind =
  | "DeviceGray"
  | "DeviceRGB"
  | "DeviceCMYK"
  | "CalGray"
  | "CalRGB"
  | "Lab"
  | "ICCBased"
  | "Indexed"
  | "Separation"
  | "DeviceN"
  | "Pattern"
  | "unknown";

/** A colour space. */
export interface ColourSpace {
  readonly kind: SpaceKind;
  readonly components: number;
  /** what an Indexed space indexes, Separation and DeviceN fall back on, an uncoloured pattern is painted in */
  readonly base?: ColourSpace;
  /** colorants of Separation and DeviceN */
  readonly names?: readonly string[];
  /** of the tint transform: the same object is the same transform */
  readonly tint?: string;
  readonly object?: number;
}

/** Amounts of ink, 0 to 1. */
export interface Inks {
  readonly c: number;
  readonly m: number;
  readonly y: number;
  readonly k: number;
  readonly spots: readonly { readonly name: string; readonly tint: number }[];
}

const simple = (kind: SpaceKind, components: number): ColourSpace => ({ kind, components });

export const GREY = simple("DeviceGray", 1);
export const RGB = simple("DeviceRGB", 3);
export const CMYK = simple("DeviceCMYK", 4);
export const PATTERN = simple("Pattern", 0);
const UNKNOWN = simple("unknown", 1);

const NAMED: Readonly<Record<string, ColourSpace>> = {
  DeviceGray: GREY,
  G: GREY,
  CalGray: simple("CalGray", 1),
  DeviceRGB: RGB,
  RGB,
  CalRGB: simple("CalRGB", 3),
  DeviceCMYK: CMYK,
  CMYK,
  CalCMYK: CMYK,
  Pattern: PATTERN,
};

/** Spaces within spaces deeper than this are an attack. */
const MAX_DEPTH = 6;

/** The space that `value` describes; names are sought among the resources' own spaces. */
export const readSpace = (value: CosValue, resources: CosDict | undefined, depth = 0): ColourSpace => {
  if (depth > MAX_DEPTH) return UNKNOWN;
  const name = nameOf(value);
  if (name !== undefined) {
    const spaces = resources?.dict("ColorSpace");
    const own = spaces?.get(name);
    if (own !== undefined && NAMED[name] === undefined)
      return readOwn(own, spaces?.objectOf(name), { resources, depth });
    return NAMED[name] ?? UNKNOWN;
  }
  return readOwn(value, undefined, { resources, depth });
};

interface Around {
  readonly resources: CosDict | undefined;
  readonly depth: number;
}

const readOwn = (value: CosValue, object: number | undefined, { resources, depth }: Around): ColourSpace => {
  if (!(value instanceof CosArray))
    return nameOf(value) === undefined ? UNKNOWN : readSpace(value, resources, depth + 1);
  const family = nameOf(value.at(0)) ?? "";
  const inner = (at: number): ColourSpace => readSpace(value.at(at), resources, depth + 1);
  const numbered = object === undefined ? {} : { object };
  if (family === "ICCBased") {
    const stream = value.at(1);
    const dict = dictOf(stream);
    const own = stream instanceof CosStream && stream.object !== undefined ? { object: stream.object } : numbered;
    return { kind: "ICCBased", components: dict?.number("N") ?? 3, ...own };
  }
  if (family === "Lab") return { kind: "Lab", components: 3, ...numbered };
  if (family === "CalRGB" || family === "CalGray") return { ...NAMED[family]!, ...numbered };
  if (family === "Indexed" || family === "I") return { kind: "Indexed", components: 1, base: inner(1), ...numbered };
  if (family === "Pattern") return value.length > 1 ? { ...PATTERN, base: inner(1) } : PATTERN;
  if (family === "Separation" || family === "DeviceN") return readInks(value, family, { base: inner(2), ...numbered });
  return NAMED[family] ?? UNKNOWN;
};

const readInks = (
  array: CosArray,
  kind: "Separation" | "DeviceN",
  rest: { readonly base: ColourSpace; readonly object?: number },
): ColourSpace => {
  const list = array.at(1);
  const names = (list instanceof CosArray ? list.values() : [list]).map((each) => nameOf(each) ?? "");
  return { kind, components: names.length, names, tint: describe(array.at(3)), ...rest };
};

/** A tint transform's dictionary (and the raw bytes of its program) as text, to see whether two are the same. */
const describe = (value: CosValue, depth = 0): string => {
  if (depth > 4) return "…";
  const dict = dictOf(value);
  if (dict) {
    const program = value instanceof CosStream ? Buffer.from(value.bytes.subarray(0, 4096)).toString("latin1") : "";
    const keys = [...dict.keys()].filter((key) => key !== "Length").sort();
    return `<${keys.map((key) => `${key} ${describe(dict.get(key), depth + 1)}`).join(" ")}>${program}`;
  }
  if (value instanceof CosArray)
    return `[${value
      .values()
      .map((each) => describe(each, depth + 1))
      .join(" ")}]`;
  return nameOf(value) ?? `${value}`;
};

const ZERO: Inks = { c: 0, m: 0, y: 0, k: 0, spots: [] };

/** The inks of a colour; undefined where they are made at the printer's: RGB, Lab, profiles, patterns, Indexed. */
export const inksOf = (space: ColourSpace, colour: readonly number[]): Inks | undefined => {
  const at = (n: number): number => Math.min(1, Math.max(0, colour[n] ?? 0));
  if (space.kind === "DeviceGray") return { ...ZERO, k: 1 - at(0) };
  if (space.kind === "DeviceCMYK") return { c: at(0), m: at(1), y: at(2), k: at(3), spots: [] };
  if (space.kind !== "Separation" && space.kind !== "DeviceN") return undefined;
  let inks: Inks = ZERO;
  for (const [n, name] of (space.names ?? []).entries()) inks = withInk(inks, name, at(n));
  return inks;
};

const PROCESS: Readonly<Record<string, "c" | "m" | "y" | "k">> = { Cyan: "c", Magenta: "m", Yellow: "y", Black: "k" };

const withInk = (inks: Inks, name: string, tint: number): Inks => {
  if (name === "None") return inks;
  const process = Object.hasOwn(PROCESS, name) ? PROCESS[name] : undefined;
  if (process) return { ...inks, [process]: tint };
  if (name === "All") return { c: tint, m: tint, y: tint, k: tint, spots: inks.spots };
  return { ...inks, spots: [...inks.spots, { name, tint }] };
};

/** The colour that a space begins with (ISO 32000-1, 8.6.5). */
export const firstColour = ({ kind, components }: ColourSpace): readonly number[] => {
  if (kind === "DeviceCMYK") return [0, 0, 0, 1];
  if (kind === "Separation" || kind === "DeviceN") return Array.from({ length: components }, () => 1);
  return Array.from({ length: Math.min(components, 32) }, () => 0);
};

/** The space and all those it is made of. */
export const spacesWithin = (space: ColourSpace): readonly ColourSpace[] =>
  space.base ? [space, ...spacesWithin(space.base)] : [space];

/** The names of colorants that are neither process inks nor All or None. */
export const spotNames = (space: ColourSpace): readonly string[] =>
  spacesWithin(space).flatMap(({ names = [] }) =>
    names.filter((name) => name !== "All" && name !== "None" && !Object.hasOwn(PROCESS, name)),
  );

/** Whether nothing is printed. */
export const isBlank = ({ c, m, y, k, spots }: Inks): boolean =>
  c + m + y + k === 0 && spots.every(({ tint }) => tint === 0);

/** How many inks print. */
export const inkCount = ({ c, m, y, k, spots }: Inks): number =>
  [c, m, y, k, ...spots.map(({ tint }) => tint)].filter((each) => each > 0).length;

/** The sum of all inks, 1 for each full one. */
export const inkSum = ({ c, m, y, k, spots }: Inks): number =>
  c + m + y + k + spots.reduce((sum, { tint }) => sum + tint, 0);
