/** What a run has told, gathered for its report. */
import type { JobEvent, Listener } from "../run/job-event.ts";
import { openStageClock } from "./stage-clock.ts";

/** How long a worker was at one stage of a page. */
export interface StageSeconds {
  readonly stage: string;
  /** seconds after the run began */
  readonly from: number;
  readonly seconds: number;
}

/** What was told of a page while it was made. */
export interface PageLog {
  /** parts that had changed; empty when it was never made before, undefined when it was not made */
  readonly why: readonly string[] | undefined;
  readonly stages: readonly StageSeconds[];
}

/** An event as it was told. */
type Told<K extends JobEvent["event"]> = Extract<JobEvent, { readonly event: K }>;

/** All that was told. */
export interface RunFacts {
  /** wall clock, ISO 8601 */
  readonly began: string;
  readonly ended: string;
  readonly seconds: number;
  readonly start: Told<"start"> | undefined;
  readonly read: Told<"read"> | undefined;
  readonly commit: Told<"commit"> | undefined;
  readonly broken: Told<"broken"> | undefined;
  readonly retries: readonly Told<"retry">[];
  readonly handovers: readonly Told<"handover">[];
  readonly pages: ReadonlyMap<string, PageLog>;
}

/** A run's log. */
export interface RunLog {
  readonly listener: Listener;
  /** what is known up to now */
  facts(): RunFacts;
}

/** Opens it; the run begins now. */
export const openRunLog = (): RunLog => {
  const [began, since] = [new Date(), performance.now()];
  const clock = openStageClock(() => performance.now());
  const last = new Map<string, JobEvent>();
  const retries: Told<"retry">[] = [];
  const handovers: Told<"handover">[] = [];
  const pages = new Map<string, { why: readonly string[] | undefined; stages: StageSeconds[] }>();
  const pageOf = (id: string) => {
    const page = pages.get(id) ?? { why: undefined, stages: [] };
    pages.set(id, page);
    return page;
  };
  return {
    listener: (event) => {
      const over = clock.hear(event);
      if (over)
        pageOf(over.page).stages.push({
          stage: over.stage,
          from: (over.from - since) / 1000,
          seconds: (over.to - over.from) / 1000,
        });
      last.set(event.event, event);
      if (event.event === "page-begin") pageOf(event.page).why = event.why;
      if (event.event === "retry") retries.push(event);
      if (event.event === "handover") handovers.push(event);
    },
    facts: () => ({
      began: began.toISOString(),
      ended: new Date().toISOString(),
      seconds: (performance.now() - since) / 1000,
      start: last.get("start") as Told<"start"> | undefined,
      read: last.get("read") as Told<"read"> | undefined,
      commit: last.get("commit") as Told<"commit"> | undefined,
      broken: last.get("broken") as Told<"broken"> | undefined,
      retries,
      handovers,
      pages,
    }),
  };
};
