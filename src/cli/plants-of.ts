/** The printing plants that a command is about. */
import type { Edition, Press } from "../index.ts";
import { didYouMean } from "./did-you-mean.ts";
import type { Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";

/** All plants of the edition, or those that were named; a name that it does not have is a `UsageError`. */
export const plantsOf = (
  { targets }: Edition,
  wanted: readonly string[] | undefined,
  { says }: Session,
): readonly Press[] => {
  if (!wanted || wanted.length === 0) return targets;
  const names = targets.map(({ plant }) => plant).filter((plant) => plant !== "");
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown === undefined) return targets.filter(({ plant }) => wanted.includes(plant));
  const near = didYouMean(unknown, names);
  throw new UsageError(`${says.noPlant(unknown, names)}${near ? ` — ${says.didYouMean(near)}` : ""}`);
};
