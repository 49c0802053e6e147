/**
 * What the files of the veraPDF corpus for PDF/A-1b say about our rules. Each name holds a clause of ISO 19005-1 and a test of it, as in
 * `1b-6-1-3-t01-fail-a`. Where PDF/X asks for the same thing (PRINT §1), the rule has to be found in what fails and not in what passes.
 */

/** A test of a clause, and the rule of ours that says the same. */
export interface MappedClause {
  /** as the file names have it */
  readonly test: string;
  /** none of them in a file that passes, one of them in each that fails */
  readonly rules: readonly string[];
  /** by whose rules the files are judged */
  readonly profile: "pdfx4" | "pdfx1a";
  /** row of PRINT §1 */
  readonly row: number;
  /** files that are judged otherwise here, and why */
  readonly but?: Readonly<Record<string, string>>;
}

const clause = (
  test: string,
  [profile, row]: readonly [MappedClause["profile"], number],
  rules: readonly string[],
  but: Readonly<Record<string, string>> = {},
): MappedClause => ({ test, rules, profile, row, but });

const UNUSED_PS = "PDF/X forbids PostScript anywhere in the file, PDF/A only where it is painted";
const NOT_PAINTED = "colours count where they are painted, and the text rendering mode leaves this one out";
const NOT_PDFX_KEY = "PDF/X holds this key of Info against nothing";
const CMYK = "CMYK is what PDF/X is printed in";
const BUT_CMYK = Object.fromEntries(
  [..."hijklmnopt"].map((letter) => [`1b-6-2-3-3-t01-fail-${letter}`, CMYK] as const),
);

/** The clauses that PDF/X has, too. */
export const MAPPED: readonly MappedClause[] = [
  clause("6-1-2-t01", ["pdfx4", 1], ["file/header"]),
  clause("6-1-3-t01", ["pdfx4", 7], ["file/id"]),
  clause("6-1-3-t02", ["pdfx4", 7], ["file/id"]),
  clause("6-1-4-t03", ["pdfx1a", 25], ["file/compressed-objects", "file/damaged"]),
  clause("6-1-5-t01", ["pdfx4", 4], ["info/agrees", "info/dates"], {
    "1b-6-1-5-t01-fail-b": NOT_PDFX_KEY,
    "1b-6-1-5-t01-fail-c": NOT_PDFX_KEY,
    "1b-6-1-5-t01-fail-d": NOT_PDFX_KEY,
  }),
  clause("6-1-5-t02", ["pdfx4", 4], ["info/agrees"]),
  clause("6-1-10-t01", ["pdfx4", 25], ["stream/filter"]),
  clause("6-2-2-t01", ["pdfx4", 11], ["intent/one", "intent/identifier", "intent/profile"]),
  clause("6-2-2-t02", ["pdfx4", 11], ["intent/profile"]),
  clause("6-2-2-t03", ["pdfx4", 13], ["intent/profile-class"]),
  clause("6-2-3-3-t01", ["pdfx4", 19], ["colour/device-rgb"], {
    ...BUT_CMYK,
    "1b-6-2-3-3-t01-fail-u": NOT_PAINTED,
    "1b-6-2-3-3-t01-fail-v": NOT_PAINTED,
  }),
  clause("6-2-3-3-t02", ["pdfx4", 19], ["colour/device-rgb"], {
    "1b-6-2-3-3-t02-fail-a": CMYK,
    "1b-6-2-3-3-t02-fail-b": CMYK,
    "1b-6-2-3-3-t02-fail-c": CMYK,
  }),
  clause("6-2-3-3-t03", ["pdfx4", 19], ["colour/device-rgb"], { "1b-6-2-3-3-t03-fail-b": CMYK }),
  clause("6-2-5-t02", ["pdfx4", 27], ["postscript"], { "1b-6-2-5-t02-pass-a": UNUSED_PS }),
  clause("6-2-5-t03", ["pdfx4", 27], ["postscript"], { "1b-6-2-5-t03-pass-a": UNUSED_PS }),
  clause("6-2-8-t02", ["pdfx4", 23], ["state/transfer"]),
  clause("6-2-10-t02", ["pdfx4", 32], ["content/operator"]),
  clause("6-3-3-2-t01", ["pdfx4", 18], ["font/embedded", "font/damaged", "font/missing-glyph", "font/notdef"]),
  clause("6-3-6-t01", ["pdfx4", 18], ["font/widths"]),
  clause("6-4-t01", ["pdfx1a", 21], ["transparency/soft-mask"]),
  clause("6-4-t02", ["pdfx1a", 21], ["transparency/group"]),
  clause("6-4-t03", ["pdfx1a", 21], ["transparency/alpha", "transparency/blend-mode"]),
  clause("6-6-1-t02", ["pdfx4", 29], ["action/javascript", "action/automatic"]),
  clause("6-6-2-t01", ["pdfx4", 29], ["action/automatic"]),
  clause("6-9-t01", ["pdfx4", 29], ["form/fields"]),
];

/** The others, and why PDF/X says nothing of them. */
export const UNMAPPED: Readonly<Record<string, string>> = {
  "6-1-2-t02": "PDF/A only: a comment of four high bytes behind the header",
  "6-1-4-t01": "PDF/A only: blanks in the cross-reference table, which every reader takes",
  "6-1-4-t02": "PDF/A only: line ends in the cross-reference table, which every reader takes",
  "6-1-6-t01": "PDF/A only: odd digits in hexadecimal strings, which ISO 32000-1, 7.3.4.3 has readers complete",
  "6-1-8-t01": "PDF/A only: line ends about `obj` and `endobj`",
  "6-1-12-t01": "PDF/A only: limits of readers of 2001",
  "6-1-12-t02": "PDF/A only: limits of readers of 2001",
  "6-1-12-t04": "PDF/A only: limits of readers of 2001",
  "6-1-12-t08": "PDF/A only: limits of readers of 2001",
  "6-1-12-t09": "PDF/A only: limits of readers of 2001",
  "6-1-12-t10": "PDF/A only: limits of readers of 2001",
  "6-2-3-2-t01": "profiles of pictures are not opened; PDF/X-1a and newspapers allow none",
  "6-2-4-t03": "PDF/A only: Interpolate, which changes no ink",
  "6-2-8-t03": "PDF/A only: names of rendering intents, which readers take as relative where they do not know them",
  "6-2-9-t01": "PDF/A only: names of rendering intents, which readers take as relative where they do not know them",
  "6-3-3-1-t01": "names of CMaps are not compared: what is looked at is the glyph that each code shows",
  "6-3-5-t02": "PDF/A only: CharSet",
  "6-3-5-t03": "PDF/A only: CIDSet",
  "6-5-3-t01": "PDF/A only: appearances of buttons; PDF/X allows no fields within the bleed at all",
  "6-6-1-t01": "PDF/A only: the list of actions; PDF/X knows JavaScript and what runs by itself",
};
