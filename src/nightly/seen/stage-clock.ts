/** How long workers were at each stage of each page, told from events as they come. */
import type { JobEvent } from "../run/job-event.ts";

/** A stage of a page that is over; times as the clock gave them, milliseconds. */
export interface StageTime {
  readonly page: string;
  readonly stage: string;
  readonly from: number;
  readonly to: number;
}

/** Hears of stages. */
export interface StageClock {
  /** The stage that is over by this event; undefined when none is. */
  hear(event: JobEvent): StageTime | undefined;
  /** How many pages a worker is at. */
  running(): number;
}

/** `now` in milliseconds; only differences count. */
export const openStageClock = (now: () => number): StageClock => {
  const open = new Map<string, { readonly stage: string; readonly from: number }>();
  const end = (page: string): StageTime | undefined => {
    const stage = open.get(page);
    open.delete(page);
    return stage && { page, ...stage, to: now() };
  };
  return {
    hear: (event) => {
      if (event.event === "stage-end" || event.event === "page") return end(event.page);
      if (event.event === "start") open.clear();
      if (event.event !== "stage") return undefined;
      const before = end(event.page);
      open.set(event.page, { stage: event.stage, from: now() });
      return before;
    },
    running: () => open.size,
  };
};
