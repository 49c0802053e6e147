/** The pages of a reading, each from the store or made anew, preflighted, and replaced by its last good version where it is not fit. */
import type { DiagnosticCode } from "../../base/diagnostic-codes.ts";
import type { ManifestPage, ManifestPrint } from "../output/manifest.ts";
import { isNoPressFile } from "../output/press-files.ts";
import type { ArtefactStore } from "../store/artefact-store.ts";
import type { EditionReading, PageReading } from "./edition-reading.ts";
import { fingerprint } from "./fingerprint.ts";
import type { JobPlace } from "./job-place.ts";
import { lastGood, rememberGood } from "./last-good.ts";
import { changedParts, type PageParts } from "./page-parts.ts";
import { findRecord, keepRecord, type WantedPage } from "./page-records.ts";
import type { PageHow, PageRecord } from "./page-task.ts";
import { programPrint } from "./program-print.ts";
import type { PreflightEntry } from "./task.ts";
import { GivenUp, type Trying, tryTask } from "./try-task.ts";

/** How the pages are made. */
export interface MakingHow {
  readonly place: JobPlace;
  readonly store: ArtefactStore;
  readonly trying: Trying;
  readonly how: PageHow;
  /** page id → who releases it */
  readonly released: ReadonlyMap<string, string>;
  /** pages of the manifest that lies there */
  readonly earlier: readonly ManifestPage[];
  /** paths of stories that were withdrawn */
  readonly withdrawn: ReadonlySet<string>;
}

/** A page as it goes out. */
export interface FinishedPage {
  readonly record: PageRecord;
  readonly outcome: "kept" | "made" | "last-good" | "failed";
  /** what the preflight says of each of its files for the press, by path */
  readonly preflight: Readonly<Record<string, readonly PreflightEntry[]>>;
  readonly seconds: number;
}

/** All pages, in the edition's order; as many at a time as there are workers. Never rejects because of a page. */
export const makePages = (reading: EditionReading, making: MakingHow): Promise<readonly FinishedPage[]> =>
  Promise.all(reading.pages.map((page) => finishPage(page, reading, making)));

const finishPage = async (page: PageReading, reading: EditionReading, making: MakingHow): Promise<FinishedPage> => {
  const { store, trying, withdrawn } = making;
  const since = performance.now();
  const made = await judged(await fromStoreOrAnew(page, making), page, making);
  const { record, preflight } = made;
  const good = { record, stories: page.stories };
  const isFit = record.state !== "failed" && record.state !== "held";
  const sheet = reading.sheet;
  if (isFit) await rememberGood(good, sheet, store);
  const old = isFit ? undefined : await lastGood(page.id, { sheet, withdrawn }, store);
  const final = old ? inPlaceOf(record, old.record) : record;
  const finished: FinishedPage = {
    record: final,
    outcome: old ? "last-good" : record.state === "failed" ? "failed" : made.isKept ? "kept" : "made",
    preflight: old ? await preflightOf(old.record, making) : preflight,
    seconds: (performance.now() - since) / 1000,
  };
  const { outcome, seconds } = finished;
  trying.tell({ event: "page", page: page.id, outcome, state: final.state, ...counts(final.entry), seconds });
  return finished;
};

interface Made {
  readonly record: PageRecord;
  /** whether it was made before */
  readonly isKept: boolean;
}

const fromStoreOrAnew = async (page: PageReading, making: MakingHow): Promise<Made> => {
  const { store, how, released } = making;
  const by = released.get(page.id);
  const earlier = making.earlier.find((each) => each.page === page.id)?.prints ?? [];
  const wanted = { parts: page.parts, how, earlier, ...(by !== undefined && { releasedBy: by }) };
  const kept = await findRecord(wanted, store);
  if (kept) return { record: kept, isKept: true };
  return { record: await makeAnew(page, wanted, making), isKept: false };
};

const makeAnew = async (page: PageReading, wanted: WantedPage, making: MakingHow): Promise<PageRecord> => {
  const { store, trying, place } = making;
  const { id, wants, known, parts } = page;
  const partsKey = `parts:${place.folder}:${place.file}:${id}${making.how.zone === undefined ? "" : `:${making.how.zone}`}`;
  const before = (await store.getRecord(partsKey)) as PageParts | undefined;
  trying.tell({ event: "page-begin", page: id, why: before ? changedParts(before, parts) : [] });
  const { how, earlier, releasedBy } = wanted;
  const order = { id, wants, known, how, earlier, ...(releasedBy !== undefined && { releasedBy }) };
  try {
    const watch = (stage: string): void => trying.tell({ event: "stage", page: id, stage });
    const result = await tryTask({ kind: "page", place, order }, trying, watch);
    if (result.kind !== "page" || !result.record) throw new GivenUp(new Error("its file is no longer there"), false);
    await keepRecord(wanted, result.record, store);
    await store.putRecord(partsKey, parts);
    return result.record.fault === undefined
      ? result.record
      : failed(page, making, [told("nightly/page-failed", id, result.record.fault)]);
  } catch (fault) {
    if (!(fault instanceof GivenUp)) throw fault;
    return failed(page, making, [told(fault.late ? "nightly/late" : "nightly/page-failed", id, fault.message)]);
  }
};

