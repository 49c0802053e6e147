/** A connection to a server by SFTP: only to the host that is meant, within time limits, made anew where it was cut. */
import { createHash, timingSafeEqual } from "node:crypto";
import { connect } from "node:net";
import type SftpClient from "ssh2-sftp-client";
import type { SftpAddress } from "./sftp-address.ts";
import { oneLine, SftpFault, sftpFaultOf, silence } from "./sftp-fault.ts";

/** The verbs of SFTP, as the client has them. */
export type SftpVerbs = Awaited<ReturnType<SftpClient["connect"]>>;

/** Who comes, and to whom. */
export interface SftpLogin {
  readonly address: SftpAddress;
  /** the address as the edition has it, for sentences */
  readonly server: string;
  /** fingerprints of the host's keys, `SHA256:…`; a host with another key gets nothing, not even the user's name */
  readonly hostKeys: readonly string[];
  /** content of the file of the private key */
  readonly key?: string | undefined;
  /** the user's password, or of an encrypted key its passphrase */
  readonly password?: string | undefined;
  /** socket of an SSH agent, asked where there is neither key nor password */
  readonly agent?: string | undefined;
}

/** How long is waited, milliseconds. */
export interface SftpPatience {
  /** for the connection until the user is let in */
  readonly entry: number;
  /** for an answer, counted from the last one: a slow server that goes on is waited for */
  readonly answer: number;
  /** before each further try; as many as there are */
  readonly pauses: readonly number[];
}

/** Half a minute for an answer; four tries in ten seconds. */
export const USUAL_PATIENCE: SftpPatience = { entry: 30_000, answer: 30_000, pauses: [500, 2000, 7500] };

/** A connection that may be cut and is made again. */
export interface SftpConnection {
  /** Does `deed`, again on a new connection where it was cut; rejects with an `SftpFault`. `attempt` counts from 0. */
  readonly tried: <Result>(
    deed: string,
    work: (verbs: SftpVerbs, attempt: number) => Promise<Result>,
  ) => Promise<Result>;
  /** The answer to one request, or a fault when none comes in time. */
  readonly answer: <Result>(deed: string, asked: Promise<Result>) => Promise<Result>;
  readonly close: () => Promise<void>;
}

/** Connects on first use. Once all tries have failed, it stays given up: what is asked of it then fails at once. */
export const sftpConnection = (login: SftpLogin, patience: SftpPatience): SftpConnection => {
  const { server } = login;
  let link: Link | undefined;
  let givenUp: SftpFault | undefined;
  let lastSign = 0;
  const sign = (): void => {
    lastSign = performance.now();
  };
  const answer = <Result>(deed: string, asked: Promise<Result>): Promise<Result> => {
    asked.then(sign, sign);
    return inTime(asked, patience.answer, {
      late: () => silence({ server, deed }, patience.answer),
      sign: () => lastSign,
    });
  };
  const once = async <Result>(deed: string, work: (verbs: SftpVerbs) => Promise<Result>): Promise<Result> => {
    try {
      if (!link?.isUp()) link = await connected(login, patience);
      return await work(link.verbs);
    } catch (fault) {
      throw sftpFaultOf(fault, { server, deed });
    }
  };
  return {
    answer,
    tried: async (deed, work) => {
      for (let attempt = 0; ; attempt++) {
        if (givenUp) throw givenUp;
        try {
          return await once(deed, (verbs) => work(verbs, attempt));
        } catch (fault) {
          if (!(fault instanceof SftpFault && fault.passing)) throw fault;
          await link?.end();
          link = undefined;
          const pause = patience.pauses[attempt];
          if (pause === undefined) {
            givenUp = fault;
            throw fault;
          }
          await new Promise((resolve) => setTimeout(resolve, pause));
        }
      }
    },
    close: async () => {
      await link?.end();
      link = undefined;
    },
  };
};

interface Link {
  readonly verbs: SftpVerbs;
  readonly isUp: () => boolean;
  readonly end: () => Promise<void>;
}

const connected = async (login: SftpLogin, patience: SftpPatience): Promise<Link> => {
  const { entry, answer } = patience;
  const { address, server, key, password, agent } = login;
  // only those who hand over to a server pay for loading the client
  const { default: Client } = await import("ssh2-sftp-client");
  const client = new Client("broadsheet", { error: nothing, end: nothing, close: nothing });
  const heard: Heard = {};
  client.on("error", (fault: Error) => {
    heard.fault ??= fault;
  });
  client.on("ready", () => {
    heard.isIn = true;
  });
  const closed = (): void => {
    heard.closed = true;
  };
  client.on("close", closed);
  // our own: the client leaves one open whose server has let it in and then says nothing, and the program could not end
  const sock = connect({ host: address.host, port: address.port, noDelay: true }).on("error", nothing);
  const end = async (): Promise<void> => {
    if (!heard.closed) await inTime(client.end(), Math.min(answer, 2000), { late: quiet }).catch(nothing);
    sock.destroy();
  };
  try {
    const asked = client.connect({
      sock,
      username: address.user,
      readyTimeout: entry,
      keepaliveInterval: Math.ceil(entry / 3),
      keepaliveCountMax: 3,
      hostVerifier: (shown: Buffer) => {
        heard.hostKey = fingerprint(shown);
        return login.hostKeys.some((each) => isSame(each, heard.hostKey!));
      },
      ...waysIn({ key, password, agent }),
    });
    const late = () =>
      silence({ server, deed: heard.isIn ? "open the way to its files" : "let the user in" }, entry * 2);
    const verbs = await inTime(asked, entry * 2, { late });
    // what serves files may end, or talk nonsense, while the connection stays
    verbs.on("error", closed).on("close", closed);
    return { verbs, isUp: () => !heard.closed, end };
  } catch (fault) {
    await end();
    throw reasonOf(heard.fault ?? fault, heard, { login, patience });
  }
};

