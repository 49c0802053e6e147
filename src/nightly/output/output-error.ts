/** An output that cannot be written: what ends the work at once, as findings. */
import type { Diagnostic } from "../../base/diagnostic.ts";

/** The output cannot be written; nothing of this run is left in it. */
export class OutputError extends Error {
  readonly findings: readonly Diagnostic[];

  constructor(findings: readonly Diagnostic[]) {
    super(findings.map(({ message }) => message).join("; "));
    this.findings = findings;
  }
}

/** The output error for what the disk said about `path`, which was given with `option`. */
export const outputErrorOf = (fault: unknown, path: string, option = "--out"): unknown => {
  const code = fault instanceof Error ? (fault as NodeJS.ErrnoException).code : undefined;
  if (code === undefined || fault instanceof OutputError) return fault;
  const [why, hint] = REASONS[code] ?? [
    `cannot be written (${code})`,
    "mend what the system complains about, or give another folder with `--out`",
  ];
  return outputError(`\`${path}\` ${why}`, hint.replace("`--out`", `\`${option}\``));
};

/** The output error of one sentence. */
export const outputError = (message: string, hint: string): OutputError =>
  new OutputError([{ code: "cli/output", severity: "error", message, hint }]);

const OTHER_FOLDER = "give another folder with `--out`";
const RIGHTS = ["may not be written", "change its rights, or give another folder with `--out`"] as const;
const IN_THE_WAY = [
  "cannot be a folder: a file is in its place",
  "move the file away, or give another folder with `--out`",
] as const;

const REASONS: Readonly<Record<string, readonly [why: string, hint: string]>> = {
  ENOENT: ["cannot be written: its folder is not there", "make the folder first, or give another with `--out`"],
  EACCES: RIGHTS,
  EPERM: RIGHTS,
  EROFS: ["is on a disk that is mounted read-only", OTHER_FOLDER],
  ENOSPC: ["cannot be written: the disk is full", "make room on the disk, or give another folder with `--out`"],
  EDQUOT: [
    "cannot be written: the disk quota is used up",
    "make room on the disk, or give another folder with `--out`",
  ],
  EFBIG: ["cannot be written: the file is larger than the system allows", OTHER_FOLDER],
  EEXIST: IN_THE_WAY,
  ENOTDIR: IN_THE_WAY,
  EISDIR: ["cannot be written: a folder is in its place", "move the folder away, or give another one with `--out`"],
  ENAMETOOLONG: ["has too long a name", "shorten the edition's `fileName`, or give another folder with `--out`"],
};
