/** A stream's filters undone, as far as they are filters of bytes; pictures' own formats stay as they are. */
import { CosArray, type CosDict, CosName, type CosStream, dictOf } from "./cos-object.ts";
import { decodeAscii85, decodeHex, decodeRunLength } from "./decode-ascii.ts";
import { type Decoded, inflate } from "./inflate.ts";
import { inflateLzw } from "./inflate-lzw.ts";
import { undoPredictor } from "./undo-predictor.ts";

/** What became of a stream. */
export interface DecodedStream extends Decoded {
  /** the filter at which decoding ended, since its bytes are a picture's (DCTDecode) or it is unknown */
  readonly left: string | undefined;
}

/** More filters than this on one stream are an attack. */
const MAX_FILTERS = 8;

/** The filters of a stream by their full names, in the order of decoding. */
export const filtersOf = (dict: CosDict): readonly string[] => {
  const value = dict.get("Filter") ?? dict.get("F");
  const all = value instanceof CosArray ? value.values() : [value];
  return all.flatMap((each) => (each instanceof CosName ? [SHORT[each.value] ?? each.value] : []));
};

/** Names as inline images may write them (ISO 32000-1, table 94). */
const SHORT: Readonly<Record<string, string>> = {
  AHx: "ASCIIHexDecode",
  A85: "ASCII85Decode",
  LZW: "LZWDecode",
  Fl: "FlateDecode",
  RL: "RunLengthDecode",
  CCF: "CCITTFaxDecode",
  DCT: "DCTDecode",
};

/** Decodes at most `limit` bytes. */
export const decodeStream = (stream: CosStream, limit: number): DecodedStream => {
  const filters = filtersOf(stream.dict);
  let now: Decoded = { bytes: stream.bytes, whole: true };
  let whole = true;
  for (const [index, filter] of filters.entries()) {
    const step = STEPS[filter];
    if (!step || index >= MAX_FILTERS) return { bytes: now.bytes, whole, left: filter };
    now = step(now.bytes, parametersOf(stream.dict, index), limit);
    whole &&= now.whole;
  }
  return { bytes: now.bytes, whole, left: undefined };
};

type Step = (data: Uint8Array, parameters: CosDict | undefined, limit: number) => Decoded;

const predicted = ({ bytes, whole }: Decoded, parameters: CosDict | undefined): Decoded => ({
  bytes: parameters
    ? undoPredictor(bytes, {
        predictor: parameters.number("Predictor") ?? 1,
        colors: parameters.number("Colors") ?? 1,
        bits: parameters.number("BitsPerComponent") ?? 8,
        columns: parameters.number("Columns") ?? 1,
      })
    : bytes,
  whole,
});

const STEPS: Readonly<Record<string, Step>> = {
  FlateDecode: (data, parameters, limit) => predicted(inflate(data, limit), parameters),
  LZWDecode: (data, parameters, limit) =>
    predicted(inflateLzw(data, limit, parameters?.number("EarlyChange") ?? 1), parameters),
  ASCIIHexDecode: (data) => decodeHex(data),
  ASCII85Decode: (data, _, limit) => decodeAscii85(data, limit),
  RunLengthDecode: (data, _, limit) => decodeRunLength(data, limit),
};

const parametersOf = (dict: CosDict, index: number): CosDict | undefined => {
  const value = dict.get("DecodeParms") ?? dict.get("DP");
  return value instanceof CosArray ? dictOf(value.at(index)) : index === 0 ? dictOf(value) : undefined;
};
