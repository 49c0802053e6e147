/** Hands the pages of one plant over to where it takes them; a place that cannot be had is told in findings. */
import { resolve } from "node:path";
import type { Diagnostic } from "../../base/diagnostic.ts";
import type { PlantSheet } from "../output/edition-sheet.ts";
import { OutputError, outputErrorOf } from "../output/output-error.ts";
import type { Destination } from "./destination.ts";
import { folderDestination } from "./folder-destination.ts";
import { CutOff, type HandedOver, type Handing, handOver, plantManifestName } from "./hand-over.ts";
import { sftpDestination } from "./sftp-destination.ts";
import { SftpFault } from "./sftp-fault.ts";
import { sftpLogin } from "./sftp-login.ts";

/** What came of handing over to one plant. */
export interface Delivered extends HandedOver {
  /** why it was broken off; undefined when it was not */
  readonly broken?: {
    readonly why: string;
    /** whether another try may end better */
    readonly passing: boolean;
  };
}

/** A plant that cannot be reached does not keep the others waiting. */
export const deliverTo = async (handing: Handing, where: Where): Promise<Delivered> => {
  const { press } = handing;
  let destination: Destination | undefined;
  try {
    destination = await destinationOf(handing, where);
    return await handOver(handing, destination);
  } catch (fault) {
    const cut = fault instanceof CutOff ? fault : undefined;
    const cause = cut ? cut.cause : fault;
    const told = outputErrorOf(cause, press.handover.to!);
    if (!(told instanceof OutputError)) throw fault;
    const findings = told.findings.map((each) => brokenOff(each, press, cut));
    return { sent: [], there: [], findings, broken: { why: told.message, passing: isPassing(cause) } };
  } finally {
    await destination?.close().catch(() => undefined);
  }
};

/** From where paths count, and where passwords are. */
export interface Where {
  /** the edition's folder, from which folders and key files are counted */
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What the system says of a folder whose disk or server is away, or full, for now. */
const FOR_NOW: readonly string[] = [
  ...["EAGAIN", "EBUSY", "EIO", "ESTALE", "ENODEV", "ENOTCONN", "EHOSTDOWN", "EHOSTUNREACH", "ENETDOWN"],
  ...["ENETUNREACH", "ETIMEDOUT", "ECONNRESET", "ENOSPC", "EDQUOT"],
];

const isPassing = (fault: unknown): boolean =>
  fault instanceof SftpFault
    ? fault.passing || fault.forNow
    : FOR_NOW.includes(String((fault as NodeJS.ErrnoException).code));

const destinationOf = async ({ press, edition }: Handing, { home, env }: Where): Promise<Destination> => {
  const { to } = press.handover;
  if (!/^sftp:/i.test(to!)) return folderDestination(resolve(home, to!));
  return sftpDestination(await sftpLogin(press.handover, { home, env }), plantManifestName(edition));
};

const brokenOff = ({ code, message, hint }: Diagnostic, { plant }: PlantSheet, cut: CutOff | undefined): Diagnostic => {
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
