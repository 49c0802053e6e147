/** What a compressed picture says of itself: width, height, components and bits, read from its first bytes only. */

/** The facts of a JPEG or JPEG 2000. */
export interface PictureHeader {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  readonly bits: number;
}

/** The frame header of a JPEG (ITU-T T.81, B.2.2). */
export const jpegHeader = (bytes: Uint8Array): PictureHeader | undefined => {
  const u16 = (at: number): number => (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
  if (u16(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) {
      at++;
      continue;
    }
    const marker = bytes[at + 1]!;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { bits: bytes[at + 4]!, height: u16(at + 5), width: u16(at + 7), components: bytes[at + 9]! };
    const bare = marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    at += bare ? (marker === 0xff ? 1 : 2) : 2 + Math.max(2, u16(at + 2));
  }
  return undefined;
};

/** The image header box of a JP2 file, or the SIZ segment of a bare codestream (ISO 15444-1, I.5.3.1, A.5.1). */
export const jpxHeader = (bytes: Uint8Array): PictureHeader | undefined => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const head = buffer.subarray(0, 4096);
  const box = head.indexOf("ihdr", 0, "latin1");
  if (box >= 0 && box + 15 < buffer.length)
    return {
      height: buffer.readUInt32BE(box + 4),
      width: buffer.readUInt32BE(box + 8),
      components: buffer.readUInt16BE(box + 12),
      bits: (buffer[box + 14]! & 0x7f) + 1,
    };
  const siz = head.indexOf(Buffer.from([0xff, 0x51]));
  if (siz < 0 || siz + 41 >= buffer.length) return undefined;
  return {
    width: buffer.readUInt32BE(siz + 6) - buffer.readUInt32BE(siz + 14),
    height: buffer.readUInt32BE(siz + 10) - buffer.readUInt32BE(siz + 18),
    components: buffer.readUInt16BE(siz + 38),
    bits: (buffer[siz + 40]! & 0x7f) + 1,
  };
};
