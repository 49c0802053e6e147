/** A night as it is seen from outside: health, metrics, traces, and the line that moves. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { type AddressInfo, createServer as createTcp } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { messagesIn } from "../src/cli/messages.ts";
import { openNightBar } from "../src/cli/night-bar.ts";
import { traceTo } from "../src/cli/seen-options.ts";
import type { Session } from "../src/cli/session.ts";
import { textWidth } from "../src/cli/text-width.ts";
import type { JobEvent } from "../src/nightly/run/job-event.ts";
import { type Monitor, openMonitor } from "../src/nightly/seen/monitor.ts";
import { openTracer } from "../src/nightly/seen/open-tracer.ts";
import { traceRuns } from "../src/nightly/seen/trace-runs.ts";
import { EditionShelf } from "./kit/edition-folder.ts";
import { newNight } from "./kit/small-night.ts";
import { has } from "./kit/witness.ts";

const shelf = new EditionShelf();
afterAll(() => shelf.remove());

const found = [
  { severity: "error", code: "compose/overset", count: 1 },
  { severity: "warning", code: "makeup/crop", count: 3 },
] as const;

/** A run of three pages: one kept, one made after its worker died, one in its last good version; handed over to two plants. */
const RUN: readonly JobEvent[] = [
  { event: "start", edition: "edition.yaml", workers: 2 },
  { event: "read", pages: 3, cached: true, seconds: 0.1 },
  { event: "page", page: "01", outcome: "kept", state: "press", errors: 0, warnings: 0, findings: [], seconds: 0 },
  { event: "page-begin", page: "02", why: ["stories/a.md"] },
  { event: "page-begin", page: "03", why: [] },
  { event: "stage", page: "02", stage: "read" },
  { event: "stage", page: "02", stage: "lay" },
  { event: "retry", task: "page 02", alone: false, fault: "the worker died" },
  { event: "stage", page: "02", stage: "lay" },
  { event: "stage-end", page: "02" },
  { event: "stage", page: "03", stage: "lay" },
  { event: "stage-end", page: "03" },
  { event: "page", page: "02", outcome: "made", state: "press", errors: 0, warnings: 0, findings: [], seconds: 2 },
  {
    event: "page",
    page: "03",
    outcome: "last-good",
    state: "last-good",
    errors: 1,
    warnings: 3,
    findings: found,
    seconds: 2,
  },
  { event: "commit", files: 4, seconds: 0.2 },
  { event: "handover", plant: "north", to: "sftp://user:secret@north/in", sent: 2, there: 1, seconds: 1 },
  { event: "handover", plant: "south", to: "/south", sent: 0, there: 0, fault: "the folder is not there" },
  { event: "end", pages: 3, made: 1, kept: 1, replaced: 1, failed: 0, seconds: 2.5 },
];

const CLEAN: readonly JobEvent[] = [
  { event: "start", edition: "edition.yaml", workers: 2 },
  { event: "read", pages: 1, cached: false, seconds: 0.1 },
  { event: "page", page: "01", outcome: "kept", state: "press", errors: 0, warnings: 0, findings: [], seconds: 0 },
  { event: "end", pages: 1, made: 0, kept: 1, replaced: 0, failed: 0, seconds: 0.2 },
];

const BROKEN: readonly JobEvent[] = [
  { event: "start", edition: "edition.yaml", workers: 2 },
  { event: "broken", why: "output", message: "the disk is full", seconds: 1 },
];

