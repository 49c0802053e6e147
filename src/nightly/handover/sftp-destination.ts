/** A folder of a server as a place to hand files over to, by SFTP. */
import { createHash } from "node:crypto";
import { asideOf, type Destination, type FileMark } from "./destination.ts";
import {
  type SftpConnection,
  type SftpLogin,
  type SftpPatience,
  type SftpVerbs,
  sftpConnection,
  USUAL_PATIENCE,
} from "./sftp-connection.ts";
import { SftpFault } from "./sftp-fault.ts";

/** Opens the folder; it must be there: one that was mistyped is not made. `manifest` is the file that tells what lies there. */
export const sftpDestination = async (
  login: SftpLogin,
  manifest: string,
  patience: SftpPatience = USUAL_PATIENCE,
): Promise<Destination> => {
  const connection = sftpConnection(login, patience);
  const shop: Shop = { connection, pathOf: (name) => `${login.address.folder.replace(/\/$/, "")}/${name}`, login };
  try {
    await findFolder(shop);
    const told = await toldBy(manifest, shop);
    const sizes = new Map<string, number>();
    return {
      holds: (name, file) => isThere(name, { file, told }, shop),
      put: async (name, content) => {
        await putWhole(name, content, shop);
        sizes.set(name, content.length);
      },
      reveal: (name) => reveal(name, sizes.get(name), shop),
      discard: (name) => discard(name, shop),
      close: connection.close,
    };
  } catch (fault) {
    await connection.close();
    throw fault;
  }
};

interface Shop {
  readonly connection: SftpConnection;
  readonly pathOf: (name: string) => string;
  readonly login: SftpLogin;
}

const findFolder = async ({ connection, login }: Shop): Promise<void> => {
  const { folder } = login.address;
  const deed = `look into the folder \`${folder}\``;
  const facts = await connection.tried(deed, (verbs) =>
    connection.answer(
      deed,
      ask<{ isDirectory(): boolean }>((done) => verbs.stat(folder, done)),
    ),
  );
  if (facts.isDirectory()) return;
  throw new SftpFault({
    code: "handover/refused",
    message: `\`${folder}\` on \`${login.server}\` is a file, not a folder`,
    hint: "ask the plant for the folder, and write it in `handover.to`",
  });
};

/** What the manifest that lies there says, and how old it is. */
interface Told {
  readonly hashes: ReadonlyMap<string, string>;
  /** seconds, by the server's clock */
  readonly changed: number;
}

/** Nothing is told where there is no manifest, or one that is damaged or may not be read: then more is sent than need be, no less. */
const toldBy = async (manifest: string, shop: Shop): Promise<Told | undefined> => {
  try {
    const facts = await factsOf(manifest, shop);
    if (!facts || facts.size > MANIFEST_MOST) return undefined;
    const { files } = JSON.parse((await readBack(manifest, shop)).toString("utf8")) as { files: unknown };
    const hashes = (Array.isArray(files) ? files : []).flatMap((each: unknown): [string, string][] => {
      const { name, sha256 } = (each ?? {}) as { name?: unknown; sha256?: unknown };
      return typeof name === "string" && typeof sha256 === "string" ? [[name, sha256]] : [];
    });
    return { hashes: new Map(hashes), changed: facts.mtime };
  } catch (fault) {
    if (fault instanceof SftpFault && fault.passing) throw fault;
    return undefined;
  }
};

/** Bytes; a manifest of a thousand pages has half of it. */
const MANIFEST_MOST = 1 << 20;

/**
 * A file of the right size that the manifest tells of is taken at its word when it is older than the manifest, which is written last;
 * one that is as young, or of which nothing is told, is read back.
 */
const isThere = async (
  name: string,
  { file, told }: { readonly file: FileMark; readonly told: Told | undefined },
  shop: Shop,
): Promise<boolean> => {
  try {
    const facts = await factsOf(name, shop);
    if (!facts || facts.size !== file.bytes) return false;
    const hash = told?.hashes.get(name);
    if (hash !== undefined && facts.mtime < told!.changed) return hash === file.sha256;
    return (
      createHash("sha256")
        .update(await readBack(name, shop))
        .digest("hex") === file.sha256
    );
  } catch (fault) {
    // many plants let nobody read what was handed over
    if (fault instanceof SftpFault && !fault.passing) return false;
    throw fault;
  }
};

