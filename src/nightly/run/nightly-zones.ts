/** A run over an edition and its zones: the edition first, since its pages are theirs, then one zone after the other. */
import type { EditionSheet } from "../output/edition-sheet.ts";
import { OutputError } from "../output/output-error.ts";
import { type NightlyHow, type NightlyOutcome, readEdition, runNightly, type ZoneOutcome } from "./nightly.ts";
import type { FileTrace } from "./recorded-reads.ts";

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
  const all = { ...job, hasRead };
  const edition = await run({ ...all, afterReading: (sheet) => readZones(sheet, job) });
  if (edition.kind === "unreadable" || !edition.sheet.copies) return edition;
  const told = new Set(findingsOf(edition).map((each) => JSON.stringify(each)));
  const zones: ZoneOutcome[] = [];
  for (const zone of zonesOf(edition.sheet, job)) {
    const outcome = await outcomeOf({ ...inZone(all, zone), intake: edition.intake }, run);
    hasRead(outcome.reads);
    zones.push({ zone, outcome: withoutTold(outcome, told) });
  }
  return { ...edition, reads: [...reads.values()], zones };
};

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
  await Promise.allSettled(zonesOf(sheet, job).map((zone) => readEdition(inZone(job, zone))));
};

/** A zone that could not be read or written is told of with the others. */
const outcomeOf = async (job: NightlyHow, run: RunCopy): Promise<NightlyOutcome> => {
  try {
    return await run(job);
  } catch (fault) {
    if (!(fault instanceof OutputError)) throw fault;
    return { kind: "unreadable", isPassing: true, findings: fault.findings, feeds: [], reads: [] };
  }
};

const findingsOf = (outcome: NightlyOutcome): readonly object[] =>
  outcome.kind === "unreadable"
    ? outcome.findings
    : [...outcome.pages.flatMap(({ record }) => record.entry["findings"] as readonly object[]), ...outcome.stray];

/** Of no page of the zone, and told of the edition already. */
const withoutTold = (outcome: NightlyOutcome, told: ReadonlySet<string>): NightlyOutcome =>
  outcome.kind === "unreadable"
    ? outcome
    : { ...outcome, stray: outcome.stray.filter((each) => !told.has(JSON.stringify(each))) };
