/** What a command sees of the process: where it stands, what it may print on, and whether somebody is watching. */

/** The process, or a test's stand-in for it. */
export interface Terminal {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** whether standard error is a terminal: progress is shown there */
  readonly watched: boolean;
  readonly colours: boolean;
  /** columns of text in a line */
  readonly width: number;
  out(text: string): void;
  err(text: string): void;
  /** all of standard input */
  input(): Promise<Uint8Array>;
  /** stands for signals to the process where there is none of our own */
  readonly interrupted?: AbortSignal;
}

/** The running process as a terminal. */
export const processTerminal = (): Terminal => {
  const { env, stdout, stderr } = process;
  const dumb = env["TERM"] === "dumb";
  return {
    cwd: process.cwd(),
    env,
    watched: stderr.isTTY === true && !dumb,
    colours: stderr.isTTY === true && !dumb && !env["NO_COLOR"],
    width: Math.min(Math.max(stderr.columns ?? 100, 40), 120),
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    input: readInput,
  };
};

const readInput = async (): Promise<Uint8Array> => {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
};
