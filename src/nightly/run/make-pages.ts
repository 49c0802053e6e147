/** The pages of a reading, each from the store or made anew, preflighted, and replaced by its last good version where it is not fit. */
import type { DiagnosticCode } from "../../base/diagnostic-codes.ts";
import type { Intake } from "../intake/intake.ts";
import { pressedJson, pressedVersion, withLatest } from "../output/earlier-prints.ts";
import type { ManifestPage, ManifestPrint } from "../output/manifest.ts";
import { isNoPressFile } from "../output/press-files.ts";
import { isStandIn } from "../page/stand-in-codes.ts";
import type { ArtefactStore } from "../store/artefact-store.ts";
import type { EditionReading, PageReading } from "./edition-reading.ts";
import { fingerprint } from "./fingerprint.ts";
import type { FindingCount } from "./job-event.ts";
import type { JobPlace } from "./job-place.ts";
import { lastGood, rememberGood } from "./last-good.ts";
import { changedParts, type PageParts } from "./page-parts.ts";
import { findRecord, keepRecord, type WantedPage } from "./page-records.ts";
import type { PageHow, PageRecord } from "./page-task.ts";
import { programPrint } from "./program-print.ts";
import type { PreflightEntry, TaskRead } from "./task.ts";
import { GivenUp, type Trying, tryTask } from "./try-task.ts";
import { hashesOf, type StyleHashes } from "./used-styles.ts";

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
  /** what was taken in before, and what was withdrawn */
  readonly intake: Pick<Intake, "withdrawals" | "isSure">;
}

/** A page as it goes out. */
export interface FinishedPage {
  readonly record: PageRecord;
  readonly outcome: "kept" | "made" | "last-good" | "failed";
  /** whether its files changed after the edition was read: nobody has released what it is now */
  readonly isNewer?: true;
  /** what the preflight says of each of its files for the press, by path */
  readonly preflight: Readonly<Record<string, readonly PreflightEntry[]>>;
  readonly seconds: number;
}

/**
 * All pages, in the edition's order; each is judged before the next begins, and no more are under way than the pool has use for. Never
 * rejects because of a page; with `Outdated` when the run is.
 */
export const makePages = async (reading: EditionReading, making: MakingHow): Promise<readonly FinishedPage[]> => {
  const finished: FinishedPage[] = [];
  const faults: unknown[] = [];
  const next = reading.pages.entries();
  const runner = async (): Promise<void> => {
    for (const [n, page] of next) {
      if (faults.length > 0) return;
      finished[n] = await finishPage(page, reading, making);
    }
  };
  const runners = Array.from({ length: making.trying.pool.abreast }, () => runner().catch((why) => faults.push(why)));
  // whatever ends the run, no page of it is still at work afterwards
  await Promise.all(runners);
  if (faults.length > 0) throw faults[0];
  return finished;
};

const finishPage = async (page: PageReading, reading: EditionReading, making: MakingHow): Promise<FinishedPage> => {
  const { store, trying, intake } = making;
  const since = performance.now();
  const one: MakingOne = { ...making, read: hashesOfReads(reading), styles: reading.styles };
  const made = await judged(await fromStoreOrAnew(page, one), page, making);
  const { record, preflight } = made;
  const good = { record, stories: page.stories };
  // a story that is broken, and not withdrawn, stands on the last good version as it was
  const isBroken = page.gaps.some(({ path, standIn }) => standIn && !isWithdrawn(path, intake));
  const isFit = record.state !== "failed" && record.state !== "held" && !isBroken;
  const sheet = reading.sheet;
  // what goes out with a stand-in is nothing to come back to
  if (isFit && page.gaps.length === 0) await rememberGood(good, sheet, store);
  const old = isFit ? undefined : await lastGood(page.id, { sheet, intake }, store);
  const before = making.earlier.find((each) => each.page === page.id);
  const final = old ? inPlaceOf(isBroken ? notGoingOut(record) : record, old.record, before) : record;
  const finished: FinishedPage = {
    record: final,
    outcome: old ? "last-good" : record.state === "failed" ? "failed" : made.isKept ? "kept" : "made",
    preflight: old ? await preflightOf(old.record, making) : preflight,
    ...(made.isNewer && !old && { isNewer: true }),
    seconds: (performance.now() - since) / 1000,
  };
  const { outcome, seconds } = finished;
  trying.tell({ event: "page", page: page.id, outcome, state: stateOf(final), ...counts(final.entry), seconds });
  return finished;
};

/** Once for each reading. */
const hashesOfReads = (reading: EditionReading): MakingOne["read"] => {
  const known =
    readings.get(reading) ?? new Map(reading.reads.map((each) => [`${each.root}:${each.path}`, each.sha256]));
  readings.set(reading, known);
  return known;
};

const readings = new WeakMap<EditionReading, MakingOne["read"]>();

