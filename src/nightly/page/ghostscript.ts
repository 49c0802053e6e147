/** Plates by Ghostscript, where it is installed: a renderer that separates, overprints as a press does, and is not part of us. */
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Plate, PROCESS_INKS } from "../../proof/plate.ts";
import { readPlate } from "../../proof/read-plate.ts";

/** Which page, from 1, how fine, and how long it may take. */
export interface SeparationHow {
  readonly page: number;
  readonly dpi: number;
  /** milliseconds; a minute when absent */
  readonly timeout?: number;
}

/** Why there are no plates. */
export interface NoPlates {
  readonly kind: "missing" | "failed";
  /** what the program said, shortened */
  readonly why: string;
}

/** The plates of a page: those of the process first, then spot colours by name; or why there are none. Leaves nothing on disk. */
export const separate = async (pdf: Uint8Array, how: SeparationHow): Promise<readonly Plate[] | NoPlates> => {
  const folder = await mkdtemp(join(tmpdir(), "broadsheet-plates-"));
  try {
    await writeFile(join(folder, "page.pdf"), pdf);
    await promisify(execFile)("gs", argumentsOf(how), {
      cwd: folder,
      timeout: how.timeout ?? 60_000,
      maxBuffer: 1 << 24,
    });
    return await platesIn(folder, how.dpi);
  } catch (fault) {
    const { code, killed, message } = fault as NodeJS.ErrnoException & { readonly killed?: boolean };
    if (code === "ENOENT") return { kind: "missing", why: "`gs` is not installed" };
    return { kind: "failed", why: killed ? "it took too long" : message.split("\n", 3).join(" ").slice(0, 200) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Inks as the file has them: no colour management, overprint as written, the whole sheet, edges smoothed. */
const argumentsOf = ({ page, dpi }: SeparationHow): readonly string[] => [
  "-q",
  "-dNOPAUSE",
  "-dBATCH",
  "-dSAFER",
  `-dFirstPage=${page}`,
  `-dLastPage=${page}`,
  "-sDEVICE=tiffsep",
  "-sCompression=none",
  `-r${dpi}`,
  "-sOutputFile=plate.tif",
  "page.pdf",
];

const platesIn = async (folder: string, dpi: number): Promise<readonly Plate[]> => {
  const names = (await readdir(folder)).flatMap((file) => {
    const ink = /^plate\((.+)\)\.tif$/.exec(file)?.[1];
    return ink === undefined ? [] : [{ file, ink }];
  });
  const rank = (ink: string): number => {
    const at = PROCESS_INKS.indexOf(ink);
    return at < 0 ? PROCESS_INKS.length : at;
  };
  names.sort((a, b) => rank(a.ink) - rank(b.ink) || (a.ink < b.ink ? -1 : 1));
  const plates: Plate[] = [];
  for (const { file, ink } of names) plates.push(readPlate(await readFile(join(folder, file)), { ink, dpi }));
  return plates;
};
