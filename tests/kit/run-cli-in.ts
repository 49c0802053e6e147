/** The command line as a test runs it, in a folder of its own. */
import { runCli } from "../../src/cli/run-cli.ts";

/** What a command printed. */
export interface CliRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `argv` in `cwd`. */
export const runCliIn = async (cwd: string, argv: readonly string[]): Promise<CliRun> => {
  let [out, err] = ["", ""];
  const code = await runCli(argv, {
    cwd,
    env: {},
    watched: false,
    colours: false,
    width: 100,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    input: async () => new Uint8Array(),
  });
  return { code, out, err };
};
