/** Options that several commands have, each said once. */
import type { OptionSpec } from "./command-spec.ts";

/** `--out` */
export const OUT: OptionSpec = {
  flags: "--out <dir>",
  words: { en: "output folder (out)", zh: "输出文件夹（默认 out）" },
};
/** `--standard` */
export const STANDARD: OptionSpec = {
  flags: "--standard <name>",
  words: {
    en: "pdfx4, pdfx1a, proof or screen instead of the edition's",
    zh: "pdfx4、pdfx1a、proof 或 screen，代替本期的设置",
  },
};
/** `--proof` */
export const PROOF: OptionSpec = {
  flags: "--proof",
  words: { en: "also write a picture of each page (150 dpi)", zh: "同时输出每版的图片（150 dpi）" },
};
/** `--release` */
export const RELEASE: OptionSpec = {
  flags: "--release <page>",
  many: true,
  words: { en: "send a page to press in spite of its errors", zh: "签发有错误的版面" },
};
/** `--plates` */
export const PLATES: OptionSpec = {
  flags: "--plates",
  words: {
    en: "ink of each plate and ink key into the manifest; needs Ghostscript",
    zh: "把各色版墨量和墨区写入清单（需要 Ghostscript）",
  },
};
/** `--closed` */
export const CLOSED: OptionSpec = {
  flags: "--closed <time>",
  words: { en: "when the edition was closed, for slugs", zh: "签印时间，印在版面标注里" },
};
/** `--now` */
export const NOW: OptionSpec = {
  flags: "--now <time>",
  words: {
    en: "the time by which embargoes are judged, in place of the clock's",
    zh: "按此时间判断禁发期，代替系统时钟",
  },
};
/** `--lang` */
export const LANG: OptionSpec = {
  flags: "--lang <language>",
  words: { en: "language of messages: en or zh", zh: "提示语言：en 或 zh" },
};
/** `--json` */
export const JSON_OUT: OptionSpec = {
  flags: "--json",
  words: { en: "the same facts for programs, on standard output", zh: "在标准输出给程序看的 JSON" },
};
/** `--verbose` */
export const VERBOSE: OptionSpec = { flags: "--verbose", words: { en: "also show notes", zh: "同时显示提示" } };
/** `--page` */
export const PAGES: OptionSpec = {
  flags: "--page <id>",
  many: true,
  words: { en: "only these pages (01 02 …)", zh: "只处理这些版（01 02 …）" },
};
/** `--plant` */
export const PLANTS: OptionSpec = {
  flags: "--plant <name>",
  many: true,
  words: { en: "only these printing plants (of `targets`)", zh: "只处理这些印厂（`targets` 里的名称）" },
};
/** `--zone` */
export const ZONES: OptionSpec = {
  flags: "--zone <name>",
  many: true,
  words: {
    en: "only these zones (of `zones`; the edition has its own name)",
    zh: "只处理这些分版（`zones` 里的名称）",
  },
};
/** `--zone` */
export const ZONE: OptionSpec = { flags: "--zone <name>", many: true, words: { en: "the zone", zh: "版别" } };
/** `--page` */
export const PAGE: OptionSpec = { flags: "--page <id>", many: true, words: { en: "the page", zh: "版号" } };

/** `--workers` */
export const WORKERS: OptionSpec = {
  flags: "--workers <n>",
  words: { en: "worker threads (one for each core)", zh: "工作线程数（默认与处理器核数相同）" },
};
/** `--queue` */
export const QUEUE: OptionSpec = {
  flags: "--queue <url>",
  words: {
    en: "share the tasks out over Redis: redis://host:6379, or rediss://",
    zh: "通过 Redis 把任务分给多台机器：redis://主机:6379 或 rediss://",
  },
};
/** `--store` */
export const STORE: OptionSpec = {
  flags: "--store <address>",
  words: {
    en: "store of what was made: a folder, or s3://bucket/prefix",
    zh: "成品存储：文件夹，或 s3://存储桶/前缀",
  },
};
