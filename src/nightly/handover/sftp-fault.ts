/** What can go wrong with a server by SFTP, as a fault that says whether trying again may help and what people can do. */
import type { DiagnosticCode } from "../../base/diagnostic-codes.ts";
import { OutputError } from "../output/output-error.ts";

/** A fault of a server: a finding, and whether another try may end better. */
export class SftpFault extends OutputError {
  /** the connection, not the server's word: worth another try */
  readonly passing: boolean;
  /** the server's word, which may be another one later in the night: a disk that is full */
  readonly forNow: boolean;
  /** the server knows no such file */
  readonly notThere: boolean;

  constructor(told: SftpTold, { passing = false, forNow = false, notThere = false } = {}) {
    super([{ severity: "error", ...told }]);
    this.passing = passing;
    this.forNow = forNow;
    this.notThere = notThere;
  }
}

/** What is told of it. */
export interface SftpTold {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly hint: string;
}

/** What was being done when it went wrong. */
export interface SftpDeed {
  /** the address as it is written in the edition, for sentences */
  readonly server: string;
  /** a verb with its object, as in "write `a.pdf`" */
  readonly deed: string;
}

/** The fault for what the server answered, or for what the network said. */
export const sftpFaultOf = (fault: unknown, { server, deed }: SftpDeed): unknown => {
  if (!(fault instanceof Error) || fault instanceof OutputError) return fault;
  const { code } = fault as Error & { readonly code?: unknown };
  if (typeof code === "number" && !CUT.includes(code)) {
    const [why, hint] = ANSWERS[code] ?? [`it answers ${code}, ${oneLine(fault.message)}`, ASK];
    return new SftpFault(
      { code: "handover/refused", message: `\`${server}\` would not ${deed}: ${why}`, hint },
      { notThere: code === 2, forNow: FULL.includes(code) },
    );
  }
  const word = typeof code === "string" ? NETWORK[code] : undefined;
  const [why, hint] = word ?? [`the connection was cut (${oneLine(fault.message)})`, AGAIN];
  return new SftpFault(
    { code: "handover/unreachable", message: `\`${server}\` cannot be reached: ${why}`, hint },
    { passing: code !== "ENOTFOUND" },
  );
};

/** The fault of a server that has kept silent for so long. */
export const silence = ({ server, deed }: SftpDeed, milliseconds: number): SftpFault =>
  new SftpFault(
    {
      code: "handover/unreachable",
      message: `\`${server}\` did not answer for ${Math.round(milliseconds / 1000)} seconds when it was to ${deed}`,
      hint: AGAIN,
    },
    { passing: true },
  );

/** Words of a server, for a sentence. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}`]+/gu, " ").trim();

const AGAIN = "hand over again when the server is up: what is there already is not sent twice";

const ASK = "ask the plant what its server complains about, then hand over again";

const ROOM = "ask the plant whether there is room, then hand over again: what is there already is not sent twice";

/** No connection, connection lost. */
const CUT: readonly number[] = [6, 7];

/** A failure without a reason, no space, quota. */
const FULL: readonly number[] = [4, 14, 15];

/** By the status that SFTP answers with (draft 3, section 7; from 9 on draft 13, section 9.1, which servers use that were asked for draft 3). */
const ANSWERS: Readonly<Record<number, readonly [why: string, hint: string]>> = {
  2: ["there is no such file or folder", "ask the plant for the folder, and write it in `handover.to`"],
  3: [
    "the user has no right to",
    "ask the plant for the right to write, rename and replace files there, or for the right folder",
  ],
  4: ["the server gives no reason; its disk may be full", ROOM],
  8: ["the server cannot do that", "ask the plant for another way to hand over"],
  14: ["its disk is full", ROOM],
  15: ["the quota of the user is used up", ROOM],
};

const NETWORK: Readonly<Record<string, readonly [why: string, hint: string]>> = {
  ENOTFOUND: ["no host has that name", "mend the host in `handover.to`"],
  EAI_AGAIN: ["names of hosts cannot be looked up now", "see to the network, then hand over again"],
  ECONNREFUSED: ["nothing listens there", "mend the host or the port in `handover.to`, or wait until the server is up"],
  ECONNRESET: ["the connection was cut", AGAIN],
  EPIPE: ["the connection was cut", AGAIN],
  ETIMEDOUT: ["the host does not answer", AGAIN],
  EHOSTUNREACH: ["there is no way to the host", "see to the network, then hand over again"],
  ENETUNREACH: ["there is no way to the host", "see to the network, then hand over again"],
};
