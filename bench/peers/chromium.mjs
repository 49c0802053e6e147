// Chromium printing to PDF: CSS justification, first-fit; `text-wrap: pretty` looks a few lines back from a paragraph's end.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { columnWidth, INDENT, LEADING, MARGIN, pageSize, SIZE } from "./page.mjs";
import { versionOf } from "./program-version.mjs";

const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

/** Runs of the marks that 开明 sets half; CSS has no such style: the font's `halt` does it. */
const HALVED = /[，、：；（）《》“”‘’]+/g;

const source = ({ paragraphs, measure, setting, fonts }) => {
  const { width, height } = pageSize(measure);
  const marked = (text) => (setting.halved ? escaped(text).replace(HALVED, "<i>$&</i>") : escaped(text));
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><style>
@font-face { font-family: body; src: url("file://${fonts.file}") }
@page { size: ${width}pt ${height}pt; margin: ${MARGIN}pt 0 ${MARGIN}pt ${MARGIN}pt }
html, body { margin: 0 }
body { width: ${columnWidth(measure)}pt; font: ${SIZE}pt/${LEADING}pt body; text-align: justify; line-break: strict;
  hyphens: manual; text-autospace: no-autospace; orphans: 1; widows: 1; ${setting.css} }
p { margin: 0; text-indent: ${INDENT}em }
i { font-style: normal; font-feature-settings: "halt" }
</style>
${paragraphs.map((each) => `<p>${marked(each)}</p>`).join("\n")}`;
};

const set = ({ file, source: text, pdf, folder }) => {
  writeFileSync(file, text);
  execFileSync(
    "chromium",
    [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-dev-shm-usage",
      `--user-data-dir=${join(folder, "chromium-profile")}`,
      "--no-pdf-header-footer",
      `--print-to-pdf=${pdf}`,
      `file://${file}`,
    ],
    { stdio: "ignore" },
  );
};

export const chromium = {
  name: "Chromium",
  ending: "html",
  source,
  width: columnWidth,
  set,
  version: () => versionOf("chromium", ["--version"]),
  settings: [
    { id: "halt", group: "greedy", marks: "half", says: "halt", halved: true, css: "" },
    { id: "stock", group: "greedy", marks: "full", says: "text-spacing-trim normal", css: "" },
    {
      id: "halt-pretty",
      group: "optimum",
      marks: "half",
      says: "text-wrap pretty, halt",
      halved: true,
      css: "text-wrap: pretty",
    },
    { id: "pretty", group: "optimum", marks: "full", says: "text-wrap pretty", css: "text-wrap: pretty" },
  ],
};
