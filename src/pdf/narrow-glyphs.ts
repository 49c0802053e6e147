/**
 * Half-width marks as glyphs of their own. A Chinese comma is drawn in the left half of a full em; set half-width, its advance
 * in the file has to be half as well, or readers take the next character for one that stands on it and tear the line apart.
 */
import { sfntTable } from "./sfnt-table.ts";

/** A glyph to be shown in a narrower cell: `left` and `width` of the cell in ems, from the glyph's own origin. */
export interface NarrowGlyph {
  readonly glyph: number;
  readonly left: number;
  readonly width: number;
}

/** The font with a composite glyph for each of `narrow` added, and the id of the first of them (OpenType: glyf, hmtx, maxp). */
export const addNarrowGlyphs = (
  font: Uint8Array,
  narrow: readonly NarrowGlyph[],
): { readonly font: Uint8Array; readonly first: number } => {
  if (narrow.length === 0) return { font, first: 0 };
  const table = (tag: string) => sfntTable(font, tag) ?? new Uint8Array();
  const [head, maxp, hhea] = [copyOf(table("head")), copyOf(table("maxp")), copyOf(table("hhea"))];
  const first = maxp.view.getUint16(4);
  const em = head.view.getUint16(18);
  const outlines = glyphOffsets(table("loca"), head.view.getInt16(50) === 1, first);
  const metrics = longMetrics(table("hmtx"), hhea.view.getUint16(34), first);
  const shapes = narrow.map((each) => composite(table("glyf"), outlines, { ...each, em }));
  const glyf = join([table("glyf"), ...shapes]);
  let end = table("glyf").length;
  const loca = [...outlines, ...shapes.map((shape) => (end += shape.length))];
  const hmtx = [
    ...metrics,
    ...narrow.map(
      ({ glyph, left, width }) => [Math.round(width * em), (metrics[glyph]?.[1] ?? 0) - Math.round(left * em)] as const,
    ),
  ];
  head.view.setInt16(50, 1);
  hhea.view.setUint16(34, hmtx.length);
  maxp.view.setUint16(4, hmtx.length);
  for (const [at, least] of [
    [12, maxp.view.getUint16(8)],
    [14, maxp.view.getUint16(10)],
    [28, 1],
    [30, 1],
  ] as const) {
    maxp.view.setUint16(at, Math.max(maxp.view.getUint16(at), least));
  }
  const tables = {
    glyf,
    head: head.bytes,
    hhea: hhea.bytes,
    hmtx: metricsTable(hmtx),
    loca: longs(loca),
    maxp: maxp.bytes,
  };
  return { font: withTables(font, tables), first };
};

const copyOf = (bytes: Uint8Array): { readonly bytes: Uint8Array; readonly view: DataView } => {
  const copy = new Uint8Array(bytes);
  return { bytes: copy, view: new DataView(copy.buffer) };
};

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const glyphOffsets = (loca: Uint8Array, long: boolean, glyphs: number): readonly number[] => {
  const view = viewOf(loca);
  return Array.from({ length: glyphs + 1 }, (_, n) => (long ? view.getUint32(n * 4) : view.getUint16(n * 2) * 2));
};

/** Advance and left side bearing of every glyph; those behind the last advance share it. */
const longMetrics = (hmtx: Uint8Array, advances: number, glyphs: number): readonly (readonly [number, number])[] => {
  const view = viewOf(hmtx);
  return Array.from({ length: glyphs }, (_, n) => {
    if (n < advances) return [view.getUint16(n * 4), view.getInt16(n * 4 + 2)] as const;
    const at = advances * 4 + (n - advances) * 2;
    return [view.getUint16((advances - 1) * 4), at + 2 <= hmtx.length ? view.getInt16(at) : 0] as const;
  });
};

const ARGUMENTS_ARE_WORDS = 0x0001;
const ARGUMENTS_ARE_OFFSETS = 0x0002;

/** A glyph that draws another one moved to the left; empty when that one is. */
const composite = (
  glyf: Uint8Array,
  offsets: readonly number[],
  { glyph, left, em }: NarrowGlyph & { readonly em: number },
): Uint8Array => {
  const start = offsets[glyph] ?? 0;
  if ((offsets[glyph + 1] ?? 0) - start < 10) return new Uint8Array();
  const move = -Math.round(left * em);
  const box = viewOf(glyf.subarray(start, start + 10));
  const bytes = new Uint8Array(20);
  const view = new DataView(bytes.buffer);
  view.setInt16(0, -1);
  for (const at of [2, 4, 6, 8]) view.setInt16(at, box.getInt16(at) + (at === 2 || at === 6 ? move : 0));
  view.setUint16(10, ARGUMENTS_ARE_WORDS | ARGUMENTS_ARE_OFFSETS);
  view.setUint16(12, glyph);
  view.setInt16(14, move);
  return bytes;
};

const longs = (values: readonly number[]): Uint8Array => {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  for (const [n, value] of values.entries()) view.setUint32(n * 4, value);
  return bytes;
};

const metricsTable = (metrics: readonly (readonly [number, number])[]): Uint8Array => {
  const bytes = new Uint8Array(metrics.length * 4);
  const view = new DataView(bytes.buffer);
  metrics.forEach(([advance, bearing], n) => {
    view.setUint16(n * 4, advance);
    view.setInt16(n * 4 + 2, bearing);
  });
  return bytes;
};

const join = (parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

/** The font with some tables put in place of its own; checksums are not read by anything that draws. */
const withTables = (font: Uint8Array, changed: Readonly<Record<string, Uint8Array>>): Uint8Array => {
  const view = viewOf(font);
  const count = view.getUint16(4);
  const tags = Array.from({ length: count }, (_, n) =>
    Buffer.from(font.subarray(12 + n * 16, 16 + n * 16)).toString("latin1"),
  );
  const tables = tags.map((tag) => changed[tag] ?? sfntTable(font, tag) ?? new Uint8Array());
  const out = new Uint8Array(tables.reduce((sum, each) => sum + ((each.length + 3) & ~3), 12 + count * 16));
  out.set(font.subarray(0, 12 + count * 16));
  const outView = new DataView(out.buffer);
  let at = 12 + count * 16;
  tables.forEach((table, n) => {
    out.set(table, at);
    outView.setUint32(12 + n * 16 + 8, at);
    outView.setUint32(12 + n * 16 + 12, table.length);
    at += (table.length + 3) & ~3;
  });
  return out;
};
