/** The time that `--now` gives, which stands for the clock. */
import { timeOf } from "../feeds/item-facts.ts";
import type { Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";

/** Milliseconds since 1970; undefined when it was not given. Throws `UsageError`. */
export const nowOf = (written: string | undefined, { says }: Pick<Session, "says">): number | undefined => {
  if (written === undefined) return undefined;
  const time = timeOf(written, 0);
  if (time === undefined) throw new UsageError(says.noTime(written));
  return time;
};
