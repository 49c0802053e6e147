/** What has come, taken in before an edition is read; an edition without feeds costs nothing. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Intake } from "./intake.ts";

/** Takes in the feeds of the edition whose file is `file`. What that needs is loaded only if there are some. */
export const takeInAll = async (how: {
  readonly folder: string;
  readonly file: string;
  readonly now: number;
  readonly out: string;
}): Promise<Intake> =>
  namesFeeds(join(how.folder, how.file))
    ? (await import("./take-in-feeds.ts")).takeInFeeds(how)
    : { feeds: [], withdrawals: [], places: [], isSure: true };

/** A look that costs nothing; whoever reads the file finds out whether the word is what it looks like. */
const namesFeeds = (path: string): boolean => {
  try {
    return readFileSync(path, "utf8").includes("feeds");
  } catch {
    return false;
  }
};
