/** A run over an edition and its zones: the edition first, since its pages are theirs, then one zone after the other. */
import type { EditionSheet } from "../output/edition-sheet.ts";
import { OutputError } from "../output/output-error.ts";
import { type NightlyHow, type NightlyOutcome, readEdition, runNightly, type ZoneOutcome } from "./nightly.ts";

/**
 * Runs the edition, then each of its zones that is wanted. Pages of zones come from the same store. What was found of shared pages is
 * told once. All zones are read before any page is begun, so that a deadline finds each with its last good pages. A zone that cannot be read is an outcome of its own and keeps no other from being made.
 */
export const runZones = async (job: NightlyHow): Promise<NightlyOutcome> => {
  const edition = await runNightly({ ...job, afterReading: (sheet) => readZones(sheet, job) });
  if (edition.kind === "unreadable" || !edition.sheet.copies) return edition;
  const told = new Set(findingsOf(edition).map((each) => JSON.stringify(each)));
  const zones: ZoneOutcome[] = [];
  for (const zone of zonesOf(edition.sheet, job))
    zones.push({ zone, outcome: withoutTold(await outcomeOf(inZone(job, zone)), told) });
  return { ...edition, zones };
};

const zonesOf = ({ copies = [] }: EditionSheet, { zones }: NightlyHow): readonly string[] =>
  copies
    .slice(1)
    .map(({ name }) => name)
    .filter((name) => zones?.includes(name) !== false);

const inZone = (job: NightlyHow, zone: string): NightlyHow => {
  const { trying, how } = job;
  return { ...job, how: { ...how, zone }, trying: { ...trying, tell: (event) => trying.tell({ ...event, zone }) } };
};

/** What was read is kept in the store; what could not be is told when the zone's turn comes. */
const readZones = async (sheet: EditionSheet, job: NightlyHow): Promise<void> => {
  await Promise.allSettled(zonesOf(sheet, job).map((zone) => readEdition(inZone(job, zone))));
};

/** A zone that could not be read or written is told of with the others. */
const outcomeOf = async (job: NightlyHow): Promise<NightlyOutcome> => {
  try {
    return await runNightly(job);
  } catch (fault) {
    if (!(fault instanceof OutputError)) throw fault;
    return { kind: "unreadable", findings: fault.findings };
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
