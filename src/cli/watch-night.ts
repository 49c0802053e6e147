/** `nightly --watch`: run after run, until the deadline or a signal; the exit code is that of the last run. */
import type { Listener } from "../nightly/run/job-event.ts";
import { watchRuns } from "../nightly/watch/watch-runs.ts";
import { exitCode } from "./exit-code.ts";
import type { NightlyNews } from "./nightly-news.ts";
import type { Night } from "./open-night.ts";
import { printFindings, printJson, type Session } from "./session.ts";

/** Nothing has ended before somebody stopped it. */
const EXIT_NOTHING = 1;

const EXIT_UNUSABLE = 2;

/** Who is told, and in which words. */
export interface WatchedBy {
  readonly news: NightlyNews;
  /** the news and all others who hear the runs */
  readonly listeners: readonly Listener[];
  readonly session: Session;
}

/** Watches; never rejects because of a run. */
export const watchNight = async (night: Night, { news, listeners, session }: WatchedBy): Promise<number> => {
  const tell: Listener = (event) => {
    for (const listener of listeners) listener(event);
  };
  const stop = stopOf(session);
  const { deadline } = night;
  let code = EXIT_NOTHING;
  const tellDeadline = (): void => tell({ event: "deadline" });
  deadline.addEventListener("abort", tellDeadline, { once: true });
  try {
    await watchRuns({
      folder: night.place.folder,
      ignored: [night.out],
      run: (watched) => night.run(listeners, watched),
      ended: (outcome) => {
        news.end(outcome);
        code = exitCode(outcome);
      },
      failed: ({ findings }) => {
        news.clear();
        const none = () => undefined;
        if (session.json) printJson({}, { all: findings, textOf: none }, session);
        else printFindings(findings, none, session);
        code = EXIT_UNUSABLE;
      },
      tell,
      stop: stop.signal,
      deadline,
      byClock: night.asked.now === undefined,
    });
    return code;
  } finally {
    deadline.removeEventListener("abort", tellDeadline);
    stop.forget();
  }
};

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** The first signal ends the watch as it should be ended; the second one is the system's again. */
const stopOf = ({ terminal }: Session): { readonly signal: AbortSignal; forget(): void } => {
  if (terminal.interrupted) return { signal: terminal.interrupted, forget: () => undefined };
  const stop = new AbortController();
  const forget = (): void => {
    for (const signal of SIGNALS) process.removeListener(signal, heard);
  };
  const heard = (): void => {
    forget();
    stop.abort();
  };
  for (const signal of SIGNALS) process.on(signal, heard);
  return { signal: stop.signal, forget };
};
