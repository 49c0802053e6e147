/** Pictures with what real ones have in them: profiles put in as they are, EXIF of cameras, inks of 16 bits. */
import { crc32, deflateSync } from "node:zlib";

/** A PNG with a profile (chunk `iCCP`) and nothing else about its colours; its pixels stay what they are. */
export const pngWithProfile = (png: Uint8Array, icc: Uint8Array): Uint8Array =>
  withChunk(png, "iCCP", Buffer.concat([Buffer.from("p\0\0", "latin1"), deflateSync(icc)]));

/** A PNG that says that it is sRGB. */
export const srgbPng = (png: Uint8Array): Uint8Array => withChunk(png, "sRGB", Uint8Array.of(0));

const HEAD = 33;

const withChunk = (png: Uint8Array, name: string, data: Uint8Array): Uint8Array => {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([png.subarray(0, HEAD), length, body, sum, png.subarray(HEAD)]);
};

/** A JPEG with a profile in APP2 segments (ICC.1, annex B.4). */
export const jpegWithProfile = (jpeg: Uint8Array, icc: Uint8Array): Uint8Array => {
  const most = 65_000;
  const parts = Array.from({ length: Math.ceil(icc.length / most) }, (_, n) => icc.subarray(n * most, (n + 1) * most));
  const segments = parts.map((part, n) =>
    segment(0xe2, Buffer.concat([Buffer.from("ICC_PROFILE\0", "latin1"), Buffer.from([n + 1, parts.length]), part])),
  );
  return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);
};

/** A JPEG as a camera writes it that is set to sRGB, or to Adobe RGB, which embeds no profile either (DCF 2.0). */
export const jpegOfCamera = (jpeg: Uint8Array, colours: "srgb" | "adobe-rgb"): Uint8Array => {
  const tiff = Buffer.alloc(80);
  tiff.write("II*\0", 0, "latin1");
  tiff.writeUInt32LE(8, 4);
  const entry = (at: number, tag: number, value: readonly [type: number, count: number, value: number]) => {
    tiff.writeUInt16LE(tag, at);
    tiff.writeUInt16LE(value[0], at + 2);
    tiff.writeUInt32LE(value[1], at + 4);
    tiff.writeUInt32LE(value[2], at + 8);
  };
  tiff.writeUInt16LE(1, 8);
  entry(10, 0x8769, [4, 1, 26]);
  tiff.writeUInt16LE(2, 26);
  entry(28, 0xa001, [3, 1, colours === "srgb" ? 1 : 65535]);
  entry(40, 0xa005, [4, 1, 56]);
  tiff.writeUInt16LE(1, 56);
  entry(58, 1, [2, 4, Buffer.from(colours === "srgb" ? "R98\0" : "R03\0", "latin1").readUInt32LE(0)]);
  const exif = segment(0xe1, Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]));
  return Buffer.concat([jpeg.subarray(0, 2), exif, jpeg.subarray(2)]);
};

const segment = (marker: number, data: Uint8Array): Uint8Array => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
};

/** A JPEG without segments of that marker. */
export const withoutSegment = (jpeg: Uint8Array, marker: number): Uint8Array => {
  const kept: Uint8Array[] = [jpeg.subarray(0, 2)];
  let at = 2;
  while (jpeg[at + 1] !== 0xda) {
    const end = at + 2 + (jpeg[at + 2]! << 8) + jpeg[at + 3]!;
    if (jpeg[at + 1] !== marker) kept.push(jpeg.subarray(at, end));
    at = end;
  }
  return Buffer.concat([...kept, jpeg.subarray(at)]);
};

/** A flat TIFF of inks with 16 bits each, 65535 for full ink. */
export const deepCmyk = (inks: readonly [number, number, number, number], size: number): Uint8Array => {
  const tags: readonly (readonly [tag: number, type: number, count: number, value: number])[] = [
    [256, 4, 1, size],
    [257, 4, 1, size],
    [258, 3, 4, 134],
    [259, 3, 1, 1],
    [262, 3, 1, 5],
    [273, 4, 1, 142],
    [277, 3, 1, 4],
    [278, 4, 1, size],
    [279, 4, 1, size * size * 8],
    [284, 3, 1, 1],
  ];
  const file = Buffer.alloc(142 + size * size * 8);
  file.write("II*\0", 0, "latin1");
  file.writeUInt32LE(8, 4);
  file.writeUInt16LE(tags.length, 8);
  tags.forEach(([tag, type, count, value], n) => {
    file.writeUInt16LE(tag, 10 + n * 12);
    file.writeUInt16LE(type, 12 + n * 12);
    file.writeUInt32LE(count, 14 + n * 12);
    file.writeUInt32LE(value, 18 + n * 12);
  });
  for (let n = 0; n < 4; n++) file.writeUInt16LE(16, 134 + n * 2);
  for (let n = 0; n < size * size * 4; n++) file.writeUInt16LE(inks[n % 4]!, 142 + n * 2);
  return file;
};
