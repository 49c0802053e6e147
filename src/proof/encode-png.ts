/** Pixels to PNG (ISO/IEC 15948): colour without alpha, each row as its difference to the one above. */
import { promisify } from "node:util";
import { crc32, deflate } from "node:zlib";
import type { Raster } from "./raster.ts";

/** The picture as a PNG file, its resolution noted. The same pixels give the same bytes. */
export const encodePng = async (raster: Raster): Promise<Uint8Array> => {
  const packed = await promisify(deflate)(filteredRows(raster), { level: 6 });
  const pixelsPerMetre = Math.round(raster.dpi / 0.0254);
  return Buffer.concat([
    SIGNATURE,
    chunk(
      "IHDR",
      Buffer.concat([bytes32(raster.width), bytes32(raster.height), Uint8Array.of(8, TRUE_COLOUR, 0, 0, 0)]),
    ),
    chunk("pHYs", Buffer.concat([bytes32(pixelsPerMetre), bytes32(pixelsPerMetre), Uint8Array.of(METRES)])),
    chunk("IDAT", packed),
    chunk("IEND", new Uint8Array()),
  ]);
};

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const TRUE_COLOUR = 2;
const METRES = 1;
/** Filter type Up: newspaper pages are mostly upright strokes and white. */
const UP = 2;

const filteredRows = ({ width, height, rgba }: Raster): Uint8Array => {
  const rows = new Uint8Array(height * (1 + width * 3));
  let to = 0;
  for (let y = 0; y < height; y++) {
    rows[to++] = UP;
    for (let at = y * width * 4; at < (y + 1) * width * 4; at += 4) {
      for (let part = 0; part < 3; part++) rows[to++] = rgba[at + part]! - (y === 0 ? 0 : rgba[at + part - width * 4]!);
    }
  }
  return rows;
};

const chunk = (type: string, data: Uint8Array): Uint8Array => {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  return Buffer.concat([bytes32(data.length), body, bytes32(crc32(body))]);
};

const bytes32 = (value: number): Uint8Array => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
