/** The command line as a test runs it, in a folder of its own. */
import { runCli } from "../../src/cli/run-cli.ts";

/** What a command printed. */
export interface CliRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `argv` in `cwd`, with these variables, on a terminal so wide. */
export const runCliIn = async (
  cwd: string,
  argv: readonly string[],
  { env = {}, width = 100 }: { readonly env?: Readonly<Record<string, string>>; readonly width?: number } = {},
): Promise<CliRun> => {
  let [out, err] = ["", ""];
  const code = await runCli(argv, {
    cwd,
    env,
    watched: false,
    colours: false,
    width,
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
