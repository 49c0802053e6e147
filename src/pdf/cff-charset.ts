/** The charset of a CID-keyed CFF font: under which CID a reader of PDF looks for each glyph (Adobe TN 5176, 13). */

/**
 * CID of each glyph id. Undefined when the font is not CID-keyed: CID and glyph id are then the same (ISO 32000-1, 9.7.4.2). Throws
 * a RangeError when the font is cut off.
 */
export const cffCharset = (cff: Uint8Array): readonly number[] | undefined => {
  const view = new DataView(cff.buffer, cff.byteOffset, cff.byteLength);
  const topDicts = indexAt(view, indexAt(view, view.getUint8(2)).end);
  const top = readDict(view, topDicts.at(0), topDicts.at(1));
  if (!top.has(ROS)) return undefined;
  const charset = top.get(CHARSET)?.[0] ?? 0;
  // the subset ends with its last glyph, so that the font's own count would lead too far
  const charStrings = top.get(CHAR_STRINGS)?.[0] ?? 0;
  return charset > 2 ? readCharset(view, charset, view.getUint16(charStrings)) : undefined;
};

const ROS = 1230;
const CHARSET = 15;
const CHAR_STRINGS = 17;

const indexAt = (view: DataView, start: number) => {
  const count = view.getUint16(start);
  if (count === 0) return { end: start + 2, at: () => start + 2 };
  const size = view.getUint8(start + 2);
  const base = start + 2 + (count + 1) * size;
  const at = (index: number): number => {
    let offset = 0;
    for (let byte = 0; byte < size; byte++) offset = offset * 256 + view.getUint8(start + 3 + index * size + byte);
    return base + offset;
  };
  return { end: at(count), at };
};

/** Operator → operands; two-byte operators are 1200 and more. Real numbers are passed over: no offset is one. */
const readDict = (view: DataView, start: number, end: number): ReadonlyMap<number, readonly number[]> => {
  const dict = new Map<number, readonly number[]>();
  let operands: number[] = [];
  for (let at = start; at < end; ) {
    const byte = view.getUint8(at++);
    if (byte <= 21) {
      dict.set(byte === 12 ? 1200 + view.getUint8(at++) : byte, operands);
      operands = [];
    } else if (byte === 28) {
      operands.push(view.getInt16(at));
      at += 2;
    } else if (byte === 29) {
      operands.push(view.getInt32(at));
      at += 4;
    } else if (byte === 30) {
      while ((view.getUint8(at++) & 0x0f) !== 0x0f);
    } else if (byte <= 246) operands.push(byte - 139);
    else if (byte <= 250) operands.push((byte - 247) * 256 + view.getUint8(at++) + 108);
    else operands.push(-(byte - 251) * 256 - view.getUint8(at++) - 108);
  }
  return dict;
};

const readCharset = (view: DataView, start: number, glyphCount: number): readonly number[] => {
  const cids = [0];
  const format = view.getUint8(start);
  let at = start + 1;
  while (cids.length < glyphCount) {
    const first = view.getUint16(at);
    const more = format === 0 ? 0 : format === 1 ? view.getUint8(at + 2) : view.getUint16(at + 2);
    at += 2 + format;
    for (let step = 0; step <= more && cids.length < glyphCount; step++) cids.push(first + step);
  }
  return cids;
};
