/** What the galley wants of a style: a text style's or a headline's, with the language and the direction of the text. */
import type { Em } from "../../base/units.ts";
import type { BreakLists, TextStyle, Writing } from "../../model/style.ts";
import type { Locale } from "../../text/locale.ts";

/** What the galley wants of a style; a headline's is made of one font. */
export type GalleyStyle = Pick<
  TextStyle,
  | "faces"
  | "size"
  | "strongSize"
  | "punctuation"
  | "lineBreak"
  | "breakLists"
  | "hanLatinGap"
  | "latinSize"
  | "latin"
  | "figures"
  | "grid"
  | "openers"
  | "hyphenate"
  | "adjustment"
> & {
  readonly locale: Locale;
  readonly writing: Writing;
  /** display type: marks that meet leave no blank */
  readonly display: boolean;
  /** indents of the lines, in order; the last one holds for all that follow */
  readonly indents: readonly Em[];
};

/** What a text style becomes for the galley. */
export const galleyStyle = (
  style: TextStyle,
  how: { readonly locale: Locale; readonly writing?: Writing; readonly indents?: readonly Em[] },
): GalleyStyle => ({
  ...style,
  locale: how.locale,
  writing: how.writing ?? "horizontal",
  display: false,
  indents: how.indents ?? [style.indent, 0],
});

/** No character is treated otherwise than the level says. */
export const NO_LISTS: BreakLists = {
  notAtStart: new Set(),
  notAtEnd: new Set(),
  atStart: new Set(),
  atEnd: new Set(),
  together: new Set(),
};
