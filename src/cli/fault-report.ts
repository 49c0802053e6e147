/** What is kept of a fault of the program itself: a file for whoever mends it, one sentence for whoever sees it. */
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { programVersion } from "../nightly/disk/program-folders.ts";
import { withoutPasswords } from "../nightly/queue/queue-address.ts";
import type { Session } from "./session.ts";

/** Exit code of a fault of the program (EX_SOFTWARE of sysexits.h). */
export const EXIT_FAULT = 70;

/** Writes the report of `faults` into the current folder, or the system's for temporary files, and says where; returns the exit code. */
export const reportFaults = (
  faults: readonly unknown[],
  { argv, terminal, says }: Pick<Session, "argv" | "terminal" | "says">,
): number => {
  const text = withoutPasswords(
    [
      `broadsheet ${programVersion()}, Node ${process.version}, ${process.platform} ${process.arch}`,
      `arguments: ${JSON.stringify(argv)}`,
      ...faults.map((fault) => `\n${described(fault)}`),
      "",
    ].join("\n"),
  );
  const name = `broadsheet-fault-${new Date().toISOString().replace(/[-:]|\.\d+/g, "")}-${process.pid}.txt`;
  for (const folder of [terminal.cwd, tmpdir()]) {
    const path = join(folder, name);
    try {
      writeFileSync(path, text, { flag: "wx" });
      terminal.err(`${says.fault(path)}\n`);
      return EXIT_FAULT;
    } catch {
      // the next folder, else no file
    }
  }
  terminal.err(
    `${says.faultNoFile(faults.map((fault) => (fault instanceof Error ? fault.message : String(fault))).join("; "))}\n`,
  );
  return EXIT_FAULT;
};

const described = (fault: unknown): string => {
  if (!(fault instanceof Error)) return String(fault);
  const cause = fault.cause === undefined ? "" : `\ncaused by: ${described(fault.cause)}`;
  return `${fault.stack ?? `${fault.name}: ${fault.message}`}${cause}`;
};
