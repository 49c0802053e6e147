/** How a process that makes editions is: what its last run came to, and what it is at. */
import type { JobEvent, Listener } from "../run/job-event.ts";

/** What is told of a run that has ended. */
export interface EndedRun {
  /** `clean`, `errors`: a page has an error, was replaced or is missing; `broken`: there is no edition */
  readonly outcome: "clean" | "errors" | "broken";
  /** ISO 8601 */
  readonly ended: string;
  readonly seconds: number;
  /** why it is broken */
  readonly message?: string;
  readonly pages?: number;
  readonly failed?: number;
  readonly replaced?: number;
}

/** The answer of `/healthz`. */
export interface Health {
  /** `failing` when the last run was broken, or nothing watches any more */
  readonly status: "ok" | "failing";
  readonly state: "running" | "waiting" | "dead";
  readonly last?: EndedRun;
  readonly current?: {
    readonly began: string;
    readonly edition: string;
    readonly done: number;
    /** 0 before the edition was read */
    readonly pages: number;
  };
}

/** Hears runs, and says how it is. */
export interface HealthWatch {
  readonly hear: Listener;
  health(): Health;
}

/** `isAlive` says whether whoever starts runs still does. */
export const watchHealth = (isAlive: () => boolean): HealthWatch => {
  let last: EndedRun | undefined;
  let current: { began: string; edition: string; done: number; pages: number } | undefined;
  let hasErrors = false;
  // of the edition or of any of its zones
  let isBroken = false;
  return {
    hear: (event) => {
      if (event.event === "start") {
        current = { began: new Date().toISOString(), edition: event.edition, done: 0, pages: 0 };
        if (event.zone === undefined) [hasErrors, isBroken] = [false, false];
      }
      if (event.event === "broken") isBroken = true;
      if (event.event === "read" && current) current.pages = event.pages;
      if (event.event === "page") {
        if (current) current.done++;
        hasErrors ||= event.errors > 0 || event.outcome === "failed" || event.outcome === "last-good";
      }
      if (event.event === "cancelled") current = undefined;
      if (event.event === "end" || event.event === "broken") {
        current = undefined;
        last = endedRun(event, hasErrors);
      }
    },
    health: () => {
      const alive = isAlive();
      return {
        status: alive && !isBroken ? "ok" : "failing",
        state: alive ? (current ? "running" : "waiting") : "dead",
        ...(last && { last }),
        ...(current && { current: { ...current } }),
      };
    },
  };
};

const endedRun = (event: Extract<JobEvent, { event: "end" | "broken" }>, hasErrors: boolean): EndedRun => {
  const common = { ended: new Date().toISOString(), seconds: event.seconds };
  if (event.event === "broken") return { outcome: "broken", ...common, message: event.message };
  const { pages, failed, replaced } = event;
  return { outcome: hasErrors ? "errors" : "clean", ...common, pages, failed, replaced };
};
