/** A server by SFTP on this machine that serves a folder, refuses what a test asks it to refuse, and keeps count. */
import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync, renameSync, statSync, unlinkSync, writeSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import ssh2, { type Connection, type SFTPWrapper } from "ssh2";

const { Server, utils } = ssh2;
const { STATUS_CODE, flagsToString } = utils.sftp;

/** What becomes of a request: it is done, done after others that are slow, answered with a status, never answered, or its connection is cut before or after it is done. */
export type Fate = "done" | "slow" | "silent" | "cut" | "done-and-cut" | number;

/** What the server takes and does. */
export interface ServerFacts {
  readonly folder: string;
  /** public keys in OpenSSH's form */
  readonly keys: readonly string[];
  readonly password?: string;
  /** asked before each request, with the verb and the name of the file without its folder */
  fate?(verb: string, name: string): Fate;
}

/** A server that listens. */
export interface RunningServer {
  readonly port: number;
  /** as OpenSSH writes it */
  readonly fingerprint: string;
  /** verbs in the order in which they came, with the file's name */
  readonly asked: readonly string[];
  /** connections that were begun, whether or not they were let in */
  connections(): number;
  stop(): Promise<void>;
}

/** A pair of keys. */
export const newKey = (passphrase?: string): KeyPair => {
  for (;;) {
    const pair = utils.generateKeyPairSync(
      "ed25519",
      passphrase === undefined ? {} : { passphrase, cipher: "aes256-ctr", rounds: 8 },
    );
    // of 256 pairs ssh2 writes one whose key begins with a zero, without it: nobody can read that one (mscdex/ssh2#1390)
    if (!(utils.parseKey(pair.private, passphrase) instanceof Error)) return pair;
  }
};

/** Both halves of a key, in OpenSSH's form. */
export interface KeyPair {
  readonly private: string;
  readonly public: string;
}

/** Listens on a port that the system chooses. */
export const startServer = async (facts: ServerFacts): Promise<RunningServer> => {
  const host = newKey();
  const asked: string[] = [];
  const open = new Set<Connection>();
  let connections = 0;
  const server = new Server({ hostKeys: [host.private] }, (client) => {
    connections++;
    open.add(client);
    client.on("error", () => undefined);
    client.on("close", () => open.delete(client));
    letIn(client, facts);
    client.on("session", (accept) =>
      accept().on("sftp", (acceptSftp) => serve(acceptSftp(), { facts, asked, cut: () => socketOf(client).destroy() })),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const parsed = utils.parseKey(host.private);
  if (parsed instanceof Error) throw parsed;
  return {
    port: (server.address() as AddressInfo).port,
    fingerprint: `SHA256:${createHash("sha256").update(parsed.getPublicSSH()).digest("base64").replace(/=+$/, "")}`,
    asked,
    connections: () => connections,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const each of open) socketOf(each).destroy();
      }),
  };
};

/** ssh2 has no word for cutting a cable. */
const socketOf = (client: Connection): { destroy(): void } =>
  (client as unknown as { readonly _sock: { destroy(): void } })._sock;

const letIn = (client: Connection, { keys, password }: ServerFacts): void => {
  client.on("authentication", (context) => {
    if (context.method === "password" && password !== undefined && context.password === password)
      return context.accept();
    if (context.method !== "publickey") return context.reject(["publickey", "password"]);
    const known = keys.some((each) => {
      const key = utils.parseKey(each);
      if (key instanceof Error || !key.getPublicSSH().equals(context.key.data)) return false;
      return !context.signature || key.verify(context.blob!, context.signature, context.hashAlgo) === true;
    });
    return known ? context.accept() : context.reject();
  });
};

interface Counter {
  readonly facts: ServerFacts;
  readonly asked: string[];
  cut(): void;
}

