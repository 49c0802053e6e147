/** Cross-reference tables and streams, from the newest update to the oldest (ISO 32000-1, 7.5.4, 7.5.6, 7.5.8). */
import { CosKeyword, CosLexer, latin1 } from "./cos-lexer.ts";
import { CosDict, CosStream, type CosValue, type Resolver } from "./cos-object.ts";
import { decodeStream } from "./decode-stream.ts";
import { parseValue } from "./parse-value.ts";

/** Where an object is. */
export type XrefEntry =
  | { readonly kind: "plain"; readonly at: number; readonly generation?: number }
  | { readonly kind: "packed"; readonly stream: number }
  | { readonly kind: "free" };

/** All tables together. */
export interface Xref {
  readonly entries: Map<number, XrefEntry>;
  readonly trailer: CosDict;
  /** whether one of them is a stream */
  readonly compressed: boolean;
  /** the newest of them: an update has to say where it is, and to be of its kind */
  readonly newest: { readonly at: number; readonly stream: boolean; readonly trailer: CosDict };
}

/** What reading needs of the file: the object at an offset. */
export interface XrefSource {
  parse(at: number): { readonly number: number; readonly value: CosValue } | undefined;
  readonly resolver: Resolver;
}

/** More updates than this are a circle or an attack. */
const MAX_UPDATES = 1000;
/** No file has more objects; a table that says so is damaged. */
const MAX_OBJECTS = 4_000_000;
/** Bytes of one decoded cross-reference stream. */
const MAX_STREAM = 64 << 20;

/** Follows the tables from `startxref`; undefined where there is none or one of them cannot be read. */
export const readXref = (bytes: Uint8Array, source: XrefSource): Xref | undefined => {
  const entries = new Map<number, XrefEntry>();
  const trailers: CosDict[] = [];
  const seen = new Set<number>();
  let compressed = false;
  let newest: Xref["newest"] | undefined;
  const queue = [startOf(bytes)];
  while (queue.length > 0 && seen.size < MAX_UPDATES) {
    const at = queue.shift();
    if (at === undefined || !(at >= 0 && at < bytes.length) || seen.has(at)) continue;
    seen.add(at);
    const section = readTable(bytes, at, source) ?? readStream(at, source);
    if (!section) return undefined;
    compressed ||= section.stream;
    newest ??= { at, stream: section.stream, trailer: section.trailer };
    for (const [number, entry] of section.entries) if (!entries.has(number)) entries.set(number, entry);
    trailers.push(section.trailer);
    // in a hybrid file the stream's entries count before those of older tables
    queue.unshift(
      ...[section.trailer.number("XRefStm"), section.trailer.number("Prev")].filter((each) => each !== undefined),
    );
  }
  if (!newest) return undefined;
  const merged = new Map<string, CosValue>();
  for (const { raw } of trailers) for (const [key, value] of raw) if (!merged.has(key)) merged.set(key, value);
  return { entries, trailer: new CosDict(merged, source.resolver), compressed, newest };
};

/** The offset behind the last `startxref`. */
const startOf = (bytes: Uint8Array): number | undefined => {
  const from = Math.max(0, bytes.length - 2048);
  const tail = latin1(bytes, from);
  const found = /startxref\s+(\d+)/.exec(tail.slice(Math.max(0, tail.lastIndexOf("startxref"))));
  return found ? Number(found[1]) : undefined;
};

interface Section {
  readonly entries: ReadonlyMap<number, XrefEntry>;
  readonly trailer: CosDict;
  readonly stream: boolean;
}

const readTable = (bytes: Uint8Array, at: number, { resolver }: XrefSource): Section | undefined => {
  const lexer = new CosLexer(bytes, at);
  const first = lexer.next();
  if (!(first instanceof CosKeyword && first.word === "xref")) return undefined;
  const entries = new Map<number, XrefEntry>();
  for (;;) {
    const start = lexer.next();
    if (start instanceof CosKeyword && start.word === "trailer") break;
    const count = lexer.next();
    if (typeof start !== "number" || typeof count !== "number" || count > MAX_OBJECTS) return undefined;
    for (let n = 0; n < count; n++) {
      const [offset, generation, kind] = [lexer.next(), lexer.next(), lexer.next()];
      if (typeof offset !== "number" || typeof generation !== "number" || !(kind instanceof CosKeyword))
        return undefined;
      if (entries.has(start + n)) continue;
      entries.set(
        start + n,
        kind.word === "n" && offset > 0 ? { kind: "plain", at: offset, generation } : { kind: "free" },
      );
    }
  }
  const parsed = parseValue(lexer, { resolver, references: true });
  return parsed.kind === "value" && parsed.value instanceof CosDict
    ? { entries, trailer: parsed.value, stream: false }
    : undefined;
};

const readStream = (at: number, { parse }: XrefSource): Section | undefined => {
  const stream = parse(at)?.value;
  if (!(stream instanceof CosStream) || stream.dict.name("Type") !== "XRef") return undefined;
  const widths = stream.dict.array("W")?.numbers();
  if (!widths || widths.length < 3 || widths.some((each) => each < 0 || each > 8)) return undefined;
  const [one, two, three] = [widths[0]!, widths[1]!, widths[2]!];
  const size = stream.dict.number("Size") ?? 0;
  const index = stream.dict.array("Index")?.numbers() ?? [0, size];
  const { bytes } = decodeStream(stream, MAX_STREAM);
  const entries = new Map<number, XrefEntry>();
  let place = 0;
  const field = (width: number): number => {
    let value = 0;
    for (let n = 0; n < width; n++) value = value * 256 + (bytes[place++] ?? 0);
    return value;
  };
  if (one + two + three === 0) return undefined;
  for (let part = 0; part + 1 < index.length; part += 2) {
    for (let n = 0; n < index[part + 1]! && place < bytes.length; n++) {
      const kind = one === 0 ? 1 : field(one);
      const where = field(two);
      const generation = field(three);
      const entry: XrefEntry =
        kind === 1
          ? { kind: "plain", at: where, generation }
          : kind === 2
            ? { kind: "packed", stream: where }
            : { kind: "free" };
      entries.set(index[part]! + n, entry);
    }
  }
  return { entries, trailer: stream.dict, stream: true };
};
