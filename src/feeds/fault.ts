/** Findings about items that cannot be stories. */
import type { DiagnosticCode } from "../base/diagnostic-codes.ts";
import type { SourceRange } from "../base/source.ts";
import type { ReadItem } from "./feed-item.ts";

/** What is wrong with an item. */
export interface Fault {
  readonly code: Extract<DiagnosticCode, `feed/${string}`>;
  readonly message: string;
  readonly hint: string;
  readonly source: SourceRange;
}

/** An item that is kept aside. */
export const faulty = (fault: Fault): ReadItem => ({ ok: false, finding: { severity: "error", ...fault } });
