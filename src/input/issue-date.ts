/** The date of issue: a real day of the calendar, its weekday worked out without any clock or time zone. */
import type { Report } from "../base/diagnostic.ts";
import type { SourceRange } from "../base/source.ts";
import type { IssueDate } from "../model/edition.ts";

/** The day of `iso` (year-month-day); undefined, and reported, when the calendar has no such day. */
export const issueDate = (iso: string, source: SourceRange, report: Report): IssueDate | undefined => {
  const [year = 0, month = 0, day = 0] = iso.split("-").map(Number);
  if (year >= FIRST_YEAR && day >= 1 && day <= daysOf(year, month)) {
    return { iso, year, month, day, weekday: weekdayOf(year, month, day) };
  }
  report.add({
    code: "input/wrong-value",
    severity: "error",
    message: `\`${iso}\` is no day of the calendar`,
    hint: "mend the date of issue",
    source,
  });
  return undefined;
};

/** Before it the calendar was another one in most places, and there were no newspapers. */
const FIRST_YEAR = 1600;

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const daysOf = (year: number, month: number): number =>
  [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;

/** Tomohiko Sakamoto's rule for the Gregorian calendar. */
const weekdayOf = (year: number, month: number, day: number): number => {
  const y = month < 3 ? year - 1 : year;
  const shift = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][month - 1]!;
  return (y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + shift + day) % 7;
};
