/** What shows a night to the world outside: health and metrics, and traces. Nothing of it is loaded unless it was asked for. */
import type { JobEvent, Listener } from "../nightly/run/job-event.ts";
import { listenAt, type TraceTo, traceTo } from "./seen-options.ts";
import type { CommandInput } from "./session.ts";

/** Those who watch. */
export interface Seen {
  /** hear every run */
  readonly listeners: readonly Listener[];
  /** Says where they are, and from now on what goes wrong with them. */
  announce(tell: Listener): void;
  /** Sends what is not sent yet, for two seconds at most, and lets go; a second time nothing happens. */
  close(): Promise<void>;
}

/** One who watches. */
interface Watcher {
  readonly listener: Listener;
  close(): Promise<void>;
}

/** Opens them; rejects with a `UsageError`, or with an `OutputError` when a port cannot be had, before anything is done. */
export const openSeen = async ({ options, session }: Pick<CommandInput, "options" | "session">): Promise<Seen> => {
  const [at, to] = [listenAt(options, session), traceTo(options, session)];
  const told: JobEvent[] = [];
  let tell: Listener = (event) => void told.push(event);
  const watchers: Watcher[] = [];
  let closed: Promise<unknown> | undefined;
  if (at) {
    const { openMonitor } = await import("../nightly/seen/monitor.ts");
    const monitor = await openMonitor(at);
    told.push({ event: "listening", address: monitor.address });
    watchers.push(monitor);
  }
  if (to) watchers.push(await openTraces(to, (event) => tell(event)));
  return {
    listeners: watchers.map(({ listener }) => harmless(listener)),
    announce: (listener) => {
      tell = listener;
      for (const event of told) listener(event);
    },
    close: async () => {
      closed ??= Promise.all(watchers.map((each) => each.close()));
      await closed;
    },
  };
};

const NOBODY: Watcher = { listener: () => undefined, close: async () => undefined };

/** Whoever only watches cannot bring a night down. */
const harmless =
  (listener: Listener): Listener =>
  (event) => {
    try {
      listener(event);
    } catch {
      // what it missed is missing in what it shows
    }
  };

const openTraces = async ({ url, given, traceparent }: TraceTo, tell: Listener): Promise<Watcher> => {
  let isTold = false;
  const onFault = (why: string): void => {
    if (isTold) return;
    isTold = true;
    tell({
      event: "notice",
      code: "nightly/trace",
      message: `traces could not be sent to \`${given.replace(/\/\/[^@/]*@/, "//")}\`: ${why}`,
      hint: "see whether the collector takes OTLP over HTTP there; the run is not harmed",
    });
  };
  if (url === undefined) {
    onFault("it is no address of HTTP");
    return NOBODY;
  }
  try {
    const { openTracer } = await import("../nightly/seen/open-tracer.ts");
    const { traceRuns } = await import("../nightly/seen/trace-runs.ts");
    const tracer = openTracer({ url, traceparent, onFault });
    return { listener: traceRuns(tracer), close: () => tracer.close() };
  } catch (fault) {
    onFault(fault instanceof Error ? fault.message.split("\n")[0]! : String(fault));
    return NOBODY;
  }
};
