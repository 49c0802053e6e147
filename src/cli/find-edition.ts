/** The edition that an argument means: a folder, an edition's file, or a page of one. */
import { readFile, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { didYouMean } from "./did-you-mean.ts";
import type { Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";

/** Where an edition is; `page` is the path of the only page asked for, relative to the folder. */
export interface EditionPlace {
  /** real path of the edition's folder */
  readonly folder: string;
  /** the edition's file, relative to the folder */
  readonly file: string;
  readonly page?: string;
}

const NAMES = ["edition.yaml", "edition.yml"];

/** Finds the edition; what cannot be found is a `UsageError`. */
export const findEdition = async (argument: string, { terminal, says }: Session): Promise<EditionPlace> => {
  const asked = resolve(terminal.cwd, argument);
  const facts = await stat(asked).catch(() => undefined);
  if (!facts) throw new UsageError(says.noFile(argument));
  if (facts.isDirectory()) {
    const file = await firstEdition(asked);
    if (!file) throw new UsageError(says.noEditionInFolder(argument));
    return { folder: await realpath(asked), file };
  }
  const real = await realpath(asked);
  if (NAMES.includes(basename(asked)) || (await looksLikeEdition(real, facts.isFile()))) {
    return { folder: dirname(real), file: basename(real) };
  }
  for (let at = dirname(real); ; at = dirname(at)) {
    const file = await firstEdition(at);
    if (file) return { folder: at, file, page: relative(at, real).split(sep).join("/") };
    if (dirname(at) === at) break;
  }
  const near = didYouMean(basename(asked), NAMES);
  throw new UsageError(`${says.noEditionAbove(argument)}${near ? ` — ${says.didYouMean(near)}` : ""}`);
};

const firstEdition = async (folder: string): Promise<string | undefined> => {
  for (const name of NAMES)
    if (
      await stat(join(folder, name)).then(
        (each) => each.isFile(),
        () => false,
      )
    )
      return name;
  return undefined;
};

/** An edition of another name than `edition.yaml` is known by its list of pages. Only files: a fifo would wait for ever. */
const looksLikeEdition = async (path: string, isFile: boolean): Promise<boolean> => {
  if (!isFile) return false;
  const text = await readFile(path, "utf8").catch(() => "");
  return /^\uFEFF?pages\s*:/m.test(text);
};
