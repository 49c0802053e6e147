/** What marks and reports say, in English and in simplified Chinese. Sentences of findings are the engine's, in English. */
import type { MillimetrePlace } from "../preflight/place-on-page.ts";

/** Languages of reports. */
export type ReportLanguage = "en" | "zh";

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? "" : "s"}`;

const ENGLISH = {
  severity: { error: "error", warning: "warning" },
  verdict: (errors: number, warnings: number) =>
    [...(errors > 0 ? [count(errors, "error")] : []), ...(warnings > 0 ? [count(warnings, "warning")] : [])].join(
      ", ",
    ) || "Passes",
  profile: (name: string, base: string) => (name === base ? `profile ${name}` : `profile ${name} on ${base}`),
  slug: "PREFLIGHT – marked copy, not for the press",
  hint: "hint",
  colon: ": ",
  page: (number: number) => `page ${number}`,
  wholePage: (number: number) => `page ${number}, all of it`,
  wholeFile: "the file",
  at: ({ x, y, width, height }: MillimetrePlace) => `${width} × ${height} mm at ${x}, ${y} mm`,
  object: (number: number) => `object ${number}`,
  comma: ", ",
  semicolon: "; ",
  more: (number: number) => `and ${number} more`,
  times: (number: number) => `${number} times`,
  others: (number: number) => (number === 1 ? "(and 1 other sentence)" : `(and ${number} other sentences)`),
  hiddenRules: (number: number) =>
    `${number === 1 ? "One more rule is" : `${number} more rules are`} broken; the JSON answer has all of them.`,
  nothing: "No finding.",
  list: "Findings",
  picture: (page: number, pages: number) => `Page ${page} of ${pages}`,
  noPicture: "No picture of this page",
  measured: "Places in millimetres from the trim’s top left, the page unturned.",
  notChecked: "Not checked: ",
  footer: (version: string) =>
    `broadsheet ${version} preflight. The rules are broadsheet’s own reading of PDF/X and GWG 2022; no file is certified by this.`,
  sheet: (number: number, of: number) => `${number} / ${of}`,
  facts: {
    sha: "SHA-256",
    bytes: "Size",
    pages: "Pages",
    boxes: "Boxes",
    version: "Version",
    intent: "Output intent",
    fonts: "Fonts",
    pictures: "Pictures",
    inks: "Inks",
    coverage: "Ink on plates",
  },
  bytes: (number: number) => `${grouped(number)} bytes`,
  sizes: { media: "media", trim: "trim", bleed: "bleed" },
  noBox: (name: string) => `no ${name} box`,
  turned: (degrees: number) => `turned by ${degrees}°`,
  claims: (claim: string | undefined) => (claim === undefined ? "claims no PDF/X" : `claims ${claim}`),
  none: "none",
  embedded: (number: number, of: number) => `${number} of ${of} embedded`,
  lowest: (number: number, ppi: number, page: number) =>
    `${number}, lowest ${ppi} ppi${page > 0 ? ` (page ${page})` : ""}`,
  spots: (names: readonly string[]) => `spots: ${names.join(", ")}`,
  otherColour: "colours that are no ink yet",
  plates: (page: number, shares: string, square: string, most: string) =>
    `page ${page}: ${shares}; most ${square} % in 15 mm square, ${most} % on one spot`,
  noPlates: "no plates were made",
} as const;

const grouped = (number: number): string => `${number}`.replace(/\B(?=(\d{3})+$)/g, ",");

/** The words of one language. */
export type ReportWords = {
  readonly [Key in keyof typeof ENGLISH]: (typeof ENGLISH)[Key] extends (...given: infer Given) => string
    ? (...given: Given) => string
    : (typeof ENGLISH)[Key] extends string
      ? string
      : { readonly [Part in keyof (typeof ENGLISH)[Key]]: string };
};

const CHINESE: ReportWords = {
  severity: { error: "错误", warning: "警告" },
  verdict: (errors, warnings) =>
    [...(errors > 0 ? [`${errors} 个错误`] : []), ...(warnings > 0 ? [`${warnings} 个警告`] : [])].join("，") || "通过",
  profile: (name, base) => (name === base ? `规则集 ${name}` : `规则集 ${name}（基于 ${base}）`),
  slug: "PREFLIGHT 预检标注，不得付印",
  hint: "建议",
  colon: "：",
  page: (number) => `第 ${number} 页`,
  wholePage: (number) => `第 ${number} 页整页`,
  wholeFile: "整个文件",
  at: ({ x, y, width, height }) => `${x}、${y} mm 处 ${width} × ${height} mm`,
  object: (number) => `对象 ${number}`,
  comma: "，",
  semicolon: "；",
  more: (number) => `另有 ${number} 处`,
  times: (number) => `${number} 处`,
  others: (number) => `（另有 ${number} 种说法）`,
  hiddenRules: (number) => `另有 ${number} 条规则的问题未列出，JSON 输出列有全部。`,
  nothing: "没有发现问题。",
  list: "问题",
  picture: (page, pages) => `第 ${page} 页，共 ${pages} 页`,
  noPicture: "本页没有图",
  measured: "位置以毫米计，从成品左上角量起，页面不旋转。",
  notChecked: "未检查：",
  footer: (version) => `broadsheet ${version} 预检。规则为 broadsheet 对 PDF/X 与 GWG 2022 的理解，不构成认证。`,
  sheet: (number, of) => `${number} / ${of}`,
  facts: {
    sha: "SHA-256",
    bytes: "大小",
    pages: "页数",
    boxes: "页面框",
    version: "版本",
    intent: "输出意图",
    fonts: "字体",
    pictures: "图片",
    inks: "油墨",
    coverage: "分色版墨量",
  },
  bytes: (number) => `${grouped(number)} 字节`,
  sizes: { media: "介质", trim: "成品", bleed: "出血" },
  noBox: (name) => `没有${name}框`,
  turned: (degrees) => `旋转 ${degrees}°`,
  claims: (claim) => (claim === undefined ? "没有标明 PDF/X" : `标明 ${claim}`),
  none: "无",
  embedded: (number, of) => `${of} 种，已嵌入 ${number} 种`,
  lowest: (number, ppi, page) => `${number} 幅，最低 ${ppi} ppi${page > 0 ? `（第 ${page} 页）` : ""}`,
  spots: (names) => `专色：${names.join("、")}`,
  otherColour: "尚未转成油墨的颜色",
  plates: (page, shares, square, most) => `第 ${page} 页：${shares}；15 mm 见方内最多 ${square} %，单点最多 ${most} %`,
  noPlates: "没有制作分色版",
};

/** The words in a language. */
export const reportWords = (language: ReportLanguage): ReportWords => (language === "zh" ? CHINESE : ENGLISH);
