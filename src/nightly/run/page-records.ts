/** Pages that were made before, by everything that went into them. */
import { type PressedVersion, pressedJson, pressedVersion } from "../output/earlier-prints.ts";
import type { ManifestPage, ManifestPrint } from "../output/manifest.ts";
import type { ArtefactStore } from "../store/artefact-store.ts";
import { fingerprint } from "./fingerprint.ts";
import type { PageParts } from "./page-parts.ts";
import type { PageHow, PageRecord } from "./page-task.ts";
import { hashesOf, type StyleHashes } from "./used-styles.ts";

/** A page that is wanted. */
export interface WantedPage {
  readonly parts: PageParts;
  /** all styles of the edition's sheet */
  readonly styles: StyleHashes;
  readonly how: PageHow;
  readonly releasedBy?: string;
  /** what the manifest says of it at each plant */
  readonly earlier: readonly ManifestPrint[];
}

/** How many lists of styles are kept for one page; each change of which styles it uses makes another. */
const LISTS = 8;

/**
 * The record of a page that was made of the same parts in the same way, with all its files still in the store. Which styles a page uses
 * is known when it has been made: as long as those are the same it would use no others. The letter of a version goes by what went out
 * before: a record counts if it was made after the same version, or if it is that version.
 */
export const findRecord = async (wanted: WantedPage, store: ArtefactStore): Promise<PageRecord | undefined> => {
  for (const used of await listsOf(wanted, store)) {
    const { exact, latest } = keysOf(wanted, used);
    for (const key of [exact, latest]) {
      const record = (await store.getRecord(key)) as PageRecord | undefined;
      if (!record || (key === latest && !isThatVersion(record.entry, wanted.earlier))) continue;
      const there = await Promise.all(record.entry.files.map(({ sha256 }) => store.has(sha256)));
      if (there.every(Boolean)) return record;
    }
  }
  return undefined;
};

/** Keeps a record for the next time; one over which the program stumbled is not kept. */
export const keepRecord = async (wanted: WantedPage, record: PageRecord, store: ArtefactStore): Promise<void> => {
  if (record.state === "failed") return;
  const { exact, latest } = keysOf(wanted, record.styles);
  await store.putRecord(exact, record);
  await store.putRecord(latest, record);
  const lists = await listsOf(wanted, store);
  const others = lists.filter((each) => each.join() !== record.styles.join());
  await store.putRecord(listsKey(wanted), [record.styles, ...others].slice(0, LISTS));
};

const listsOf = async (wanted: WantedPage, store: ArtefactStore): Promise<readonly (readonly string[])[]> =>
  ((await store.getRecord(listsKey(wanted))) as readonly (readonly string[])[] | undefined) ?? [];

const listsKey = ({ parts, how, releasedBy }: WantedPage): string =>
  `styles:${fingerprint({ parts, how, releasedBy })}`;

const keysOf = (
  { parts, styles, how, releasedBy, earlier }: WantedPage,
  used: readonly string[],
): { readonly exact: string; readonly latest: string } => {
  const base = fingerprint({ parts, styles: hashesOf(used, styles), how, releasedBy });
  return { exact: `page:${base}:${fingerprint(pressedOf(earlier))}`, latest: `page:${base}` };
};

/** What went out, by plant; states and fonts of it say nothing about versions. */
const pressedOf = (prints: readonly ManifestPrint[]): Readonly<Record<string, object>> =>
  Object.fromEntries(
    prints.flatMap((print) => {
      const plant = String(print["plant"]);
      const pressed = pressedVersion({ prints: [print] }, plant);
      return pressed ? [[plant, pressedJson(pressed)] as const] : [];
    }),
  );

const isThatVersion = ({ prints }: ManifestPage, earlier: readonly ManifestPrint[]): boolean => {
  const plants = Object.keys(pressedOf(earlier));
  return (
    plants.length === Object.keys(pressedOf(prints)).length &&
    plants.every((plant) => isSame(pressedVersion({ prints }, plant), pressedVersion({ prints: earlier }, plant)))
  );
};

const isSame = (a: PressedVersion | undefined, b: PressedVersion | undefined): boolean =>
  a !== undefined && b !== undefined && JSON.stringify(pressedJson(a)) === JSON.stringify(pressedJson(b));
