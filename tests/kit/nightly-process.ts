/** `broadsheet nightly` as a process of its own, run from source: it can be killed, and it has to end by itself. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "./sample.ts";

/** A run that goes on. */
export interface NightlyProcess {
  readonly child: ChildProcess;
  /** its exit code, undefined when it was killed, and what it said */
  readonly ended: Promise<{ readonly code: number | undefined; readonly said: string }>;
}

const TSX = import.meta.resolve("tsx");

/** Starts it in the edition's folder. */
export const startNightly = (
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): NightlyProcess => {
  const main = join(ROOT, "src/cli/main.ts");
  const child = spawn(process.execPath, ["--import", TSX, main, "nightly", ".", ...args], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
  const ended = new Promise<{ readonly code: number | undefined; readonly said: string }>((resolve) =>
    child.once("close", (code) => resolve({ code: code ?? undefined, said })),
  );
  return { child, ended };
};
