/** A night that is watched, or any long run: what it tells is waited for, and it always ends. */
import { runCli } from "../../src/cli/run-cli.ts";

/** What a run with `--json` prints, line by line. */
export type Told = Readonly<Record<string, unknown>> & { readonly event?: string };

/** Nothing that a test waits for takes longer, however busy the machine is. */
const PATIENCE_MS = 50_000;

/** A run that is at work. */
export interface RunningNight {
  /** Everything up to now. */
  readonly told: readonly Told[];
  /** The next line, after those that were waited for before, of which `is` is true; rejects when it never comes. */
  until(is: (line: Told) => boolean, what?: string): Promise<Told>;
  /** The next event of that name. */
  event(name: string): Promise<Told>;
  /** Ends it as a signal does; its exit code. */
  end(): Promise<number>;
  /** Its exit code, when it ends by itself. */
  readonly code: Promise<number>;
}

const running = new Set<RunningNight>();

/** Ends all that are still at work: for `afterEach`, so that nothing hangs when a test fails. */
export const endAll = async (): Promise<void> => {
  await Promise.all([...running].map((each) => each.end()));
};

/** Starts the command line in `cwd` with `--json`. */
export const startNight = (
  cwd: string,
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
): RunningNight => {
  const told: Told[] = [];
  let wake: () => void = () => undefined;
  let seen = 0;
  let rest = "";
  let over = false;
  const stop = new AbortController();
  const code = runCli([...argv, "--json"], {
    cwd,
    env,
    watched: false,
    colours: false,
    width: 200,
    interrupted: stop.signal,
    out: (text) => {
      const lines = (rest + text).split("\n");
      rest = lines.pop()!;
      for (const line of lines) told.push(line.startsWith("{") && line.endsWith("}") ? JSON.parse(line) : { line });
      wake();
    },
    err: (text) => void told.push({ err: text }),
    input: async () => new Uint8Array(),
  }).finally(() => {
    over = true;
    wake();
  });
  const until = async (is: (line: Told) => boolean, what = String(is)): Promise<Told> => {
    const limit = Date.now() + PATIENCE_MS;
    for (;;) {
      for (; seen < told.length; ) {
        const line = told[seen++]!;
        if (is(line)) return line;
      }
      const left = limit - Date.now();
      if (over || left <= 0)
        throw new Error(
          `never told: ${what}; told were\n${told.map((each) => JSON.stringify(each).slice(0, 300)).join("\n")}`,
        );
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(left, 1000));
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const night: RunningNight = {
    told,
    until,
    event: (name) => until(({ event }) => event === name, name),
    code,
    end: () => {
      stop.abort();
      return code;
    },
  };
  running.add(night);
  void code.finally(() => running.delete(night));
  return night;
};
