/** `broadsheet worker`: does the tasks of nights on other machines, until it is told to stop. */
import { availableParallelism, hostname } from "node:os";
import { cacheFolder } from "../nightly/disk/cache-folder.ts";
import { openWorker, type WorkerNews } from "../nightly/queue/queue-worker.ts";
import { threadPool } from "../nightly/run/thread-pool.ts";
import { openStore } from "../nightly/store/open-store.ts";
import { queueAddress, storeAddress, wholeNumber } from "./option-values.ts";
import type { CommandInput, CommandOptions, Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";

/** Works; 0 when it was told to stop, 2 when it cannot work with this queue or this store. */
export const worker = async ({ options, session }: CommandInput): Promise<number> => {
  const asked = howWorker(options, session);
  const { address, store, threads } = asked;
  const cache = cacheFolder(session.terminal.env);
  const tell = newsOf(session, asked);
  const working = await openWorker({
    address,
    pool: threadPool({ workers: threads }),
    threads,
    name: `${hostname()}:${process.pid}`,
    store: openStore(store),
    place: { store, ...(cache !== undefined && { cache }) },
    tell,
  });
  tell({ event: "ready" });
  const stop = stopOnSignal(() => {
    tell({ event: "stopping" });
    working.stop();
  });
  try {
    const end = await working.ended;
    tell({ event: "stopped" });
    return end === "other-store" ? 2 : 0;
  } finally {
    stop();
  }
};

interface WorkerAsked {
  readonly address: ReturnType<typeof queueAddress>;
  readonly store: string;
  readonly threads: number;
}

const howWorker = ({ queue, store, workers }: CommandOptions, session: Session): WorkerAsked => {
  const option = (name: string, text: string) => ({ name, text, session });
  if (queue === undefined) throw new UsageError(session.says.needed("--queue"));
  if (store === undefined) throw new UsageError(session.says.needed("--store"));
  return {
    address: queueAddress(option("--queue", queue)),
    store: storeAddress(option("--store", store)),
    threads: workers === undefined ? availableParallelism() : wholeNumber(option("--workers", workers), 1, 64),
  };
};

/** The first signal stops it, the second one kills it. */
const stopOnSignal = (stop: () => void): (() => void) => {
  const signals = ["SIGINT", "SIGTERM"] as const;
  const forget = (): void => {
    for (const signal of signals) process.removeListener(signal, heard);
  };
  const heard = (): void => {
    forget();
    stop();
  };
  for (const signal of signals) process.on(signal, heard);
  return forget;
};

type News = WorkerNews | { readonly event: "ready" } | { readonly event: "stopping" } | { readonly event: "stopped" };

const newsOf = (session: Session, asked: WorkerAsked): ((news: News) => void) => {
  const { terminal, json } = session;
  if (json) {
    return (news) => {
      const facts = news.event === "ready" && {
        queue: asked.address.shown,
        store: asked.store,
        workers: asked.threads,
      };
      terminal.out(`${JSON.stringify({ ...news, ...facts })}\n`);
    };
  }
  return (news) => {
    const line = lineOf(news, session, asked);
    if (line !== undefined) terminal.err(`${line}\n`);
  };
};

const lineOf = (news: News, { says, verbose }: Session, asked: WorkerAsked): string | undefined => {
  const words = says.worker;
  const { shown } = asked.address;
  switch (news.event) {
    case "ready":
      return words.ready(asked.threads, shown, asked.store);
    case "begin":
      return verbose ? words.begin(news.task) : undefined;
    case "done":
      return words.done(news.task, news.seconds);
    case "fault":
      return words.fault(news.task, news.fault, news.last);
    case "other-program":
      return words.otherProgram(news.who);
    case "other-store":
      return words.otherStore(asked.store);
    case "lost":
      return words.lost(shown);
    case "back":
      return words.back(shown);
    case "stopping":
      return words.stopping;
    case "stopped":
      return words.stopped;
  }
};
