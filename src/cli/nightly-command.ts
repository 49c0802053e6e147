/** `broadsheet nightly`: the whole edition, unattended. */
import type { NightlyOutcome } from "../nightly/run/nightly.ts";
import { tellNightly } from "./nightly-news.ts";
import { openNight } from "./open-night.ts";
import type { CommandInput } from "./session.ts";

/** Runs; 0 when every page is clean, 1 when one is not, 2 when the edition cannot be read. */
export const nightly = async (input: CommandInput): Promise<number> => {
  const night = await openNight(input);
  const news = tellNightly({ explain: night.asked.explain, session: input.session });
  try {
    const outcome = await night.run([news.tell]);
    news.end(outcome);
    return exitCode(outcome);
  } finally {
    news.clear();
    await night.close();
  }
};

const exitCode = (outcome: NightlyOutcome): number => {
  if (outcome.kind === "unreadable") return 2;
  const zones = (outcome.zones ?? []).map((each) => exitCode(each.outcome));
  const findings = [
    ...outcome.pages.flatMap(({ record }) => record.entry["findings"] as readonly object[]),
    ...outcome.stray,
  ];
  const own = findings.some((each) => "severity" in each && each.severity === "error") ? 1 : 0;
  return Math.max(own, ...zones);
};
