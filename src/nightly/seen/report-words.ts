/** What the report says, in English and in simplified Chinese. Sentences of findings are the engine's, in English. */
import type { Verdict } from "./run-report.ts";

/** Languages of reports. */
export type ReportLanguage = "en" | "zh";

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? "" : "s"}`;

const ENGLISH = {
  tag: "en",
  title: (paper: string, date: string) => `${paper} ${date}: the night's run`,
  noEdition: "The night's run",
  verdict: ({ kind, pages, missing }: Verdict) =>
    ({
      clean: pages === 1 ? "The page goes out as it was meant to." : `All ${pages} pages go out as they were meant to.`,
      replaced: `All ${pages} pages go out, but not all as they were meant to.`,
      missing: `${missing.length} of ${count(pages, "page")} ${missing.length === 1 ? "does" : "do"} not go out.`,
      broken: "There is no edition from this run.",
    })[kind],
  details: ({ made, kept, missing, replaced, released, late, errors, warnings, undelivered }: Verdict) =>
    [
      missing.length > 0 ? `missing: ${missing.join(", ")}` : "",
      replaced.length > 0 ? `in the last good version: ${replaced.join(", ")}` : "",
      released.length > 0 ? `released with errors: ${released.join(", ")}` : "",
      late.length > 0 ? `not ready in time: ${late.join(", ")}` : "",
      undelivered.length > 0 ? `not delivered: ${undelivered.join(", ")}` : "",
      made + kept > 0 ? `${made} made, ${kept} as they were` : "",
      errors + warnings > 0 ? `${count(errors, "error")}, ${count(warnings, "warning")}` : "no errors, no warnings",
    ].filter((each) => each !== ""),
  facts: {
    edition: "Edition",
    issue: "Issue",
    zone: "Zone",
    version: "Version",
    began: "Began",
    ended: "Ended",
    took: "Took",
    deadline: "Deadline",
    noDeadline: "none",
    workers: "Workers",
    reading: "Reading",
    cached: "as it was the last time",
    cache: "From the store",
    commit: "Files written",
    program: "Program",
    zoned: "times are those of the machine",
  },
  issue: (issue: number | string) => `No. ${issue}`,
  cacheHits: (kept: number, pages: number) => `${kept} of ${count(pages, "page")}`,
  seconds: (value: number) => `${value < 9.95 ? value.toFixed(1) : Math.round(value)}\u00a0s`,
  pages: "Pages",
  page: (id: string) => `page ${id}`,
  state: {
    press: "for the press",
    held: "held",
    released: "released",
    "last-good": "last good version",
    failed: "failed",
    proof: "proof",
    screen: "for screens",
  } as Readonly<Record<string, string>>,
  by: (name: string) => `by ${name}`,
  outcome: { kept: "as it was", made: "made", "last-good": "replaced", failed: "not made" },
  why: (parts: readonly string[], more: number) =>
    parts.length === 0 ? "for the first time" : `for ${parts.join(", ")}${more > 0 ? ` and ${more} more` : ""}`,
  noPicture: "no picture",
  nothingFound: "nothing found",
  found: (errors: number, warnings: number, notes: number) =>
    [
      errors > 0 ? count(errors, "error") : "",
      warnings > 0 ? count(warnings, "warning") : "",
      notes > 0 ? count(notes, "note") : "",
    ]
      .filter((each) => each !== "")
      .join(", "),
  pictureOf: (id: string, section: string, state: string) =>
    `Page ${id}${section === "" ? "" : `, ${section}`}: ${state}`,
  findings: "Findings",
  noFindings: "Nothing was found.",
  columns: { severity: "Severity", code: "Code", finding: "Finding", place: "Place" },
  severity: { error: "error", warning: "warning", info: "note" },
  hint: "Hint: ",
  ofNoPage: "Of no page",
  filter: "Show",
  search: "Containing",
  preflight: "Preflight of the files",
  preflightColumns: { file: "File", profile: "Profile", result: "Result" },
  passed: (number: number, all: number) =>
    number === all ? `All ${all} checks pass.` : `${number} of ${count(all, "check")} pass.`,
  timings: "Time at each stage",
  timingsNote: "Seconds that workers were at a page, slowest first. Pages that came from the store took none.",
  noTimings: "No page was made: all came from the store.",
  stage: {
    read: "read",
    lay: "set",
    print: "print",
    proof: "draw",
    write: "write",
    preflight: "preflight",
  } as Readonly<Record<string, string>>,
  total: "all",
  pageColumn: "Page",
  share: "Share",
  retries: "Tasks that went wrong and were tried again",
  retryColumns: { task: "Task", what: "What happened", how: "Tried again" },
  alone: "alone in a process",
  again: "by another worker",
  handovers: "Hand-over",
  handoverColumns: { plant: "Plant", to: "To", sent: "Sent", there: "Was there", result: "Result" },
  delivered: "all there",
};

