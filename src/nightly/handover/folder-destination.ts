/** A folder as a place to hand files over to, on this machine or mounted on it. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { asideOf, type Destination, type FileMark } from "./destination.ts";

/** Opens the folder and makes it where it is not there. */
export const folderDestination = async (folder: string): Promise<Destination> => {
  await mkdir(folder, { recursive: true });
  return {
    holds: (name, file) => isThere(join(folder, name), file),
    put: (name, content) => putWhole(join(folder, asideOf(name)), content),
    reveal: async (name) => {
      await rename(join(folder, asideOf(name)), join(folder, name));
      await bringToDisk(folder);
    },
    discard: (name) => rm(join(folder, asideOf(name)), { force: true }),
    close: async () => undefined,
  };
};

const isThere = async (path: string, { bytes, sha256 }: FileMark): Promise<boolean> => {
  const facts = await stat(path).catch(() => undefined);
  if (!facts?.isFile() || facts.size !== bytes) return false;
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest("hex") === sha256;
};

const putWhole = async (path: string, content: Uint8Array): Promise<void> => {
  const file = await open(path, "w");
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
};

/** A rename lasts once its folder is on disk; some systems cannot do that for folders, which is no harm. */
const bringToDisk = async (folder: string): Promise<void> => {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
};
