/** Where the program and the packages beside it are installed: in a checkout, under npx, globally, from source or from `dist`. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder that holds the program's `package.json`, `fonts`, `layouts` and `profiles`. */
export const programFolder = (): string => (folder ??= packageRootAbove(dirname(fileURLToPath(import.meta.url))));

let folder: string | undefined;

const packageRootAbove = (start: string): string => {
  for (let at = start; ; at = dirname(at)) {
    if (existsSync(join(at, "package.json"))) return at;
    if (dirname(at) === at) return start;
  }
};

/** The program's version, as in its `package.json`. */
export const programVersion = (): string => {
  const facts: unknown = JSON.parse(readFileSync(join(programFolder(), "package.json"), "utf8"));
  return typeof facts === "object" && facts !== null && "version" in facts ? String(facts.version) : "0.0.0";
};

/**
 * The folder of an npm package, sought as Node seeks modules from the program's own place. The package's `exports` are not
 * asked: they name modules, and what is read here are its font files.
 */
export const packageFolder = (name: string): string | undefined => {
  const known = packages.get(name);
  if (known) return known;
  const places = createRequire(import.meta.url).resolve.paths(name) ?? [];
  const found = places
    .map((place) => join(place, ...name.split("/")))
    .find((each) => existsSync(join(each, "package.json")));
  if (found) packages.set(name, found);
  return found;
};

const packages = new Map<string, string>();
