/** What `--standard` takes. */
import type { Standard } from "../index.ts";

/** Names of the standards, the default first. */
export const STANDARDS = ["pdfx4", "pdfx1a", "proof", "screen"] as const satisfies readonly Standard[];
