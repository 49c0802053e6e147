/** What a language, a style sheet or a house wants of line breaks other than UAX #14 (its section 8), as data. */
import type { CellWidth, LineBreakClass } from "./line-break-class.ts";

/** Characters, or all of some classes, are treated as another class. */
export type TailoringEntry =
  | {
      readonly kind: "characters";
      /** section of the document that asks for it */
      readonly source: string;
      /** the characters, one after another */
      readonly characters: string;
      /** a class, or a sort within one for rules to name (`HH.loose`), which otherwise keeps to the rules of its class */
      readonly to: string;
    }
  | {
      readonly kind: "classes";
      /** section of the document that asks for it */
      readonly source: string;
      /** classes as Unicode assigns them, before LB1 */
      readonly classes: readonly LineBreakClass[];
      /** only their characters of these widths; all where undefined */
      readonly widths?: readonly CellWidth[];
      /** as above */
      readonly to: string;
    }
  | {
      readonly kind: "rule";
      /** section of the document that asks for it */
      readonly source: string;
      /** in the notation of unicode-rules.ts; goes before LB12a, so that LB4 to LB12 hold in every tailoring */
      readonly rule: string;
    };

/**
 * A tailoring: its later entries win over its earlier ones, and characters over classes. Breakers keep what they make of it by
 * its identity, so one that is used often is made once.
 */
export interface Tailoring {
  /** for people who look into what is set */
  readonly name: string;
  /** what it changes, in order */
  readonly entries: readonly TailoringEntry[];
}

/** Several tailorings as one; the later win. */
export const combineTailorings = (...tailorings: readonly Tailoring[]): Tailoring => ({
  name: tailorings.map(({ name }) => name).join(" + "),
  entries: tailorings.flatMap(({ entries }) => entries),
});
