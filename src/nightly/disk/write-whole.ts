/** A file that appears whole or not at all. */
import { open, rename, rm } from "node:fs/promises";

/** Writes `content` to `aside`, in the same folder as `path`, brings it to disk, then gives it its name. Rejects as the disk does. */
export const writeWhole = async (path: string, aside: string, content: string | Uint8Array): Promise<void> => {
  try {
    const file = await open(aside, "w");
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(aside, path);
  } catch (fault) {
    await rm(aside, { force: true });
    throw fault;
  }
};
