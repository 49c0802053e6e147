/**
 * Glyphs that the font does not have, for readers who copy, find and read aloud. Half-width marks: a Chinese comma is drawn in the
 * left half of a full em; set half-width, its advance in the file has to be half as well, or readers take the next character for
 * one that stands on it and tear the line apart. Vertical lines: upright characters are drawn turned back on a line that lies, so
 * that a vertical line with its Western words is one line of text; as a font of vertical writing (ISO 32000-1, 9.7.4.3) some
 * readers give each of its characters a line.
 */
import { sfntTable } from "./sfnt-table.ts";

/** A glyph in a cell of its own; lengths in ems. */
export type GlyphCell =
  /** in a cell that begins at `left` from the glyph's own origin */
  | { readonly kind: "narrow"; readonly glyph: number; readonly left: number; readonly width: number }
  /** turned back by a quarter; `along` and `across` its own origin stands from that of the cell */
  | {
      readonly kind: "turned";
      readonly glyph: number;
      readonly along: number;
      readonly across: number;
      readonly width: number;
    };

/** What tells cells apart. */
export const cellKey = (cell: GlyphCell): string => JSON.stringify(cell);

/** The font with a composite glyph for each of `cells` added, and the id of the first of them (OpenType: glyf, hmtx, maxp). */
export const addOwnGlyphs = (
  font: Uint8Array,
  cells: readonly GlyphCell[],
): { readonly font: Uint8Array; readonly first: number } => {
  if (cells.length === 0) return { font, first: 0 };
  const table = (tag: string) => sfntTable(font, tag) ?? new Uint8Array();
  const [head, maxp, hhea] = [copyOf(table("head")), copyOf(table("maxp")), copyOf(table("hhea"))];
  const first = maxp.view.getUint16(4);
  const em = head.view.getUint16(18);
  const outlines = glyphOffsets(table("loca"), head.view.getInt16(50) === 1, first);
  const metrics = longMetrics(table("hmtx"), hhea.view.getUint16(34), first);
  const shapes = cells.map((each) => composite(table("glyf"), outlines, { cell: each, em }));
  const glyf = join([table("glyf"), ...shapes]);
  let end = table("glyf").length;
  const loca = [...outlines, ...shapes.map((shape) => (end += shape.length))];
  const hmtx = [
    ...metrics,
    ...cells.map((cell, n) => {
      const bearing =
        cell.kind === "narrow" ? (metrics[cell.glyph]?.[1] ?? 0) - Math.round(cell.left * em) : leftOf(shapes[n]!);
      return [Math.round(cell.width * em), bearing] as const;
    }),
  ];
  head.view.setInt16(50, 1);
  hhea.view.setUint16(34, hmtx.length);
  maxp.view.setUint16(4, hmtx.length);
  for (const [at, least] of [
    // points and contours of composites (maxCompositePoints, maxCompositeContours): as many as their one component has
    [10, maxp.view.getUint16(6)],
    [12, maxp.view.getUint16(8)],
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

/** Flags of a component (OpenType, glyf). */
const ARGUMENTS_ARE_WORDS = 0x0001;
const ARGUMENTS_ARE_OFFSETS = 0x0002;
const HAS_TWO_BY_TWO = 0x0080;
const OFFSET_IS_UNSCALED = 0x1000;

/** 1 as a number of 2 bits before and 14 behind the point. */
const ONE = 0x4000;

interface CompositePlace {
  readonly cell: GlyphCell;
  readonly em: number;
}

/** A glyph that draws another one in its place; empty when that one is. */
const composite = (glyf: Uint8Array, offsets: readonly number[], { cell, em }: CompositePlace): Uint8Array => {
  const start = offsets[cell.glyph] ?? 0;
  if ((offsets[cell.glyph + 1] ?? 0) - start < 10) return new Uint8Array();
  const view = viewOf(glyf.subarray(start, start + 10));
  const box: Box = [view.getInt16(2), view.getInt16(4), view.getInt16(6), view.getInt16(8)];
  return cell.kind === "narrow" ? moved(box, cell.glyph, -Math.round(cell.left * em)) : turned(box, cell, em);
};

type Box = readonly [left: number, bottom: number, right: number, top: number];

const moved = ([left, bottom, right, top]: Box, glyph: number, move: number): Uint8Array => {
  const { bytes, view } = component([left + move, bottom, right + move, top], 20);
  view.setUint16(10, ARGUMENTS_ARE_WORDS | ARGUMENTS_ARE_OFFSETS);
  view.setUint16(12, glyph);
  view.setInt16(14, move);
  return bytes;
};

/** What points up in the glyph points back along the line, what points right points away from its baseline. */
const turned = (
  [left, bottom, right, top]: Box,
  { glyph, along, across }: Extract<GlyphCell, { kind: "turned" }>,
  em: number,
): Uint8Array => {
  const [x, y] = [Math.round(along * em), Math.round(across * em)];
  const { bytes, view } = component([x - top, y + left, x - bottom, y + right], 28);
  view.setUint16(10, ARGUMENTS_ARE_WORDS | ARGUMENTS_ARE_OFFSETS | HAS_TWO_BY_TWO | OFFSET_IS_UNSCALED);
  view.setUint16(12, glyph);
  view.setInt16(14, x);
  view.setInt16(16, y);
  // xscale, scale01, scale10, yscale
  view.setInt16(20, ONE);
  view.setInt16(22, -ONE);
  return bytes;
};

const component = (box: Box, length: number): { readonly bytes: Uint8Array; readonly view: DataView } => {
  const bytes = new Uint8Array(length);
  const view = viewOf(bytes);
  view.setInt16(0, -1);
  box.forEach((edge, n) => {
    view.setInt16(2 + 2 * n, edge);
  });
  return { bytes, view };
};

const leftOf = (shape: Uint8Array): number => (shape.length < 10 ? 0 : viewOf(shape).getInt16(2));

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

/** The font with some tables put in place of its own, and its checksums (OpenType: table directory, head). */
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
  sumTables(out, tags);
  return out;
};

/** What the sum of a whole font is brought to by `checkSumAdjustment`. */
const WHOLE_SUM = 0xb1b0afba;

const sumTables = (font: Uint8Array, tags: readonly string[]): void => {
  const view = viewOf(font);
  const head = tags.indexOf("head");
  const adjustment = head < 0 ? undefined : view.getUint32(12 + head * 16 + 8) + 8;
  if (adjustment !== undefined) view.setUint32(adjustment, 0);
  tags.forEach((_, n) => {
    const [from, length] = [view.getUint32(12 + n * 16 + 8), view.getUint32(12 + n * 16 + 12)];
    view.setUint32(12 + n * 16 + 4, sumOf(view, from, from + ((length + 3) & ~3)));
  });
  if (adjustment !== undefined) view.setUint32(adjustment, (WHOLE_SUM - sumOf(view, 0, font.length)) >>> 0);
};

/** Sum of the 32-bit words of a stretch. */
const sumOf = (view: DataView, from: number, to: number): number => {
  let sum = 0;
  for (let at = from; at + 4 <= to; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  return sum;
};
