/** `broadsheet deliver`: what has been built and is for the press, to the plants that say where they take it. */
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type Diagnostic, Diagnostics } from "../base/diagnostic.ts";
import type { Press } from "../index.ts";
import type { Destination } from "../nightly/handover/destination.ts";
import { folderDestination } from "../nightly/handover/folder-destination.ts";
import { CutOff, type Handing, handOver, plantManifestName } from "../nightly/handover/hand-over.ts";
import { sftpDestination } from "../nightly/handover/sftp-destination.ts";
import { sftpLogin } from "../nightly/handover/sftp-login.ts";
import { folderName } from "../nightly/output/file-name.ts";
import { manifestPages, manifestTickets } from "../nightly/output/manifest.ts";
import { OutputError, outputErrorOf } from "../nightly/output/output-error.ts";
import { shownPath } from "./build-command.ts";
import { findEdition } from "./find-edition.ts";
import { openEdition } from "./open-edition.ts";
import { plantsOf } from "./plants-of.ts";
import { type CommandInput, printFindings, printJson, type Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";

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
    const handed = await tryToHandOver(handing, { home, env: terminal.env });
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
const tryToHandOver = async (handing: Handing, where: Where): ReturnType<typeof handOver> => {
  const { press } = handing;
  let destination: Destination | undefined;
  try {
    destination = await destinationOf(handing, where);
    return await handOver(handing, destination);
  } catch (fault) {
    const cut = fault instanceof CutOff ? fault : undefined;
    const told = outputErrorOf(cut ? cut.cause : fault, press.handover.to!);
    if (!(told instanceof OutputError)) throw fault;
    return { sent: [], there: [], findings: told.findings.map((each) => brokenOff(each, press, cut)) };
  } finally {
    await destination?.close().catch(() => undefined);
  }
};

interface Where {
  /** the edition's folder, from which folders and key files are counted */
  readonly home: string;
  readonly env: Session["terminal"]["env"];
}

const destinationOf = async ({ press, edition }: Handing, { home, env }: Where): Promise<Destination> => {
  const { to } = press.handover;
  if (!/^sftp:/i.test(to!)) return folderDestination(resolve(home, to!));
  return sftpDestination(await sftpLogin(press.handover, { home, env }), plantManifestName(edition));
};

const brokenOff = ({ code, message, hint }: Diagnostic, { plant }: Press, cut: CutOff | undefined): Diagnostic => {
  const to = plant === "" ? "" : ` to \`${plant}\``;
  const left =
    cut && cut.named > 0
      ? `${cut.named} of ${cut.of} files were handed over${to}, whole, and the manifest was not`
      : `no page was handed over${to}`;
  // the disk's hints are those of an output folder
  const ofFolder = code === "cli/output";
  return {
    code: ofFolder ? "handover/unreachable" : code,
    severity: "error",
    message: `${message}; ${left}`,
    hint:
      (ofFolder ? undefined : hint) ??
      "mend what is complained about and hand over again: what is there already is not sent twice",
  };
};
