/** A world in memory: `edition:PATH`, `program:PATH` and `package:PATH`; what the program ships is there unless it is given. */
import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import type { FileRef, ReadResult, World } from "../../src/base/world.ts";

const CHECKOUT = fileURLToPath(new URL("../..", import.meta.url));

/** What a program's path may begin with; nothing else of the checkout is the program's. */
const SHIPPED = /^(layouts|fonts|profiles)\//;

/** A world of `files`. Texts are UTF-8; a value of `outside` or another failure is given by `failing`. */
export const memoryWorld = (
  files: Readonly<Record<string, string | Uint8Array>>,
  failing: Readonly<Record<string, Extract<ReadResult, { ok: false }>["why"]>> = {},
): World => {
  const kept = new Map<string, Promise<Uint8Array>>();
  return {
    read: async (file, limit = Number.POSITIVE_INFINITY) => {
      const key = `${file.root}:${posix.normalize(file.path)}`;
      const why = Object.hasOwn(failing, key) ? failing[key] : undefined;
      if (why !== undefined) return { ok: false, why };
      const bytes = Object.hasOwn(files, key) ? bytesOf(files[key]!) : shipped(file);
      if (bytes === undefined) return { ok: false, why: "missing" };
      return bytes.length > limit ? { ok: false, why: "too-large" } : { ok: true, bytes };
    },
    cached: (key, make) => {
      const known = kept.get(key) ?? make();
      kept.set(key, known);
      return known;
    },
  };
};

const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === "string" ? new TextEncoder().encode(content) : content;

const shipped = ({ root, path }: FileRef): Uint8Array | undefined => {
  if (root !== "program" || !SHIPPED.test(path)) return undefined;
  try {
    return readFileSync(`${CHECKOUT}${path}`);
  } catch {
    return undefined;
  }
};
