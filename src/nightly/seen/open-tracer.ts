/** The door to OpenTelemetry: spans that are sent to a collector by OTLP over HTTP, and never keep anybody waiting for long. */
import { type Attributes, context, SpanStatusCode, trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from "@opentelemetry/resources";
import { BasicTracerProvider, BatchSpanProcessor, type SpanExporter } from "@opentelemetry/sdk-trace-base";
import { programVersion } from "../disk/program-folders.ts";

/** Facts of a span; undefined ones are left out. */
export type SpanFacts = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** A span that has begun. Times are milliseconds since 1970. */
export interface TraceSpan {
  set(facts: SpanFacts): void;
  event(name: string, facts: SpanFacts): void;
  fail(message: string): void;
  end(at: number): void;
  /** one that belongs to this one, which may be over already */
  child(name: string, at: number, facts?: SpanFacts): TraceSpan;
}

/** Who makes spans. */
export interface Tracer {
  begin(name: string, at: number, facts?: SpanFacts): TraceSpan;
  /** Sends what is not sent yet, for two seconds at most. */
  close(): Promise<void>;
}

/** Where spans go. */
export interface TracerHow {
  /** of the collector, the whole of it */
  readonly url: string;
  /** W3C trace context that spans go on with; none when it is not well-formed */
  readonly traceparent: string | undefined;
  /** told when spans could not be sent */
  readonly onFault: (message: string) => void;
}

/** The collector answers within that, or it has none of it. */
const PATIENCE_MS = 1_500;

/** After a fault nothing is sent for so long: a dead collector is not asked at every turn. */
const REST_MS = 30_000;

/** Spans of a run of a thousand pages; what does not find room is dropped. */
const ROOM = 16_384;

/** Opens it. */
export const openTracer = ({ url, traceparent, onFault }: TracerHow): Tracer => {
  const exporter = restful(new OTLPTraceExporter({ url, timeoutMillis: PATIENCE_MS }), onFault);
  const processor = new BatchSpanProcessor(exporter, { maxQueueSize: ROOM, exportTimeoutMillis: PATIENCE_MS });
  const resource = defaultResource()
    .merge(resourceFromAttributes({ "service.name": "broadsheet", "service.version": programVersion() }))
    .merge(detectResources({ detectors: [envDetector] }));
  const provider = new BasicTracerProvider({ resource, spanProcessors: [processor] });
  const tracer = provider.getTracer("broadsheet", programVersion());
  const root = parentOf(traceparent);
  const begin = (name: string, at: number, { facts = {}, parent = root }): TraceSpan => {
    const span = tracer.startSpan(name, { startTime: at, attributes: attributesOf(facts) }, parent);
    return {
      set: (more) => void span.setAttributes(attributesOf(more)),
      event: (event, more) => void span.addEvent(event, attributesOf(more)),
      fail: (message) => void span.setStatus({ code: SpanStatusCode.ERROR, message }),
      end: (time) => span.end(time),
      child: (child, time, more) =>
        begin(child, time, { ...(more && { facts: more }), parent: trace.setSpan(parent, span) }),
    };
  };
  return {
    begin: (name, at, facts) => begin(name, at, { ...(facts && { facts }) }),
    close: async () => {
      const sent = provider.shutdown().catch((fault: unknown) => onFault(messageOf(fault)));
      await Promise.race([sent, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref())]);
    },
  };
};

/** An exporter that tells of faults, and rests after one. */
const restful = (exporter: OTLPTraceExporter, onFault: (message: string) => void): SpanExporter => {
  let until = 0;
  return {
    export: (spans, done) => {
      // code 0 is success: what is dropped was told already
      if (performance.now() < until) return done({ code: 0 });
      exporter.export(spans, (result) => {
        if (result.code !== 0) {
          until = performance.now() + REST_MS;
          onFault(messageOf(result.error));
        }
        done({ code: 0 });
      });
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush(),
  };
};

const parentOf = (traceparent: string | undefined) => {
  const [, traceId, spanId, flags] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(traceparent ?? "") ?? [];
  const active = context.active();
  if (traceId === undefined || spanId === undefined || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return active;
  return trace.setSpanContext(active, { traceId, spanId, traceFlags: Number.parseInt(flags!, 16) & 1, isRemote: true });
};

const attributesOf = (facts: SpanFacts): Attributes =>
  Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === "object" ? [...value] : value] as const],
    ),
  );

const messageOf = (fault: unknown): string => {
  const text =
    fault instanceof Error ? fault.message || ("code" in fault ? String(fault.code) : fault.name) : "no answer";
  return text.split("\n")[0]!;
};
