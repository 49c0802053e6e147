/** The last good version of each page: what goes out when tonight's cannot. */
import type { Intake } from "../intake/intake.ts";
import type { EditionSheet } from "../output/edition-sheet.ts";
import type { ArtefactStore } from "../store/artefact-store.ts";
import type { PageRecord } from "./page-task.ts";

/** A version of a page that was fit for the press. */
export interface GoodPage {
  readonly record: PageRecord;
  /** paths of its stories */
  readonly stories: readonly string[];
}

/** Of the same paper, date, edition and zone alone: yesterday's page is never put into today's paper. */
const keyOf = ({ paper, date, edition, zone }: Pick<EditionSheet, "paper" | "date" | "edition" | "zone">, id: string) =>
  `good:${JSON.stringify([paper.id, date.iso, edition, zone, id])}`;

/** Remembers a page that is fit for the press; what is known already is not written, and brought to disk, again. */
export const rememberGood = async (
  good: GoodPage,
  sheet: Parameters<typeof keyOf>[0],
  store: ArtefactStore,
): Promise<void> => {
  const { state, entry, page } = good.record;
  if ((state !== "press" && state !== "released") || entry.files.length === 0) return;
  const key = keyOf(sheet, page.id);
  const known = await store.getRecord(key);
  if (JSON.stringify(known) !== JSON.stringify(good)) await store.putRecord(key, good);
};

/**
 * The last good version; undefined when there is none, when its files are gone, when a story on it was withdrawn since, or when nobody
 * knows what was withdrawn.
 */
export const lastGood = async (
  id: string,
  {
    sheet,
    intake,
  }: { readonly sheet: Parameters<typeof keyOf>[0]; readonly intake: Pick<Intake, "withdrawals" | "isSure"> },
  store: ArtefactStore,
): Promise<GoodPage | undefined> => {
  if (!intake.isSure) return undefined;
  const withdrawn = new Set(intake.withdrawals.filter(({ isOut }) => isOut).map(({ path }) => path));
  const good = (await store.getRecord(keyOf(sheet, id))) as GoodPage | undefined;
  if (!good || good.stories.some((path) => withdrawn.has(path))) return undefined;
  const there = await Promise.all(good.record.entry.files.map(({ sha256 }) => store.has(sha256)));
  return there.every(Boolean) ? good : undefined;
};
