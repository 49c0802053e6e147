// Typst, by its binding for Node: `simple` breaks first-fit, `optimized` all of a paragraph at once.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { columnWidth, INDENT, LEADING, MARGIN, pageSize, SIZE } from "./page.mjs";

const PACKAGE = "@myriaddreamin/typst-ts-node-compiler";

const escaped = (text) => text.replace(/[\\#*_$<>@`~[\]/\-+=.]/g, "\\$&");

/** Marks that 开明 sets half; stops stay full. Typst has no such style: the font's `halt` does it. */
const HALVED = "，、：；（）《》“”‘’";

const source = ({ paragraphs, measure, setting }) => `
#set page(width: ${columnWidth(measure) + 2 * MARGIN}pt, height: ${pageSize(measure).height}pt, margin: ${MARGIN}pt)
#set text(font: "Noto Serif SC", size: ${SIZE}pt, lang: "zh", region: "cn", cjk-latin-spacing: ${setting.latinSpacing ?? "none"}, overhang: false, hyphenate: false, top-edge: 0.88em, bottom-edge: -0.12em)
#set par(justify: true, leading: ${LEADING - SIZE}pt, spacing: ${LEADING - SIZE}pt, first-line-indent: (amount: ${INDENT}em, all: true), linebreaks: "${setting.linebreaks}")
#set smartquote(enabled: false)
${setting.halved ? `#show regex("[${HALVED}]"): set text(features: ("halt",))` : ""}
${paragraphs.map(escaped).join("\n\n")}
`;

const load = (folder) => createRequire(join(folder, "package.json"))(PACKAGE);

const set = ({ file, source: text, pdf, folder, fonts }) => {
  writeFileSync(file, text);
  const compiler = load(folder).NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: [fonts.folder] }] });
  const made = compiler.compile({ mainFilePath: file });
  if (made.hasError()) throw new Error(made.takeError()?.message ?? "Typst could not compile");
  writeFileSync(pdf, compiler.pdf(made.result));
};

export const typst = {
  name: "Typst",
  ending: "typ",
  source,
  width: columnWidth,
  set,
  version: (folder) => {
    try {
      return `binding ${createRequire(join(folder, "package.json"))(`${PACKAGE}/package.json`).version}`;
    } catch {
      return undefined;
    }
  },
  settings: [
    {
      id: "simple-halt",
      group: "greedy",
      marks: "half",
      says: "linebreaks simple, halt",
      linebreaks: "simple",
      halved: true,
    },
    { id: "simple", group: "greedy", marks: "full", says: "linebreaks simple", linebreaks: "simple" },
    {
      id: "simple-auto",
      group: "greedy",
      marks: "full",
      says: "linebreaks simple, cjk-latin-spacing auto",
      linebreaks: "simple",
      latinSpacing: "auto",
    },
    {
      id: "optimized-halt",
      group: "optimum",
      marks: "half",
      says: "linebreaks optimized, halt",
      linebreaks: "optimized",
      halved: true,
    },
    { id: "optimized", group: "optimum", marks: "full", says: "linebreaks optimized", linebreaks: "optimized" },
    {
      id: "optimized-auto",
      group: "optimum",
      marks: "full",
      says: "linebreaks optimized, cjk-latin-spacing auto",
      linebreaks: "optimized",
      latinSpacing: "auto",
    },
  ],
};
