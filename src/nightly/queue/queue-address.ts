/** The address of a queue, `redis://host:6379/0` or `rediss://…`; what may be shown of it has no password. */

/** A Redis server, and how to get in. */
export interface QueueAddress {
  readonly host: string;
  readonly port: number;
  /** number of the database */
  readonly db: number;
  /** whether the connection is encrypted (`rediss:`) */
  readonly tls: boolean;
  readonly username?: string;
  readonly password?: string;
  /** the address for messages: neither user nor password */
  readonly shown: string;
}

/** The variable that has the password when the address has none, so that it shows in no list of processes. */
export const QUEUE_PASSWORD = "BROADSHEET_QUEUE_PASSWORD";

const PORT = 6379;

/** Reads it; undefined when it is no such address. */
export const readQueueAddress = (
  text: string,
  env: Readonly<Record<string, string | undefined>>,
): QueueAddress | undefined => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^rediss?:$/.test(url.protocol) || url.hostname === "") return undefined;
  const [, db = "0"] = /^\/?(\d{0,4})$/.exec(url.pathname) ?? [];
  if (!/^\/?\d{0,4}$/.test(url.pathname) || url.search !== "" || url.hash !== "") return undefined;
  const password = decoded(url.password) || env[QUEUE_PASSWORD];
  const username = decoded(url.username);
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const port = url.port === "" ? PORT : Number(url.port);
  return {
    host,
    port,
    db: Number(db),
    tls: url.protocol === "rediss:",
    ...(username !== "" && { username }),
    ...(password && { password }),
    shown: `${url.protocol}//${url.hostname}:${port}${db === "" || db === "0" ? "" : `/${db}`}`,
  };
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Text in which no address of a queue has a password any more. */
export const withoutPasswords = (text: string): string =>
  text.replace(/\b(rediss?:\/\/[^\s/"'`@]*?:)[^\s"'`]*@/g, "$1***@");
