/** Which plates a plant has to make anew, against the version that it has: versions that were never handed over do not count. */
import { pressedVersion } from "../output/earlier-prints.ts";
import type { ManifestFile, ManifestPage } from "../output/manifest.ts";
import type { HandedPage } from "./plant-book.ts";

/** The page's files at the plant as `before` is there. */
export const platesSince = (
  files: readonly ManifestFile[],
  { entry, plant, before }: { readonly entry: ManifestPage; readonly plant: string; readonly before?: HandedPage },
): readonly ManifestFile[] => {
  const old = before && pressedVersion({ prints: [{ plant, pressed: before.pressed }] }, plant);
  const now = pressedVersion(entry, plant);
  return files.map(({ replaces: _, changedPlates: __, ...file }) => {
    const same = before?.files.find(({ sha256, path }) => sha256 === file.sha256 && path === file.path);
    if (same) return same;
    // the first that the plant gets takes no other's place: all its plates are made
    if (!old || !now) return file;
    const id = file.half ?? file.page;
    const [was, is] = [old.files.get(id)?.plates, now.files.get(id)?.plates ?? new Map<string, string>()];
    const changed = [...is].flatMap(([plate, hash]) => (was?.get(plate) === hash ? [] : [plate]));
    return { ...file, replaces: old.version, changedPlates: changed };
  });
};
