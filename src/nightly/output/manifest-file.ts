/** The manifest's file, and the one before it while files change their places: what went out under which letter is never forgotten. */
import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { readIfThere } from "../disk/read-if-there.ts";

/** Name of the manifest in an output folder. */
export const MANIFEST = "manifest.json";

/** Where the earlier one lies while there is none: without a manifest the folder is not complete, whoever looks at it. */
const EARLIER = ".manifest.earlier.json";

/** The manifest, or the last one where a run was cut off before its own was in place; empty when there was none. */
export const readManifestFile = (folder: string): string =>
  readIfThere(join(folder, MANIFEST)) || readIfThere(join(folder, EARLIER));

/** Takes the manifest away. */
export const hideManifest = (folder: string): void => {
  try {
    renameSync(join(folder, MANIFEST), join(folder, EARLIER));
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== "ENOENT") throw fault;
  }
};

/** The new one is in place. */
export const forgetEarlier = (folder: string): void => rmSync(join(folder, EARLIER), { force: true });
