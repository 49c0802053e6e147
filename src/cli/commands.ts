/** The commands with their options, in both languages: what the command line offers, and which file does it. */
import type { CommandSpec } from "./command-spec.ts";
import {
  CLOSED,
  JSON_OUT,
  LANG,
  NOW,
  OUT,
  PAGE,
  PAGES,
  PLANTS,
  PLATES,
  PROOF,
  QUEUE,
  RELEASE,
  STANDARD,
  STORE,
  VERBOSE,
  WORKERS,
  ZONE,
  ZONES,
} from "./shared-options.ts";

/** All commands, in the order of the help. */
export const COMMANDS: readonly CommandSpec[] = [
  {
    name: "build",
    argument: "[edition]",
    words: { en: "set pages and write them for the press", zh: "排版并输出付印文件" },
    options: [
      OUT,
      PAGES,
      STANDARD,
      PROOF,
      RELEASE,
      { flags: "--by <name>", words: { en: "who releases it", zh: "签发人" } },
      PLANTS,
      ZONES,
      {
        flags: "--version-letter <letter>",
        words: { en: "a letter for all pages instead of the next", zh: "所有版面用这个版本号，不自动递增" },
      },
      PLATES,
      CLOSED,
      { flags: "--jobs <n>", words: { en: "pages in flight at once (2)", zh: "同时处理的版数（默认 2）" } },
      VERBOSE,
      LANG,
      JSON_OUT,
    ],
    run: async (input) => (await import("./build-command.ts")).build(input),
  },
  {
    name: "nightly",
    argument: "[edition]",
    words: {
      en: "the whole edition, unattended: only what changed is made",
      zh: "无人值守地制作整期：只重制有变化的版",
    },
    options: [
      OUT,
      WORKERS,
      {
        flags: "--by <time>",
        words: {
          en: "deadline, as in 23:40: pages that are not ready go out in their last good version",
          zh: "截止时刻，如 23:40：届时未完成的版改用最近一次合格的版面",
        },
      },
      {
        flags: "--watch",
        words: {
          en: "go on as files change, until --by or an interrupt",
          zh: "文件有变化就继续制作，直到 --by 或被中断",
        },
      },
      {
        flags: "--deliver",
        words: { en: "hand the pages that are released over to the plants", zh: "把已签发的版面交付印厂" },
      },
      {
        flags: "--unattended <sections>",
        words: {
          en: "with --deliver: sections whose pages need no release, comma separated, or all",
          zh: "与 --deliver 合用：无需签发的版组，用逗号分隔，或 all",
        },
      },
      {
        flags: "--resume",
        words: {
          en: "go on with the run that was interrupted, with the options that it was given",
          zh: "按原来的选项继续被中断的制作",
        },
      },
      { flags: "--explain", words: { en: "say why each page is made again", zh: "说明每一版为何重制" } },
      QUEUE,
      STORE,
      {
        flags: "--trace <url>",
        words: { en: "send traces to a collector (OTLP over HTTP)", zh: "把追踪数据送到收集器（OTLP/HTTP）" },
      },
      {
        flags: "--listen <address>",
        words: {
          en: "serve /healthz and /metrics there, [HOST:]PORT (127.0.0.1)",
          zh: "在此地址提供 /healthz 和 /metrics，[主机:]端口（默认主机 127.0.0.1）",
        },
      },
      STANDARD,
      PROOF,
      RELEASE,
      { flags: "--released-by <name>", words: { en: "who releases it", zh: "签发人" } },
      ZONES,
      PLATES,
      CLOSED,
      NOW,
      VERBOSE,
      LANG,
      JSON_OUT,
    ],
    run: async (input) => (await import("./nightly-command.ts")).nightly(input),
  },
  {
    name: "worker",
    argument: "",
    words: {
      en: "do the tasks of nights on other machines, until it is stopped",
      zh: "替其他机器上的夜班完成任务，直到被停止",
    },
    options: [QUEUE, STORE, WORKERS, VERBOSE, LANG, JSON_OUT],
    run: async (input) => (await import("./worker-command.ts")).worker(input),
  },
  {
    name: "deliver",
    argument: "[edition]",
    words: { en: "hand over to the plants what was built for the press", zh: "把可付印的版面交付印厂" },
    options: [OUT, PLANTS, ZONES, VERBOSE, LANG, JSON_OUT],
    run: async (input) => (await import("./deliver-command.ts")).deliver(input),
  },
  {
    name: "check",
    argument: "[edition]",
    words: { en: "everything but writing: findings and copyfit", zh: "只检查不输出：问题与稿件长短" },
    options: [PAGES, ZONES, VERBOSE, LANG, JSON_OUT],
    run: async (input) => (await import("./check-command.ts")).check(input),
  },
  {
    name: "feed",
    argument: "[mapping]",
    words: {
      en: "items of agencies and CMSs become stories (feed.yaml)",
      zh: "把通讯社和采编系统的来稿变成稿件（feed.yaml）",
    },
    options: [NOW, VERBOSE, LANG, JSON_OUT],
    run: async (input) => (await import("./feed-command.ts")).feed(input),
  },
  {
    name: "inspect",
    argument: "[edition]",
    words: { en: "every frame, leg and line of a page with its place", zh: "列出一个版的每个框、栏、行及其位置" },
    options: [PAGE, ZONE, VERBOSE, LANG, JSON_OUT],
    run: async (input) => (await import("./inspect-command.ts")).inspect(input),
  },
  {
    name: "compose",
    argument: "[file]",
    words: { en: "break lines alone; each line of the input is a paragraph", zh: "只断行；输入的每一行是一段" },
    options: [
      {
        flags: "--measure <widths>",
        words: { en: "width of the lines: 20.5zi, or a list, one for each line", zh: "行长：20.5zi，或逐行的列表" },
      },
      { flags: "--size <size>", words: { en: "size of type (9pt)", zh: "字号（默认 9pt）" } },
      { flags: "--indent <width>", words: { en: "indent of first lines (0)", zh: "段首缩进（默认 0）" } },
      { flags: "--lang <tag>", words: { en: "language of the text (zh-Hans)", zh: "正文语言（默认 zh-Hans）" } },
      {
        flags: "--punctuation <style>",
        words: {
          en: "quanjiao, banjiao, kaiming, hangmobanjiao, CCT or plain (kaiming)",
          zh: "quanjiao 全角、banjiao 半角、kaiming 开明、hangmobanjiao 行末半角、CCT、plain（默认 kaiming）",
        },
      },
      {
        flags: "--line-break <level>",
        words: {
          en: "none, basic, gb, strict, newspaper, loose, very-strict, character, word or css-* (basic)",
          zh: "禁则：none、basic、gb、strict、newspaper 等（默认 basic）",
        },
      },
      {
        flags: "--algorithm <name>",
        words: { en: "greedy or optimum (greedy)", zh: "greedy 逐行或 optimum 整段（默认 greedy）" },
      },
      {
        flags: "--policy <name>",
        words: {
          en: "push-in-first, push-out-first, push-out-only or least-adjustment (push-in-first)",
          zh: "push-in-first 先挤进、push-out-first 先推出、push-out-only 只推出、least-adjustment 最小调整（默认 push-in-first）",
        },
      },
      {
        flags: "--align <how>",
        words: {
          en: "justify, left, centre, right or even (justify)",
          zh: "对齐：justify、left、centre、right、even（默认 justify）",
        },
      },
      {
        flags: "--hanging <how>",
        words: { en: "none, regular or force (none)", zh: "标点悬挂：none、regular、force（默认 none）" },
      },
      {
        flags: "--writing <mode>",
        words: { en: "horizontal or vertical (horizontal)", zh: "horizontal 横排或 vertical 直排（默认 horizontal）" },
      },
      VERBOSE,
      JSON_OUT,
    ],
    run: async (input) => (await import("./compose-command.ts")).compose(input),
  },
  {
    name: "proof",
    argument: "[edition]",
    words: { en: "a picture of a page, with layers over it", zh: "输出一个版的图片，可叠加图层" },
    options: [
      PAGE,
      {
        flags: "--spread <pages>",
        words: {
          en: "two pages side by side, marked as a proof (02,03)",
          zh: "相对的两版拼在一起，加清样标记（02,03）",
        },
      },
      { flags: "--png <file>", words: { en: "where to write it", zh: "图片文件" } },
      { flags: "--pdf <file>", words: { en: "where to write its PDF, too", zh: "同时写出 PDF" } },
      PLANTS,
      ZONE,
      { flags: "--dpi <n>", words: { en: "pixels an inch (150)", zh: "分辨率（默认 150）" } },
      { flags: "--layers <names>", words: { en: "grid,frames,findings", zh: "grid 网格、frames 框、findings 问题" } },
      {
        flags: "--plate <ink>",
        words: {
          en: "one plate (C, M, Y, K or a spot colour), or tac: all inks together; needs Ghostscript",
          zh: "分色版：C、M、Y、K 或专色名；tac 为总墨量（需要 Ghostscript）",
        },
      },
      {
        flags: "--soft",
        words: {
          en: "as it is printed: overprint and paper are seen; needs Ghostscript",
          zh: "软打样：模拟叠印和纸色（需要 Ghostscript）",
        },
      },
      VERBOSE,
      LANG,
      JSON_OUT,
    ],
    run: async (input) => (await import("./proof-command.ts")).proof(input),
  },
  {
    name: "digital",
    argument: "[edition]",
    words: {
      en: "the edition for screens: page pictures with the place of each story, stories as HTML and JSON",
      zh: "数字报：版面图、每篇稿件的位置、HTML 与 JSON 稿件",
    },
    options: [OUT, PAGES, ZONES, VERBOSE, LANG, JSON_OUT],
    run: async (input) => (await import("./digital-command.ts")).digital(input),
  },
  {
    name: "preflight",
    argument: "<file...>",
    words: { en: "hold any PDF against the rules of the press", zh: "按印前规则检查任何 PDF" },
    options: [
      {
        flags: "--profile <name>",
        words: {
          en: "newspaper, newspaper-ad, pdfx4 or pdfx1a (newspaper)",
          zh: "newspaper 报纸、newspaper-ad 报纸广告、pdfx4、pdfx1a（默认 newspaper）",
        },
      },
      {
        flags: "--ink-limit <percent>",
        words: { en: "most ink on one spot, measured on plates", zh: "单点总墨量上限（百分比，由分色版测得）" },
      },
      {
        flags: "--no-plates",
        words: { en: "do not measure ink on plates (Ghostscript)", zh: "不用分色版（Ghostscript）测墨量" },
      },
      {
        flags: "--annotated <file>",
        words: {
          en: "a copy with each finding marked in its place; a folder for several files",
          zh: "写出在问题位置加标注的副本；多个文件时给文件夹",
        },
      },
      {
        flags: "--report <file>",
        words: { en: "a PDF for the printer, one A4 page for each file", zh: "写出给印厂的 PDF 报告，每个文件一页 A4" },
      },
      LANG,
      JSON_OUT,
    ],
    run: async (input) => (await import("./preflight-command.ts")).preflight(input),
  },
  {
    name: "fonts",
    argument: "[edition]",
    words: { en: "the type families, and what was found of them", zh: "列出字体及找到的文件" },
    options: [LANG, JSON_OUT],
    run: async (input) => (await import("./fonts-command.ts")).fonts(input),
  },
  {
    name: "schema",
    argument: "[name]",
    words: { en: "the JSON Schema of a file format", zh: "输出文件格式的 JSON Schema" },
    options: [LANG, JSON_OUT],
    run: async (input) => (await import("./schema-command.ts")).schema(input),
  },
];
