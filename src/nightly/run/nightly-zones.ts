/** A run over an edition and its zones: the edition first, since its pages are theirs, then one zone after the other. */
import type { EditionSheet } from "../output/edition-sheet.ts";
import { OutputError } from "../output/output-error.ts";
import { type NightlyHow, type NightlyOutcome, readEdition, runNightly, type ZoneOutcome } from "./nightly.ts";
import { leftOverOutputs } from "./output-book.ts";
import type { FileTrace } from "./recorded-reads.ts";
import { keepReleases } from "./release-pages.ts";
import { unknownNames } from "./unknown-names.ts";

/** Runs one copy; `runNightly`, or that with something around it. */
type RunCopy = (job: NightlyHow) => Promise<NightlyOutcome>;

/**
 * Runs the edition, then each of its zones that is wanted. Pages of zones come from the same store. What was found of shared pages is
 * told once. All zones are read before any page is begun, so that a deadline finds each with its last good pages. A zone that cannot be
 * read is an outcome of its own and keeps no other from being made.
 */
export const runZones = async (job: NightlyHow, run: RunCopy = runNightly): Promise<NightlyOutcome> => {
  const reads = new Map<string, FileTrace>();
  const hasRead = (more: readonly FileTrace[]): void => {
    for (const each of more) reads.set(`${each.root}:${each.path}`, each);
    job.hasRead?.([...reads.values()]);
  };
  let othersWait = false;
  const handOver = job.handOver && { ...job.handOver, once: () => othersWait };
  const all = { ...job, hasRead, ...(handOver && { handOver }) };
  let sheet: EditionSheet | undefined;
  const afterReading = async (read: EditionSheet): Promise<void> => {
    sheet = read;
    await readZones(read, job);
    othersWait = zonesOf(read, job).length > 0;
  };
  const edition = await run({ ...all, afterReading }).catch((fault: unknown) => {
    // zones can be written all the same; without the edition's facts nobody knows which there are
    if (fault instanceof OutputError && sheet?.copies) return unwritten(fault);
    throw fault;
  });
  if (!sheet?.copies) return edition.kind === "done" ? withStray(edition, job) : edition;
  const intake = edition.kind === "done" ? edition.intake : undefined;
  const told = new Set(findingsOf(edition).map((each) => JSON.stringify(each)));
  const runZone = async (zone: string): Promise<NightlyOutcome> => {
    const outcome = await outcomeOf({ ...inZone(all, zone), ...(intake && { intake }) }, run);
    hasRead(outcome.reads);
    return withoutTold(outcome, told);
  };
  const zones: ZoneOutcome[] = [];
  for (const zone of zonesOf(sheet, job)) zones.push({ zone, outcome: await runZone(zone) });
  // all pages are made: now there is time for plants that were away
  othersWait = false;
  if (edition.kind === "unreadable") return { ...edition, reads: [...reads.values()], zones };
  const isLate = isPassing(edition);
  const last = isLate ? await outcomeOf({ ...all, intake: edition.intake }, run) : edition;
  // a plant that had none of the shared pages was told so by each zone
  for (const [n, { zone, outcome }] of zones.entries())
    if (isLate || isPassing(outcome)) zones[n] = { zone, outcome: await runZone(zone) };
  const whole = last.kind === "done" ? { ...last, feeds: edition.feeds } : edition;
  return withStray({ ...whole, reads: [...reads.values()], zones }, job);
};

type Done = Extract<NightlyOutcome, { readonly kind: "done" }>;

/** Tells of names that no copy has, and of folders that no copy has any more; when one could not be read, or is not made, it may have them. */
const withStray = async (outcome: Done, job: NightlyHow): Promise<Done> => {
  const { released, handOver, zones, place, store, out } = job;
  const copies = [outcome, ...(outcome.zones ?? []).map((each) => each.outcome)];
  const sheets = copies.flatMap((each) => (each.kind === "done" ? [each.sheet] : []));
  if (sheets.length < copies.length || (zones && outcome.sheet.copies)) return outcome;
  const { unattended = [] } = handOver ?? {};
  const asked = { released: released.keys(), sections: unattended === "all" ? [] : unattended };
  const old = await leftOverOutputs(sheets, { place, store, out });
  return { ...outcome, stray: [...outcome.stray, ...unknownNames(sheets, asked), ...old] };
};

/** Whether a plant was away that may be there later. */
const isPassing = (outcome: NightlyOutcome): boolean =>
  outcome.kind === "done" && outcome.handedOver?.isPassing === true;

const zonesOf = ({ copies = [] }: EditionSheet, { zones }: NightlyHow): readonly string[] =>
  copies
    .slice(1)
    .map(({ name }) => name)
    .filter((name) => zones?.includes(name) !== false);

const inZone = (job: NightlyHow, zone: string): NightlyHow => {
  const { trying, how } = job;
  const place = { ...job.place };
  return {
    ...job,
    place,
    how: { ...how, zone },
    trying: { ...trying, tell: (event) => trying.tell({ ...event, zone }) },
  };
};

/** What was read is kept in the store; what could not be is told when the zone's turn comes. */
const readZones = async (sheet: EditionSheet, job: NightlyHow): Promise<void> => {
  await Promise.allSettled(
    zonesOf(sheet, job).map(async (zone) => {
      const own = inZone(job, zone);
      const { result } = await readEdition(own);
      // before the edition says that all releases are kept
      if (result.kind === "read") await keepReleases(result.reading, own);
    }),
  );
};

/** A zone that could not be read or written is told of with the others. */
const outcomeOf = async (job: NightlyHow, run: RunCopy): Promise<NightlyOutcome> => {
  try {
    return await run(job);
  } catch (fault) {
    if (!(fault instanceof OutputError)) throw fault;
    return unwritten(fault);
  }
};

const unwritten = ({ findings }: OutputError): NightlyOutcome => ({
  kind: "unreadable",
  isPassing: true,
  findings,
  feeds: [],
  reads: [],
});

const findingsOf = (outcome: NightlyOutcome): readonly object[] =>
  outcome.kind === "unreadable"
    ? outcome.findings
    : [...outcome.pages.flatMap(({ record }) => record.entry["findings"] as readonly object[]), ...outcome.stray];

/** Of no page of the zone, and told of the edition already. */
const withoutTold = (outcome: NightlyOutcome, told: ReadonlySet<string>): NightlyOutcome =>
  outcome.kind === "unreadable"
    ? outcome
    : { ...outcome, stray: outcome.stray.filter((each) => !told.has(JSON.stringify(each))) };
