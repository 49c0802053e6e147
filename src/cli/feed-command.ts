/** `broadsheet feed`: items that lie in inboxes become stories of an edition, once. */
import { realpath, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { type TakenIn, takeIn } from "../nightly/intake/take-in.ts";
import { nowOf } from "./now-of.ts";
import { type CommandInput, printFindings, printJson, type Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";

/** Takes in what is there; 0 when every item was taken in, 1 when one is in quarantine or an inbox cannot be read. */
export const feed = async ({ argument, options, session }: CommandInput): Promise<number> => {
  const place = await mappingPlace(argument ?? "feed.yaml", session);
  return answer(await takeIn({ ...place, now: nowOf(options.now, session) ?? Date.now() }), session);
};

const answer = ({ run, found }: TakenIn, session: Session): number => {
  const textOf = (path: string) => found.textOf(path);
  printFindings(found.all(), textOf, session);
  if (session.json) {
    const { counts, released, items, removes } = run ?? {};
    printJson(run ? { counts, released, items, removed: removes } : {}, { all: found.all(), textOf }, session);
  } else if (run) session.terminal.out(`${session.says.fed(run.counts, run.released)}\n`);
  if (!run) return 2;
  return found.has("error") ? 1 : 0;
};

/** A file, or the folder in which `feed.yaml` is. */
const mappingPlace = async (
  argument: string,
  { terminal, says }: Session,
): Promise<{ readonly folder: string; readonly file: string }> => {
  const asked = resolve(terminal.cwd, argument);
  const facts = await stat(asked).catch(() => undefined);
  const path = facts?.isDirectory() ? join(asked, "feed.yaml") : asked;
  const real = await realpath(path).catch(() => undefined);
  if (real === undefined) throw new UsageError(says.noFile(argument));
  return { folder: dirname(real), file: basename(real) };
};
