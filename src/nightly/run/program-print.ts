/** The hash of the program itself: what another version of it made is made again. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { packageFolder, programFolder } from "../disk/program-folders.ts";

/** SHA-256 over the program's code, the versions of the packages that it uses, and Node's, whose zlib writes the streams. */
export const programPrint = (): string => (print ??= made());

let print: string | undefined;

const made = (): string => {
  const hash = createHash("sha256").update(process.version);
  const code = fileURLToPath(new URL("../..", import.meta.url));
  for (const path of [...codeIn(code)].sort()) hash.update(`${path}\0`).update(readFileSync(join(code, path)));
  const manifest = readFileSync(join(programFolder(), "package.json"), "utf8");
  const { dependencies = {} } = JSON.parse(manifest) as { readonly dependencies?: object };
  for (const name of Object.keys(dependencies).sort()) {
    const folder = packageFolder(name);
    hash.update(name).update(folder === undefined ? "" : readFileSync(join(folder, "package.json")));
  }
  return hash.digest("hex");
};

/** Paths below `folder`. Node's own recursion asks the system once more what each name is, which takes longer than reading all the code. */
const codeIn = (folder: string, below = ""): readonly string[] =>
  readdirSync(join(folder, below), { withFileTypes: true }).flatMap((each) => {
    const path = join(below, each.name);
    const facts = each.isSymbolicLink() ? statSync(join(folder, path), { throwIfNoEntry: false }) : each;
    if (facts?.isDirectory()) return codeIn(folder, path);
    return /(?<!\.d)\.(ts|js)$/.test(path) ? [path] : [];
  });
