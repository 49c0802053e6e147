/** Sizes below which black overprints: knocked out, it shows a light edge where plates are not in register (GWG 2022 R0009, R0010). */
import type { Pt } from "../base/units.ts";

/** Black type from this size on may knock out. */
export const OVERPRINT_SIZE: Pt = 12;

/** Black lines from this thickness on may knock out. */
export const OVERPRINT_THICKNESS: Pt = 2;
