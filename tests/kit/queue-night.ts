/** A night over a queue, in this process, with what it told. */
import { join } from "node:path";
import { readQueueAddress } from "../../src/nightly/queue/queue-address.ts";
import { openQueuePool } from "../../src/nightly/queue/queue-pool.ts";
import type { QueuePatience } from "../../src/nightly/queue/queue-watch.ts";
import type { JobEvent } from "../../src/nightly/run/job-event.ts";
import { type NightlyOutcome, runNightly } from "../../src/nightly/run/nightly.ts";
import { threadPool } from "../../src/nightly/run/thread-pool.ts";
import { openStore } from "../../src/nightly/store/open-store.ts";

/** How it is run. */
export interface QueueNight {
  readonly url: string;
  readonly store: string;
  readonly cache: string;
  readonly waiting?: QueuePatience;
  /** milliseconds after which a task hangs */
  readonly patience?: number;
  /** milliseconds until the deadline */
  readonly by?: number;
  readonly tell?: (event: JobEvent) => void;
}

/** What came of it. */
export interface QueueNightRun {
  readonly outcome: NightlyOutcome;
  readonly events: readonly JobEvent[];
}

/** Runs the edition in `folder`. */
export const runOverQueue = async (folder: string, night: QueueNight): Promise<QueueNightRun> => {
  const { url, store: address, cache, waiting, patience = 60_000, by, tell = () => undefined } = night;
  const events: JobEvent[] = [];
  const hear = (event: JobEvent): void => {
    events.push(event);
    tell(event);
  };
  const store = openStore(address);
  const pool = await openQueuePool({
    address: readQueueAddress(url, {})!,
    store,
    own: threadPool({ workers: 1 }),
    workers: 1,
    patience,
    tell: (news, who) => hear({ event: "queue", news, who }),
    ...(waiting && { waiting }),
  });
  try {
    const outcome = await runNightly({
      place: { folder, file: "edition.yaml", store: address, cache },
      store,
      trying: {
        pool,
        signal: by === undefined ? new AbortController().signal : AbortSignal.timeout(by),
        patience,
        tell: hear,
      },
      how: { pictures: false, ink: false },
      released: new Map(),
      now: Date.now(),
      out: { folder: join(folder, "out"), shown: "out" },
      workers: 1,
    });
    return { outcome, events };
  } finally {
    await pool.close();
  }
};

/** The state of each page. */
export const statesOf = ({ outcome }: QueueNightRun): readonly string[] =>
  outcome.kind === "done" ? outcome.pages.map(({ record }) => record.state) : [];

/** What was told of the queue. */
export const queueNews = ({ events }: QueueNightRun): readonly string[] =>
  events.flatMap((each) => (each.event === "queue" ? [each.news] : []));

/** What was told of new tries of a task. */
export const retriesOf = ({ events }: QueueNightRun, task: string): readonly (readonly [boolean, string])[] =>
  events.flatMap((each) => (each.event === "retry" && each.task === task ? [[each.alone, each.fault] as const] : []));
