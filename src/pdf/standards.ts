/** What the standards ask of a file besides its page: version, claims, output intent. Data, not code paths. */
import type { Standard } from "../model/edition.ts";

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
  screen: { version: "1.6", outputIntent: false, titleMark: "" },
};
