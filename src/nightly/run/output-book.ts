/** Into which output folders pages of an edition were ever written: a withdrawn story is looked for there, and copies that are no more are told of. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic } from "../../base/diagnostic.ts";
import type { EditionSheet } from "../output/edition-sheet.ts";
import { folderName } from "../output/file-name.ts";
import type { ArtefactStore } from "../store/artefact-store.ts";
import type { JobPlace } from "./job-place.ts";

/** Name of an output folder below `--out` → the edition's file that writes it, as far as that is known. */
export type Outputs = Readonly<Record<string, string>>;

/** All of them. `edition` is the path of the edition's folder, in which there may be several editions. */
export const outputsOf = async (edition: string, store: ArtefactStore): Promise<Outputs> => {
  const known = ((await store.getRecord(keyOf(edition))) ?? {}) as Outputs | readonly string[];
  // an earlier program knew names alone
  return Array.isArray(known) ? Object.fromEntries(known.map((name) => [name, ""])) : (known as Outputs);
};

/** Remembers them, in place of what was known. */
export const rememberOutputs = (outputs: Outputs, edition: string, store: ArtefactStore): Promise<void> =>
  store.putRecord(keyOf(edition), outputs);

/** Remembers one more. */
export const rememberOutput = async (
  name: string,
  { folder, file }: Pick<JobPlace, "folder" | "file">,
  store: ArtefactStore,
): Promise<void> => {
  const known = await outputsOf(folder, store);
  if (known[name] !== file) await rememberOutputs({ ...known, [name]: file }, folder, store);
};

const keyOf = (edition: string): string => `outputs:${edition}`;

/** Where output folders are looked for. */
export interface LeftOverHow {
  readonly place: Pick<JobPlace, "folder" | "file">;
  readonly store: ArtefactStore;
  /** the folder for all editions, and its name in messages */
  readonly out: { readonly folder: string; readonly shown: string };
}

/** Warnings about folders of the same paper and date that were made for a copy which is none of `copies`, all that there are now. */
export const leftOverOutputs = async (
  copies: readonly EditionSheet[],
  { place, store, out }: LeftOverHow,
): Promise<readonly Diagnostic[]> => {
  const now = copies.map(folderName);
  const days = new Set(
    copies.map((sheet) => folderName({ paper: sheet.paper, date: sheet.date, edition: "", zone: "" })),
  );
  const old = Object.entries(await outputsOf(place.folder, store)).flatMap(([name, file]) =>
    file === place.file && !now.includes(name) && [...days].some((day) => name.startsWith(day)) ? [name] : [],
  );
  return old
    .filter((name) => existsSync(join(out.folder, name, "manifest.json")))
    .map((name) => ({
      code: "nightly/left-over",
      severity: "warning",
      message: `\`${join(out.shown, name)}\` was made for a copy of the paper that there is no longer`,
      hint: "remove the folder, so that nobody hands it over; or put the zone back",
    }));
};
