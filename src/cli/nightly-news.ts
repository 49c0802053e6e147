/** What a run tells people and programs: a line that moves on a terminal, plain lines elsewhere, JSON lines for programs. */
import type { Listener } from "../nightly/run/job-event.ts";
import type { NightlyOutcome, ZoneOutcome } from "../nightly/run/nightly.ts";
import type { Session } from "./session.ts";
import { padded } from "./text-width.ts";

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

const BAR = 20;

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
    ? { kind: outcome.kind, findings: outcome.findings }
    : {
        kind: outcome.kind,
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
        ...(outcome.zones && {
          zones: outcome.zones.map((each) => ({ zone: each.zone, ...summaryOf(each.outcome) })),
        }),
      };

const forPeople = ({ explain, session }: NewsHow): NightlyNews => {
  const { terminal, says } = session;
  const board = { total: 0, done: 0, errors: 0, warnings: 0, since: performance.now(), at: "", shown: false };
  const clear = (): void => {
    if (board.shown) terminal.err(`\r${" ".repeat(terminal.width - 1)}\r`);
    board.shown = false;
  };
  const draw = (): void => {
    if (!terminal.watched) return;
    const full = board.total === 0 ? 0 : Math.round((board.done / board.total) * BAR);
    const words = says.nightlyBar({ ...board, left: secondsLeft(board) });
    terminal.err(`\r[${"#".repeat(full)}${" ".repeat(BAR - full)}] ${padded(words, terminal.width - BAR - 4)}`);
    board.shown = true;
  };
  const say = (line: string): void => {
    clear();
    terminal.err(`${line}\n`);
  };
  return {
    tell: (event) => {
      hear(event, board, says);
      const line = lineOf(event, { explain, session });
      if (line !== undefined) say(line);
      draw();
    },
    end: (outcome) => {
      clear();
      for (const each of [{ outcome }, ...zonesOf(outcome)]) {
        const zone = "zone" in each ? `${each.zone}: ` : "";
        for (const line of findingLines(each.outcome, session)) terminal.err(`${zone}${line}\n`);
        if (each.outcome.kind === "done")
          terminal.out(`${says.nightlyDone(each.outcome.written, each.outcome.folder)}\n`);
      }
    },
    clear,
  };
};

const zonesOf = (outcome: NightlyOutcome): readonly ZoneOutcome[] =>
  outcome.kind === "done" ? (outcome.zones ?? []) : [];

type Told = Parameters<Listener>[0];

interface Board {
  total: number;
  done: number;
  errors: number;
  warnings: number;
  since: number;
  at: string;
}

const hear = (event: Told, board: Board, says: Session["says"]): void => {
  if (event.event === "read") board.total = event.pages + (event.zone === undefined ? 0 : board.total);
  if (event.event === "stage")
    board.at = `${says.page(event.page)} ${(says.stage as Readonly<Record<string, string>>)[event.stage] ?? event.stage}`;
  if (event.event !== "page") return;
  board.done++;
  board.errors += event.errors;
  board.warnings += event.warnings;
};

/** By the pace up to now; undefined before there is one. */
const secondsLeft = ({ total, done, since }: Board): number | undefined =>
  done === 0 || done === total ? undefined : Math.ceil((((performance.now() - since) / done) * (total - done)) / 1000);

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
    case "retry":
      return says.nightlyRetry(event.task, event.alone, event.fault);
    case "end":
      return says.nightlyEnd(event);
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
}

/** A finding is a line: a night's log is searched, not read. */
const findingLines = (outcome: NightlyOutcome, { says, verbose }: Session): readonly string[] => {
  const all: readonly FindingLine[] =
    outcome.kind === "unreadable"
      ? outcome.findings
      : [...outcome.pages.flatMap(({ record }) => record.entry["findings"] as readonly object[]), ...outcome.stray];
  return all
    .filter(({ severity }) => verbose || severity !== "info")
    .map(({ code, severity = "error", message, hint, path, line, column, page }) => {
      const where = [
        page === undefined ? "" : says.page(page),
        path === undefined ? "" : `${path}${line === undefined ? "" : `:${line}:${column}`}`,
      ].filter((each) => each !== "");
      const advice = hint === undefined ? "" : ` (${hint})`;
      return `${says.severity[severity]}[${code}] ${where.join(" ")}${where.length > 0 ? ": " : ""}${message}${advice}`;
    });
};