interface Facts {
  readonly size: number;
  readonly mtime: number;
}

/** Undefined when there is no file of that name. */
const factsOf = async (name: string, { connection, pathOf }: Shop): Promise<Facts | undefined> => {
  const deed = `tell of \`${name}\``;
  try {
    return await connection.tried(deed, (verbs) =>
      connection.answer(
        deed,
        ask<Facts>((done) => verbs.stat(pathOf(name), done)),
      ),
    );
  } catch (fault) {
    if (fault instanceof SftpFault && fault.notThere) return undefined;
    throw fault;
  }
};

const readBack = (name: string, { connection, pathOf }: Shop): Promise<Buffer> => {
  const deed = `give back \`${name}\``;
  return connection.tried(deed, async (verbs) => {
    const handle = await connection.answer(
      deed,
      ask<Buffer>((done) => verbs.open(pathOf(name), "r", done)),
    );
    const { size } = await connection.answer(
      deed,
      ask<Facts>((done) => verbs.fstat(handle, done)),
    );
    const content = Buffer.alloc(size);
    await inParts(size, (from, length) =>
      readPart({ verbs, handle, connection, deed }, content.subarray(from, from + length), from),
    );
    await connection.answer(
      deed,
      ask((done) => verbs.close(handle, done)),
    );
    return content;
  });
};

interface OpenFile {
  readonly verbs: SftpVerbs;
  readonly handle: Buffer;
  readonly connection: SftpConnection;
  readonly deed: string;
}

const readPart = async ({ verbs, handle, connection, deed }: OpenFile, part: Buffer, from: number): Promise<void> => {
  for (let at = 0; at < part.length; ) {
    const asked = ask<number>((done) => verbs.read(handle, part, at, part.length - at, from + at, done));
    const got = await connection.answer(deed, asked);
    if (got === 0) return;
    at += got;
  }
};

const putWhole = (name: string, content: Uint8Array, { connection, pathOf, login }: Shop): Promise<void> => {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.length);
  const deed = `write \`${name}\``;
  return connection.tried(deed, async (verbs) => {
    const handle = await openAside({ verbs, connection, deed }, pathOf(asideOf(name)));
    try {
      await inParts(bytes.length, (from, length) =>
        connection.answer(
          deed,
          ask((done) => verbs.write(handle, bytes, from, length, from, done)),
        ),
      );
      // servers that cannot bring it to their disk at once do so in their own time
      await connection.answer(
        deed,
        ifKnown((done) => verbs.ext_openssh_fsync(handle, done)),
      );
      const { size } = await connection.answer(
        deed,
        ask<Facts>((done) => verbs.fstat(handle, done)),
      );
      if (size !== bytes.length) throw shortened(name, { size, meant: bytes.length, server: login.server });
    } catch (fault) {
      // not waited for: the connection may be what broke
      void ask((done) => verbs.close(handle, done)).catch(() => undefined);
      throw fault;
    }
    await connection.answer(
      deed,
      ask((done) => verbs.close(handle, done)),
    );
  });
};

/** What an earlier run left there may be in the way: some servers let nobody write over a file. */
const openAside = async ({ verbs, connection, deed }: Omit<OpenFile, "handle">, path: string): Promise<Buffer> => {
  const answer = <Result>(call: (done: Done<Result>) => void) => connection.answer(deed, ask<Result>(call));
  const open = () => answer<Buffer>((done) => verbs.open(path, "w", done));
  return open().catch(async (fault: unknown) => {
    if (codeOf(fault) !== 3 && codeOf(fault) !== 4) throw fault;
    await answer((done) => verbs.unlink(path, done)).catch(() => Promise.reject(fault));
    return open();
  });
};

const shortened = (
  name: string,
  { size, meant, server }: { readonly size: number; readonly meant: number; readonly server: string },
): SftpFault =>
  new SftpFault(
    {
      code: "handover/refused",
      message: `of the ${meant} bytes of \`${name}\` ${size} arrived at \`${server}\``,
      hint: "ask the plant whether its disk is full, then hand over again",
    },
    { passing: true },
  );

/**
 * In the place of a file that has the name: at once where the server knows OpenSSH's rename. Else the older file is moved aside, and
 * comes back when the new one cannot have its name.
 */
