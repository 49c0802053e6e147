/** The store at an address: a folder, or `s3://bucket/prefix`. */
import type { ArtefactStore } from "./artefact-store.ts";
import { folderStore } from "./folder-store.ts";
import { readS3Address, s3Store } from "./s3-store.ts";

/** Opens it; nothing is made or asked before something is put into it or got from it. */
export const openStore = (address: string): ArtefactStore => {
  const place = readS3Address(address);
  return place ? s3Store(place) : folderStore(address, address);
};

/** Whether a store is reached over the net. */
export const isFarStore = (address: string): boolean => readS3Address(address) !== undefined;
