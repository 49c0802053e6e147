/** What the standards ask of a file: version and claims, and what must and must not be in it. Data, not code paths. */
import type { Standard } from "../model/edition.ts";
import type { FileFeature } from "./file-features.ts";

/** The demands of one standard. */
export interface StandardRules {
  /** of the header */
  readonly version: string;
  /** what the XMP packet claims, and by which schema */
  readonly xmpClaim?: { readonly schema: "pdfxid" | "pdfx"; readonly version: string };
  /** what the document information claims (`GTS_PDFXVersion`) */
  readonly infoClaim?: string;
  /** whether the file names its printing in a `GTS_PDFX` output intent with the profile in it */
  readonly outputIntent: boolean;
  /** stands before the title */
  readonly titleMark: string;
}

/**
 * ISO 15930-7 (PDF/X-4), ISO 15930-4 (PDF/X-1a:2003). A proof claims nothing, so that no plate is ever made of it.
 */
export const STANDARDS: Readonly<Record<Standard, StandardRules>> = {
  pdfx4: {
    version: "1.6",
    xmpClaim: { schema: "pdfxid", version: "PDF/X-4" },
    outputIntent: true,
    titleMark: "",
  },
  pdfx1a: {
    version: "1.4",
    xmpClaim: { schema: "pdfx", version: "PDF/X-1a:2003" },
    infoClaim: "PDF/X-1a:2003",
    outputIntent: true,
    titleMark: "",
  },
  proof: { version: "1.6", outputIntent: false, titleMark: "PROOF " },
  screen: { version: "1.7", outputIntent: false, titleMark: "" },
};

/** Whether a file of a standard has a thing: always, as it likes, or never. */
export type Verdict = "needs" | "may" | "never";

/** What the standards say of one thing. Clauses are known from secondary sources (PRINT §1); numbers are those of its table. */
export interface FileRule {
  readonly feature: FileFeature;
  /** completes "the file has …" and "the file lacks …" */
  readonly words: string;
  readonly source: string;
  readonly verdicts: Readonly<Record<Standard, Verdict>>;
}

const rule = (feature: FileFeature, words: string, row: readonly [source: string, verdicts: string]): FileRule => {
  const [pdfx4, pdfx1a, proof, screen] = row[1].split(" ") as [Verdict, Verdict, Verdict, Verdict];
  return { feature, words, source: row[0], verdicts: { pdfx4, pdfx1a, proof, screen } };
};

/** In the columns: PDF/X-4, PDF/X-1a:2003, a proof, a screen edition. A proof must not be mistaken for a press file. */
export const FILE_RULES: readonly FileRule[] = [
  rule("output-intent", "an output intent `GTS_PDFX`", ["ISO 15930-4 and -7; PRINT 9", "needs needs never never"]),
  rule("pdfx-claim", "a PDF/X version in its information", ["ISO 15930-4; PRINT 2", "never needs never never"]),
  rule("trim-box", "a trim box", ["ISO 15930-4 and -7; PRINT 15", "needs needs needs needs"]),
  rule("file-id", "a file identifier", ["ISO 15930-4 and -7; PRINT 7", "needs needs needs needs"]),
  rule("spot-colour", "a spot colour", ["ISO 15930-4 and -7; PRINT 33", "may may may never"]),
  rule("rgb", "colours in RGB", ["ISO 15930-4; with a CMYK intent also -7; PRINT 19", "never never never may"]),
  rule("icc-colour", "colours with a profile", ["ISO 15930-4; GWG 2022 R0027", "never never never may"]),
  rule("transparency", "transparency", ["ISO 15930-4; PRINT 21", "may never may may"]),
  rule("transfer-function", "a transfer function", ["ISO 15930-4 and -7; PRINT 23", "never never never never"]),
  rule("font-not-embedded", "a font that is not embedded", ["ISO 15930-4 and -7; PRINT 18", "never never never never"]),
  rule("annotation", "annotations", ["ISO 15930-4 and -7: none on the page; PRINT 28", "never never may may"]),
  rule("action", "actions or scripts", ["ISO 15930-4 and -7; PRINT 29", "never never never never"]),
  rule("optional-content", "layers", ["ISO 15930-4; PRINT 31", "may never may may"]),
  rule("user-unit", "a unit of its own", ["GWG 2022 R0002; PDF 1.6", "never never never never"]),
  rule("lzw", "streams packed with LZW", ["ISO 15930-4 and -7; PRINT 25", "never never never may"]),
  rule("picture-of-16-bits", "pictures of 16 bits", ["ISO 15930-4; PRINT 35", "never never never never"]),
];

/** What a file breaks. */
export interface StandardFault {
  readonly rule: FileRule;
  readonly verdict: Exclude<Verdict, "may">;
}

/** All rules that a file of `standard` with these features breaks, in the table's order. */
export const standardFaults = (standard: Standard, features: ReadonlySet<FileFeature>): readonly StandardFault[] =>
  FILE_RULES.flatMap((rule) => {
    const verdict = rule.verdicts[standard];
    const isThere = features.has(rule.feature);
    return verdict !== "may" && isThere === (verdict === "never") ? [{ rule, verdict }] : [];
  });
