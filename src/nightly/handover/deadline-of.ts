/** Until when a plant takes pages, as a moment of this night. */

const HOUR = 3_600_000;

/** A time of day that was passed less long ago than this is meant as passed; one further back is tomorrow's. */
const PASSED = 6 * HOUR;

/** The moment, milliseconds since 1970, of a deadline such as `01:45`; undefined when it is written in other words. `since` is when the night began. */
export const deadlineOf = (deadline: string | undefined, since: number): number | undefined => {
  const [, hours, minutes] = /^\s*([01]?\d|2[0-3])[:：.]([0-5]\d)\s*$/.exec(deadline ?? "") ?? [];
  if (hours === undefined) return undefined;
  const time = new Date(since);
  time.setHours(Number(hours), Number(minutes), 0, 0);
  if (time.getTime() > since) {
    // 23:00 seen at one in the morning was two hours ago
    const before = new Date(time);
    before.setDate(before.getDate() - 1);
    return since - before.getTime() < PASSED ? before.getTime() : time.getTime();
  }
  if (since - time.getTime() >= PASSED) time.setDate(time.getDate() + 1);
  return time.getTime();
};
