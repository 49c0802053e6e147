/** Task `preflight`: a file of the press, judged from its bytes alone by its own standard and by what newspapers ask for. */
import { preflightPdf } from "../../preflight/preflight-pdf.ts";
import type { ProfileName } from "../../preflight/rules/rule.ts";
import type { ArtefactStore } from "../store/artefact-store.ts";
import type { PreflightEntry, PressFile } from "./task.ts";

/** Undefined when the file is not in the store. */
export const preflightForJob = async (
  { sha256, standard }: PressFile,
  store: ArtefactStore,
): Promise<readonly PreflightEntry[] | undefined> => {
  const bytes = await store.get(sha256);
  return bytes && profilesOf(standard).map((profile) => entryOf(bytes, profile));
};

const profilesOf = (standard: string): readonly ProfileName[] =>
  standard === "pdfx1a" ? ["pdfx1a", "newspaper"] : ["pdfx4", "newspaper"];

const entryOf = (bytes: Uint8Array, profile: ProfileName): PreflightEntry => {
  const { findings } = preflightPdf(bytes, profile);
  const count = (severity: string): number => findings.filter((each) => each.severity === severity).length;
  return { profile, errors: count("error"), warnings: count("warning"), findings };
};
