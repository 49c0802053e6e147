/** The files that an edition was read from, put into the store, so that workers need no folder of it. */
import { createHash } from "node:crypto";
import type { FileRef, ReadFailure } from "../../base/world.ts";
import { diskWorld } from "../disk/disk-world.ts";
import type { FileTrace } from "../run/recorded-reads.ts";
import type { ArtefactStore } from "../store/artefact-store.ts";

/** A file as a worker finds it; plain values. */
export interface ShippedFile {
  readonly root: FileRef["root"];
  readonly path: string;
  /** where it is in the store; absent when it could not be read, or was changed while the run went on */
  readonly sha256?: string;
  readonly why?: ReadFailure;
}

/** Where from and where to. */
export interface Shipping {
  /** the edition's folder */
  readonly folder: string;
  readonly store: ArtefactStore;
}

/** Files on their way at one time. */
const AT_ONCE = 8;

/** Puts them in; returns the hash under which the store has their list. Packages need no shipping: the program's print has their versions. */
export const shipInputs = async (reads: readonly FileTrace[], { folder, store }: Shipping): Promise<string> => {
  const waiting = reads.filter(({ root }) => root !== "package");
  const world = diskWorld({ edition: folder, cache: undefined });
  const shipped: ShippedFile[] = [];
  const carry = async (): Promise<void> => {
    for (let trace = waiting.pop(); trace; trace = waiting.pop()) {
      const { root, path, sha256, why } = trace;
      if (sha256 === undefined) shipped.push({ root, path, ...(why !== undefined && { why }) });
      else if (await store.has(sha256)) shipped.push({ root, path, sha256 });
      else {
        const result = await world.read({ root, path });
        const isSame = result.ok && createHash("sha256").update(result.bytes).digest("hex") === sha256;
        if (isSame) await store.put(result.bytes);
        shipped.push({ root, path, ...(isSame && { sha256 }) });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, carry));
  const order = (file: ShippedFile): string => `${file.root}:${file.path}`;
  shipped.sort((a, b) => (order(a) < order(b) ? -1 : 1));
  return store.put(Buffer.from(JSON.stringify(shipped)));
};
