/** The line that moves while a night is made: pages as a bar, findings, the time left and the stage, in one line of any width. */
import type { Listener } from "../nightly/run/job-event.ts";
import { painter } from "./print-diagnostics.ts";
import type { Session } from "./session.ts";
import { printable, textWidth } from "./text-width.ts";

/** How far a run is. */
export interface NightBar {
  readonly hear: Listener;
  /** the line, with fewer columns than the terminal has */
  line(): string;
}

/** Opens it; `now` in milliseconds. */
export const openNightBar = (
  session: Pick<Session, "says" | "terminal">,
  now: () => number = () => performance.now(),
): NightBar => {
  const board: Board = { total: 0, done: 0, begun: 0, made: 0, errors: 0, warnings: 0, since: now(), at: "" };
  return {
    hear: (event) => hear(event, board, { says: session.says, now }),
    line: () => lineOf(board, now(), session),
  };
};

interface Board {
  total: number;
  done: number;
  /** pages that are, or were, to be made, and those of them that are done */
  begun: number;
  made: number;
  errors: number;
  warnings: number;
  /** when the pages began */
  since: number;
  /** the stage that began last */
  at: string;
}

const hear = (
  event: Parameters<Listener>[0],
  board: Board,
  { says, now }: { readonly says: Session["says"]; readonly now: () => number },
): void => {
  if (event.event === "start" && event.zone === undefined)
    Object.assign(board, { total: 0, done: 0, begun: 0, made: 0, errors: 0, warnings: 0, since: now(), at: "" });
  if (event.event === "read") {
    // zones come after the edition, and are part of the same run
    board.total = event.pages + (event.zone === undefined ? 0 : board.total);
    board.since = now();
  }
  if (event.event === "page-begin") board.begun++;
  if (event.event === "stage") {
    const names: Readonly<Record<string, string>> = says.stage;
    board.at = `${says.page(printable(event.page))} ${names[event.stage] ?? event.stage}`;
  }
  if (event.event !== "page") return;
  board.done++;
  if (event.outcome !== "kept") board.made++;
  board.errors += event.errors;
  board.warnings += event.warnings;
};

/** By the pace of the pages that were made; undefined before there is one. */
const secondsLeft = ({ begun, made, since }: Board, now: number): number | undefined =>
  made === 0 || made >= begun ? undefined : Math.ceil((((now - since) / made) * (begun - made)) / 1000);

/** Letters of ASCII: every terminal gives them one column, whatever it takes ambiguous ones for. */
const bar = ({ total, done }: Board, width: number): string => {
  const full = total === 0 ? 0 : Math.floor((done / total) * width);
  return `[${"#".repeat(full)}${"-".repeat(width - full)}]`;
};

const GAP = "  ";

const lineOf = (board: Board, now: number, { says, terminal }: Pick<Session, "says" | "terminal">): string => {
  const words = says.nightlyBar;
  const left = secondsLeft(board, now);
  const { total, done, errors, warnings, at } = board;
  const paint = painter(terminal.colours);
  const parts = [
    { text: total === 0 ? words.reading : words.pages(done, total) },
    ...(errors > 0 ? [{ text: words.errors(errors), paint: "error" as const }] : []),
    ...(left !== undefined ? [{ text: words.left(left) }] : []),
    ...(warnings > 0 ? [{ text: words.warnings(warnings), paint: "warning" as const }] : []),
    ...(at !== "" ? [{ text: at }] : []),
  ];
  const size = terminal.width < 60 ? 10 : terminal.width < 100 ? 20 : 30;
  // the last column stays free: some terminals go on to the next line when it is filled
  let room = terminal.width - 1 - size - 2;
  const shown: string[] = [];
  for (const part of parts) {
    const width = textWidth(GAP) + textWidth(part.text);
    // what comes first is of more use than what comes later
    if (width > room) break;
    room -= width;
    shown.push("paint" in part ? paint(part.paint, part.text) : part.text);
  }
  return `${bar(board, size)}${shown.map((text) => GAP + text).join("")}${" ".repeat(Math.max(0, room))}`;
};
