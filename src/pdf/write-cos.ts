/** Objects of another PDF into ours: each once, streams in filters that every standard allows, names of theirs as they were. */
import { CosArray, CosDict, CosName, CosStream, CosString, type CosValue, dictOf } from "../cos/cos-object.ts";
import { decodeStream, filtersOf } from "../cos/decode-stream.ts";
import { escapeName } from "../cos/write-content.ts";
import { deflate } from "./deflate.ts";
import type { PdfDictionary, PdfObjects, PdfRef, PdfValue } from "./pdf-objects.ts";

/** Bytes of one stream; a drawing that has more was refused when it was read. */
const MOST = 256 << 20;
/** Objects in objects: fonts are five deep, forms in forms 24. */
const MAX_DEPTH = 100;
const MOST_VALUES = 4_000_000;
/** Entries that lead out of what is drawn, or say what is no longer so. */
const DROPPED: ReadonlySet<string> = new Set([
  "Parent",
  "Metadata",
  "PieceInfo",
  "StructParent",
  "StructParents",
  "OC",
]);

/** Writes the stream and all that it needs. */
export const writeCos = (file: PdfObjects, stream: CosStream): PdfRef =>
  writeStream(stream, { file, written: new Map(), open: new Set(), depth: 0, spent: { values: 0 } });

interface Copy {
  readonly file: PdfObjects;
  readonly written: Map<CosDict | CosStream, PdfRef>;
  readonly open: Set<CosDict | CosStream>;
  readonly depth: number;
  /** values that were written: small files can stand for more than there is room for */
  readonly spent: { values: number };
}

const writeStream = (stream: CosStream, copy: Copy): PdfRef => {
  const known = copy.written.get(stream);
  if (known) return known;
  copy.open.add(stream);
  const { bytes, left } = decodeStream(stream, MOST);
  const entries = dictionary(stream.dict, copy, STREAM);
  const parameters = left === undefined ? undefined : lastParameters(stream.dict, copy);
  const filter = left === undefined ? { Filter: "FlateDecode" } : { Filter: left, ...parameters };
  const ref = copy.file.addStream({ ...entries, ...filter }, left === undefined ? deflate(bytes) : bytes);
  copy.open.delete(stream);
  copy.written.set(stream, ref);
  return ref;
};

const STREAM: ReadonlySet<string> = new Set(["Length", "Filter", "DecodeParms", "F", "FFilter", "FDecodeParms", "DL"]);

/** Parameters of the last filter, at which decoding ended. */
const lastParameters = (dict: CosDict, copy: Copy): PdfDictionary => {
  const value = dict.get("DecodeParms");
  const last = value instanceof CosArray ? dictOf(value.at(filtersOf(dict).length - 1)) : dictOf(value);
  return last ? { DecodeParms: dictionary(last, copy) } : {};
};

const dictionary = (dict: CosDict, copy: Copy, without?: ReadonlySet<string>): PdfDictionary =>
  Object.fromEntries(
    dict.keys().flatMap((key) => {
      if (DROPPED.has(key) || without?.has(key)) return [];
      const value = converted(dict.get(key), copy);
      return value === undefined ? [] : [[escapeName(key), value]];
    }),
  );

/** Undefined for null, and for what goes round in a circle. */
const converted = (value: CosValue, copy: Copy): PdfValue | undefined => {
  if (++copy.spent.values > MOST_VALUES) return undefined;
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (value instanceof CosName) return escapeName(value.value);
  if (value instanceof CosString) return Buffer.from(value.bytes);
  if (copy.depth > MAX_DEPTH) return undefined;
  const deeper = { ...copy, depth: copy.depth + 1 };
  // an array in an array stays one: widths of fonts are lists in a list
  if (value instanceof CosArray)
    return value
      .values()
      .map((each) => converted(each, deeper))
      .filter((each) => each !== undefined);
  if (!(value instanceof CosDict || value instanceof CosStream) || copy.open.has(value)) return undefined;
  if (value instanceof CosStream) return writeStream(value, deeper);
  return writeDict(value, deeper);
};

/** Fonts and what hangs on them are objects of their own, so that they stand in the file once. */
const writeDict = (dict: CosDict, copy: Copy): PdfValue => {
  const known = copy.written.get(dict);
  if (known) return known;
  copy.open.add(dict);
  const entries = dictionary(dict, copy);
  copy.open.delete(dict);
  if (!SHARED.has(dict.name("Type") ?? "")) return entries;
  const ref = copy.file.add(entries);
  copy.written.set(dict, ref);
  return ref;
};

const SHARED: ReadonlySet<string> = new Set(["Font", "FontDescriptor", "ExtGState"]);
