/** Debian's own redis-server on loopback, on a port that the system chooses; nothing of it outlives the test. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Whether it is on this machine. */
export const hasRedis = spawnSync("redis-server", ["--version"], { stdio: "ignore" }).error === undefined;

/** How it is started. */
export interface RedisHow {
  readonly password?: string;
  /** encrypted, and only so; files of its certificate and key */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** more of its options */
  readonly more?: readonly string[];
}

/** A server that keeps nothing on disk. */
export class RedisServer {
  readonly port: number;
  readonly #folder = mkdtempSync(join(tmpdir(), "broadsheet-redis-"));
  readonly #how: RedisHow;
  #child: ChildProcess | undefined;

  private constructor(port: number, how: RedisHow) {
    this.port = port;
    this.#how = how;
  }

  /** Starts one. */
  static async start(how: RedisHow = {}): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), how);
    await server.start();
    return server;
  }

  get url(): string {
    return `${this.#how.tls ? "rediss" : "redis"}://127.0.0.1:${this.port}`;
  }

  /** The same address again, with nothing remembered. */
  async start(): Promise<void> {
    const { password, tls, more = [] } = this.#how;
    const port = String(this.port);
    const door = tls
      ? ["--port", "0", "--tls-port", port, "--tls-cert-file", tls.cert, "--tls-key-file", tls.key]
      : ["--port", port];
    const trust = tls ? ["--tls-auth-clients", "no", "--tls-ca-cert-file", tls.cert] : [];
    const secret = password === undefined ? [] : ["--requirepass", password];
    const args = [...door, ...trust, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", ...secret, ...more];
    const child = spawn("redis-server", [...args, "--dir", this.#folder], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      let said = "";
      child.stdout.on("data", (chunk: Buffer) => {
        said += chunk.toString();
        if (said.includes("Ready to accept connections")) resolve();
      });
      child.once("error", reject);
      child.once("close", () => reject(new Error(said)));
    });
  }

  /** Dead at once, as when the machine loses its power. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("close", resolve));
    child.kill("SIGKILL");
    await ended;
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** A port on which nobody listens. */
export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
