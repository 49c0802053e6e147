/** Photoshop's image resources (8BIM blocks) as JPEG and TIFF files carry them (Adobe Photoshop File Formats, image resources). */

/** One block: its number, its name (of a path: what the path is called) and what it holds. */
export interface PhotoshopResource {
  readonly id: number;
  readonly name: string;
  readonly data: Uint8Array;
}

/** The blocks in the order of the file, and whether the last one is cut off. */
export interface PhotoshopResources {
  readonly blocks: readonly PhotoshopResource[];
  readonly cut: boolean;
}

const APP13 = 0xed;
const START_OF_SCAN = 0xda;
const MARK = Buffer.from("Photoshop 3.0\0", "latin1");
/** What blocks begin with; the others are those of Adobe's own other programs. */
const SIGNATURES: ReadonlySet<string> = new Set(["8BIM", "MeSa", "PHUT", "AgHg", "DCSR"]);

/** What the APP13 segments of a JPEG hold; a long list of blocks goes on from one segment to the next. */
export const jpegResources = (jpeg: Uint8Array): Uint8Array => {
  const parts: Uint8Array[] = [];
  let at = 2;
  while (at + 4 <= jpeg.length && jpeg[at] === 0xff && jpeg[at + 1] !== START_OF_SCAN) {
    if (jpeg[at + 1] === 0xff) {
      at++;
      continue;
    }
    const end = at + 2 + jpeg[at + 2]! * 256 + jpeg[at + 3]!;
    const data = jpeg.subarray(at + 4, Math.min(end, jpeg.length));
    if (jpeg[at + 1] === APP13 && MARK.equals(data.subarray(0, MARK.length))) parts.push(data.subarray(MARK.length));
    if (end <= at + 2) break;
    at = end;
  }
  return Buffer.concat(parts);
};

/** Parts the bytes into blocks; never throws. */
export const readResources = (bytes: Uint8Array): PhotoshopResources => {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const blocks: PhotoshopResource[] = [];
  let at = 0;
  while (at + 12 <= data.length && SIGNATURES.has(data.toString("latin1", at, at + 4))) {
    const id = data.readUInt16BE(at + 4);
    const name = pascal(data, at + 6);
    // name and data are filled up to an even number of bytes
    const from = at + 6 + even(1 + data[at + 6]!);
    if (from + 4 > data.length) return { blocks, cut: true };
    const size = data.readUInt32BE(from);
    if (from + 4 + size > data.length) return { blocks, cut: true };
    blocks.push({ id, name, data: data.subarray(from + 4, from + 4 + size) });
    at = from + 4 + even(size);
  }
  return { blocks, cut: data.length - at >= 4 };
};

/** A string with its length before it. Photoshop writes names in the system's old encoding; UTF-8 where it is UTF-8. */
export const pascal = (data: Uint8Array, at: number): string => {
  const bytes = data.subarray(at + 1, at + 1 + (data[at] ?? 0));
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes).toString("latin1");
  }
};

const even = (length: number): number => length + (length & 1);
