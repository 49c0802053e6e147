/** What a run tells people and programs: a line that moves on a terminal, plain lines elsewhere, JSON lines for programs. */
import type { JobEvent, Listener } from "../nightly/run/job-event.ts";
import type { NightlyOutcome, ZoneOutcome } from "../nightly/run/nightly.ts";
import { openNightBar } from "./night-bar.ts";
import type { Session } from "./session.ts";

/** Tells of one run. */
export interface NightlyNews {
  readonly tell: Listener;
  /** the last word */
  end(outcome: NightlyOutcome): void;
  /** takes the moving line away */
  clear(): void;
}

/** How it is told. */
export interface NewsHow {
  /** whether it is said why a page is made again */
  readonly explain: boolean;
  readonly session: Session;
}

/** While nothing is done there is nothing to be far with. */
const BETWEEN_RUNS: readonly JobEvent["event"][] = ["watching", "changed", "cancelled", "interrupted"];

/** Opens the news. */
export const tellNightly = (how: NewsHow): NightlyNews => (how.session.json ? forPrograms(how) : forPeople(how));

const forPrograms = ({ session: { terminal } }: NewsHow): NightlyNews => {
  const line = (value: object): void => terminal.out(`${JSON.stringify(value)}\n`);
  return {
    tell: line,
    end: (outcome) => line({ event: "outcome", ...summaryOf(outcome) }),
    clear: () => undefined,
  };
};

const summaryOf = (outcome: NightlyOutcome): object =>
  outcome.kind === "unreadable"
    ? { kind: outcome.kind, feeds: outcome.feeds, findings: outcome.findings, ...zonesJson(outcome) }
    : {
        kind: outcome.kind,
        feeds: outcome.feeds,
        out: outcome.folder,
        written: outcome.written,
        pages: outcome.pages.map(({ record, outcome: became }) => ({
          page: record.page.id,
          state: record.state,
          outcome: became,
          files: record.entry.files.map(({ path }) => path),
          findings: record.entry["findings"],
        })),
        findings: outcome.stray,
        ...(outcome.handedOver && { handedOver: outcome.handedOver }),
        ...zonesJson(outcome),
      };

const zonesJson = ({ zones }: NightlyOutcome): object =>
  zones ? { zones: zones.map((each) => ({ zone: each.zone, ...summaryOf(each.outcome) })) } : {};

/** The time that is left goes on while nothing happens. */
const TICK_MS = 1_000;

const forPeople = ({ explain, session }: NewsHow): NightlyNews => {
  const { terminal, says } = session;
  const bar = openNightBar(session);
  const moving = { shown: false, over: true };
  const clear = (): void => {
    if (moving.shown) terminal.err(`\r${" ".repeat(terminal.width - 1)}\r`);
    moving.shown = false;
  };
  const draw = (): void => {
    if (!terminal.watched || moving.over) return;
    terminal.err(`\r${bar.line()}`);
    moving.shown = true;
  };
  let ticking: NodeJS.Timeout | undefined;
  const start = (): void => {
    moving.over = false;
    if (terminal.watched) ticking ??= setInterval(draw, TICK_MS).unref();
  };
  const stop = (): void => {
    moving.over = true;
    clearInterval(ticking);
    ticking = undefined;
    clear();
  };
  return {
    tell: (event) => {
      if (event.event === "start") start();
      bar.hear(event);
      const line = lineOf(event, { explain, session });
      if (BETWEEN_RUNS.includes(event.event)) stop();
      if (line !== undefined) {
        clear();
        terminal.err(`${line}\n`);
      }
      draw();
    },
    end: (outcome) => {
      stop();
      for (const each of [{ outcome }, ...zonesOf(outcome)]) {
        const zone = "zone" in each ? `${each.zone}: ` : "";
        for (const line of findingLines(each.outcome, session)) terminal.err(`${zone}${line}\n`);
        if (each.outcome.kind === "done")
          terminal.out(`${says.nightlyDone(each.outcome.written, each.outcome.folder)}\n`);
      }
    },
    clear: stop,
  };
};

