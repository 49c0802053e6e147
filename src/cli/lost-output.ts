/** What is printed and does not arrive: no work ends because nobody reads what is said of it. */
import { outputError } from "../nightly/output/output-error.ts";
import { languageOf } from "./language.ts";
import { printDiagnostics } from "./print-diagnostics.ts";
import type { Terminal } from "./terminal.ts";

/** What is known of it. */
export interface LostOutput {
  /** `code`, or 2 where all went well and what was printed is not whole */
  exitCode(code: number): number;
}

const EXIT_UNUSABLE = 2;

/** Listens to both outputs of the process. A reader that has seen enough (`| head`) is no fault. */
export const hearLostOutput = ({ err, env, colours, width }: Terminal): LostOutput => {
  let isLost = false;
  process.stdout.on("error", ({ code = "" }: NodeJS.ErrnoException) => {
    if (isLost || code === "EPIPE") return;
    isLost = true;
    const { findings } = outputError(
      `standard output cannot be written (${code}): what was printed is not whole`,
      "see where it goes, and make room there",
    );
    const language = languageOf(undefined, env);
    err(printDiagnostics(findings, { language, verbose: false, textOf: () => undefined, colours, width }));
    // the last words may be lost when the command is over
    process.exitCode ||= EXIT_UNUSABLE;
  });
  // there is nobody left who could be told
  process.stderr.on("error", () => undefined);
  return { exitCode: (code) => (code === 0 && isLost ? EXIT_UNUSABLE : code) };
};
