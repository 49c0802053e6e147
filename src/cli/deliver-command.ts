/** `broadsheet deliver`: what has been built and is for the press, to the plants that say where they take it. */
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type Diagnostic, Diagnostics } from "../base/diagnostic.ts";
import type { Press } from "../index.ts";
import { shownPath } from "./build-command.ts";
import type { Destination } from "./destination.ts";
import { folderName } from "./file-name.ts";
import { findEdition } from "./find-edition.ts";
import { folderDestination } from "./folder-destination.ts";
import { type Handing, handOver } from "./hand-over.ts";
import { manifestPages, manifestTickets } from "./manifest.ts";
import { openEdition } from "./open-edition.ts";
import { plantsOf } from "./plants-of.ts";
import { type CommandInput, printFindings, printJson } from "./session.ts";
import { OutputError, outputErrorOf, UsageError } from "./usage-error.ts";

/** Hands over; 0 when every page of the edition is with every plant, 1 when one is not. */
export const deliver = async ({ argument, options, session }: CommandInput): Promise<number> => {
  const { says, terminal } = session;
  const opened = await openEdition(argument ?? ".", undefined, session);
  const { edition } = opened;
  const plants = plantsOf(edition, options.plant, session).filter(({ handover }) => handover.to !== undefined);
  if (plants.length === 0) throw new UsageError(says.noAddress);
  const folder = resolve(terminal.cwd, options.out ?? "out", folderName(edition));
  const text = await readFile(join(folder, "manifest.json"), "utf8").catch(() => undefined);
  if (text === undefined) throw new UsageError(says.notBuilt(shownPath(folder, terminal.cwd)));
  const { folder: home } = await findEdition(argument ?? ".", session);
  const all = new Diagnostics();
  const answers: object[] = [];
  for (const press of plants) {
    const handing = { edition, press, folder, pages: manifestPages(text), tickets: manifestTickets(text) };
    const handed = await tryToHandOver(handing, home);
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

/** A plant that cannot be reached does not keep the others waiting. */
const tryToHandOver = async (handing: Handing, home: string): ReturnType<typeof handOver> => {
  const { press } = handing;
  let destination: Destination | undefined;
  try {
    destination = await destinationOf(press, home);
    if (!destination) return { sent: [], there: [], findings: [noSftp(press)] };
    return await handOver(handing, destination);
  } catch (fault) {
    const told = outputErrorOf(fault, press.handover.to!);
    if (!(told instanceof OutputError)) throw fault;
    return { sent: [], there: [], findings: told.findings.map((each) => unreachable(each, press)) };
  } finally {
    await destination?.close().catch(() => undefined);
  }
};

/** Undefined for a server: this version has no client for it. */
const destinationOf = async ({ handover }: Press, home: string): Promise<Destination | undefined> =>
  /^sftp:/i.test(handover.to!) ? undefined : folderDestination(resolve(home, handover.to!));

const noSftp = ({ handover }: Press): Diagnostic => ({
  code: "handover/unreachable",
  severity: "error",
  message: `\`${handover.to}\` is a server, and this version hands over to folders only`,
  hint: "give a folder, such as one that is mounted from the server",
});

const unreachable = ({ message }: Diagnostic, { plant }: Press): Diagnostic => ({
  code: "handover/unreachable",
  severity: "error",
  message: `${message}; no page was handed over${plant === "" ? "" : ` to \`${plant}\``}`,
  hint: "mend what the system complains about and hand over again: what is there already is not sent twice",
});