const reveal = (name: string, bytes: number | undefined, { connection, pathOf, login }: Shop): Promise<void> => {
  const [from, to, older] = [pathOf(asideOf(name)), pathOf(name), pathOf(`${asideOf(name)}.older`)];
  const deed = `name \`${name}\``;
  return connection.tried(deed, async (verbs, attempt) => {
    const answer = <Result>(call: (done: Done<Result>) => void) => connection.answer(deed, ask<Result>(call));
    const sizeOf = async (path: string): Promise<number | undefined> =>
      (await answer<Facts>((done) => verbs.stat(path, done)).catch(unlessNotThere))?.size;
    const rename = (a: string, b: string) => answer((done) => verbs.rename(a, b, done));
    const clear = () => answer((done) => verbs.unlink(older, done)).catch(unlessAnswered);
    // the connection may have been cut when the server had named it and not yet said so
    const isNamed = async () => (await sizeOf(from)) === undefined && (await sizeOf(to)) === bytes;
    if (attempt > 0 && (await isNamed())) return void (await clear());
    try {
      if (
        await connection.answer(
          deed,
          // a plain failure may be that of a server whose rename does not replace
          ifKnown((done) => verbs.ext_openssh_rename(from, to, done), [8, 4]),
        )
      )
        return;
      await rename(from, to).catch(async (fault: unknown) => {
        unlessAnswered(fault);
        if ((await sizeOf(to)) === undefined) throw fault;
        await clear();
        await rename(to, older);
        await rename(from, to).catch(async (again: unknown) => {
          await rename(older, to).catch(unlessAnswered);
          throw again;
        });
      });
      await clear();
    } catch (fault) {
      if (codeOf(fault) === 2 && (await sizeOf(from)) === undefined) throw takenAway(name, login.server);
      throw fault;
    }
  });
};

const takenAway = (name: string, server: string): SftpFault =>
  new SftpFault({
    code: "handover/refused",
    message: `\`${name}\` was taken away from \`${server}\` before it had its name`,
    hint: "ask the plant to let files alone whose names begin with a dot, then hand over again",
  });

const discard = (name: string, { connection, pathOf }: Shop): Promise<void> => {
  const deed = `remove what there is of \`${name}\``;
  return connection.tried(deed, async (verbs) => {
    await connection
      .answer(
        deed,
        ask((done) => verbs.unlink(pathOf(asideOf(name)), done)),
      )
      .catch(unlessNotThere);
  });
};

/** Several parts at a time are under way, so that a far server is not waited for at each. */
const inParts = async (size: number, move: (from: number, length: number) => Promise<void>): Promise<void> => {
  let next = 0;
  let broken = false;
  const lane = async (): Promise<void> => {
    while (next < size && !broken) {
      const from = next;
      next += PART;
      await move(from, Math.min(PART, size - from)).catch((fault: unknown) => {
        broken = true;
        throw fault;
      });
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
};

/** Bytes; every server takes as many (draft 3, section 3), and the client sends no more in one piece. */
const PART = 31_744;
const LANES = 16;

type Done<Result> = (fault?: unknown, result?: Result) => void;

/** A verb of the client as a promise. */
const ask = <Result = unknown>(call: (done: Done<Result>) => void): Promise<Result> =>
  new Promise((resolve, reject) => call((fault, result) => (fault ? reject(fault) : resolve(result as Result))));

/** Whether the server knows the verb, once it is done; `unknown` are the answers of one that does not. */
const ifKnown = async (call: (done: Done<unknown>) => void, unknown: readonly unknown[] = [8]): Promise<boolean> => {
  try {
    await ask(call);
    return true;
  } catch (fault) {
    if (unknown.includes(codeOf(fault)) || (fault instanceof Error && /does not support/.test(fault.message)))
      return false;
    throw fault;
  }
};

const codeOf = (fault: unknown): unknown =>
  fault instanceof Error ? (fault as { readonly code?: unknown }).code : undefined;

const unlessNotThere = (fault: unknown): undefined => {
  if (codeOf(fault) !== 2) throw fault;
};

/** What the server refuses is let go; what the network says is not. */
const unlessAnswered = (fault: unknown): undefined => {
  if (typeof codeOf(fault) !== "number") throw fault;
};
