/** Where a night is seen from outside: what was asked for by `--listen`, `--trace` and the standard variables. */
import { type TypedOption, wholeNumber } from "./option-values.ts";
import type { CommandOptions, Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";

/** An address to serve at. */
export interface ListenAt {
  readonly host: string;
  readonly port: number;
}

/** `--listen [HOST:]PORT`; undefined when it was not given. Throws `UsageError`. */
export const listenAt = ({ listen }: CommandOptions, session: Session): ListenAt | undefined => {
  if (listen === undefined) return undefined;
  const [, six, other, port] = /^(?:\[([0-9a-fA-F:.]+)\]:|([^\s:/@[\]]+):)?(\d{1,5})$/.exec(listen.trim()) ?? [];
  const option: TypedOption = { name: "--listen", text: port ?? listen, session };
  if (port === undefined) throw new UsageError(session.says.badValue("--listen", listen, session.says.listenAddress));
  return { host: six ?? other ?? "127.0.0.1", port: wholeNumber(option, 0, 65_535) };
};

/** A collector. */
export interface TraceTo {
  /** the whole address; undefined when that of the variable is none */
  readonly url: string | undefined;
  /** as it was given */
  readonly given: string;
  /** `TRACEPARENT` */
  readonly traceparent: string | undefined;
}

/** Where OTLP collectors take traces. */
const PATH = "/v1/traces";

/**
 * `--trace URL`, or what OpenTelemetry's variables say; undefined when nobody asks for traces. An option that is no address is a
 * `UsageError`; a variable that is none is told and does no harm.
 */
export const traceTo = ({ trace }: CommandOptions, { terminal: { env }, says }: Session): TraceTo | undefined => {
  const traceparent = env["TRACEPARENT"];
  if (trace !== undefined) {
    const url = addressOf(trace);
    if (!url) throw new UsageError(says.badValue("--trace", trace, says.traceAddress));
    if (url.pathname === "/") url.pathname = PATH;
    return { url: url.href, given: trace, traceparent };
  }
  if (env["OTEL_SDK_DISABLED"]?.toLowerCase() === "true" || env["OTEL_TRACES_EXPORTER"] === "none") return undefined;
  const own = env["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"];
  const base = env["OTEL_EXPORTER_OTLP_ENDPOINT"];
  if (own) return { url: addressOf(own)?.href, given: own, traceparent };
  if (!base) return undefined;
  const url = addressOf(base);
  if (url) url.pathname = url.pathname.replace(/\/$/, "") + PATH;
  return { url: url?.href, given: base, traceparent };
};

const addressOf = (text: string): URL | undefined => {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  return url && /^https?:$/.test(url.protocol) ? url : undefined;
};
