/** The preflight as the engine is given it for ads. */
import { type AdJudge, preflightPdf, RULES } from "../../index.ts";

/** Judges ads by the sheet of the Ghent Workgroup for newspaper ads. */
export const adJudge: AdJudge = {
  rules: RULES.map(({ id, source }) => ({ id, source })),
  judge: (bytes) => preflightPdf(bytes, "newspaper-ad").findings,
};
