/** Health and metrics of a process by HTTP: `/healthz` and `/metrics`, for as long as the process lives. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, isIPv6 } from "node:net";
import { OutputError } from "../output/output-error.ts";
import type { Listener } from "../run/job-event.ts";
import { watchHealth } from "./run-health.ts";
import { openRunMetrics } from "./run-metrics.ts";

/** Where it is served. */
export interface MonitorHow {
  /** an address of this machine; `127.0.0.1` is reached from nowhere else */
  readonly host: string;
  /** 0 takes any that is free */
  readonly port: number;
  /** whether whoever starts runs still does; always when absent */
  readonly isAlive?: () => boolean;
}

/** A server that has begun. */
export interface Monitor {
  /** hears runs */
  readonly listener: Listener;
  /** `http://127.0.0.1:9464`, with the real port */
  readonly address: string;
  close(): Promise<void>;
}

/** Begins to serve; rejects with an `OutputError` when it cannot. */
export const openMonitor = async ({ host, port, isAlive = () => true }: MonitorHow): Promise<Monitor> => {
  const health = watchHealth(isAlive);
  const metrics = openRunMetrics();
  const answers: Readonly<Record<string, () => Answer | Promise<Answer>>> = {
    "/healthz": () => {
      const facts = health.health();
      return { code: facts.status === "ok" ? 200 : 503, type: JSON_TYPE, text: `${JSON.stringify(facts)}\n` };
    },
    "/metrics": async () => ({ code: 200, type: metrics.contentType, text: await metrics.text() }),
  };
  const server = createServer((request, response) => void answer(request, response, answers));
  await listening(server, { host, port });
  const { address, port: real } = server.address() as AddressInfo;
  return {
    listener: (event) => {
      health.hear(event);
      metrics.hear(event);
    },
    address: `http://${isIPv6(address) ? `[${address}]` : address}:${real}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const listening = (server: Server, { host, port }: Pick<MonitorHow, "host" | "port">): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once("error", (fault: NodeJS.ErrnoException) => reject(listenError(`${host}:${port}`, fault)));
    server.listen({ host, port }, () => {
      // a connection that breaks later is nobody's business but its own
      server.removeAllListeners("error").on("error", () => undefined);
      resolve();
    });
  });

const REASONS: Readonly<Record<string, readonly [why: string, hint: string]>> = {
  EADDRINUSE: ["is taken by another program", "give another port with `--listen`, or 0 for any that is free"],
  EACCES: ["may not be used", "give a port from 1024 on with `--listen`"],
  EADDRNOTAVAIL: ["is no address of this machine", "give `127.0.0.1`, or an address that the machine has"],
  ENOTFOUND: ["is a name that nobody knows", "give an address that the machine has"],
};

const listenError = (shown: string, fault: NodeJS.ErrnoException): OutputError => {
  const [why, hint] = REASONS[fault.code ?? ""] ?? [`cannot be served (${fault.code})`, "give another with `--listen`"];
  return new OutputError([{ code: "nightly/listen", severity: "error", message: `\`${shown}\` ${why}`, hint }]);
};

interface Answer {
  readonly code: number;
  readonly type: string;
  readonly text: string;
}

const JSON_TYPE = "application/json; charset=utf-8";
const TEXT_TYPE = "text/plain; charset=utf-8";

const answer = async (
  request: IncomingMessage,
  response: ServerResponse,
  answers: Readonly<Record<string, () => Answer | Promise<Answer>>>,
): Promise<void> => {
  const path = (request.url ?? "").split("?")[0]!;
  const isRead = request.method === "GET" || request.method === "HEAD";
  const known = Object.hasOwn(answers, path) ? answers[path] : undefined;
  const { code, type, text } = await said(known, isRead);
  response.writeHead(code, {
    "content-type": type,
    "content-length": Buffer.byteLength(text),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...(code === 405 && { allow: "GET, HEAD" }),
  });
  response.end(request.method === "HEAD" ? undefined : text);
};

const said = async (known: (() => Answer | Promise<Answer>) | undefined, isRead: boolean): Promise<Answer> => {
  if (!known) return { code: 404, type: TEXT_TYPE, text: "there are /healthz and /metrics\n" };
  if (!isRead) return { code: 405, type: TEXT_TYPE, text: "only GET and HEAD\n" };
  try {
    return await known();
  } catch {
    return { code: 500, type: TEXT_TYPE, text: "the numbers could not be had\n" };
  }
};
