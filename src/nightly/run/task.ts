/** The tasks of a job, as plain values: what a worker is asked and what it answers. */
import type { Diagnostic } from "../../base/diagnostic.ts";
import type { ReadingResult } from "./edition-reading.ts";
import type { JobPlace } from "./job-place.ts";
import type { PageOrder, PageRecord } from "./page-task.ts";
import type { FileTrace } from "./recorded-reads.ts";

/** What a worker may be asked. */
export type Task =
  | { readonly kind: "read"; readonly place: JobPlace; readonly closed?: string; readonly zone?: string }
  | { readonly kind: "page"; readonly place: JobPlace; readonly order: PageOrder }
  | { readonly kind: "preflight"; readonly place: JobPlace; readonly file: PressFile }
  /** a small picture of a file in the store, by its SHA-256 */
  | { readonly kind: "thumbnail"; readonly place: JobPlace; readonly sha256: string };

/** A file in the store that is to be preflighted. */
export interface PressFile {
  readonly sha256: string;
  readonly standard: string;
}

/** A rule that a file breaks, as `preflight.json` has it. */
export interface PreflightEntry {
  readonly profile: string;
  readonly findings: readonly object[];
  readonly errors: number;
  readonly warnings: number;
}

/** A file that was read for a task. */
export type TaskRead = Pick<FileTrace, "root" | "path" | "sha256">;

/** A page as small as it is in a report; plain values. */
export interface Thumbnail {
  readonly width: number;
  readonly height: number;
  /** a JPEG, in base64 */
  readonly jpeg: string;
}

/** What it answers. */
export type TaskResult =
  | { readonly kind: "read"; readonly result: ReadingResult }
  /** undefined when the page is no longer in the edition */
  | { readonly kind: "page"; readonly record: PageRecord | undefined; readonly reads: readonly TaskRead[] }
  /** undefined when the file is not in the store */
  | { readonly kind: "preflight"; readonly entries: readonly PreflightEntry[] | undefined }
  /** undefined when the file is not in the store */
  | { readonly kind: "thumbnail"; readonly picture: Thumbnail | undefined };

/** How a task is called in logs: `page 05`, `page 05 in north`. */
export const taskName = (task: Task): string => {
  switch (task.kind) {
    case "read":
      return `read${inZone(task.zone)}`;
    case "page":
      return `page ${task.order.id}${inZone(task.order.how.zone)}`;
    case "preflight":
      return `preflight ${task.file.sha256.slice(0, 8)}`;
    case "thumbnail":
      return `thumbnail ${task.sha256.slice(0, 8)}`;
  }
};

const inZone = (zone: string | undefined): string => (zone === undefined ? "" : ` in ${zone}`);

/** A finding that a job itself makes. */
export type JobFinding = Pick<Diagnostic, "code" | "severity" | "message" | "hint" | "place">;
