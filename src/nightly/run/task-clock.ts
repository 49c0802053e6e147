/** How long a task may take: counted from when it begins, and not while it waits for a worker that does others. */

/** Runs while a task is tried. */
export interface TaskClock {
  /** aborts when the task hangs */
  readonly signal: AbortSignal;
  /** The task shows that it is at work; only the first time counts. */
  begun(): void;
  stop(): void;
}

/** Clocks of tasks that have not begun, by the pool for whose workers they wait. */
const waiting = new WeakMap<object, Set<() => void>>();

/**
 * Starts a clock. A task that has begun hangs after `patience` milliseconds; one that has not, when for so long none of its pool
 * has begun or ended.
 */
export const startClock = (pool: object, patience: number): TaskClock => {
  const hung = new AbortController();
  const others = waiting.get(pool) ?? new Set();
  waiting.set(pool, others);
  let timer: NodeJS.Timeout | undefined;
  const wind = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => hung.abort(), patience);
    timer.unref();
  };
  const windOthers = (): void => {
    for (const each of others) each();
  };
  others.add(wind);
  wind();
  return {
    signal: hung.signal,
    begun: () => {
      if (!others.delete(wind)) return;
      wind();
      windOthers();
    },
    stop: () => {
      clearTimeout(timer);
      others.delete(wind);
      windOthers();
    },
  };
};
