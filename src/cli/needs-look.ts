/** Whether somebody has to look at what came out: exit code 1. */

/** An error, or a page that goes out with something else than its editors gave it. */
export const needsLook = (findings: readonly { readonly code?: string; readonly severity?: string }[]): boolean =>
  findings.some(({ code, severity }) => severity === "error" || code === "input/standby" || code === "input/house-ad");
