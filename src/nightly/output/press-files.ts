/** Which files of a manifest a plant may make plates of. */
import type { ManifestFile } from "./manifest.ts";

const STATES: readonly string[] = ["press", "released"];
const STANDARDS: readonly string[] = ["pdfx4", "pdfx1a"];

/** Proofs, screen editions, pictures and pages that are held back. */
export const isNoPressFile = ({ state, standard, path }: ManifestFile): boolean =>
  !STATES.includes(state) || !STANDARDS.includes(standard) || !path.endsWith(".pdf") || path.includes("held/");