/** The words of one language. */
export type ReportWords = typeof ENGLISH;

const CHINESE: ReportWords = {
  tag: "zh-Hans",
  title: (paper, date) => `${paper} ${date}：夜班制作报告`,
  noEdition: "夜班制作报告",
  verdict: ({ kind, pages, missing }) =>
    ({
      clean: `全部 ${pages} 版均按计划付印。`,
      replaced: `全部 ${pages} 版均已付印，但有的版并非原定内容。`,
      missing: `共 ${pages} 版，其中 ${missing.length} 版不能付印。`,
      broken: "本次制作没有出版结果。",
    })[kind],
  details: ({ made, kept, missing, replaced, released, late, errors, warnings, undelivered }) =>
    [
      missing.length > 0 ? `缺版：${missing.join("、")}` : "",
      replaced.length > 0 ? `用最近一次合格的版面：${replaced.join("、")}` : "",
      released.length > 0 ? `带错误签发：${released.join("、")}` : "",
      late.length > 0 ? `未赶上截稿：${late.join("、")}` : "",
      undelivered.length > 0 ? `未交付：${undelivered.join("、")}` : "",
      made + kept > 0 ? `新制 ${made} 版，未变 ${kept} 版` : "",
      errors + warnings > 0 ? `${errors} 个错误，${warnings} 个警告` : "没有错误和警告",
    ].filter((each) => each !== ""),
  facts: {
    edition: "版次",
    issue: "期号",
    zone: "地区版",
    version: "版本",
    began: "开始",
    ended: "结束",
    took: "用时",
    deadline: "截止时刻",
    noDeadline: "无",
    workers: "工作线程",
    reading: "读稿",
    cached: "与上次相同",
    cache: "取自存储",
    commit: "写出文件",
    program: "程序",
    zoned: "时间为本机时间",
  },
  issue: (issue) => `第 ${issue} 期`,
  cacheHits: (kept, pages) => `${pages} 版中的 ${kept} 版`,
  seconds: (value) => `${value < 9.95 ? value.toFixed(1) : Math.round(value)}\u00a0秒`,
  pages: "版面",
  page: (id) => `第 ${id} 版`,
  state: {
    press: "可付印",
    held: "扣留",
    released: "已签发",
    "last-good": "最近一次合格的版面",
    failed: "失败",
    proof: "清样",
    screen: "屏幕版",
  },
  by: (name) => `签发人 ${name}`,
  outcome: { kept: "未变", made: "已制", "last-good": "已替换", failed: "未制成" },
  why: (parts, more) =>
    parts.length === 0 ? "首次制版" : `因 ${parts.join("、")}${more > 0 ? ` 等 ${parts.length + more} 处` : ""} 有变化`,
  noPicture: "没有图片",
  nothingFound: "没有问题",
  found: (errors, warnings, notes) =>
    [errors > 0 ? `${errors} 个错误` : "", warnings > 0 ? `${warnings} 个警告` : "", notes > 0 ? `${notes} 个提示` : ""]
      .filter((each) => each !== "")
      .join("，"),
  pictureOf: (id, section, state) => `第 ${id} 版${section === "" ? "" : `，${section}`}：${state}`,
  findings: "问题",
  noFindings: "没有发现问题。",
  columns: { severity: "程度", code: "代码", finding: "问题", place: "位置" },
  severity: { error: "错误", warning: "警告", info: "提示" },
  hint: "建议：",
  ofNoPage: "不属于某一版",
  filter: "显示",
  search: "包含",
  preflight: "文件预检",
  preflightColumns: { file: "文件", profile: "规则", result: "结果" },
  passed: (number, all) => (number === all ? `${all} 项检查全部通过。` : `${all} 项检查中有 ${number} 项通过。`),
  timings: "各阶段用时",
  timingsNote: "工作线程处理每一版的秒数，慢的在前。取自存储的版不用时间。",
  noTimings: "没有制版：全部取自存储。",
  stage: { read: "读稿", lay: "排版", print: "输出", proof: "清样", write: "写出", preflight: "预检" },
  total: "合计",
  pageColumn: "版",
  share: "比例",
  retries: "出错后重试的任务",
  retryColumns: { task: "任务", what: "经过", how: "重试" },
  alone: "单独在一个进程里",
  again: "由另一个工作线程",
  handovers: "交付",
  handoverColumns: { plant: "印厂", to: "地点", sent: "已送", there: "已在", result: "结果" },
  delivered: "齐全",
};

/** The words of `language`. */
export const reportWords = (language: ReportLanguage): ReportWords => (language === "zh" ? CHINESE : ENGLISH);
