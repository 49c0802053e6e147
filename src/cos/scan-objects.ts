/** Looks through a file for objects when its cross-reference table is missing or wrong. The last of a number counts. */
import { isWhite, latin1 } from "./cos-lexer.ts";
import type { XrefEntry } from "./read-xref.ts";

/** What stands where. */
export interface Scanned {
  readonly entries: ReadonlyMap<number, XrefEntry>;
  /** where trailers begin: the dictionary behind `trailer`, or a cross-reference stream's object; in the order of the file */
  readonly trailers: readonly number[];
  /** numbers of object streams, the last first */
  readonly packs: readonly number[];
  /** numbers of objects that say they are catalogs, in the order of the file */
  readonly catalogs: readonly number[];
}

/** No file has more objects, whether or not their numbers are the same. */
const MAX_OBJECTS = 2_000_000;
const MAX_TRAILERS = 1000;

/** Finds all `n g obj`. */
export const scanObjects = (bytes: Uint8Array): Scanned => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const entries = new Map<number, XrefEntry>();
  const packs: number[] = [];
  const catalogs: number[] = [];
  const trailers: number[] = [];
  let count = 0;
  for (let at = buffer.indexOf("obj"); at >= 0; at = buffer.indexOf("obj", at + 3)) {
    const found = headBefore(bytes, at);
    if (!found) continue;
    if (++count > MAX_OBJECTS) break;
    entries.set(found.number, { kind: "plain", at: found.at });
    const head = latin1(bytes, at, Math.min(at + 300, bytes.length));
    const own = head.slice(0, /endobj|stream/.exec(head)?.index ?? head.length);
    if (/\/Type\s*\/ObjStm\b/.test(own)) packs.unshift(found.number);
    if (/\/Type\s*\/Catalog\b/.test(own)) catalogs.push(found.number);
    if (/\/Type\s*\/XRef\b/.test(own)) trailers.push(found.at);
  }
  for (let at = buffer.indexOf("trailer"); at >= 0; at = buffer.indexOf("trailer", at + 7)) trailers.push(at + 7);
  return { entries, trailers: trailers.sort((a, b) => a - b).slice(-MAX_TRAILERS), packs, catalogs };
};

/** The `n g ` before `obj`. */
const headBefore = (bytes: Uint8Array, obj: number): { readonly number: number; readonly at: number } | undefined => {
  let at = obj - 1;
  const white = (): boolean => {
    const from = at;
    while (at >= 0 && isWhite(bytes[at])) at--;
    return at < from;
  };
  const digits = (): boolean => {
    const from = at;
    while (at >= 0 && from - at < 10 && bytes[at]! >= 0x30 && bytes[at]! <= 0x39) at--;
    return at < from;
  };
  white();
  if (!digits() || !white()) return undefined;
  const last = at;
  if (!digits()) return undefined;
  return { number: Number(latin1(bytes, at + 1, last + 1)), at: at + 1 };
};
