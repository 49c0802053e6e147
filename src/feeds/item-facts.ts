/** Small facts of items as feeds write them → values: times, numbers, languages, statuses. */
import type { PubStatus } from "./feed-item.ts";

const DATE_TIME =
  /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ]?(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d{1,9})?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;

const RFC_822 =
  /^(?:[a-z]{3},?\s+)?(\d{1,2})\s+([a-z]{3})[a-z]*\s+(\d{4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([+-]\d{4}|[a-z]{1,4})?$/i;

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** Zones that RFC 822 has by name, in minutes; other names count as UTC, as RFC 2822 asks. */
const ZONES: Readonly<Record<string, number>> = {
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
};

/** Milliseconds since 1970 of a time in ISO 8601, NITF's basic form or RFC 822; `zone` (minutes) is that of times without one. */
export const timeOf = (written: string | undefined, zone: number): number | undefined => {
  const text = written?.trim() ?? "";
  const iso = DATE_TIME.exec(text);
  if (iso) {
    const [, year, month, day, hour = "0", minute = "0", second = "0", offset] = iso;
    return instant([year, month, day, hour, minute, second].map(Number), zoneOf(offset, zone));
  }
  const mail = RFC_822.exec(text);
  const month = mail ? MONTHS.indexOf(mail[2]!.toLowerCase()) : -1;
  if (!mail || month < 0) return undefined;
  const [, day, , year, hour, minute, second = "0", offset] = mail;
  return instant([year, month + 1, day, hour, minute, second].map(Number), zoneOf(offset, zone));
};

/** When an embargo ends; NaN where one is written that is no time: such an item must not be printed, and nobody knows until when. */
export const embargoOf = (written: string | undefined, zone: number): number | undefined =>
  /\S/.test(written ?? "") ? (timeOf(written, zone) ?? Number.NaN) : undefined;

/** Minutes east of UTC. */
export const zoneOf = (offset: string | undefined, usual: number): number => {
  if (offset === undefined) return usual;
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(offset) ?? [];
  if (sign === undefined) return ZONES[offset.toUpperCase()] ?? 0;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
};

/** A day or hour that does not exist is no time. */
const instant = ([year, month, day, hour, minute, second]: readonly number[], zone: number): number | undefined => {
  const time = Date.UTC(year!, month! - 1, day, hour, minute, second);
  const back = new Date(time);
  const real = back.getUTCMonth() === month! - 1 && back.getUTCDate() === day && hour! < 24 && minute! < 60;
  return real ? time - zone * 60_000 : undefined;
};

/** A time as it is written in ledger and findings: ISO 8601, UTC, whole seconds. */
export const timeText = (time: number): string => new Date(time).toISOString().replace(/\.\d{3}Z$/, "Z");

/** A whole number from 0, of a number or of digits; undefined of anything else. */
export const wholeNumber = (value: unknown): number | undefined => {
  const number = typeof value === "string" && /^\s*\d{1,12}\s*$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
};

/** Urgency 1 to 9. */
export const urgencyOf = (value: unknown): number | undefined => {
  const number = wholeNumber(value);
  return number !== undefined && number >= 1 && number <= 9 ? number : undefined;
};

/** A language tag in the form that stories have: `EN-us` is `en-us`; undefined when it is none. */
export const languageOf = (value: unknown): string | undefined => {
  if (typeof value !== "string") return undefined;
  const [first = "", ...rest] = value.trim().replaceAll("_", "-").split("-");
  const tag = [first.toLowerCase(), ...rest].join("-");
  return /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag) ? tag : undefined;
};

/** `stat:canceled`, `cancelled`, `withheld`… */
export const statusOf = (value: string | undefined): PubStatus => {
  const word = (value ?? "").toLowerCase().replace(/^.*[:/]/, "");
  if (/^cancell?ed$|^kill(ed)?$/.test(word)) return "canceled";
  return /^with-?held$|^embargoed$/.test(word) ? "withheld" : "usable";
};

/** Whether words of a note or signal say that the item corrects an earlier one. */
export const saysCorrection = (...words: readonly (string | undefined)[]): boolean =>
  words.some((each) => /\bcorrect(ion|s|ed)?\b|更正|訂正|정정/i.test(each ?? ""));

/** Whether words of a message to editors order the item to be killed. */
export const saysKill = (words: string | undefined): boolean => /\bkill\b|撤稿|撤銷|撤销/i.test(words ?? "");
