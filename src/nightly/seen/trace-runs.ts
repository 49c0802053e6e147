/** Runs as traces: a span for the run, in it reading, each page with its stages, the files and the hand-over. */
import type { JobEvent, Listener } from "../run/job-event.ts";
import type { Tracer, TraceSpan } from "./open-tracer.ts";
import { openStageClock, type StageTime } from "./stage-clock.ts";

/** Makes spans of what runs tell; knows nothing but events. */
export const traceRuns = (tracer: Pick<Tracer, "begin">): Listener => {
  const clock = openStageClock(now);
  let run: RunSpans | undefined;
  return (event) => {
    const over = clock.hear(event);
    if (event.event === "start") {
      const { edition, workers, deadline } = event;
      const facts = { "broadsheet.edition": edition, "broadsheet.workers": workers, "broadsheet.deadline": deadline };
      run = { span: tracer.begin("nightly", now(), facts), began: now(), pages: new Map() };
    } else if (run) {
      if (over) hearStage(over, run);
      hear(event, run);
    }
  };
};

/** Milliseconds since 1970, with fractions. */
const now = (): number => performance.timeOrigin + performance.now();

interface RunSpans {
  readonly span: TraceSpan;
  /** when the run, and then its pages, began */
  began: number;
  /** pages that are under way */
  readonly pages: Map<string, TraceSpan>;
}

const hear = (event: JobEvent, run: RunSpans): void => {
  switch (event.event) {
    case "read": {
      const facts = { "broadsheet.pages": event.pages, "broadsheet.cached": event.cached };
      run.span.child("read", run.began, facts).end(now());
      run.began = now();
      return;
    }
    case "page-begin":
      pageSpan(event.page, now(), run).set({ "broadsheet.page.why": event.why });
      return;
    case "page":
      hearPage(event, run);
      return;
    case "retry":
      hearRetry(event, run);
      return;
    case "commit":
      run.span.child("commit", now() - event.seconds * 1000, { "broadsheet.files": event.files }).end(now());
      return;
    case "handover":
      hearHandover(event, run);
      return;
    case "cancelled":
      run.span.set({ "broadsheet.outdated": true });
      endPages(run, undefined);
      run.span.end(now());
      return;
    case "end":
    case "broken":
      hearEnd(event, run);
  }
};

const pageSpan = (page: string, at: number, { pages, span }: RunSpans): TraceSpan => {
  const known = pages.get(page) ?? span.child("page", at, { "broadsheet.page.id": page });
  pages.set(page, known);
  return known;
};

const hearStage = ({ page, stage, from, to }: StageTime, run: RunSpans): void =>
  pageSpan(page, from, run).child(stage, from, { "broadsheet.page.id": page }).end(to);

const hearPage = (event: Extract<JobEvent, { event: "page" }>, run: RunSpans): void => {
  const { page, outcome, state, errors, warnings, findings } = event;
  const span = pageSpan(page, run.began, run);
  span.set({
    "broadsheet.page.outcome": outcome,
    "broadsheet.page.state": state,
    "broadsheet.page.errors": errors,
    "broadsheet.page.warnings": warnings,
    "broadsheet.page.findings": findings.map(({ code }) => code),
  });
  if (errors > 0 || outcome === "failed")
    span.fail(
      findings
        .filter(({ severity }) => severity === "error")
        .map(({ code }) => code)
        .join(", ") || outcome,
    );
  span.end(now());
  run.pages.delete(page);
};

const hearRetry = ({ task, alone, fault }: Extract<JobEvent, { event: "retry" }>, run: RunSpans): void => {
  const [, page] = /^page (.+)$/.exec(task) ?? [];
  const span = (page !== undefined && run.pages.get(page)) || run.span;
  span.event("retry", { "broadsheet.task": task, "broadsheet.alone": alone, "exception.message": fault });
};

const hearHandover = (event: Extract<JobEvent, { event: "handover" }>, run: RunSpans): void => {
  const { plant, to, sent, there, seconds = 0, fault } = event;
  const span = run.span.child("handover", now() - seconds * 1000, {
    "broadsheet.plant": plant,
    // a password in an address is nobody's business
    "broadsheet.to": to.replace(/\/\/[^@/]*@/, "//"),
    "broadsheet.files.sent": sent,
    "broadsheet.files.there": there,
  });
  if (fault !== undefined) span.fail(fault);
  span.end(now());
};

const endPages = (run: RunSpans, why: string | undefined): void => {
  for (const [page, span] of run.pages) {
    if (why !== undefined) span.fail(why);
    span.end(now());
    run.pages.delete(page);
  }
};

const hearEnd = (event: Extract<JobEvent, { event: "end" | "broken" }>, run: RunSpans): void => {
  endPages(run, "the run ended before the page");
  if (event.event === "broken") {
    run.span.set({ "error.type": event.why });
    run.span.fail(event.message);
  } else {
    const { pages, made, kept, replaced, failed } = event;
    run.span.set({
      "broadsheet.pages": pages,
      "broadsheet.pages.made": made,
      "broadsheet.pages.kept": kept,
      "broadsheet.pages.replaced": replaced,
      "broadsheet.pages.failed": failed,
    });
    if (replaced + failed > 0) run.span.fail(`${replaced} pages in their last good version, ${failed} failed`);
  }
  run.span.end(now());
};
