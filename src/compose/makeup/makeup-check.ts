/** What a check of makeup is: a rule of the trade, where it is from, and what breaks it on a composed page. */
import type { Severity } from "../../base/diagnostic.ts";
import type { DiagnosticCode } from "../../base/diagnostic-codes.ts";
import type { Rect } from "../../base/geometry.ts";
import type { SourceRange } from "../../base/source.ts";
import type { ComposedPage } from "../composed-page.ts";

/** A page to be looked at. */
export interface MakeupPage {
  readonly composed: ComposedPage;
  /** names that a headline must not split */
  readonly names: readonly string[];
}

/** A place of the page that breaks the rule. Sentence and hint as in `Diagnostic`. */
export interface MakeupFinding {
  readonly message: string;
  readonly hint: string;
  /** what is to be looked at, page coordinates */
  readonly rect: Rect;
  /** in the layout or in the story, whichever has to be changed */
  readonly source: SourceRange;
  /** when this place is less grave than the rule's breach at its worst */
  readonly severity?: Severity;
}

/** An entry of the table. */
export interface MakeupCheck {
  readonly code: DiagnosticCode;
  /** the rule's name in the trade and where it is written down */
  readonly source: string;
  readonly severity: Severity;
  readonly check: (page: MakeupPage) => readonly MakeupFinding[];
}