describe("health and metrics", () => {
  const open: Monitor[] = [];
  const monitorOf = async (...runs: readonly (readonly JobEvent[])[]): Promise<Monitor> => {
    const monitor = await openMonitor({ host: "127.0.0.1", port: 0 });
    open.push(monitor);
    for (const event of runs.flat()) monitor.listener(event);
    return monitor;
  };
  afterEach(async () => {
    for (const each of open.splice(0)) await each.close();
  });
  const get = async ({ address }: Monitor, path: string, method = "GET") => {
    const answer = await fetch(`${address}${path}`, { method });
    return { code: answer.status, type: answer.headers.get("content-type"), text: await answer.text() };
  };
  const healthOf = async (monitor: Monitor) => {
    const { code, text } = await get(monitor, "/healthz");
    return { code, ...JSON.parse(text) };
  };

  test("nothing has run yet", async () => {
    expect(await healthOf(await monitorOf())).toEqual({ code: 200, status: "ok", state: "waiting" });
  });

  test("a run is at work", async () => {
    expect(await healthOf(await monitorOf(CLEAN, RUN.slice(0, 3)))).toMatchObject({
      code: 200,
      state: "running",
      last: { outcome: "clean", pages: 1 },
      current: { edition: "edition.yaml", done: 1, pages: 3 },
    });
  });

  test("a page that was replaced is no failure of the process; a run that broke is, until one does not", async () => {
    const monitor = await monitorOf(RUN);
    expect(await healthOf(monitor)).toMatchObject({ code: 200, last: { outcome: "errors", replaced: 1 } });
    for (const event of BROKEN) monitor.listener(event);
    expect(await healthOf(monitor)).toMatchObject({
      code: 503,
      status: "failing",
      last: { outcome: "broken", message: "the disk is full" },
    });
    for (const event of CLEAN) monitor.listener(event);
    expect(await healthOf(monitor)).toMatchObject({ code: 200, status: "ok" });
  });

  test("when nothing watches any more, that is a failure", async () => {
    const monitor = await openMonitor({ host: "127.0.0.1", port: 0, isAlive: () => false });
    open.push(monitor);
    expect(await healthOf(monitor)).toMatchObject({ code: 503, state: "dead" });
  });

  test("counts what runs tell", async () => {
    const { code, type, text } = await get(await monitorOf(RUN, CLEAN, BROKEN), "/metrics");
    expect(code).toBe(200);
    expect(type).toMatch(/^text\/plain; version=0\.0\.4/);
    const lines = text.split("\n");
    for (const line of [
      'broadsheet_runs_total{outcome="errors"} 1',
      'broadsheet_runs_total{outcome="clean"} 1',
      'broadsheet_runs_total{outcome="broken"} 1',
      'broadsheet_pages_total{outcome="kept",state="press"} 2',
      'broadsheet_pages_total{outcome="last-good",state="last-good"} 1',
      'broadsheet_findings_total{severity="warning",code="makeup/crop"} 3',
      'broadsheet_cache_hits_total{kind="page"} 2',
      'broadsheet_cache_hits_total{kind="reading"} 1',
      'broadsheet_cache_misses_total{kind="page"} 2',
      'broadsheet_task_retries_total{task="page",where="pool"} 1',
      'broadsheet_handover_files_total{plant="north"} 2',
      'broadsheet_handover_failures_total{plant="south"} 1',
      'broadsheet_stage_duration_seconds_count{stage="lay"} 3',
      "broadsheet_page_duration_seconds_count 2",
      "broadsheet_run_duration_seconds_count 3",
      "broadsheet_run_active 0",
      "broadsheet_pages_waiting 0",
      "broadsheet_files_written_total 4",
    ])
      expect(lines).toContain(line);
    expect(text).toMatch(/^broadsheet_last_success_timestamp_seconds 1[\d.e+]+$/m);
    expect(text).toMatch(/^process_resident_memory_bytes \d+/m);
  });

  test.skipIf(!has("promtool"))("promtool has nothing to say about them", async () => {
    const { text } = await get(await monitorOf(RUN), "/metrics");
    const own = text.replace(/^(# (HELP|TYPE) )?(nodejs|process)_.*\n/gm, "");
    const { status, stderr, stdout } = spawnSync("promtool", ["check", "metrics"], { input: own, encoding: "utf8" });
    expect({ status, said: `${stdout}${stderr}` }).toEqual({ status: 0, said: "" });
  });

  test("reads are answered, and nothing else", async () => {
    const monitor = await monitorOf();
    expect(await get(monitor, "/healthz", "HEAD")).toMatchObject({ code: 200, text: "" });
    expect(await get(monitor, "/metrics?x=1")).toMatchObject({ code: 200 });
    for (const path of ["/", "/healthz/", "/__proto__", "/constructor", "/../etc/passwd"])
      expect((await get(monitor, path)).code, path).toBe(404);
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS"])
      expect((await get(monitor, "/metrics", method)).code, method).toBe(405);
  });

  test("a port that is taken ends the command before anything is done", async () => {
    const other = createTcp().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const folder = newNight(shelf);
    const ran = await shelf.run(folder, "nightly", ".", "--listen", String((other.address() as AddressInfo).port));
    other.close();
    expect(ran.code).toBe(2);
    expect(ran.err).toMatch(/error\[nightly\/listen\].*`127\.0\.0\.1:\d+` is taken/);
    expect(existsSync(join(folder, "out"))).toBe(false);
  });

  test.each(["x", "1:2:3", "99999", "host:", "-1", "a b:1"])("`--listen %s` is refused", async (at) => {
    const folder = newNight(shelf);
    expect(await shelf.run(folder, "nightly", ".", `--listen=${at}`)).toMatchObject({
      code: 2,
      err: expect.stringContaining("--listen"),
    });
    expect(existsSync(join(folder, "out"))).toBe(false);
  });
});

interface OtlpSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly status: { readonly code: number; readonly message?: string };
  readonly attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
  readonly events: readonly { readonly name: string }[];
}

/** A collector on loopback. */
class Collector {
  readonly spans: OtlpSpan[] = [];
  readonly paths: string[] = [];
  readonly #server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", () => {
      this.paths.push(request.url ?? "");
      const { resourceSpans } = JSON.parse(Buffer.concat(parts).toString("utf8"));
      for (const { scopeSpans } of resourceSpans) for (const { spans } of scopeSpans) this.spans.push(...spans);
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  });

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

