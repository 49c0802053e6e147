/** The world of a worker on another machine: the edition's files as the run has put them into the store. */
import { createHash } from "node:crypto";
import { devNull } from "node:os";
import { join } from "node:path";
import type { FileRef, ReadResult, World } from "../../base/world.ts";
import { diskWorld } from "../disk/disk-world.ts";
import type { ArtefactStore } from "../store/artefact-store.ts";
import { LACKING } from "./lacking-files.ts";
import type { ShippedFile } from "./ship-inputs.ts";

/** Such a world. */
export interface ShippedWorld {
  readonly world: World;
  /** From now on the files are those of the list that the store has under this hash. */
  use(inputs: string): void;
}

/** An edition's folder where there is none. */
export const NO_FOLDER = join(devNull, "edition");

/** Where it looks. */
export interface ShippedPlaces {
  readonly store: ArtefactStore;
  /** whether files of the store are kept in the cache: it is far away */
  readonly far: boolean;
  /** kept results; undefined works without */
  readonly cache: string | undefined;
}

type Listed = ReadonlyMap<string, ShippedFile>;

/** A world that reads the edition from the store, and the program's own files from its own disk, where they are the same. */
export const shippedWorld = ({ store, far, cache }: ShippedPlaces): ShippedWorld => {
  const disk = diskWorld({ edition: NO_FOLDER, cache });
  let used = "";
  let list: Promise<Listed> = Promise.resolve(new Map());
  const fetch = async (sha256: string, path: string): Promise<Uint8Array> => {
    const bytes = await store.get(sha256);
    if (!bytes) throw new Error(`\`${path}\` ${LACKING.gone}`);
    return bytes;
  };
  const fromStore = async ({ sha256, why, path }: ShippedFile, limit: number): Promise<ReadResult> => {
    if (why !== undefined) return { ok: false, why };
    if (sha256 === undefined) throw new Error(`\`${path}\` ${LACKING.changed}`);
    const make = (): Promise<Uint8Array> => fetch(sha256, path);
    const bytes = far ? await disk.cached(`input ${sha256}`, make) : await make();
    return bytes.length > limit ? { ok: false, why: "too-large" } : { ok: true, bytes };
  };
  const read = async (file: FileRef, limit = Number.POSITIVE_INFINITY): Promise<ReadResult> => {
    const listed = (await list).get(`${file.root}:${file.path}`);
    if (file.root === "edition") {
      if (!listed) throw new Error(`\`${file.path}\` ${LACKING.unread}`);
      return fromStore(listed, limit);
    }
    const own = await disk.read(file, limit);
    const isTheirs = listed?.sha256 === undefined || (own.ok && hashOf(own.bytes) === listed.sha256);
    return isTheirs ? own : fromStore(listed, limit);
  };
  return {
    world: { read, cached: disk.cached },
    use: (inputs) => {
      if (inputs === used) return;
      used = inputs;
      list = readList(inputs, store);
      // whoever reads is told, and the next task asks again
      list.catch(() => {
        used = "";
      });
    },
  };
};

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

const readList = async (inputs: string, store: ArtefactStore): Promise<Listed> => {
  const bytes = await store.get(inputs);
  if (!bytes) throw new Error(`the list of the edition's files ${LACKING.gone}`);
  const files = JSON.parse(Buffer.from(bytes).toString("utf8")) as readonly ShippedFile[];
  return new Map(files.map((file) => [`${file.root}:${file.path}`, file]));
};
