/** Rules about content streams as programs. */
import type { ContentFault } from "../content/page-content.ts";
import { BOTH, type Rule } from "./rule.ts";

const faults =
  (what: ContentFault["what"], words: (detail: string) => string): Rule["check"] =>
  ({ pages }, say) => {
    for (const page of pages)
      for (const fault of page.content.faults)
        if (fault.what === what) say({ message: words(fault.detail), page, object: fault.object });
  };

export const CONTENT_RULES: readonly Rule[] = [
  {
    id: "content/operator",
    source: "ISO 15930, PRINT §1 #32",
    zh: "内容中有未知操作符",
    looksAt: "operators of all content that is run",
    hint: "export the page anew",
    severity: BOTH,
    check: ({ pages }, say) => {
      for (const page of pages)
        for (const [operator, object] of page.content.unknown)
          say({ message: `the content has an unknown operator \`${operator.slice(0, 20)}\``, page, object });
    },
  },
  {
    id: "content/compatibility",
    source: "ISO 15930, PRINT §1 #32",
    zh: "使用了兼容段（BX/EX）",
    looksAt: "`BX` and `EX`",
    hint: "export the page anew",
    severity: BOTH,
    check: ({ pages }, say) => {
      for (const page of pages) {
        const found = page.content.compatibility;
        if (found) say({ message: "the content has a compatibility section (`BX`)", page, object: found.object });
      }
    },
  },
  {
    id: "content/damaged",
    source: "ISO 32000-1, 7.8.2",
    zh: "内容流损坏",
    looksAt: "tokens that are no PDF, operators without their operands",
    hint: "export the page anew",
    severity: BOTH,
    check: faults("damage", (detail) => `the content is damaged: ${detail}`),
  },
  {
    id: "content/unbalanced",
    source: "ISO 32000-1, 8.4.2",
    zh: "q 与 Q 不成对",
    looksAt: "`q` and `Q` of each content stream",
    hint: "export the page anew",
    severity: BOTH,
    check: faults("unbalanced", (detail) => `the content has ${detail}`),
  },
  {
    id: "content/missing-resource",
    source: "ISO 32000-1, 7.8.3",
    zh: "缺少资源",
    looksAt: "fonts, images, colour spaces, patterns and states that content names",
    hint: "export the page anew; something will be missing in print",
    severity: BOTH,
    check: faults("missing", (detail) => `the content uses what is not there: ${detail}`),
  },
  {
    id: "content/circle",
    source: "ISO 32000-1, 8.10",
    zh: "内容循环引用",
    looksAt: "forms, patterns and glyphs that call themselves",
    hint: "export the page anew",
    severity: BOTH,
    check: faults("circle", (detail) => `the content goes in a circle: ${detail}`),
  },
];