const ids = (spans: readonly OtlpSpan[]) => new Map(spans.map((span) => [span.spanId, span]));

describe("traces", () => {
  const collectors: Collector[] = [];
  const collect = async (): Promise<{ readonly collector: Collector; readonly address: string }> => {
    const collector = new Collector();
    collectors.push(collector);
    return { collector, address: await collector.open() };
  };
  afterEach(() => {
    for (const each of collectors.splice(0)) each.close();
  });
  const PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  test("a run is a span with its reading, pages, stages, files and hand-over in it", async () => {
    const { collector, address } = await collect();
    const faults: string[] = [];
    const onFault = (message: string) => void faults.push(message);
    const tracer = openTracer({ url: `${address}/v1/traces`, traceparent: PARENT, onFault });
    const listener = traceRuns(tracer);
    for (const event of RUN) listener(event);
    await tracer.close();
    expect(faults).toEqual([]);
    const { spans } = collector;
    const all = ids(spans);
    const pathOf = (span: OtlpSpan): string => {
      const above = all.get(span.parentSpanId ?? "");
      return above ? `${pathOf(above)}/${span.name}` : span.name;
    };
    expect(spans.map(pathOf).sort()).toEqual([
      "nightly",
      "nightly/commit",
      "nightly/handover",
      "nightly/handover",
      "nightly/page",
      "nightly/page",
      "nightly/page",
      "nightly/page/lay",
      "nightly/page/lay",
      "nightly/page/lay",
      "nightly/page/read",
      "nightly/read",
    ]);
    const root = spans.find(({ name }) => name === "nightly")!;
    expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([PARENT.slice(3, 35)]));
    expect(root.parentSpanId).toBe(PARENT.slice(36, 52));
    for (const { startTimeUnixNano, endTimeUnixNano } of spans)
      expect(BigInt(endTimeUnixNano) - BigInt(startTimeUnixNano)).toBeGreaterThanOrEqual(0n);
    const page = (id: string) =>
      spans.find(
        ({ name, attributes }) =>
          name === "page" &&
          attributes.some(({ key, value }) => key === "broadsheet.page.id" && value["stringValue"] === id),
      )!;
    expect(page("02").events.map(({ name }) => name)).toEqual(["retry"]);
    expect(page("02").status.code).toBe(0);
    expect(page("03").status).toEqual({ code: 2, message: "compose/overset" });
    expect(root.status.code).toBe(2);
    expect(JSON.stringify(spans)).not.toContain("secret");
  });

  test("a run that broke says why, and leaves no span open", async () => {
    const { collector, address } = await collect();
    const tracer = openTracer({ url: `${address}/v1/traces`, traceparent: "nonsense", onFault: () => undefined });
    const listener = traceRuns(tracer);
    for (const event of [...RUN.slice(0, 6), BROKEN[1]!]) listener(event);
    await tracer.close();
    const root = collector.spans.find(({ name }) => name === "nightly")!;
    expect(root.parentSpanId).toBeFalsy();
    expect(root.status).toEqual({ code: 2, message: "the disk is full" });
    expect(collector.spans.filter(({ name, status }) => name === "page" && status.code === 2)).toHaveLength(2);
  });

  const folder = newNight(shelf);

  test("the command sends them where it is told, and nowhere when nobody asks", async () => {
    const { collector, address } = await collect();
    expect(await shelf.run(folder, "nightly", ".", "--trace", address)).toMatchObject({ code: 0 });
    expect(new Set(collector.paths)).toEqual(new Set(["/v1/traces"]));
    expect(collector.spans.filter(({ name }) => name === "page")).toHaveLength(4);
    const before = collector.spans.length;
    await shelf.run(folder, "nightly", ".");
    expect(collector.spans).toHaveLength(before);
  });

  test.each(["http://127.0.0.1:1", "nonsense"])(
    "a collector that is not there (%s) is told once and harms nothing",
    async (address) => {
      shelf.env["OTEL_EXPORTER_OTLP_ENDPOINT"] = address;
      const ran = await shelf.run(folder, "nightly", ".");
      delete shelf.env["OTEL_EXPORTER_OTLP_ENDPOINT"];
      expect(ran.code).toBe(0);
      expect(ran.err.split("\n").filter((line) => line.includes("nightly/trace"))).toEqual([
        expect.stringMatching(/^warning\[nightly\/trace\] traces could not be sent to `[^`]+`: /),
      ]);
    },
  );

  test("a collector that never answers does not keep the run", async () => {
    const silent = createTcp().listen(0, "127.0.0.1");
    await new Promise((resolve) => silent.once("listening", resolve));
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/v1/traces`;
    const faults: string[] = [];
    const tracer = openTracer({ url, traceparent: undefined, onFault: (message) => void faults.push(message) });
    const listener = traceRuns(tracer);
    for (const event of CLEAN) listener(event);
    // it ends at all: the test would not
    await tracer.close();
    silent.close();
    expect(faults.length).toBeLessThanOrEqual(1);
  });

  test.each([
    [{ trace: "http://c:4318" }, {}, "http://c:4318/v1/traces"],
    [{ trace: "https://c/otlp/v1/traces" }, {}, "https://c/otlp/v1/traces"],
    [{}, { OTEL_EXPORTER_OTLP_ENDPOINT: "http://c:4318/otlp/" }, "http://c:4318/otlp/v1/traces"],
    [{}, { OTEL_EXPORTER_OTLP_ENDPOINT: "http://b", OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://c/t" }, "http://c/t"],
    [{}, { OTEL_EXPORTER_OTLP_ENDPOINT: "http://b", OTEL_SDK_DISABLED: "true" }, undefined],
    [{}, { OTEL_EXPORTER_OTLP_ENDPOINT: "http://b", OTEL_TRACES_EXPORTER: "none" }, undefined],
    [{}, {}, undefined],
  ] as const)("%j with %j goes to %s", (options, env, url) => {
    const session = { terminal: { env }, says: messagesIn("en") } as unknown as Session;
    expect(traceTo(options, session)?.url).toBe(url);
  });
});

describe("the line that moves", () => {
  const barOf = (language: "en" | "zh", width: number, colours = false) => {
    let time = 0;
    const session = { says: messagesIn(language), terminal: { width, colours } } as unknown as Session;
    const bar = openNightBar(session, () => time);
    const lines: string[] = [];
    for (const event of RUN) {
      time += 1000;
      bar.hear(event);
      lines.push(bar.line());
    }
    return lines;
  };

  test.each([
    ["en", 40],
    ["en", 80],
    ["en", 120],
    ["zh", 40],
    ["zh", 80],
    ["zh", 120],
  ] as const)("%s at %d columns fills all but the last, whatever is on it", (language, width) => {
    for (const line of barOf(language, width)) expect(textWidth(line), line).toBe(width - 1);
  });

  test("says pages, findings, the time left and the stage, the first where there is no room for all", () => {
    const wide = barOf("zh", 120);
    expect(wide[0]).toMatch(/^\[-{30}\] {2}读稿 *$/);
    expect(wide[12]).toMatch(/^\[#{20}-{10}\] {2}2\/3 版 {2}还需 \d+ 秒 {2}第 03 版 排版 *$/);
    expect(wide.at(-1)).toMatch(/^\[#{30}\] {2}3\/3 版 {2}1 个错误 {2}3 个警告 /);
    expect(barOf("zh", 40).at(-1)).toMatch(/^\[#{10}\] {2}3\/3 版 {2}1 个错误 *$/);
  });

  test("has colours where the terminal has them, and no codes elsewhere", () => {
    expect(barOf("en", 80, true).at(-1)).toContain("\u001b[1;31m1 error\u001b[0m");
    expect(barOf("en", 80).join("")).not.toContain("\u001b");
  });
});
