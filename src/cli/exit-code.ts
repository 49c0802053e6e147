/** The exit code of a run of the night. */
import type { NightlyOutcome } from "../nightly/run/nightly.ts";
import { needsLook } from "./needs-look.ts";

/** The gravest over all zones: 0 when every page is clean and where it is to be, 1 when one is not, 2 when the edition cannot be read. */
export const exitCode = (outcome: NightlyOutcome): number => {
  if (outcome.kind === "unreadable") return 2;
  return Math.max(ownCode(outcome), ...(outcome.zones ?? []).map((each) => exitCode(each.outcome)));
};

const ownCode = (outcome: Extract<NightlyOutcome, { readonly kind: "done" }>): number => {
  if (outcome.handedOver?.isComplete === false) return 1;
  const findings = [
    ...outcome.pages.flatMap(({ record }) => record.entry["findings"] as readonly object[]),
    ...outcome.stray,
    ...outcome.feeds.flatMap((feed) => feed.findings),
  ];
  return needsLook(findings as readonly { readonly code?: string; readonly severity?: string }[]) ? 1 : 0;
};