/** A finding as the manifest has it. */
const told = (code: DiagnosticCode, page: string, why: string): object => {
  const [sentence, hint] =
    code === "nightly/late"
      ? ["was not ready in time", "build it again, and hand it over by `deliver`"]
      : [`could not be made: ${why.split("\n")[0]}`, "see the run's report, and build the page again"];
  return { code, severity: "error", message: `page \`${page}\` ${sentence}`, hint, page };
};

/** A page of which there is nothing tonight; what is known of earlier versions stays known. */
const failed = ({ id, files }: PageReading, { earlier }: MakingHow, findings: readonly object[]): PageRecord => {
  const old = earlier.find((each) => each.page === id);
  const prints: readonly ManifestPrint[] = (old?.prints ?? []).map((print) => ({ ...print, state: "failed" }));
  return {
    page: { id, files },
    state: "failed",
    entry: { page: id, state: "failed", files: [], prints, inputs: {}, findings },
  };
};

/** The last good version, with what is wrong with tonight's, and tonight's proof beside it. */
const inPlaceOf = (record: PageRecord, good: PageRecord): PageRecord => {
  const { id } = record.page;
  const finding = {
    code: "nightly/last-good" satisfies DiagnosticCode,
    severity: "error",
    message: `page \`${id}\` goes out in its last good version`,
    hint: "mend what is wrong with it, and build it again",
    page: id,
  };
  const proofs = record.entry.files.filter(({ path }) => !good.entry.files.some((each) => each.path === path));
  return {
    ...good,
    entry: {
      ...good.entry,
      state: "last-good",
      files: [...good.entry.files, ...proofs],
      findings: [...findingsOf(record.entry), finding],
    },
  };
};

const findingsOf = (entry: ManifestPage): readonly object[] =>
  Array.isArray(entry["findings"]) ? (entry["findings"] as readonly object[]) : [];

const counts = (entry: ManifestPage): { readonly errors: number; readonly warnings: number } => {
  const count = (severity: string): number =>
    findingsOf(entry).filter((each) => "severity" in each && each.severity === severity).length;
  return { errors: count("error"), warnings: count("warning") };
};

/** A page whose files break the standard that they claim does not go out, whatever the press check said. */
const judged = async (
  made: Made,
  page: PageReading,
  making: MakingHow,
): Promise<Made & Pick<FinishedPage, "preflight">> => {
  const preflight = await preflightOf(made.record, making);
  const wrong = Object.values(preflight)
    .flat()
    .filter(({ errors }) => errors > 0);
  if (wrong.length === 0) return { ...made, preflight };
  const [first] = wrong.flatMap(({ findings }) => findings as readonly { readonly message: string }[]);
  const finding = told("nightly/page-failed", page.id, `its file breaks the standard: ${first?.message ?? ""}`);
  return { record: failed(page, making, [...findingsOf(made.record.entry), finding]), isKept: false, preflight };
};

const preflightOf = async (
  { entry }: PageRecord,
  { store, trying, place }: MakingHow,
): Promise<FinishedPage["preflight"]> => {
  const files = entry.files.filter((file) => !isNoPressFile(file));
  const judgements = await Promise.all(
    files.map(async ({ path, sha256, standard }) => {
      const key = `preflight:${fingerprint([programPrint(), sha256, standard])}`;
      const kept = (await store.getRecord(key)) as readonly PreflightEntry[] | undefined;
      if (kept) return [path, kept] as const;
      try {
        const result = await tryTask({ kind: "preflight", place, file: { sha256, standard } }, trying);
        const entries = result.kind === "preflight" ? (result.entries ?? []) : [];
        await store.putRecord(key, entries);
        return [path, entries] as const;
      } catch (fault) {
        if (!(fault instanceof GivenUp)) throw fault;
        // a judgement that could not be had is no verdict; the report shows that there is none
        return [path, []] as const;
      }
    }),
  );
  return Object.fromEntries(judgements);
};
