/** A run looks after its queue: whether Redis answers, whether a worker is there, and how every job stands. */
import type { QueueNews } from "../run/job-event.ts";
import { queueName } from "./job-queue.ts";
import { type Present, presenceOf } from "./presence.ts";
import type { RedisClient } from "./redis-client.ts";

/** How long a run waits for others, milliseconds. */
export interface QueuePatience {
  /** without a worker: until it is said, and until the run's own threads help */
  readonly nobody: number;
  readonly helping: number;
  /** without Redis, until its own threads go on alone */
  readonly alone: number;
}

/** An edition must go out: half a minute is what a worker takes to be started anew, and a server with it. */
export const QUEUE_PATIENCE: QueuePatience = { nobody: 5_000, helping: 30_000, alone: 30_000 };

/** What is watched, and who is told. */
export interface WatchHow {
  readonly client: RedisClient;
  /** the queue's address for messages */
  readonly shown: string;
  readonly waiting: QueuePatience;
  /** threads of this run */
  readonly threads: number;
  readonly tell: (news: QueueNews, who: string) => void;
  /** whether tasks are asked for */
  isWaiting(): boolean;
  /** Looks at every job that is waited for. */
  sweep(): Promise<void>;
  /** Lets the run's own threads take tasks, too. */
  help(): void;
  /** Does here whatever is waited for. */
  goOnAlone(): void;
}

/** How often the run looks at the queue, and of that, how rarely at every single job. */
const LOOK_MS = 1_000;
const LOOKS_A_SWEEP = 3;

/** A watch that goes on until it is closed. */
export class QueueWatch {
  readonly #how: WatchHow;
  readonly #presence: ReturnType<typeof presenceOf>;
  readonly #timer: NodeJS.Timeout;
  readonly #strangers = new Set<string>();
  #looks = 0;
  #isLooking = false;
  #lastAnswer = performance.now();
  #nobodySince: number | undefined;
  #saidNobody = false;
  #isHelping = false;
  #isLost = false;
  #isAlone = false;

  constructor(how: WatchHow) {
    this.#how = how;
    this.#presence = presenceOf("run", how.threads, how.client);
    this.#timer = setInterval(() => this.#look(), LOOK_MS);
    how.client.on("close", this.#lost);
  }

  /** Whether Redis has been away for so long that it is not asked any more. */
  get isAlone(): boolean {
    return this.#isAlone;
  }

  /** Watches no more. */
  stop(): void {
    clearInterval(this.#timer);
    this.#how.client.off("close", this.#lost);
  }

  /** Tells Redis that this run has gone. */
  leave(): Promise<void> {
    return this.#presence.leave();
  }

  #look(): void {
    // a server that does not answer any more is as good as none, whatever the connection says
    if (performance.now() - this.#lastAnswer > this.#how.waiting.alone) this.#goOnAlone();
    if (this.#isLooking) return;
    this.#isLooking = true;
    this.#round()
      .catch(() => undefined)
      .finally(() => {
        this.#isLooking = false;
      });
  }

  async #round(): Promise<void> {
    const present = await this.#presence.look();
    this.#answered();
    this.#countWorkers(present);
    if (this.#looks++ % LOOKS_A_SWEEP === 0) await this.#how.sweep();
  }

  readonly #lost = (): void => {
    if (this.#isLost) return;
    this.#isLost = true;
    this.#how.tell("lost", this.#how.shown);
  };

  #answered(): void {
    this.#lastAnswer = performance.now();
    this.#isAlone = false;
    if (!this.#isLost) return;
    this.#isLost = false;
    // what was forgotten is added again at once, not with the next sweep
    this.#looks = 0;
    this.#how.tell("back", this.#how.shown);
  }

  #goOnAlone(): void {
    if (!this.#isAlone && this.#how.isWaiting()) this.#how.tell("alone", this.#how.shown);
    this.#isAlone = true;
    this.#how.goOnAlone();
  }

  #countWorkers(present: readonly Present[]): void {
    const { waiting, shown, tell } = this.#how;
    const workers = present.filter(({ kind }) => kind === "worker");
    for (const { id, queue, host, pid } of workers) {
      if (queue === queueName() || this.#strangers.has(id)) continue;
      this.#strangers.add(id);
      tell("other-program", `${host}:${pid}`);
    }
    if (workers.some(({ queue }) => queue === queueName()) || !this.#how.isWaiting()) {
      this.#nobodySince = undefined;
      return;
    }
    this.#nobodySince ??= performance.now();
    const since = performance.now() - this.#nobodySince;
    if (since >= waiting.nobody && !this.#saidNobody) {
      this.#saidNobody = true;
      tell("nobody", shown);
    }
    if (since < waiting.helping || this.#isHelping) return;
    this.#isHelping = true;
    tell("helping", shown);
    this.#how.help();
  }
}
