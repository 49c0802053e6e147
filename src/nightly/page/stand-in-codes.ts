/** Findings that say that a page holds something else than its editors gave it. */
import type { DiagnosticCode } from "../../base/diagnostic-codes.ts";

/** Whether `code` is one of them. */
export const isStandIn = (code: string | undefined): boolean => CODES.some((each) => each === code);

const CODES: readonly DiagnosticCode[] = ["input/standby", "input/house-ad", "input/closed-up"];