/** As the manifest has it: the record of a last good version keeps its own. */
const stateOf = ({ state, entry }: PageRecord): string => String(entry["state"] ?? state);

interface Made {
  readonly record: PageRecord;
  /** whether it was made before */
  readonly isKept: boolean;
  readonly isNewer?: true;
}

/** What is needed to make one page. */
interface MakingOne extends MakingHow {
  /** SHA-256 of each file as it was read for the edition, by root and path; undefined of one that could not be */
  readonly read: ReadonlyMap<string, string | undefined>;
  /** all styles of its sheet */
  readonly styles: StyleHashes;
}

const fromStoreOrAnew = async (page: PageReading, making: MakingOne): Promise<Made> => {
  const { store, how, released, styles } = making;
  const by = released.get(page.id);
  const earlier = making.earlier.find((each) => each.page === page.id)?.prints ?? [];
  const plain = { parts: page.parts, styles, how, earlier };
  const wanted = { ...plain, ...(by !== undefined && { releasedBy: by }) };
  const kept = (await findRecord(wanted, store)) ?? (await soundRecord(plain, store));
  if (kept) return { record: kept, isKept: true };
  const { record, isNewer } = await makeAnew(page, wanted, making);
  if (record.state === "failed" || !isNewer) return { record, isKept: false };
  const { id } = page;
  // it was released as it was, with the errors that it had
  if (record.state === "released")
    return { record: failed(page, making, [told("nightly/page-failed", id, "its files changed")]), isKept: false };
  return { record, isKept: false, isNewer: true };
};

/** Who releases a page without errors changes nothing about it. */
const soundRecord = async (plain: WantedPage, store: ArtefactStore): Promise<PageRecord | undefined> => {
  const record = await findRecord(plain, store);
  return record?.state === "press" ? record : undefined;
};

const makeAnew = async (page: PageReading, wanted: WantedPage, making: MakingOne): Promise<Anew> => {
  const { store, trying, place, read } = making;
  const { id, wants, standIns, known, parts } = page;
  const zone = making.how.zone === undefined ? "" : `:${making.how.zone}`;
  const partsKey = `made-of:${place.folder}:${place.file}:${id}${zone}`;
  const before = (await store.getRecord(partsKey)) as MadeOf | undefined;
  trying.tell({ event: "page-begin", page: id, why: before ? whyAgain(before, wanted) : [] });
  const { how, earlier, releasedBy } = wanted;
  const order = { id, wants, standIns, known, how, earlier, ...(releasedBy !== undefined && { releasedBy }) };
  try {
    const watch = (stage: string): void => trying.tell({ event: "stage", page: id, stage });
    const result = await tryTask({ kind: "page", place, order }, trying, watch).finally(() =>
      trying.tell({ event: "stage-end", page: id }),
    );
    if (result.kind !== "page" || !result.record) throw new GivenUp(new Error("its file is no longer there"), false);
    const isNewer = !isOf(read, result.reads);
    if (!isNewer) {
      await keepRecord(wanted, result.record, store);
      const styles = hashesOf(result.record.styles, wanted.styles);
      await store.putRecord(partsKey, { parts, styles } satisfies MadeOf);
    }
    const { fault } = result.record;
    const record = fault === undefined ? result.record : failed(page, making, [told("nightly/page-failed", id, fault)]);
    return { record, isNewer };
  } catch (fault) {
    if (!(fault instanceof GivenUp)) throw fault;
    const why = told(fault.late ? "nightly/late" : "nightly/page-failed", id, fault.message);
    return { record: failed(page, making, [why]), isNewer: false };
  }
};

interface Anew {
  readonly record: PageRecord;
  /** whether files were no longer what they had been when the edition was read */
  readonly isNewer: boolean;
}

/** What a page was made of the last time. */
interface MadeOf {
  readonly parts: PageParts;
  readonly styles: StyleHashes;
}

const whyAgain = (before: MadeOf, { parts, styles }: WantedPage): readonly string[] => [
  ...changedParts(before.parts, parts),
  ...changedParts(before.styles, hashesOf(Object.keys(before.styles), styles)).map((name) => `style ${name}`),
];

/** Whether the page was made of the files that were read; one that changed in between must not be taken for what was asked for. */
const isOf = (read: MakingOne["read"], reads: readonly TaskRead[]): boolean =>
  reads.every(({ root, path, sha256 }) => {
    const name = `${root}:${path}`;
    return !read.has(name) || read.get(name) === sha256;
  });

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
    styles: [],
    entry: { page: id, state: "failed", files: [], prints, inputs: {}, findings },
  };
};

const isWithdrawn = (path: string, { withdrawals }: MakingHow["intake"]): boolean =>
  withdrawals.some((each) => each.isOut && each.path === path);

