/** Tables of a TrueType or OpenType file. */

/** The bytes of the table `tag` (four letters), or undefined when the font has none. */
export const sfntTable = (font: Uint8Array, tag: string): Uint8Array | undefined => {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const count = font.length < 12 ? 0 : view.getUint16(4);
  for (let index = 0; index < count; index++) {
    const at = 12 + index * 16;
    if (at + 16 > font.length) return undefined;
    const name = String.fromCharCode(...font.subarray(at, at + 4));
    if (name === tag) return font.subarray(view.getUint32(at + 8), view.getUint32(at + 8) + view.getUint32(at + 12));
  }
  return undefined;
};
