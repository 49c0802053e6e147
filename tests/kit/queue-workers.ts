/** `broadsheet worker` as processes of their own, run from source: they can be killed. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { ROOT } from "./sample.ts";

/** How a worker is started. */
export interface WorkerStart {
  readonly queue: string;
  readonly store: string;
  readonly threads?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** the program's folder, when it is another program than ours */
  readonly program?: string;
  /** a program of the tests in place of the command: it is given the queue, the store and a cache */
  readonly script?: URL;
}

/** A worker that runs. */
export interface RunningWorker {
  /** what it has told, line by line */
  readonly lines: readonly WorkerLine[];
  /** The first line for which `wanted` holds, told already or still to come. */
  told(wanted: (line: WorkerLine) => boolean): Promise<WorkerLine>;
  /** Ends it; resolves with its exit code, undefined when it was killed. */
  end(signal: NodeJS.Signals): Promise<number | undefined>;
  /** its exit code, when it ends by itself */
  readonly ended: Promise<number | undefined>;
}

/** A line that it told. */
export type WorkerLine = Readonly<Record<string, unknown>> & { readonly event: string };

const TSX = import.meta.resolve("tsx");

/** Workers of one test, each with a folder of its own in which it has nothing of the edition. */
export class QueueWorkers {
  readonly #folder = mkdtempSync(join(tmpdir(), "broadsheet-workers-"));
  readonly #children: ChildProcess[] = [];

  /** Starts one, and waits until it listens. */
  async start(how: WorkerStart): Promise<RunningWorker> {
    const worker = this.#spawn(how);
    await worker.told(({ event }) => event === "ready");
    return worker;
  }

  #spawn({ queue, store, threads = 1, env = {}, program = ROOT, script }: WorkerStart): RunningWorker {
    const main = script ? fileURLToPath(script) : join(program, "src/cli/main.ts");
    const asCommand = ["worker", "--queue", queue, "--store", store, "--workers", String(threads), "--json"];
    const args = script ? [queue, store, join(this.#folder, "cache")] : asCommand;
    const child = spawn(process.execPath, ["--import", TSX, main, ...args], {
      cwd: this.#folder,
      env: { ...process.env, BROADSHEET_CACHE: join(this.#folder, "cache"), ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#children.push(child);
    const lines: WorkerLine[] = [];
    const waiting = new Set<() => void>();
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
    createInterface({ input: child.stdout }).on("line", (line) => {
      // findings of a worker that cannot begin take several lines
      if (line.startsWith('{"event"')) lines.push(JSON.parse(line) as WorkerLine);
      else said += `${line}\n`;
      for (const each of waiting) each();
    });
    const ended = new Promise<number | undefined>((resolve) =>
      child.once("close", (code) => resolve(code ?? undefined)),
    );
    return {
      lines,
      ended,
      told: (wanted) =>
        new Promise((resolve, reject) => {
          const look = (): void => {
            const line = lines.find(wanted);
            if (!line) return;
            waiting.delete(look);
            resolve(line);
          };
          waiting.add(look);
          look();
          void ended.then((code) => reject(new Error(`the worker ended with ${code}: ${said}`)));
        }),
      end: (signal) => {
        child.kill(signal);
        return ended;
      },
    };
  }

  /** Kills all and takes their folders away. */
  async remove(): Promise<void> {
    for (const child of this.#children) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = new Promise((resolve) => child.once("close", resolve));
      child.kill("SIGKILL");
      await ended;
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
