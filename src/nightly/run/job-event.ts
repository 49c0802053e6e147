/** What a job tells while it runs, for people who watch and for programs; plain values, one line each. */
import type { Severity } from "../../base/diagnostic.ts";
import type { FeedCounts } from "../../feeds/feed-run.ts";

/** What became of a page. */
export type PageOutcome = "kept" | "made" | "last-good" | "failed";

/**
 * How it goes with a queue. `nobody`: no worker has come, and the run waits. `helping`: still none, and the run's own threads take tasks,
 * too. `other-program`: a worker of another version, or on another kind of machine, takes none of these tasks. `lost`: the connection is
 * cut. `back`: it is there again. `alone`: it has been away for so long that the run goes on without. `refuses`: it
 * takes no tasks, and says why; the run's own threads do them.
 */
export type QueueNews = "nobody" | "helping" | "other-program" | "lost" | "back" | "alone" | "refuses";

/** How often something was found about a page. */
export interface FindingCount {
  readonly severity: Severity;
  readonly code: string;
  readonly count: number;
}

/** One thing that happened. Seconds are the wall clock's. */
export type JobEvent =
  | {
      readonly event: "start";
      readonly edition: string;
      readonly workers: number;
      /** when the edition goes out as it is, ISO 8601; absent when there is no such time */
      readonly deadline?: string;
    }
  /** a feed was taken in; its counts add up to `seen`, and are absent when nothing could be taken in */
  | {
      readonly event: "feed";
      readonly mapping: string;
      readonly counts?: FeedCounts;
      readonly released: number;
      readonly errors: number;
      readonly seconds: number;
    }
  /** stories were withdrawn since the last run: what carried them is gone */
  | { readonly event: "withdrawn"; readonly paths: readonly string[] }
  | { readonly event: "read"; readonly pages: number; readonly cached: boolean; readonly seconds: number }
  /** a page has to be made; `why` names the parts that changed since it was made last, and is empty when it never was */
  | { readonly event: "page-begin"; readonly page: string; readonly why: readonly string[] }
  /** a worker begins with a stage of a page (`read`, `lay`, `print`, `proof`, `preflight`); the stage before it is over */
  | { readonly event: "stage"; readonly page: string; readonly stage: string }
  /** the worker has let go of the page, whatever came of it; it may come back to it */
  | { readonly event: "stage-end"; readonly page: string }
  | {
      readonly event: "page";
      readonly page: string;
      readonly outcome: PageOutcome;
      readonly state: string;
      readonly errors: number;
      readonly warnings: number;
      /** findings by severity and code, in the order of their codes */
      readonly findings: readonly FindingCount[];
      /** since the run began with its pages: what the page waited for is in it */
      readonly seconds: number;
    }
  /** a task went wrong and is tried again: by the pool, then alone in a process */
  | { readonly event: "retry"; readonly task: string; readonly alone: boolean; readonly fault: string }
  /** of a queue over several machines; `who` is the server's address without passwords, and what it says, or a worker's host and process */
  | { readonly event: "queue"; readonly news: QueueNews; readonly who: string }
  | { readonly event: "commit"; readonly files: number; readonly seconds: number }
  | {
      readonly event: "handover";
      readonly plant: string;
      readonly to: string;
      readonly sent: number;
      readonly there: number;
      /** how long it took, where that is known */
      readonly seconds?: number;
      /** why it did not come off; absent when all is there */
      readonly fault?: string;
    }
  /** a plant could not be reached; it is tried again after so many seconds */
  | {
      readonly event: "handover-retry";
      readonly plant: string;
      readonly to: string;
      readonly attempt: number;
      readonly fault: string;
      readonly seconds: number;
    }
  /** the last run on this output was cut off while these tasks were in progress; `alone` are done in processes of their own */
  | {
      readonly event: "interrupted";
      readonly tasks: readonly string[];
      readonly alone: readonly string[];
      /** lines of its journal cannot be read */
      readonly damaged: boolean;
      /** whether its options are known */
      readonly known: boolean;
    }
  /** nothing is to be done until one of so many files changes */
  | { readonly event: "watching"; readonly files: number }
  /** files have changed, and the next run begins; paths in the edition's folder, or absolute ones */
  | { readonly event: "changed"; readonly paths: readonly string[] }
  /** the run was outdated before it had ended, and has written nothing */
  | { readonly event: "cancelled"; readonly paths: readonly string[] }
  /** time is up: the edition goes out as it is */
  | { readonly event: "deadline" }
  | {
      readonly event: "end";
      readonly pages: number;
      readonly made: number;
      readonly kept: number;
      readonly replaced: number;
      readonly failed: number;
      readonly seconds: number;
    }
  /** the run is over and nothing came of it: the edition cannot be read, or its output not be written */
  | {
      readonly event: "broken";
      readonly why: "unreadable" | "output" | "fault";
      readonly message: string;
      readonly seconds: number;
    }
  /** the run's report lies there */
  | { readonly event: "report"; readonly path: string }
  /** health and metrics are served there */
  | { readonly event: "listening"; readonly address: string }
  /** something beside the run went wrong; the run is not harmed */
  | { readonly event: "notice"; readonly code: string; readonly message: string; readonly hint: string };

/** Who is told; `zone` is the name of the zone that it happened in, absent of the edition itself. */
export type Listener = (event: JobEvent & { readonly zone?: string }) => void;
