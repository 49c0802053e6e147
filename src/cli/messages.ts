/** What the program says to people, in English and in simplified Chinese. Findings are not here: they come from the engine. */

import type { Severity } from "../base/diagnostic.ts";
import type { FeedCounts } from "../feeds/feed-run.ts";
import type { AnnotateRefusal as CopyRefusal } from "../report/annotate-pdf.ts";
import type { Language } from "./language.ts";
import { QUEUE_CHINESE, QUEUE_ENGLISH } from "./queue-messages.ts";
import { WATCH_CHINESE, WATCH_ENGLISH } from "./watch-messages.ts";

/** A place on a page, in millimetres. */
interface MillimetreBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A page of a run. */
interface NightPage {
  readonly page: string;
  readonly word: string;
  readonly errors: number;
  readonly warnings: number;
  readonly seconds: number;
}

/** The pages of a run. */
interface NightSums {
  readonly pages: number;
  readonly made: number;
  readonly kept: number;
  readonly replaced: number;
  readonly failed: number;
  readonly seconds: number;
}

/** `1:05` of seconds. */
const clock = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

const ENGLISH = {
  severity: { error: "error", warning: "warning", info: "note" } satisfies Record<Severity, string> as Record<
    Severity,
    string
  >,
  colon: ": ",
  page: (id: string) => `page ${id}`,
  hint: "hint",
  place: (words: string) => words,
  summary: (errors: number, warnings: number, notes: number) =>
    [
      errors > 0 ? counted(errors, "error") : "",
      warnings > 0 ? counted(warnings, "warning") : "",
      notes > 0 ? counted(notes, "note") : "",
    ]
      .filter((each) => each !== "")
      .join(", "),
  notesHidden: (notes: number) => `${notes === 1 ? "1 note" : `${notes} notes`} not shown (--verbose shows them)`,
  wrote: (files: number, folder: string, seconds: string) =>
    `wrote ${files === 1 ? "1 file" : `${files} files`} to ${folder} in ${seconds} s`,
  state: {
    press: "for the press",
    held: "HELD",
    released: "RELEASED",
    proof: "proof",
    screen: "screen",
    failed: "FAILED",
  } as Record<string, string>,
  releasedBy: (name: string) => `by ${name}`,
  releasedByNeeded: "`--release` needs `--released-by NAME`: somebody answers for a page with errors",
  timeOfDay: "give a time of day, as in 23:40",
  outcome: { kept: "as it was", made: "made", "last-good": "LAST GOOD VERSION", failed: "FAILED" } as Record<
    string,
    string
  >,
  nightlyBar: {
    reading: "reading",
    pages: (done: number, total: number) => `${done}/${counted(total, "page")}`,
    errors: (number: number) => counted(number, "error"),
    warnings: (number: number) => counted(number, "warning"),
    left: (seconds: number) => `${seconds < 60 ? `${seconds} s` : clock(seconds)} left`,
  },
  nightlyWhy: (page: string, why: readonly string[]) =>
    why.length === 0 ? `page ${page}: made for the first time` : `page ${page}: made again, for ${why.join(", ")}`,
  nightlyPage: ({ page, word, errors, warnings, seconds }: NightPage) =>
    `page ${page}: ${word}${errors > 0 ? `, ${counted(errors, "error")}` : ""}${warnings > 0 ? `, ${counted(warnings, "warning")}` : ""} (${seconds.toFixed(1)} s)`,
  nightlyRetry: (task: string, alone: boolean, fault: string) =>
    `${task} went wrong (${fault}); tried again${alone ? " in a process of its own" : ""}`,
  ...QUEUE_ENGLISH,
  nightlyWithdrawn: (paths: readonly string[]) => `WITHDRAWN, and gone from all that was made: ${paths.join(", ")}`,
  nightlyEnd: ({ pages, made, kept, replaced, failed, seconds }: NightSums) =>
    `${counted(pages, "page")}: ${made} made, ${kept} as they were, ${replaced} in the last good version, ${failed} failed, in ${seconds.toFixed(1)} s`,
  nightlyDone: (written: number, folder: string) =>
    written === 0
      ? `nothing has changed in ${folder}`
      : `wrote ${written === 1 ? "1 file" : `${written} files`} to ${folder}`,
  ...WATCH_ENGLISH,
  nightlyReport: (path: string) => `report: ${path}`,
  nightlyListening: (address: string) => `health and metrics: ${address}/healthz, ${address}/metrics`,
  listenAddress: "give a port, or an address and a port, as in 9464 or 127.0.0.1:9464",
  traceAddress: "give the address of a collector, as in http://127.0.0.1:4318",
  nothingWrong: "no findings",
  copyfit: ["story", "characters", "lines", "room", "fit"] as readonly string[],
  overset: (lines: number, characters: number) =>
    [counted(lines, "line"), counted(characters, "character")].flatMap((each) => (each ? [`+${each}`] : [])).join(", "),
  underset: (lines: number, characters: number) => `−${counted(lines, "line")}, −${counted(characters, "character")}`,
  jumps: (lines: number, page: string) => `${counted(lines, "line")} on page ${page}`,
  fitsExactly: "fits",
  fontColumns: ["family", "weight", "font", "glyphs", "fallback", "licence", "file"] as readonly string[],
  notFound: "not found",
  stage: {
    lay: "laying out",
    print: "printing",
    proof: "proof",
    write: "writing",
    read: "reading",
    preflight: "preflight",
  },
  wroteProof: (file: string, width: number, height: number) => `wrote ${file} (${width} × ${height} pixels)`,
  wroteDigital: (folder: string, pages: number, stories: number) =>
    `wrote ${folder}: ${pages} page${pages === 1 ? "" : "s"}, ${stories} stor${stories === 1 ? "y" : "ies"}`,
  leftOut: (pages: readonly string[]) => `left out for their errors: ${pages.join(", ")}`,
  noPlates: (why: string) => `there are no plates: ${why}; install Ghostscript 10 or later, which separates them`,
  noPaperView: (condition: string) =>
    `the profile of \`${condition}\` cannot show what is printed: its tables are damaged`,
  softAlone: "`--soft` goes with neither `--plate` nor `--spread`",
  coverage: (shares: string) => `ink coverage: ${shares}`,
  mostInk: (pixel: string, square: string) => `most ink: ${pixel}; in a square of 15 mm ${square}`,
  atMillimetres: (x: number, y: number) => ` at ${x}, ${y} mm`,
  frames: (count: number) => `${count} frames`,
  leg: (number: number, measure: string, lines: number) => `leg ${number}: measure ${measure} zi, ${lines} lines`,
  features: "features",
  fault: (file: string) => `broadsheet has a fault; please report it with the file ${file}`,
  faultNoFile: (what: string) => `broadsheet has a fault, and its report could not be written: ${what}`,
  error: "error",
  didYouMean: (name: string) => `did you mean \`${name}\`?`,
  noFile: (path: string) => `\`${path}\` is not there`,
  unreadable: (path: string, why: string) => `\`${path}\` cannot be read (${why})`,
  noEditionInFolder: (path: string) => `the folder \`${path}\` has no \`edition.yaml\``,
  noEditionAbove: (path: string) => `\`${path}\` is a page, but there is no \`edition.yaml\` in its folder or above`,
  pageNotInEdition: (page: string, edition: string) => `\`${page}\` is not a page of \`${edition}\``,
  noPage: (id: string, ids: readonly string[]) =>
    `the edition has no page \`${id}\`; it has ${ids.map((each) => `\`${each}\``).join(", ")}`,
  onePage: (ids: readonly string[]) =>
    `give one page with \`--page\`; the edition has ${ids.map((each) => `\`${each}\``).join(", ")}`,
  byNeeded: "`--release` needs `--by NAME`: who releases the page is written into the manifest",
  releaseNeeded: "`--by` goes with `--release PAGE`",
  releaseNotBuilt: (id: string) => `page \`${id}\` is released but not built: add it to \`--page\``,
  badValue: (option: string, value: string, wanted: string) => `\`${option} ${value}\`: ${wanted}`,
  oneOf: (names: readonly string[]) => `give one of ${names.join(", ")}`,
  wholeNumber: (from: number, to: number) => `give a whole number from ${from} to ${to}`,
  length: (units: string, example: string) => `give a length with its unit (${units}), as in ${example}`,
  measures: "give widths of more than nothing in zi, as in 20.5zi or 20zi,18.5zi",
  languageTag: "give a language tag (BCP 47), as in zh-Hans",
  notUtf8: (path: string) => `\`${path}\` is not UTF-8`,
  noSchema: (name: string, names: readonly string[]) => `there is no schema \`${name}\`; there are ${names.join(", ")}`,
  unreadEdition: "the edition cannot be read; nothing was written",
  noPdf: "give at least one PDF",
  tooLarge: (path: string, limit: number) => `\`${path}\` is larger than ${limit} MiB and was not looked at`,
  overInput: (path: string) => `\`${path}\` is one of the files that are looked at; name another one`,
  sameOutput: (path: string) =>
    `\`${path}\` would be written twice; name another file, or look at the files one by one`,
  annotatedFolder: (path: string) => `\`--annotated ${path}\`: for several files give a folder that is there`,
  noReportFonts: "there are no fonts for the report; `broadsheet fonts` lists what was found",
  wroteCopy: (path: string) => `marked copy: ${path}`,
  wroteReport: (path: string) => `report: ${path}`,
  noCopy: (path: string, why: CopyRefusal) =>
    `no marked copy of ${path}: ${
      {
        encrypted: "it is encrypted; save it without a password first",
        damaged: "it had to be mended to be read; write it anew first, as `qpdf IN.pdf OUT.pdf` does",
        "no pages": "it has no pages",
        "loose page": "a page of it is no object of its own; write it anew first, as `qpdf IN.pdf OUT.pdf` does",
      }[why]
    }`,
  noClaim: "claims no PDF/X",
  pages: (count: number) => (count === 1 ? "1 page" : `${count} pages`),
  pageOfFile: (number: number) => `page ${number}`,
  boxAt: ({ x, y, width, height }: MillimetreBox) =>
    `${width} × ${height} mm at ${x}, ${y} mm from the page's top left`,
  objectNumber: (number: number) => `object ${number}`,
  comma: ", ",
  morePlaces: (count: number) => `and ${counted(count, "more place")}`,
  notChecked: (what: string) => `not checked: ${what}`,
  pageInk: (page: number, shares: string, square: string) =>
    `ink of page ${page}: ${shares}; at most ${square} % in a square of 15 mm`,
  versionLetter: "give one to three capital letters or digits, as in B",
  copy: (name: string) => `== ${name} ==`,
  oneZone: "give one zone with `--zone`",
  noZone: (name: string, names: readonly string[]) =>
    names.length < 2
      ? `the edition has no zones (\`zones\`), so there is no \`${name}\``
      : `the edition has no zone \`${name}\`; it has ${names.map((each) => `\`${each}\``).join(", ")}`,
  noPlant: (name: string, names: readonly string[]) =>
    names.length === 0
      ? `the edition names no plants (\`targets\`), so there is no \`${name}\``
      : `the edition has no plant \`${name}\`; it has ${names.map((each) => `\`${each}\``).join(", ")}`,
  replaces: (version: string, plates: readonly string[]) =>
    plates.length === 0 ? `for ${version}: no plate changes` : `for ${version}: new plates ${plates.join(" ")}`,
  twoPages: "give the two pages of a spread, as in `--spread 02,03`",
  notFacing: (one: string, other: string) =>
    `pages \`${one}\` and \`${other}\` do not face one another: a spread is an even page and the next one of its section, as in \`--spread 02,03\``,
  spreadAlone: "`--spread` takes neither `--page` nor `--layers`",
  noTime: (text: string) => `\`${text}\` is no time; write it as in 2026-03-01T23:40:00+08:00`,
  fed: (counts: FeedCounts, released: number) =>
    `${counts.seen} ${counts.seen === 1 ? "item" : "items"}: ${counts.stories} new, ${counts.updates} updated, ${counts.duplicates} twice, ${counts.stale} stale, ` +
    `${counts.killed} killed, ${counts.held} held, ${counts.filtered} filtered, ${counts.quarantined} in quarantine` +
    `${released > 0 ? `; ${released} released from embargo` : ""}`,
  noAddress: "no plant says where it takes its pages (`handover: { to: … }`)",
  notBuilt: (folder: string) => `\`${folder}\` has no \`manifest.json\`: build the edition first`,
  delivered: (sent: number, there: number, place: string) =>
    `${place}: ${sent === 1 ? "1 file" : `${sent} files`} handed over${there === 0 ? "" : `, ${there} already there`}`,
};