const serve = (sftp: SFTPWrapper, { facts, asked, cut }: Counter): void => {
  const files = new Map<string, { readonly file: number; readonly name: string }>();
  let count = 0;
  let turn = Promise.resolve();
  const of = (handle: Buffer) => files.get(handle.toString())!;
  const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
  const at = (path: string): string => join(facts.folder, path);
  const does = (
    request: { readonly id: number; readonly verb: string; readonly name: string },
    work: () => void,
  ): void => {
    const { id, verb, name } = request;
    asked.push(`${verb} ${name}`);
    const fate = facts.fate?.(verb, name) ?? "done";
    if (fate === "silent") return;
    if (fate === "cut") return void cut();
    if (typeof fate === "number") return void sftp.status(id, fate, "refused");
    if (fate === "slow") {
      // one after the other
      turn = turn
        .then(() => new Promise((resolve) => setTimeout(resolve, 120)))
        .then(work)
        .catch(() => undefined);
      return;
    }
    try {
      if (fate === "done-and-cut") {
        sftp.status = () => undefined;
        work();
        return void cut();
      }
      work();
    } catch (fault) {
      const missing = (fault as NodeJS.ErrnoException).code === "ENOENT";
      sftp.status(id, missing ? STATUS_CODE.NO_SUCH_FILE : STATUS_CODE.FAILURE);
    }
  };
  const ok = (id: number): void => sftp.status(id, STATUS_CODE.OK);
  sftp.on("OPEN", (id, path, flags) =>
    does({ id, verb: "OPEN", name: nameOf(path) }, () => {
      const handle = Buffer.from(String(++count));
      files.set(handle.toString(), { file: openSync(at(path), flagsToString(flags) ?? "r"), name: nameOf(path) });
      sftp.handle(id, handle);
    }),
  );
  sftp.on("WRITE", (id, handle, offset, data) =>
    does({ id, verb: "WRITE", name: of(handle).name }, () => {
      writeSync(of(handle).file, data, 0, data.length, offset);
      ok(id);
    }),
  );
  sftp.on("READ", (id, handle, offset, length) =>
    does({ id, verb: "READ", name: of(handle).name }, () => {
      const part = Buffer.alloc(length);
      const got = readSync(of(handle).file, part, 0, length, offset);
      if (got === 0) sftp.status(id, STATUS_CODE.EOF);
      else sftp.data(id, part.subarray(0, got));
    }),
  );
  sftp.on("CLOSE", (id, handle) =>
    does({ id, verb: "CLOSE", name: of(handle).name }, () => {
      closeSync(of(handle).file);
      ok(id);
    }),
  );
  sftp.on("FSTAT", (id, handle) =>
    does({ id, verb: "FSTAT", name: of(handle).name }, () => sftp.attrs(id, attributes(fstatSync(of(handle).file)))),
  );
  for (const verb of ["STAT", "LSTAT"] as const)
    sftp.on(verb, (id: number, path: string) =>
      does({ id, verb, name: nameOf(path) }, () => sftp.attrs(id, attributes(statSync(at(path))))),
    );
  sftp.on("REMOVE", (id, path) =>
    does({ id, verb: "REMOVE", name: nameOf(path) }, () => {
      unlinkSync(at(path));
      ok(id);
    }),
  );
  sftp.on("RENAME", (id, from, to) =>
    does({ id, verb: "RENAME", name: nameOf(to) }, () => {
      // draft 3: a file in the way is an error
      if (statSync(at(to), { throwIfNoEntry: false })) return sftp.status(id, STATUS_CODE.FAILURE);
      renameSync(at(from), at(to));
      ok(id);
    }),
  );
};

const attributes = ({ mode, uid, gid, size, atimeMs, mtimeMs }: ReturnType<typeof statSync> & object) => ({
  mode: Number(mode),
  uid: Number(uid),
  gid: Number(gid),
  size: Number(size),
  atime: Math.floor(Number(atimeMs) / 1000),
  mtime: Math.floor(Number(mtimeMs) / 1000),
});
