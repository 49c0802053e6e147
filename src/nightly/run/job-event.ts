/** What a job tells while it runs, for people who watch and for programs; plain values, one line each. */

/** What became of a page. */
export type PageOutcome = "kept" | "made" | "last-good" | "failed";

/** One thing that happened. Seconds are the wall clock's. */
export type JobEvent =
  | { readonly event: "start"; readonly edition: string; readonly workers: number }
  | { readonly event: "read"; readonly pages: number; readonly cached: boolean; readonly seconds: number }
  /** a page has to be made; `why` names the parts that changed since it was made last, and is empty when it never was */
  | { readonly event: "page-begin"; readonly page: string; readonly why: readonly string[] }
  | { readonly event: "stage"; readonly page: string; readonly stage: string }
  | {
      readonly event: "page";
      readonly page: string;
      readonly outcome: PageOutcome;
      readonly state: string;
      readonly errors: number;
      readonly warnings: number;
      readonly seconds: number;
    }
  /** a task went wrong and is tried again: by the pool, then alone in a process */
  | { readonly event: "retry"; readonly task: string; readonly alone: boolean; readonly fault: string }
  | { readonly event: "commit"; readonly files: number; readonly seconds: number }
  | {
      readonly event: "handover";
      readonly plant: string;
      readonly to: string;
      readonly sent: number;
      readonly there: number;
    }
  | {
      readonly event: "end";
      readonly pages: number;
      readonly made: number;
      readonly kept: number;
      readonly replaced: number;
      readonly failed: number;
      readonly seconds: number;
    };

/** Who is told; `zone` is the name of the zone that it happened in, absent of the edition itself. */
export type Listener = (event: JobEvent & { readonly zone?: string }) => void;
