/** What all kinds of embedded font programs are asked. Widths are in thousandths of the em; what is not known is undefined. */

/** An embedded font program that could be read. */
export interface FontProgram {
  /** how many glyphs it has, .notdef included */
  readonly glyphCount: number;
  /** the advance of a glyph */
  width(glyph: number): number | undefined;
  /** the glyph of a name; undefined when it has no such glyph */
  glyphOfName?(name: string): number | undefined;
  /** the glyph of a CID, where the program itself maps CIDs */
  glyphOfCid?(cid: number): number | undefined;
  /** the glyph of a code by the program's own encoding or symbol table */
  glyphOfCode?(code: number): number | undefined;
  /** the glyph of a Unicode character */
  glyphOfCharacter?(character: number): number | undefined;
}

/** Big-endian numbers; beyond the end everything is 0, so that cut fonts are read as far as they go. */
export class FontBytes {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  u8(at: number): number {
    return this.bytes[at] ?? 0;
  }

  u16(at: number): number {
    return this.u8(at) * 256 + this.u8(at + 1);
  }

  i16(at: number): number {
    const value = this.u16(at);
    return value >= 0x8000 ? value - 0x10000 : value;
  }

  u32(at: number): number {
    return this.u16(at) * 65536 + this.u16(at + 2);
  }

  /** A number of `size` bytes. */
  uint(at: number, size: number): number {
    let value = 0;
    for (let n = 0; n < size; n++) value = value * 256 + this.u8(at + n);
    return value;
  }
}
