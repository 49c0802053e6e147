/** How the report of a run looks to whoever started it. */
import { DIAGNOSTIC_CODES } from "../base/diagnostic-codes.ts";
import type { ReportLook } from "../nightly/seen/part-look.ts";
import { FINDING_TITLES } from "./finding-titles.ts";
import type { Session } from "./session.ts";

/** Language and titles of findings. */
export const reportLook = ({ language }: Pick<Session, "language">): Omit<ReportLook, "pictures"> => {
  const titles: Readonly<Record<string, string>> = language === "zh" ? FINDING_TITLES : DIAGNOSTIC_CODES;
  return { language, titleOf: (code) => (Object.hasOwn(titles, code) ? titles[code] : undefined) };
};