interface Heard {
  /** as the client first said it: it passes the message on without the rest */
  fault?: Error;
  hostKey?: string;
  /** whether the user was let in */
  isIn?: boolean;
  closed?: boolean;
}

const quiet = (): Error => new Error("silent");

const nothing = (): void => undefined;

/** A password opens the key where there is one. */
const waysIn = ({ key, password, agent }: Pick<SftpLogin, "key" | "password" | "agent">) => {
  if (key !== undefined) return { privateKey: key, ...(password !== undefined && { passphrase: password }) };
  if (password !== undefined) return { password };
  return agent === undefined ? {} : { agent };
};

/** As OpenSSH writes it: `SHA256:` and base 64 without its padding. */
const fingerprint = (key: Uint8Array): string =>
  `SHA256:${createHash("sha256").update(key).digest("base64").replace(/=+$/, "")}`;

const isSame = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** Why there is no connection, where that is no matter of the network. */
const reasonOf = (
  fault: unknown,
  { hostKey: shown, isIn = false }: Heard,
  { login, patience }: { readonly login: SftpLogin; readonly patience: SftpPatience },
): unknown => {
  const { server, hostKeys, key } = login;
  if (shown !== undefined && !hostKeys.some((each) => isSame(each, shown))) return strangeHost(shown, login);
  if (!(fault instanceof Error)) return fault;
  const { level } = fault as Error & { readonly level?: string };
  if (level === "client-timeout") return silence({ server, deed: "open the connection" }, patience.entry);
  if (fault instanceof SftpFault) return fault;
  if (level === "client-authentication" || level === "agent" || (!isIn && /authenticat/i.test(fault.message)))
    return new SftpFault({
      code: "handover/login",
      message: `\`${server}\` does not let the user \`${login.address.user}\` in`,
      hint:
        key === undefined
          ? "name the file of the private key in `handover.key`, or the variable with the password in `handover.passwordFrom`"
          : "have the plant take the public half of `handover.key`, or mend the user in `handover.to`",
    });
  if (/privateKey|passphrase/.test(fault.message))
    return new SftpFault({
      code: "handover/login",
      message: /no passphrase given/.test(fault.message)
        ? "the private key for the plant's server is encrypted"
        : "the private key for the plant's server cannot be read",
      hint: "give its passphrase in the environment variable that `handover.passwordFrom` names, or give another key",
    });
  if (isIn && level === undefined && !/no response|not connected|unexpected (end|close)/i.test(fault.message))
    return noFiles(fault, server);
  return networkFault(fault);
};

const noFiles = ({ message }: Error, server: string): SftpFault =>
  new SftpFault(
    {
      code: "handover/refused",
      message: `\`${server}\` lets the user in and does not serve files by SFTP (${oneLine(message)})`,
      hint: "ask the plant to allow SFTP to the user, and to let no login script write anything",
    },
    { passing: true },
  );

/** A number is here why SSH ended, or how a program did, and not what SFTP answers. */
const networkFault = (fault: Error): Error => {
  const { code } = fault as Error & { readonly code?: unknown };
  return typeof code === "number" ? new Error(fault.message) : fault;
};

const strangeHost = (shown: string, { server, hostKeys }: SftpLogin): SftpFault =>
  new SftpFault({
    code: "handover/host-key",
    message:
      hostKeys.length === 0
        ? `\`${server}\` is not known: the edition has no fingerprint of its host`
        : `\`${server}\` shows another host key than the edition has: it may be another host that answers`,
    hint: `ask the plant whether \`${shown}\` is its host key; if so, write \`hostKey: ${shown}\` under \`handover\``,
  });

interface InTime {
  readonly late: () => Error;
  /** when there was a sign of life last, by the same clock */
  readonly sign?: () => number;
}

const inTime = async <Result>(asked: Promise<Result>, limit: number, { late, sign }: InTime): Promise<Result> => {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<never>((_, reject) => {
    const began = performance.now();
    const look = (): void => {
      const rest = Math.max(began, sign?.() ?? 0) + limit - performance.now();
      if (rest > 0) timer = setTimeout(look, Math.ceil(rest));
      else reject(late());
    };
    look();
  });
  try {
    return await Promise.race([asked, end]);
  } finally {
    clearTimeout(timer);
  }
};
