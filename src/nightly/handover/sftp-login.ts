/** Who comes to a plant's server, with which key or password: from the edition, a key file and the environment. */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Press } from "../../index.ts";
import { sftpAddress } from "./sftp-address.ts";
import type { SftpLogin } from "./sftp-connection.ts";
import { SftpFault } from "./sftp-fault.ts";

/** Rejects with an `SftpFault` where the key file or the variable is not there. */
export const sftpLogin = async (
  { to, key, hostKeys, passwordFrom }: Press["handover"],
  { home, env }: { readonly home: string; readonly env: Readonly<Record<string, string | undefined>> },
): Promise<SftpLogin> => ({
  address: sftpAddress(to!),
  server: to!,
  hostKeys,
  key: key === undefined ? undefined : await keyOf(key, home),
  password: passwordFrom === undefined ? undefined : passwordOf(passwordFrom, env),
  agent: env["SSH_AUTH_SOCK"] || undefined,
});

const keyOf = async (path: string, home: string): Promise<string> => {
  try {
    return await readFile(resolve(home, path), "utf8");
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException;
    throw new SftpFault({
      code: "handover/login",
      message: `the key file \`${path}\` ${code === "ENOENT" ? "is not there" : "cannot be read"}`,
      hint: "mend `handover.key`: it is counted from the edition's folder",
    });
  }
};

const passwordOf = (name: string, env: Readonly<Record<string, string | undefined>>): string => {
  const password = env[name];
  if (password) return password;
  throw new SftpFault({
    code: "handover/login",
    message: `the environment variable \`${name}\` is not set`,
    hint: "set it to the password, or name another in `handover.passwordFrom`",
  });
};
