/** Numbers of runs for Prometheus, counted from what runs tell. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { JobEvent, Listener } from "../run/job-event.ts";
import { openStageClock, type StageClock } from "./stage-clock.ts";

/** Metrics of a process. */
export interface RunMetrics {
  readonly hear: Listener;
  /** in the text format of Prometheus */
  text(): Promise<string>;
  /** of that text */
  readonly contentType: string;
}

/** A page takes a tenth of a second to some minutes. */
const BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 180];

/** A run takes as long as its pages, one after the other, at most. */
const RUN_BUCKETS = [0.5, 1, 5, 15, 30, 60, 120, 300, 600, 1200, 3600];

/** Opens them in a registry of their own. */
export const openRunMetrics = (): RunMetrics => {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  collectDefaultMetrics({ register: registry });
  const numbers = numbersIn(registers);
  const clock = openStageClock(() => performance.now());
  return {
    hear: (event) => {
      hearTimes(event, clock, numbers);
      hearCounts(event, numbers);
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
};

const numbersIn = (registers: Registry[]) => ({
  runs: new Counter({
    name: "broadsheet_runs_total",
    help: "Runs that have ended, by how: clean, errors (a page has an error, was replaced or is missing), broken, or outdated (files changed).",
    labelNames: ["outcome"] as const,
    registers,
  }),
  running: new Gauge({ name: "broadsheet_run_active", help: "1 while a run is at work, else 0.", registers }),
  workers: new Gauge({ name: "broadsheet_workers", help: "Workers of the last run that began.", registers }),
  waiting: new Gauge({
    name: "broadsheet_pages_waiting",
    help: "Pages of the run that no worker has begun with, or that wait for their next task.",
    registers,
  }),
  busy: new Gauge({ name: "broadsheet_pages_running", help: "Pages that a worker is at.", registers }),
  pages: new Counter({
    name: "broadsheet_pages_total",
    help: "Pages that runs have finished, by what became of them and by their state in the manifest.",
    labelNames: ["outcome", "state"] as const,
    registers,
  }),
  findings: new Counter({
    name: "broadsheet_findings_total",
    help: "Findings about the pages of runs, those of pages from the store counted again, by severity and code.",
    labelNames: ["severity", "code"] as const,
    registers,
  }),
  cacheHits: new Counter({
    name: "broadsheet_cache_hits_total",
    help: "What came from the store in place of being made, by kind: page, or reading of the edition.",
    labelNames: ["kind"] as const,
    registers,
  }),
  cacheMisses: new Counter({
    name: "broadsheet_cache_misses_total",
    help: "What had to be made, by kind: page, or reading of the edition.",
    labelNames: ["kind"] as const,
    registers,
  }),
  retries: new Counter({
    name: "broadsheet_task_retries_total",
    help: "Tasks that went wrong and were tried again, by kind of task and by where.",
    labelNames: ["task", "where"] as const,
    registers,
  }),
  files: new Counter({
    name: "broadsheet_files_written_total",
    help: "Files that were put into output folders.",
    registers,
  }),
  delivered: new Counter({
    name: "broadsheet_handover_files_total",
    help: "Files that were sent to a plant.",
    labelNames: ["plant"] as const,
    registers,
  }),
  undelivered: new Counter({
    name: "broadsheet_handover_failures_total",
    help: "Hand-overs that did not come off.",
    labelNames: ["plant"] as const,
    registers,
  }),
  success: new Gauge({
    name: "broadsheet_last_success_timestamp_seconds",
    help: "When a run last ended with every page as it was meant to be, seconds since 1970; 0 before there is one.",
    registers,
  }),
  ended: new Gauge({
    name: "broadsheet_last_run_timestamp_seconds",
    help: "When a run last ended, however, seconds since 1970; 0 before one has.",
    registers,
  }),
  runSeconds: new Histogram({
    name: "broadsheet_run_duration_seconds",
    help: "How long runs took.",
    buckets: RUN_BUCKETS,
    registers,
  }),
  pageSeconds: new Histogram({
    name: "broadsheet_page_duration_seconds",
    help: "How long workers were at a page, what it waited for not counted; pages from the store have none.",
    buckets: BUCKETS,
    registers,
  }),
  stageSeconds: new Histogram({
    name: "broadsheet_stage_duration_seconds",
    help: "How long workers were at a stage of a page.",
    labelNames: ["stage"] as const,
    buckets: BUCKETS,
    registers,
  }),
  /** seconds of the pages of the run that are not finished */
  atPage: new Map<string, number>(),
  run: { left: 0, hasErrors: false },
});

type Numbers = ReturnType<typeof numbersIn>;

const hearTimes = (event: JobEvent, clock: StageClock, numbers: Numbers): void => {
  const { atPage, run } = numbers;
  const over = clock.hear(event);
  if (over) {
    const seconds = (over.to - over.from) / 1000;
    numbers.stageSeconds.observe({ stage: over.stage }, seconds);
    atPage.set(over.page, (atPage.get(over.page) ?? 0) + seconds);
  }
  if (event.event === "start" || event.event === "broken") run.left = 0;
  if (event.event === "start") atPage.clear();
  if (event.event === "read") run.left = event.pages;
  if (event.event === "page") {
    run.left--;
    const seconds = atPage.get(event.page);
    if (seconds !== undefined) numbers.pageSeconds.observe(seconds);
  }
  numbers.busy.set(clock.running());
  numbers.waiting.set(Math.max(0, run.left - clock.running()));
};

const hearCounts = (event: Parameters<Listener>[0], numbers: Numbers): void => {
  switch (event.event) {
    case "start":
      // zones are part of the edition's night
      if (event.zone === undefined) numbers.run.hasErrors = false;
      numbers.running.set(1);
      numbers.workers.set(event.workers);
      return;
    case "read":
      (event.cached ? numbers.cacheHits : numbers.cacheMisses).inc({ kind: "reading" });
      return;
    case "page-begin":
      numbers.cacheMisses.inc({ kind: "page" });
      return;
    case "page":
      hearPage(event, numbers);
      return;
    case "retry":
      numbers.retries.inc({ task: event.task.split(" ")[0]!, where: event.alone ? "process" : "pool" });
      return;
    case "commit":
      numbers.files.inc(event.files);
      return;
    case "handover":
      numbers.delivered.inc({ plant: event.plant }, event.sent);
      if (event.fault !== undefined) numbers.undelivered.inc({ plant: event.plant });
      return;
    case "cancelled":
      numbers.runs.inc({ outcome: "outdated" });
      numbers.running.set(0);
      return;
    case "end":
    case "broken":
      hearEnd(event, numbers);
      if (event.event === "broken") numbers.run.hasErrors = true;
  }
};

const hearPage = (event: Extract<JobEvent, { event: "page" }>, numbers: Numbers): void => {
  const { outcome, state, findings } = event;
  numbers.pages.inc({ outcome, state });
  if (outcome === "kept") numbers.cacheHits.inc({ kind: "page" });
  for (const { severity, code, count } of findings) numbers.findings.inc({ severity, code }, count);
  if (findings.some(({ severity }) => severity === "error")) numbers.run.hasErrors = true;
};

const hearEnd = (event: Extract<JobEvent, { event: "end" | "broken" }>, numbers: Numbers): void => {
  const isWhole = event.event === "end" && !numbers.run.hasErrors && event.replaced + event.failed === 0;
  numbers.runs.inc({ outcome: event.event === "broken" ? "broken" : isWhole ? "clean" : "errors" });
  numbers.running.set(0);
  numbers.runSeconds.observe(event.seconds);
  numbers.ended.setToCurrentTime();
  if (isWhole) numbers.success.setToCurrentTime();
};