const zonesOf = ({ zones = [] }: NightlyOutcome): readonly ZoneOutcome[] => zones;

type Told = Parameters<Listener>[0];

/** Only what somebody should know next morning; undefined for all else. */
const lineOf = (event: Told, how: NewsHow): string | undefined => {
  const line = plainLine(event, how);
  return line === undefined || event.zone === undefined ? line : `${event.zone}: ${line}`;
};

const plainLine = (event: Told, { explain, session: { says } }: NewsHow): string | undefined => {
  switch (event.event) {
    case "page-begin":
      return explain ? says.nightlyWhy(event.page, event.why) : undefined;
    case "page":
      return event.outcome === "kept" && !explain
        ? undefined
        : says.nightlyPage({ ...event, word: says.outcome[event.outcome] ?? event.outcome });
    case "interrupted":
      return [
        event.damaged ? says.journalDamaged(event.known) : "",
        says.nightlyInterrupted(event.tasks),
        event.alone.length > 0 ? says.nightlyAlone(event.alone) : "",
      ]
        .filter((each) => each !== "")
        .join("\n");
    case "watching":
      return says.nightlyWatching(event.files);
    case "changed":
      return says.nightlyChanged(event.paths);
    case "cancelled":
      return says.nightlyCancelled(event.paths);
    case "deadline":
      return says.nightlyDeadline;
    case "handover":
      // what did not come off is among the findings
      return event.fault === undefined ? says.delivered(event.sent, event.there, event.to) : undefined;
    case "handover-retry":
      return says.handoverRetry(event.to, event.fault, event.seconds);
    case "feed":
      return event.counts ? `${event.mapping}: ${says.fed(event.counts, event.released)}` : undefined;
    case "withdrawn":
      return says.nightlyWithdrawn(event.paths);
    case "retry":
      return says.nightlyRetry(event.task, event.alone, event.fault);
    case "queue":
      return says.nightlyQueue[event.news](event.who);
    case "end":
      return says.nightlyEnd(event);
    case "report":
      return says.nightlyReport(event.path);
    case "listening":
      return says.nightlyListening(event.address);
    case "notice":
      return `${says.severity.warning}[${event.code}] ${event.message} (${event.hint})`;
    default:
      return undefined;
  }
};

interface FindingLine {
  readonly code?: string;
  readonly severity?: "error" | "warning" | "info";
  readonly message?: string;
  readonly hint?: string;
  readonly path?: string;
  readonly line?: number;
  readonly column?: number;
  readonly page?: string;
  readonly place?: { readonly page?: string };
}

/** A finding is a line: a night's log is searched, not read. */
const findingLines = (outcome: NightlyOutcome, { says, verbose }: Session): readonly string[] => {
  const feeds = outcome.feeds.flatMap(({ findings }) => findings);
  const all: readonly FindingLine[] =
    outcome.kind === "unreadable"
      ? [...feeds, ...outcome.findings]
      : [
          ...feeds,
          ...outcome.pages.flatMap(({ record }) => record.entry["findings"] as readonly object[]),
          ...outcome.stray,
          ...(outcome.handedOver?.findings ?? []),
        ];
  return all
    .filter(({ severity }) => verbose || severity !== "info")
    .map(({ code, severity = "error", message, hint, path, line, column, place, page = place?.page }) => {
      const where = [
        page === undefined ? "" : says.page(page),
        path === undefined ? "" : `${path}${line === undefined ? "" : `:${line}:${column}`}`,
      ].filter((each) => each !== "");
      const advice = hint === undefined ? "" : ` (${hint})`;
      return `${says.severity[severity]}[${code}] ${where.join(" ")}${where.length > 0 ? ": " : ""}${message}${advice}`;
    });
};
