/** `broadsheet deliver`: what has been built and is for the press, to the plants that say where they take it. */
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Diagnostics } from "../base/diagnostic.ts";
import { deliverTo } from "../nightly/handover/deliver-to.ts";
import { baseFolderName, folderName } from "../nightly/output/file-name.ts";
import { manifestPages, manifestTickets } from "../nightly/output/manifest.ts";
import { shownPath } from "./build-command.ts";
import { eachCopy } from "./each-copy.ts";
import { findEdition } from "./find-edition.ts";
import { openEdition } from "./open-edition.ts";
import { plantsOf } from "./plants-of.ts";
import { type CommandInput, printFindings, printJson } from "./session.ts";
import { UsageError } from "./usage-error.ts";

/** Hands over the edition and its zones; 0 when every page of the edition is with every plant, 1 when one is not. */
export const deliver = (input: CommandInput): Promise<number> => eachCopy(input, deliverCopy);

/** Pages that a zone shares are with the plant already when it comes to the zone, and are not sent again. */
const deliverCopy = async ({ argument, options, session }: CommandInput): Promise<number> => {
  const { says, terminal } = session;
  const opened = await openEdition(argument ?? ".", undefined, session);
  const { edition } = opened;
  const plants = plantsOf(edition, options.plant, session).filter(({ handover }) => handover.to !== undefined);
  if (plants.length === 0) throw new UsageError(says.noAddress);
  const out = resolve(terminal.cwd, options.out ?? "out");
  const folder = join(out, folderName(edition));
  const baseFolder = join(out, baseFolderName(edition));
  const shared = edition.base && (await readFile(join(baseFolder, "manifest.json"), "utf8").catch(() => ""));
  const base = shared === undefined ? {} : { base: { folder: baseFolder, pages: manifestPages(shared) } };
  const text = await readFile(join(folder, "manifest.json"), "utf8").catch(() => undefined);
  if (text === undefined) throw new UsageError(says.notBuilt(shownPath(folder, terminal.cwd)));
  const { folder: home } = await findEdition(argument ?? ".", session);
  const all = new Diagnostics();
  const answers: object[] = [];
  for (const press of plants) {
    const handing = { edition, press, folder, pages: manifestPages(text), tickets: manifestTickets(text), ...base };
    const handed = await deliverTo(handing, { home, env: terminal.env });
    for (const finding of handed.findings) all.add(finding);
    answers.push({ plant: press.plant, to: press.handover.to, sent: handed.sent, there: handed.there });
    if (!session.json && handed.sent.length + handed.there.length > 0)
      terminal.out(`${says.delivered(handed.sent.length, handed.there.length, press.handover.to!)}\n`);
  }
  const textOf = (path: string) => opened.found.textOf(path);
  if (session.json) printJson({ plants: answers }, { all: all.all(), textOf }, session);
  else printFindings(all.all(), textOf, session);
  return all.all().length > 0 ? 1 : 0;
};
