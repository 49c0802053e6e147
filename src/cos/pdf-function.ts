/** Functions of PDF worked out: sampled, exponential and stitched ones (ISO 32000-1, 7.10). */
import type { CosFile } from "./cos-file.ts";
import { CosArray, type CosDict, CosStream, type CosValue, dictOf } from "./cos-object.ts";

/** Numbers in, numbers out. */
export type PdfFunction = (input: readonly number[]) => readonly number[];

/** Stitched functions of stitched functions end here. */
const MAX_DEPTH = 8;
/** A table of samples that is larger is no colour. */
const MOST_SAMPLES = 1 << 22;

/** Reads a function, or several of one output each as one; undefined for a PostScript calculator and all that is damaged. */
export const readFunction = (value: CosValue, file: CosFile, depth = 0): PdfFunction | undefined => {
  if (depth > MAX_DEPTH) return undefined;
  const read = file.resolve(value);
  if (read instanceof CosArray) {
    const parts = read.values().map((each) => readFunction(each, file, depth + 1));
    return parts.every((each) => each !== undefined) ? (input) => parts.flatMap((each) => each(input)) : undefined;
  }
  const dict = dictOf(read);
  const domain = dict?.array("Domain")?.numbers();
  if (!dict || !domain || domain.length < 2) return undefined;
  const inside = (input: readonly number[]): readonly number[] => clampTo(input, domain);
  const inner = innerOf(read, { dict, domain, file, depth });
  const range = dict.array("Range")?.numbers();
  return inner && ((input) => (range ? clampTo(inner(inside(input)), range) : inner(inside(input))));
};

interface Place {
  readonly dict: CosDict;
  readonly domain: readonly number[];
  readonly file: CosFile;
  readonly depth: number;
}

const innerOf = (value: CosValue, place: Place): PdfFunction | undefined => {
  switch (place.dict.number("FunctionType")) {
    case 0:
      return value instanceof CosStream ? sampled(value, place) : undefined;
    case 2:
      return exponential(place);
    case 3:
      return stitched(place);
    default:
      return undefined;
  }
};

const clampTo = (values: readonly number[], pairs: readonly number[]): readonly number[] =>
  values.map((value, n) => Math.max(pairs[2 * n] ?? value, Math.min(pairs[2 * n + 1] ?? value, value)));

const between = (
  value: number,
  [from, to]: readonly [number, number],
  [low, high]: readonly [number, number],
): number => (to === from ? low : low + ((value - from) * (high - low)) / (to - from));

const exponential = ({ dict }: Place): PdfFunction | undefined => {
  const start = dict.array("C0")?.numbers() ?? [0];
  const end = dict.array("C1")?.numbers() ?? [1];
  const power = dict.number("N");
  if (power === undefined) return undefined;
  return ([x = 0]) => start.map((from, n) => from + x ** power * ((end[n] ?? from) - from));
};

const stitched = ({ dict, domain, file, depth }: Place): PdfFunction | undefined => {
  const parts = dict
    .array("Functions")
    ?.values()
    .map((each) => readFunction(each, file, depth + 1));
  const bounds = dict.array("Bounds")?.numbers();
  const encode = dict.array("Encode")?.numbers();
  if (!parts || parts.length === 0 || !bounds || !encode || bounds.length !== parts.length - 1) return undefined;
  if (encode.length < 2 * parts.length || parts.some((each) => each === undefined)) return undefined;
  return ([x = 0]) => {
    const found = bounds.findIndex((bound) => x < bound);
    const n = found < 0 ? parts.length - 1 : found;
    const stretch = [bounds[n - 1] ?? domain[0]!, bounds[n] ?? domain[1]!] as const;
    return parts[n]!([between(x, stretch, [encode[2 * n]!, encode[2 * n + 1]!])]);
  };
};

const sampled = (stream: CosStream, { dict, domain, file }: Place): PdfFunction | undefined => {
  const sizes = dict.array("Size")?.numbers();
  const range = dict.array("Range")?.numbers();
  const bits = dict.number("BitsPerSample");
  if (!sizes || !range || !bits || ![1, 2, 4, 8, 16, 24, 32].includes(bits) || sizes.some((each) => each < 1))
    return undefined;
  const outputs = range.length / 2;
  const count = sizes.reduce((product, each) => product * each, outputs);
  const { bytes } = file.decode(stream);
  if (count > MOST_SAMPLES || bytes.length * 8 < count * bits || sizes.length > 4) return undefined;
  const encode = dict.array("Encode")?.numbers() ?? sizes.flatMap((each) => [0, each - 1]);
  const decode = dict.array("Decode")?.numbers() ?? range;
  const most = 2 ** bits - 1;
  const sample = (index: number): number => bitsAt(bytes, index * bits, bits) / most;
  return (input) => {
    const places = sizes.map((size, n) => {
      const ends = [domain[2 * n]!, domain[2 * n + 1]!] as const;
      const at = between(input[n] ?? 0, ends, [encode[2 * n]!, encode[2 * n + 1]!]);
      return Math.max(0, Math.min(size - 1, at));
    });
    return Array.from({ length: outputs }, (_, output) => {
      const share = interpolate(places, sizes, (index) => sample(index * outputs + output));
      return between(share, [0, 1], [decode[2 * output]!, decode[2 * output + 1]!]);
    });
  };
};

/** Linear between the corners of the cell that the place lies in. */
const interpolate = (places: readonly number[], sizes: readonly number[], value: (index: number) => number): number => {
  let sum = 0;
  for (let corner = 0; corner < 1 << places.length; corner++) {
    let [weight, index, step] = [1, 0, 1];
    for (const [n, place] of places.entries()) {
      const low = Math.min(Math.floor(place), sizes[n]! - 1);
      const high = (corner >> n) & 1;
      weight *= high === 1 ? place - low : 1 - (place - low);
      index += Math.min(low + high, sizes[n]! - 1) * step;
      step *= sizes[n]!;
    }
    if (weight > 0) sum += weight * value(index);
  }
  return sum;
};

const bitsAt = (bytes: Uint8Array, at: number, bits: number): number => {
  let value = 0;
  if (bits < 8) return (bytes[at >> 3]! >> (8 - (at & 7) - bits)) & (2 ** bits - 1);
  for (let n = 0; n < bits / 8; n++) value = value * 256 + bytes[at / 8 + n]!;
  return value;
};
