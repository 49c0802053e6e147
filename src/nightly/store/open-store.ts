/** The store at an address: a folder. */
import type { ArtefactStore } from "./artefact-store.ts";
import { folderStore } from "./folder-store.ts";

/** Opens it; nothing is made or asked before something is put into it or got from it. */
export const openStore = (address: string): ArtefactStore => folderStore(address, address);
