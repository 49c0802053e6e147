/** What the engine has to say about its input: every fault with code, sentence, hint and place, all at once. */
import type { DiagnosticCode } from "./diagnostic-codes.ts";
import type { Rect } from "./geometry.ts";
import type { SourceRange } from "./source.ts";

/** `error` holds a page back from the press; `warning` is looked at; `info` records what was changed or decided. */
export type Severity = "error" | "warning" | "info";

/** Where on which page: `page` is the page's id ("05", "A01"). */
export interface PagePlace {
  readonly page: string;
  readonly rect?: Rect;
  /** the same in the trade's words, as in "columns 2–4" */
  readonly words?: string;
}

/** One finding. Sentence and hint in lower case, no full stop, values in backticks; the hint starts with a verb. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string;
  readonly source?: SourceRange;
  /** what stands under the marked text in the excerpt, as in "371 characters, 265 fit" */
  readonly label?: string;
  readonly place?: PagePlace;
}

/** Where findings go while a stage runs. */
export interface Report {
  add(diagnostic: Diagnostic): void;
  /** Keeps a file's decoded text, so that a finding can be printed with its line. */
  text(path: string, text: string): void;
}

/** The report that collects: findings without doubles, and the texts they point into. */
export class Diagnostics implements Report {
  readonly #found = new Map<string, Diagnostic>();
  readonly #texts = new Map<string, string>();

  add(diagnostic: Diagnostic): void {
    this.#found.set(JSON.stringify(diagnostic), diagnostic);
  }

  text(path: string, text: string): void {
    this.#texts.set(path, text);
  }

  /** Decoded text of an input file that was read, for excerpts. */
  textOf(path: string): string | undefined {
    return this.#texts.get(path);
  }

  /** All findings: errors first, then by page, file and place. */
  all(): readonly Diagnostic[] {
    return [...this.#found.values()].sort(byWeightAndPlace);
  }

  has(severity: Severity): boolean {
    return [...this.#found.values()].some((each) => each.severity === severity);
  }
}

const WEIGHT: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byWeightAndPlace = (a: Diagnostic, b: Diagnostic): number =>
  WEIGHT[a.severity] - WEIGHT[b.severity] ||
  compareText(a.place?.page ?? "", b.place?.page ?? "") ||
  compareText(a.source?.path ?? "", b.source?.path ?? "") ||
  (a.source?.start ?? 0) - (b.source?.start ?? 0) ||
  compareText(a.code, b.code) ||
  compareText(a.message, b.message);
