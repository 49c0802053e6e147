/** Kept results on disk, shared by any number of processes; a torn or foreign file is made again, a failing disk does no harm. */
import { createHash } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { World } from "../../base/world.ts";

/** Changes when the form of the kept files does, so that an older program's files are not looked at. */
const FORM = "v1";

/** Left at the end of each file after its SHA-256; what has no such end was not finished or is not ours. */
const SEAL = new TextEncoder().encode("BSCACHE1");

const DIGEST = 32;

/** A process that died while writing leaves its file; after this time nobody is still writing it. */
const ABANDONED_MS = 3_600_000;

/** `World.cached` over a folder; without one, everything is made whenever it is asked for. Who asks at the same time shares. */
export const diskCache = (folder: string | undefined): World["cached"] => {
  const making = new Map<string, Promise<Uint8Array>>();
  return (key, make) => {
    const known = making.get(key);
    if (known) return known;
    const bytes = (folder === undefined ? make() : keptOrMade(folder, key, make)).finally(() => making.delete(key));
    making.set(key, bytes);
    return bytes;
  };
};

const keptOrMade = async (folder: string, key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> => {
  const name = createHash("sha256").update(key).digest("hex");
  const shelf = join(folder, FORM, name.slice(0, 2));
  const kept = await readSealed(join(shelf, name), key);
  if (kept) return kept;
  const made = await make();
  // an unwritable or full disk costs time, never a build
  await keep(shelf, name, [made, sealOf(key, made)]).catch(() => undefined);
  return made;
};

const readSealed = async (path: string, key: string): Promise<Uint8Array | undefined> => {
  const file = await readFile(path).catch(() => undefined);
  if (!file || file.length < DIGEST + SEAL.length) return undefined;
  const content = file.subarray(0, file.length - DIGEST - SEAL.length);
  const seal = file.subarray(content.length);
  return Buffer.compare(seal, sealOf(key, content)) === 0 ? new Uint8Array(content) : undefined;
};

/** The key is hashed too: a whole file under another's name is a foreign one. */
const sealOf = (key: string, content: Uint8Array): Uint8Array =>
  Buffer.concat([createHash("sha256").update(key).update("\0").update(content).digest(), SEAL]);

/** Written under a name of its own in the same folder, brought to disk, then renamed: readers see all of it or nothing. */
const keep = async (shelf: string, name: string, parts: readonly Uint8Array[]): Promise<void> => {
  await mkdir(shelf, { recursive: true, mode: 0o700 });
  await sweep(shelf);
  const aside = join(shelf, `.${name}.${process.pid}.tmp`);
  try {
    const file = await open(aside, "w", 0o600);
    try {
      for (const part of parts) await file.writeFile(part);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(aside, join(shelf, name));
  } catch (fault) {
    await rm(aside, { force: true });
    throw fault;
  }
};

const sweep = async (shelf: string): Promise<void> => {
  const names = (await readdir(shelf)).filter((name) => name.endsWith(".tmp"));
  for (const path of names.map((name) => join(shelf, name))) {
    const facts = await stat(path).catch(() => undefined);
    if (facts && Date.now() - facts.mtimeMs > ABANDONED_MS) await rm(path, { force: true });
  }
};
