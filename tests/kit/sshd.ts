/** Debian's own SSH server, for a claim about servers that we did not write. */
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { userInfo } from "node:os";
import { join } from "node:path";

const SSHD = "/usr/sbin/sshd";
/** What serves files at Debian. */
export const SFTP_SERVER = "/usr/lib/openssh/sftp-server";

/** Whether it is on this machine, and we may run it: for its rights it asks for a folder of the system's. */
export const hasSshd = existsSync(SSHD) && existsSync(SFTP_SERVER) && userInfo().uid === 0;

/** A server that listens. */
export interface RunningSshd {
  readonly port: number;
  readonly user: string;
  readonly fingerprint: string;
  stop(): Promise<void>;
}

/** How a server differs from a usual one. */
export interface SshdManner {
  /** what serves files: a command, or `internal-sftp` */
  readonly sftp?: string;
  readonly user?: string;
  /** one that is free, unless given */
  readonly port?: number;
}

/** Lets in whoever has the private half of `key`; its files lie in `folder`. */
export const startSshd = async (folder: string, key: string, manner: SshdManner = {}): Promise<RunningSshd> => {
  const { sftp = SFTP_SERVER, user = userInfo().username } = manner;
  mkdirSync(folder, { recursive: true });
  mkdirSync("/run/sshd", { recursive: true });
  const [hostKey, keys, config] = ["host", "keys", "config"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", hostKey]);
  writeFileSync(keys, `${key}\n`, { mode: 0o644 });
  const plain = [
    `AuthorizedKeysFile ${keys}`,
    ...["StrictModes no", "UsePAM no", "PermitRootLogin yes", "PidFile none"],
  ];
  writeFileSync(config, `${[...plain, `Subsystem sftp ${sftp}`].join("\n")}\n`);
  const port = manner.port ?? (await freePort());
  const args = ["-D", "-e", "-f", config, "-h", hostKey, "-p", String(port), "-o", "ListenAddress=127.0.0.1"];
  const child = spawn(SSHD, args, { stdio: ["ignore", "ignore", "pipe"] });
  // not "close": what serves files may outlive it for a while, and holds its standard error
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  let said = "";
  await new Promise<void>((resolve, reject) => {
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes("Server listening")) resolve();
    });
    child.once("error", reject);
    child.once("close", () => reject(new Error(said)));
  });
  const [, fingerprint] = execFileSync("ssh-keygen", ["-l", "-f", `${hostKey}.pub`], { encoding: "utf8" }).split(" ");
  return {
    port,
    user,
    fingerprint: fingerprint!,
    stop: async () => {
      child.kill();
      await ended;
      child.stderr.destroy();
    },
  };
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
