/** Whether somebody has to look at what came out: exit code 1. */
import { isStandIn } from "../nightly/page/stand-in-codes.ts";

/** An error, or a page that goes out with something else than its editors gave it. */
export const needsLook = (findings: readonly { readonly code?: string; readonly severity?: string }[]): boolean =>
  findings.some(({ code, severity }) => severity === "error" || isStandIn(code));
