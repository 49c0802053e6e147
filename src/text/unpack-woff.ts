/** WOFF 1.0 → the TrueType file inside it (W3C WOFF 1.0, sections 3 to 5): each table is a zlib stream. */
import { inflateSync } from "node:zlib";

const HEADER = 44;
const ENTRY = 20;

/** The sfnt that a WOFF wraps. Throws when the bytes are no WOFF or are damaged. */
export const unpackWoff = (woff: Uint8Array): Uint8Array => {
  const view = new DataView(woff.buffer, woff.byteOffset, woff.byteLength);
  if (woff.length < HEADER || view.getUint32(0) !== 0x774f4646) throw new Error("not a WOFF file");
  const flavour = view.getUint32(4);
  const count = view.getUint16(12);
  const tables = Array.from({ length: count }, (_, n) => table(view, HEADER + n * ENTRY));
  const directory = 12 + count * 16;
  const size = tables.reduce((sum, each) => sum + padded(each.length), directory);
  const sfnt = new Uint8Array(size);
  writeHead(new DataView(sfnt.buffer), flavour, count);
  let at = directory;
  tables.forEach((each, n) => {
    const packed = woff.subarray(each.offset, each.offset + each.packedLength);
    sfnt.set(each.packedLength < each.length ? inflateSync(packed, { maxOutputLength: each.length }) : packed, at);
    const entry = new DataView(sfnt.buffer, 12 + n * 16, 16);
    entry.setUint32(0, each.tag);
    entry.setUint32(4, each.checksum);
    entry.setUint32(8, at);
    entry.setUint32(12, each.length);
    at += padded(each.length);
  });
  return sfnt;
};

const padded = (length: number): number => (length + 3) & ~3;

const table = (view: DataView, at: number) => ({
  tag: view.getUint32(at),
  offset: view.getUint32(at + 4),
  packedLength: view.getUint32(at + 8),
  length: view.getUint32(at + 12),
  checksum: view.getUint32(at + 16),
});

const writeHead = (view: DataView, flavour: number, count: number): void => {
  const power = 2 ** Math.floor(Math.log2(Math.max(1, count)));
  view.setUint32(0, flavour);
  view.setUint16(4, count);
  view.setUint16(6, power * 16);
  view.setUint16(8, Math.log2(power));
  view.setUint16(10, count * 16 - power * 16);
};
