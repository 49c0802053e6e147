/** The report of a run, opened before it begins and written when it is over, whatever came of it. */
import { basename, join } from "node:path";
import { folderName } from "../output/file-name.ts";
import { outputErrorOf } from "../output/output-error.ts";
import type { Listener } from "../run/job-event.ts";
import type { NightlyHow, NightlyOutcome } from "../run/nightly.ts";
import { Outdated } from "../run/try-task.ts";
import { makeReport, type RunEnd } from "./make-report.ts";
import type { ReportLook } from "./part-look.ts";
import { reportHtml } from "./report-html.ts";
import { openRunLog } from "./run-log.ts";
import type { RunReport } from "./run-report.ts";
import { thumbnailsOf } from "./thumbnails.ts";
import { writeReport } from "./write-report.ts";

/** What a report needs of its run. */
export interface ReportOf extends Pick<NightlyHow, "place" | "store" | "out" | "how"> {
  readonly trying: Pick<NightlyHow["trying"], "pool" | "signal" | "cancel" | "tell">;
  readonly look: Omit<ReportLook, "pictures">;
}

/** A report that has begun. */
export interface OpenedReport {
  /** hears the run */
  readonly listener: Listener;
  /** Does the run, and whatever belongs to it, and writes the report then; passes on what came of it. */
  round(run: () => Promise<NightlyOutcome>): Promise<NightlyOutcome>;
}

/** Below `--out`. */
const REPORTS = "reports";

/** Opens it; the run begins now. A report that cannot be written is a notice, and harms nothing. */
export const openReport = (of: ReportOf): OpenedReport => {
  const log = openRunLog();
  const write = (end: RunEnd): Promise<void> =>
    save(makeReport(log.facts(), end), end, of).catch((fault: unknown) => {
      const shown = join(of.out.shown, REPORTS);
      const told = outputErrorOf(fault, shown);
      of.trying.tell({
        event: "notice",
        code: "nightly/report",
        message: `the run's report could not be written: ${told instanceof Error ? told.message : String(told)}`,
        hint: `mend what the system complains about in \`${shown}\``,
      });
    });
  return {
    listener: log.listener,
    round: async (run) => {
      let outcome: NightlyOutcome;
      try {
        outcome = await run();
      } catch (fault) {
        // what is outdated is followed by another run, whose report this is
        if (!(fault instanceof Outdated)) await write({ fault });
        throw fault;
      }
      await write({ outcome });
      return outcome;
    },
  };
};

const save = async (report: RunReport, end: RunEnd, of: ReportOf): Promise<void> => {
  const { place, store, out, trying, look } = of;
  const name = await nameOf(end, of);
  const wanted = report.pages.flatMap(({ files, halves }) =>
    files
      .filter(({ path }) => path.endsWith(".pdf"))
      .slice(0, halves)
      .map(({ sha256 }) => sha256),
  );
  // a run that is outdated meanwhile is not to keep the next one waiting
  const signal = trying.cancel ? AbortSignal.any([trying.signal, trying.cancel]) : trying.signal;
  const pictures = await thumbnailsOf(wanted, { place, store, pool: trying.pool, signal });
  await writeReport(join(out.folder, REPORTS), name, {
    page: reportHtml(report, { ...look, pictures }),
    facts: report,
  });
  trying.tell({ event: "report", path: join(out.shown, REPORTS, `${name}.html`) });
};

/**
 * That of the edition's output folder. A run that could not even read the edition bears the name that it had the last time: nobody is to
 * find yesterday's good report in its place.
 */
const nameOf = async (end: RunEnd, { place, store, how: { zone } }: ReportOf): Promise<string> => {
  const ofZone = zone === undefined ? "" : `-${zone}`;
  const key = `report-name:${place.folder}:${place.file}${ofZone}`;
  if ("outcome" in end && end.outcome.kind === "done") {
    const name = folderName(end.outcome.sheet);
    const known = (await store.getRecord(key)) as { readonly name?: string } | undefined;
    if (known?.name !== name) await store.putRecord(key, { name });
    return name;
  }
  const known = (await store.getRecord(key)) as { readonly name?: string } | undefined;
  return known?.name ?? `${basename(place.folder)}${ofZone}`.replace(/[^\p{L}\p{N}._-]/gu, "_").replace(/^\.+/, "_");
};