/** A page with stand-ins in whose place the last good version goes out: what is wrong with its stories remains to be said. */
const notGoingOut = (record: PageRecord): PageRecord => {
  const findings = findingsOf(record.entry).filter((each) => !isStandIn((each as { readonly code?: string }).code));
  return { ...record, entry: { ...record.entry, files: [], findings } };
};

/** The last good version, with what is wrong with tonight's, and tonight's proof beside it. */
const inPlaceOf = (record: PageRecord, good: PageRecord, before: ManifestPage | undefined): PageRecord => {
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
      prints: good.entry.prints.map((print) => withLetterOf(print, before)),
      findings: [...findingsOf(record.entry), finding],
    },
  };
};

/** What went out after the last good version keeps its letter. */
const withLetterOf = (print: ManifestPrint, before: ManifestPage | undefined): ManifestPrint => {
  const plant = String(print["plant"]);
  const pressed = pressedVersion({ prints: [print] }, plant);
  return pressed ? { ...print, pressed: pressedJson(withLatest(pressed, pressedVersion(before, plant))) } : print;
};

const findingsOf = (entry: ManifestPage): readonly object[] =>
  Array.isArray(entry["findings"]) ? (entry["findings"] as readonly object[]) : [];

const counts = (
  entry: ManifestPage,
): { readonly errors: number; readonly warnings: number; readonly findings: readonly FindingCount[] } => {
  const all = findingsOf(entry) as readonly Pick<FindingCount, "severity" | "code">[];
  const count = (wanted: string): number => all.filter(({ severity }) => severity === wanted).length;
  const byCode = new Map<string, FindingCount>();
  for (const { severity, code } of all) {
    const key = `${code} ${severity}`;
    byCode.set(key, { severity, code, count: (byCode.get(key)?.count ?? 0) + 1 });
  }
  const findings = [...byCode.keys()].sort().map((key) => byCode.get(key)!);
  return { errors: count("error"), warnings: count("warning"), findings };
};

/** A page whose files break the standard that they claim does not go out, whatever the press check said. */
const judged = async (
  made: Made,
  page: PageReading,
  making: MakingHow,
): Promise<Made & Pick<FinishedPage, "preflight">> => {
  const preflight = await preflightOf(made.record, making);
  const verdicts = Object.values(preflight);
  const wrong = verdicts.flat().filter(({ errors }) => errors > 0);
  // one whose standard nobody looked after is not known to be right
  const isJudged = verdicts.every((entries) => entries.length > 0);
  if (wrong.length === 0 && isJudged) return { ...made, preflight };
  const [first] = wrong.flatMap(({ findings }) => findings as readonly { readonly message: string }[]);
  const why = first ? `its file breaks the standard: ${first.message}` : "its file could not be preflighted";
  const finding = told("nightly/page-failed", page.id, why);
  return { record: failed(page, making, [...findingsOf(made.record.entry), finding]), isKept: false, preflight };
};

/** What is made when time is up goes out, and is judged before; that takes seconds. */
const GRACE_MS = 30_000;

/** Aborts a while after `signal` does; the same one for the same signal. */
const afterwards = (signal: AbortSignal): AbortSignal => {
  const known = laters.get(signal);
  if (known) return known;
  const late = new AbortController();
  const end = (): void => void setTimeout(() => late.abort(signal.reason), GRACE_MS).unref();
  if (signal.aborted) end();
  else signal.addEventListener("abort", end, { once: true });
  laters.set(signal, late.signal);
  return late.signal;
};

const laters = new WeakMap<AbortSignal, AbortSignal>();

const preflightOf = async (
  { entry, page: { id } }: PageRecord,
  { store, trying, place }: MakingHow,
): Promise<FinishedPage["preflight"]> => {
  const files = entry.files.filter((file) => !isNoPressFile(file));
  const judging = { ...trying, signal: afterwards(trying.signal) };
  const judgements = await Promise.all(
    files.map(async ({ path, sha256, standard }) => {
      const key = `preflight:${fingerprint([programPrint(), sha256, standard])}`;
      const kept = (await store.getRecord(key)) as readonly PreflightEntry[] | undefined;
      if (kept) return [path, kept] as const;
      const watch = (stage: string): void => trying.tell({ event: "stage", page: id, stage });
      try {
        const task = { kind: "preflight", place, file: { sha256, standard } } as const;
        const result = await tryTask(task, judging, watch).finally(() => trying.tell({ event: "stage-end", page: id }));
        // a file that is gone, or damaged, has no verdict: the next run makes it anew
        if (result.kind !== "preflight" || !result.entries) return [path, []] as const;
        await store.putRecord(key, result.entries);
        return [path, result.entries] as const;
      } catch (fault) {
        if (!(fault instanceof GivenUp)) throw fault;
        // a judgement that could not be had is no verdict; the report shows that there is none
        return [path, []] as const;
      }
    }),
  );
  return Object.fromEntries(judgements);
};
