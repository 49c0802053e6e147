/** Files that a run writes and removes, as they add up: what is written and then removed again never was. */
import { createHash } from "node:crypto";
import type { World } from "../base/world.ts";
import type { FileCopy, FileWrite } from "./feed-run.ts";

/** The edition's folder as it will be. */
export class FilePlan {
  readonly #edition: World;
  readonly #writes = new Map<string, Uint8Array>();
  readonly #copies = new Map<string, FileCopy>();
  readonly #removes = new Set<string>();

  constructor(edition: World) {
    this.#edition = edition;
  }

  write(path: string, bytes: Uint8Array): void {
    this.#removes.delete(path);
    this.#copies.delete(path);
    this.#writes.set(path, bytes);
  }

  copy(file: FileCopy): void {
    this.#removes.delete(file.path);
    this.#writes.delete(file.path);
    this.#copies.set(file.path, file);
  }

  remove(path: string): void {
    this.#writes.delete(path);
    this.#copies.delete(path);
    this.#removes.add(path);
  }

  /** SHA-256 of the file as it will be; undefined when there will be none. */
  async hash(path: string): Promise<string | undefined> {
    if (this.#removes.has(path)) return undefined;
    const planned = this.#writes.get(path);
    if (planned) return sha256(planned);
    const copied = this.#copies.get(path);
    if (copied) return copied.hash;
    const there = await this.#edition.read({ root: "edition", path });
    if (there.ok) return sha256(there.bytes);
    return there.why === "missing" ? undefined : there.why;
  }

  writes(): readonly FileWrite[] {
    return [...this.#writes].map(([path, bytes]) => ({ path, bytes })).sort(byPath);
  }

  copies(): readonly FileCopy[] {
    return [...this.#copies.values()].sort(byPath);
  }

  removes(): readonly string[] {
    return [...this.#removes].sort();
  }
}

/** SHA-256, hex. */
export const sha256 = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex");

const byPath = (one: { readonly path: string }, other: { readonly path: string }): number =>
  one.path < other.path ? -1 : one.path > other.path ? 1 : 0;
