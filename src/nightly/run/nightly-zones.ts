/** A run over an edition and its zones: the edition first, since its pages are theirs, then one zone after the other. */
import { type NightlyHow, type NightlyOutcome, runNightly, type ZoneOutcome } from "./nightly.ts";

/**
 * Runs the edition, then each of its zones that is wanted. Pages of zones come from the same store. What was found of shared pages is
 * told once. A zone that cannot be read is an outcome of its own and keeps no other from being made.
 */
export const runZones = async (job: NightlyHow): Promise<NightlyOutcome> => {
  const edition = await runNightly(job);
  if (edition.kind === "unreadable") return edition;
  const [, ...copies] = edition.sheet.copies ?? [];
  if (copies.length === 0) return edition;
  const told = new Set(findingsOf(edition).map((each) => JSON.stringify(each)));
  const zones: ZoneOutcome[] = [];
  for (const { name } of copies.filter((copy) => job.zones?.includes(copy.name) !== false)) {
    const { trying, how } = job;
    const tell: typeof trying.tell = (event) => trying.tell({ ...event, zone: name });
    const outcome = await runNightly({ ...job, how: { ...how, zone: name }, trying: { ...trying, tell } });
    zones.push({ zone: name, outcome: withoutTold(outcome, told) });
  }
  return { ...edition, zones };
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
