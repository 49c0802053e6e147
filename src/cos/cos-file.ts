/**
 * A PDF as objects, read when they are asked for. Cross-reference tables and streams, object streams, incremental updates and hybrid
 * files are followed; what is damaged is found by looking through the bytes for `n g obj`. We read ourselves, since pdf-lib reads
 * everything at once, stops at damage and has no limits: it copies pages of files that were looked at here before.
 */
import { CosKeyword, CosLexer, isWhite, latin1 } from "./cos-lexer.ts";
import { CosDict, CosRef, CosStream, type CosValue, type Resolver } from "./cos-object.ts";
import { type DecodedStream, decodeStream } from "./decode-stream.ts";
import { parseValue } from "./parse-value.ts";
import { readXref, type Xref, type XrefEntry } from "./read-xref.ts";
import { type Scanned, scanObjects } from "./scan-objects.ts";

/** What had to be mended, or could not be. */
export type CosDamage =
  | "no header"
  | "header not at the start"
  | "cross-reference table"
  | "object"
  | "stream length"
  | "stream data"
  | "too much data";

/** How much a file may ask of us, whatever it says. */
export interface CosLimits {
  /** bytes of one decoded stream */
  readonly stream: number;
  /** bytes of all decoded streams together; a stream that is decoded twice counts twice */
  readonly total: number;
}

const LIMITS: CosLimits = { stream: 128 << 20, total: 512 << 20 };

/** Chains of references longer than this go in a circle. */
const MAX_CHAIN = 32;

/** An open file. Nothing of it throws. */
export class CosFile implements Resolver {
  readonly bytes: Uint8Array;
  /** as in the header: "1.6"; "" where there is none */
  readonly version: string;
  /** of the newest update, with what older ones alone have */
  readonly trailer: CosDict;
  /** whether the file has a cross-reference stream or an object stream (PDF 1.5) */
  readonly compressedObjects: boolean;
  /** the newest cross-reference section with its own trailer; undefined where the file's own tables could not be used */
  readonly newestXref: Xref["newest"] | undefined;
  readonly #damage = new Map<CosDamage, number | undefined>();
  #entries = new Map<number, XrefEntry>();
  readonly #known = new Map<number, CosValue>();
  readonly #reading = new Set<number>();
  readonly #packed = new Map<number, PackedObjects>();
  readonly #limits: CosLimits;
  #scanned: Scanned | undefined;
  #spent = 0;
  #lastEndStream: number | undefined;

