/** The hash of a file of any size, read in large pieces: a stream of small ones takes several times as long. */
import { createHash } from "node:crypto";
import { open } from "node:fs/promises";

/** Bytes in memory at a time: most files of pages are one or two pieces. */
const PIECE = 1 << 19;

/** SHA-256, hex; rejects as the disk does. */
export const fileHash = async (path: string): Promise<string> => {
  const hash = createHash("sha256");
  const file = await open(path);
  try {
    const piece = Buffer.allocUnsafe(PIECE);
    for (;;) {
      const { bytesRead } = await file.read(piece, 0, PIECE);
      if (bytesRead === 0) return hash.digest("hex");
      hash.update(piece.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
};