const counted = (count: number, what: string): string =>
  count === 0 ? "" : count === 1 ? `1 ${what}` : `${count} ${what}s`;

/** All sentences of one language. */
export type Messages = typeof ENGLISH;

const CHINESE: Messages = {
  severity: { error: "错误", warning: "警告", info: "提示" },
  colon: "：",
  page: (id) => `第 ${id} 版`,
  hint: "建议",
  place: (words) =>
    words
      .replace(/\bcolumns? (\d+(?:–\d+)?)/g, "第 $1 栏")
      .replace(/\brows? (\d+(?:–\d+)?)/g, "第 $1 行")
      .replace(/\bslot (\S+)/g, "版位 $1")
      .replaceAll(", ", "，"),
  summary: (errors, warnings, notes) =>
    [errors > 0 ? `${errors} 个错误` : "", warnings > 0 ? `${warnings} 个警告` : "", notes > 0 ? `${notes} 条提示` : ""]
      .filter((each) => each !== "")
      .join("，"),
  notesHidden: (notes) => `另有 ${notes} 条提示未显示（加 --verbose 显示）`,
  wrote: (files, folder, seconds) => `已写出 ${files} 个文件到 ${folder}，用时 ${seconds} 秒`,
  state: { press: "可付印", held: "扣留", released: "已签发", proof: "清样", screen: "屏幕版", failed: "失败" },
  releasedBy: (name) => `签发人 ${name}`,
  releasedByNeeded: "`--release` 还需要 `--released-by 姓名`：有错误的版面要有人负责",
  timeOfDay: "请用 23:40 这样的时刻",
  outcome: { kept: "未变", made: "已制", "last-good": "用最近一次合格的版面", failed: "失败" },
  nightlyBar: {
    reading: "读稿",
    pages: (done, total) => `${done}/${total} 版`,
    errors: (number) => `${number} 个错误`,
    warnings: (number) => `${number} 个警告`,
    left: (seconds) => `还需 ${seconds < 60 ? `${seconds} 秒` : clock(seconds)}`,
  },
  nightlyWhy: (page, why) =>
    why.length === 0 ? `${page} 版：首次制版` : `${page} 版：重制，因为 ${why.join("、")} 有变化`,
  nightlyPage: ({ page, word, errors, warnings, seconds }) =>
    `${page} 版：${word}${errors > 0 ? `，${errors} 个错误` : ""}${warnings > 0 ? `，${warnings} 个警告` : ""}（${seconds.toFixed(1)} 秒）`,
  nightlyRetry: (task, alone, fault) => `${task} 出错（${fault}）；${alone ? "单独在一个进程里" : ""}重试`,
  ...QUEUE_CHINESE,
  nightlyWithdrawn: (paths) => `已撤稿，并已从所有成品中清除：${paths.join("、")}`,
  nightlyEnd: ({ pages, made, kept, replaced, failed, seconds }) =>
    `共 ${pages} 版：制 ${made} 版，未变 ${kept} 版，用旧版 ${replaced} 版，失败 ${failed} 版，用时 ${seconds.toFixed(1)} 秒`,
  ...WATCH_CHINESE,
  nightlyDone: (written, folder) => (written === 0 ? `${folder} 没有变化` : `已写入 ${written} 个文件到 ${folder}`),
  nightlyReport: (path) => `运行报告：${path}`,
  nightlyListening: (address) => `健康状态和指标：${address}/healthz，${address}/metrics`,
  listenAddress: "请写端口，或地址加端口，例如 9464 或 127.0.0.1:9464",
  traceAddress: "请写收集器的地址，例如 http://127.0.0.1:4318",
  nothingWrong: "没有发现问题",
  copyfit: ["稿件", "字数", "行数", "可容行数", "余缺"],
  overset: (lines, characters) => `超 ${lines} 行（${characters} 字）`,
  underset: (lines, characters) => `缺 ${lines} 行（${characters} 字）`,
  jumps: (lines, page) => `下转第${page}版 ${lines} 行`,
  fitsExactly: "正好",
  fontColumns: ["字族", "字重", "字体", "字形数", "后备", "许可", "文件"],
  notFound: "未找到",
  stage: { lay: "排版", print: "输出", proof: "清样", write: "写出", read: "读稿", preflight: "预检" },
  wroteProof: (file, width, height) => `已写出 ${file}（${width} × ${height} 像素）`,
  wroteDigital: (folder, pages, stories) => `已写出 ${folder}：${pages} 个版，${stories} 篇稿件`,
  leftOut: (pages) => `有错误而未收入的版：${pages.join("、")}`,
  noPaperView: (condition) => `\`${condition}\` 的特性文件已损坏，无法模拟印刷效果`,
  softAlone: "`--soft` 不能与 `--plate` 或 `--spread` 同用",
  noPlates: (why) => `无法分色：${why}；请安装 Ghostscript 10 或更新的版本`,
  coverage: (shares) => `墨量：${shares}`,
  mostInk: (pixel, square) => `总墨量最高 ${pixel}；15 毫米见方内最高 ${square}`,
  atMillimetres: (x, y) => `（${x}, ${y} 毫米处）`,
  frames: (count) => `${count} 个框`,
  leg: (number, measure, lines) => `第 ${number} 栏：行长 ${measure} 字，${lines} 行`,
  features: "特征",
  fault: (file) => `broadsheet 程序出错，报告已写入 ${file}，请随报告反馈`,
  faultNoFile: (what) => `broadsheet 程序出错，且报告无法写出：${what}`,
  error: "错误",
  didYouMean: (name) => `是不是 \`${name}\`？`,
  noFile: (path) => `\`${path}\` 不存在`,
  unreadable: (path, why) => `\`${path}\` 无法读取（${why}）`,
  noEditionInFolder: (path) => `文件夹 \`${path}\` 里没有 \`edition.yaml\``,
  noEditionAbove: (path) => `\`${path}\` 是一个版面，但它所在的文件夹及上级没有 \`edition.yaml\``,
  pageNotInEdition: (page, edition) => `\`${page}\` 不是 \`${edition}\` 里的版面`,
  noPage: (id, ids) => `本期没有 \`${id}\` 版；有 ${ids.map((each) => `\`${each}\``).join("、")}`,
  onePage: (ids) => `请用 \`--page\` 指定一个版；本期有 ${ids.map((each) => `\`${each}\``).join("、")}`,
  byNeeded: "`--release` 需要 `--by 姓名`：签发人要写进清单",
  releaseNeeded: "`--by` 要和 `--release 版号` 一起用",
  releaseNotBuilt: (id) => `签发了 \`${id}\` 版，却没有输出它：请把它加进 \`--page\``,
  badValue: (option, value, wanted) => `\`${option} ${value}\`：${wanted}`,
  oneOf: (names) => `请用 ${names.join("、")} 之一`,
  wholeNumber: (from, to) => `请用 ${from} 到 ${to} 的整数`,
  length: (units, example) => `请写带单位的长度（${units}），例如 ${example}`,
  measures: "请用字数表示行长，须大于零，例如 20.5zi 或 20zi,18.5zi",
  languageTag: "请写语言代码（BCP 47），例如 zh-Hans",
  notUtf8: (path) => `\`${path}\` 不是 UTF-8 编码`,
  noSchema: (name, names) => `没有名为 \`${name}\` 的格式；有 ${names.join("、")}`,
  unreadEdition: "本期无法读取，没有写出任何文件",
  noPdf: "请给出至少一个 PDF 文件",
  tooLarge: (path, limit) => `\`${path}\` 超过 ${limit} MiB，没有检查`,
  overInput: (path) => `\`${path}\` 是被检查的文件，请另给文件名`,
  sameOutput: (path) => `\`${path}\` 会被写两次，请另给文件名，或逐个检查`,
  annotatedFolder: (path) => `\`--annotated ${path}\`：检查多个文件时请给已有的文件夹`,
  noReportFonts: "没有可用于报告的字体；`broadsheet fonts` 列出找到的字体",
  wroteCopy: (path) => `标注副本：${path}`,
  wroteReport: (path) => `报告：${path}`,
  noCopy: (path, why) =>
    `没有为 ${path} 写标注副本：${
      {
        encrypted: "文件已加密，请先另存为不加密的文件",
        damaged: "文件有损坏，经修补才能读取；请先重新写出，例如 `qpdf IN.pdf OUT.pdf`",
        "no pages": "文件没有页面",
        "loose page": "有页面不是独立的对象；请先重新写出，例如 `qpdf IN.pdf OUT.pdf`",
      }[why]
    }`,
  noClaim: "没有标明 PDF/X",
  pages: (count) => `${count} 页`,
  pageOfFile: (number) => `第 ${number} 页`,
  boxAt: ({ x, y, width, height }) => `距版面左上角 ${x}、${y} mm 处，${width} × ${height} mm`,
  objectNumber: (number) => `对象 ${number}`,
  comma: "，",
  morePlaces: (count) => `另有 ${count} 处`,
  notChecked: (what) => `未检查：${what}`,
  pageInk: (page, shares, square) => `第 ${page} 页墨量：${shares}；15 毫米见方内最多 ${square} %`,
  versionLetter: "请用一到三个大写字母或数字，例如 B",
  copy: (name) => `== ${name} ==`,
  oneZone: "请用 `--zone` 指定一个版别",
  noZone: (name, names) =>
    names.length < 2
      ? `本期没有写明分版（\`zones\`），没有 \`${name}\``
      : `本期没有版别 \`${name}\`；有 ${names.map((each) => `\`${each}\``).join("、")}`,
  noPlant: (name, names) =>
    names.length === 0
      ? `本期没有写明印厂（\`targets\`），没有 \`${name}\``
      : `本期没有印厂 \`${name}\`；有 ${names.map((each) => `\`${each}\``).join("、")}`,
  replaces: (version, plates) =>
    plates.length === 0 ? `替换 ${version}：无须换版` : `替换 ${version}：须换 ${plates.join(" ")} 版`,
  twoPages: "请写出相对的两个版，例如 `--spread 02,03`",
  notFacing: (one: string, other: string) =>
    `\`${one}\` 版和 \`${other}\` 版不是相对的两个版：应为同一叠里的双数版和下一版，例如 \`--spread 02,03\``,
  spreadAlone: "`--spread` 不能和 `--page`、`--layers` 一起用",
  noTime: (text) => `\`${text}\` 不是时间；请写成 2026-03-01T23:40:00+08:00`,
  fed: (counts, released) =>
    `来稿 ${counts.seen} 件：新稿 ${counts.stories}，更新 ${counts.updates}，重复 ${counts.duplicates}，旧版 ${counts.stale}，` +
    `撤稿 ${counts.killed}，禁发 ${counts.held}，不采用 ${counts.filtered}，隔离 ${counts.quarantined}` +
    `${released > 0 ? `；另有 ${released} 件禁发期满` : ""}`,
  noAddress: "没有印厂写明交付地点（`handover: { to: … }`）",
  notBuilt: (folder) => `\`${folder}\` 里没有 \`manifest.json\`：请先输出本期`,
  delivered: (sent, there, place) =>
    `${place}：已交付 ${sent} 个文件${there === 0 ? "" : `，另有 ${there} 个已在那里`}`,
};

/** The sentences of `language`. */
export const messagesIn = (language: Language): Messages => (language === "zh" ? CHINESE : ENGLISH);
