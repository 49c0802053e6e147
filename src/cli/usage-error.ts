/** What ends a command at once: arguments that cannot be used. Exit code 2. */

/** The arguments, or the files that they name, cannot be used. The message is for people, in their language. */
export class UsageError extends Error {
  /** findings that explain it, as `--json` prints them */
  readonly findings: readonly object[];

  constructor(message: string, findings: readonly object[] = []) {
    super(message);
    this.findings = findings;
  }
}