  constructor(bytes: Uint8Array, limits: Partial<CosLimits> = {}) {
    this.#limits = { ...LIMITS, ...limits };
    const header = findHeader(bytes);
    if (!header) this.#damage.set("no header", undefined);
    else if (header.at > 0) this.#damage.set("header not at the start", undefined);
    this.version = header?.version ?? "";
    // offsets count from the header where something stands before it
    this.bytes = header ? bytes.subarray(header.at) : bytes;
    const xref = readXref(this.bytes, { parse: (at) => this.#parseAt(at), resolver: this });
    if (xref) this.#entries = xref.entries;
    this.#known.clear();
    let trailer = xref?.trailer;
    let compressed = xref?.compressed ?? false;
    if (!trailer || !isCatalog(trailer.dict("Root"))) {
      this.#damage.set("cross-reference table", undefined);
      const scanned = this.#scan();
      for (const [number, entry] of scanned.entries) this.#entries.set(number, entry);
      this.#known.clear();
      this.#packed.clear();
      this.#readPackedOf(scanned);
      trailer = this.#findTrailer(scanned, trailer);
      compressed ||= scanned.packs.length > 0;
    }
    this.trailer = trailer;
    this.newestXref = this.#damage.has("cross-reference table") ? undefined : xref?.newest;
    this.compressedObjects = compressed || [...this.#entries.values()].some(({ kind }) => kind === "packed");
  }

  /** What was mended so far, with the first object it was about; reading more may add to it. */
  get damage(): ReadonlyMap<CosDamage, number | undefined> {
    return this.#damage;
  }

  /** The numbers of all objects, rising. */
  objectNumbers(): readonly number[] {
    return [...this.#entries.keys()].sort((a, b) => a - b);
  }

  /** The generation of an object, which references to it name; 0 where the tables say none. */
  generationOf(number: number): number {
    const entry = this.#entries.get(number);
    return entry?.kind === "plain" ? (entry.generation ?? 0) : 0;
  }

  resolve(value: CosValue): Exclude<CosValue, CosRef> {
    let now = value;
    for (let n = 0; n < MAX_CHAIN; n++) {
      if (!(now instanceof CosRef)) return now;
      now = this.#read(now.number);
    }
    return undefined;
  }

  /** A stream's bytes without its filters, within the limits; what is over them is empty and not whole. */
  decode(stream: CosStream): DecodedStream {
    const left = this.#limits.total - this.#spent;
    const decoded = decodeStream(stream, Math.min(this.#limits.stream, Math.max(0, left)));
    this.#spent += decoded.bytes === stream.bytes ? 0 : decoded.bytes.length;
    if (!decoded.whole) this.#note(left <= 0 ? "too much data" : "stream data", stream.object);
    return decoded;
  }

  #note(what: CosDamage, object: number | undefined): void {
    if (!this.#damage.has(what)) this.#damage.set(what, object);
  }

  #scan(): Scanned {
    this.#scanned ??= scanObjects(this.bytes);
    return this.#scanned;
  }

  #read(number: number): CosValue {
    if (this.#known.has(number)) return this.#known.get(number);
    const entry = this.#entries.get(number);
    if (!entry || entry.kind === "free" || this.#reading.has(number)) return undefined;
    this.#reading.add(number);
    const value = entry.kind === "packed" ? this.#readPacked(number, entry.stream) : this.#readPlain(number, entry.at);
    this.#reading.delete(number);
    this.#known.set(number, value);
    return value;
  }

  #readPlain(number: number, at: number): CosValue {
    const found = this.#parseAt(at);
    if (found?.number === number) return found.value;
    this.#note("cross-reference table", number);
    const elsewhere = this.#scan().entries.get(number);
    const again = elsewhere?.kind === "plain" && elsewhere.at !== at ? this.#parseAt(elsewhere.at) : undefined;
    if (again?.number === number) return again.value;
    this.#note("object", number);
    return undefined;
  }

  /** The object whose `n g obj` begins at `at`. */
  #parseAt(at: number): { readonly number: number; readonly value: CosValue } | undefined {
    if (!(at >= 0 && at < this.bytes.length)) return undefined;
    const lexer = new CosLexer(this.bytes, at);
    const number = lexer.next();
    const generation = lexer.next();
    const word = lexer.next();
    if (typeof number !== "number" || typeof generation !== "number") return undefined;
    if (!(word instanceof CosKeyword) || !word.word.startsWith("obj")) return undefined;
    // `1 0 obj123`, as some write it
    if (word.word !== "obj") lexer.at -= word.word.length - 3;
    const parsed = parseValue(lexer, { resolver: this, references: true });
    if (lexer.damaged > 0) this.#note("object", number);
    if (parsed.kind !== "value") return { number, value: undefined };
    if (!(parsed.value instanceof CosDict)) return { number, value: parsed.value };
    const after = lexer.next();
    if (!(after instanceof CosKeyword && after.word === "stream")) return { number, value: parsed.value };
    return { number, value: this.#stream(parsed.value, lexer.at, number) };
  }

  #stream(dict: CosDict, after: number, number: number): CosStream {
    const { bytes } = this;
    let from = after;
    while (bytes[from] === 0x20 || bytes[from] === 9) from++;
    if (bytes[from] === 13) from++;
    if (bytes[from] === 10) from++;
    const length = dict.number("Length");
    const to = length !== undefined && length >= 0 ? from + length : -1;
    if (to >= from && to <= bytes.length && this.#endsStream(to))
      return new CosStream(dict, bytes.subarray(from, to), number);
    this.#note("stream length", number);
    return new CosStream(dict, bytes.subarray(from, this.#findEndStream(from)), number);
  }

  #endsStream(at: number): boolean {
    let to = at;
    while (to < at + 3 && isWhite(this.bytes[to])) to++;
    return latin1(this.bytes, to, to + 9) === "endstream";
  }

  #findEndStream(from: number): number {
    const buffer = bufferOf(this.bytes);
    this.#lastEndStream ??= buffer.lastIndexOf("endstream");
    if (this.#lastEndStream < from) return this.bytes.length;
    const end = buffer.indexOf("endstream", from, "latin1");
    const [one, two] = [this.bytes[end - 1], this.bytes[end - 2]];
    return Math.max(from, end - (one === 10 && two === 13 ? 2 : one === 10 || one === 13 ? 1 : 0));
  }

  #readPacked(number: number, stream: number): CosValue {
    let pack = this.#packed.get(stream);
    if (!pack) {
      pack = this.#openPack(stream);
      this.#packed.set(stream, pack);
    }
    const at = pack.places.get(number);
    if (at === undefined) {
      this.#note("object", number);
      return undefined;
    }
    const parsed = parseValue(new CosLexer(pack.bytes, at), { resolver: this, references: true });
    return parsed.kind === "value" ? parsed.value : undefined;
  }

  #openPack(number: number): PackedObjects {
    const stream = this.#entries.get(number)?.kind === "packed" ? undefined : this.#read(number);
    if (!(stream instanceof CosStream)) return NO_OBJECTS;
    const { bytes } = this.decode(stream);
    const first = stream.dict.number("First") ?? 0;
    const count = Math.min(stream.dict.number("N") ?? 0, bytes.length);
    const lexer = new CosLexer(bytes);
    const places = new Map<number, number>();
    for (let n = 0; n < count; n++) {
      const [object, offset] = [lexer.next(), lexer.next()];
      if (typeof object !== "number" || typeof offset !== "number") break;
      places.set(object, first + offset);
    }
    return { bytes, places };
  }

  /** After repair: object streams say what is in them; what stands plain in the file, or in a later stream, goes before. */
  #readPackedOf({ packs, entries }: Scanned): void {
    for (const stream of packs) {
      const pack = this.#openPack(stream);
      this.#packed.set(stream, pack);
      for (const object of pack.places.keys())
        if (!entries.has(object)) this.#entries.set(object, { kind: "packed", stream });
    }
  }

  #findTrailer({ trailers, catalogs }: Scanned, known: CosDict | undefined): CosDict {
    const found = [known, ...trailers.map((at) => this.#trailerAt(at))].filter((each) => each !== undefined);
    const merged = new Map<string, CosValue>();
    for (const each of found) for (const [key, value] of each.raw) merged.set(key, value);
    const rooted = found.findLast((each) => isCatalog(each.dict("Root")))?.raw.get("Root");
    const catalog = catalogs.findLast((number) => isCatalog(this.resolve(new CosRef(number, 0))));
    const root = rooted ?? (catalog === undefined ? undefined : new CosRef(catalog, 0)) ?? this.#seekCatalog();
    if (root) merged.set("Root", root);
    return new CosDict(merged, this);
  }

  #trailerAt(at: number): CosDict | undefined {
    const lexer = new CosLexer(this.bytes, at);
    const parsed = parseValue(lexer, { resolver: this, references: true });
    if (parsed.kind === "value" && parsed.value instanceof CosDict) return parsed.value;
    const object = this.#parseAt(at)?.value;
    return object instanceof CosStream ? object.dict : undefined;
  }

  /** A catalog that stands in an object stream. */
  #seekCatalog(): CosRef | undefined {
    for (const [number, { kind }] of this.#entries) {
      if (kind === "packed" && isCatalog(this.resolve(new CosRef(number, 0)))) return new CosRef(number, 0);
    }
    return undefined;
  }
}

interface PackedObjects {
  readonly bytes: Uint8Array;
  readonly places: ReadonlyMap<number, number>;
}

const NO_OBJECTS: PackedObjects = { bytes: new Uint8Array(0), places: new Map() };

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

/** The header, within the first kilobyte. */
const findHeader = (bytes: Uint8Array): { readonly at: number; readonly version: string } | undefined => {
  const found = /%PDF-(\d+\.\d+)/.exec(latin1(bytes, 0, Math.min(1100, bytes.length)));
  return found ? { at: found.index, version: found[1]! } : undefined;
};

const isCatalog = (value: CosValue): boolean =>
  value instanceof CosDict && (value.name("Type") === "Catalog" || value.dict("Pages") !== undefined);
