// Ours: an edition with one tall page for each measure, built by the program as it is delivered.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { INDENT, LEADING, MARGIN, SIZE } from "./page.mjs";

/** Characters of a page at most: its column must not grow beyond the rows that a layout may have. */
const PAGE = 6000;

/** The program's body style, but for what peers cannot be asked for: Western type at its own size. */
const styleSheet = (program, { algorithm, punctuation }) =>
  readFileSync(join(program, "layouts/styles/newspaper-cn.yaml"), "utf8")
    .replace(/^row: .*$/m, `row: ${LEADING}pt`)
    .replace(/^( {2}body:\n(?: {4}.*\n)*)/m, (body) =>
      body
        .replace(/size: .*/, `size: ${SIZE}pt`)
        .replace(/indent: .*/, `indent: ${INDENT}em`)
        .replace(/latinSize: .*/, "latinSize: 100%")
        .replace(/algorithm: .*/, `algorithm: ${algorithm}`)
        .replace(/punctuation: .*/, `punctuation: ${punctuation}`),
    );

const layout = (measure, rows) => `format: peers-${measure}
grid: { columns: 1, measure: ${measure}zi, gutter: 1zi, rows: ${rows}, top: ${MARGIN}pt, left: ${MARGIN}pt }
slots:
  text:
    col: 1
    row: 1-${rows}
    stack:
      story: text
      children:
        - body: { legs: 1 }
`;

/** Rows that a text takes at most: every line at three quarters of its measure, and a line for each paragraph's end. */
const rowsFor = (paragraphs, measure) =>
  Math.min(1000, Math.ceil(paragraphs.join("").length / (measure * 0.75)) + paragraphs.length + 2);

/** Paragraphs by pages. */
const pagesOf = (paragraphs) => {
  const pages = [[]];
  let length = 0;
  for (const each of paragraphs) {
    if (length + each.length > PAGE && pages.at(-1).length > 0) {
      pages.push([]);
      length = 0;
    }
    pages.at(-1).push(each);
    length += each.length;
  }
  return pages;
};

/** Signs that Markdown would read as its own. */
const escaped = (text) => text.replace(/[\\*_`[\]<>#]/g, "\\$&").replace(/^([-+])/, "\\$1");

const writeEdition = (folder, { paragraphs, measures, setting, program }) => {
  rmSync(folder, { recursive: true, force: true });
  for (const each of ["layouts/styles", "pages", "stories"]) mkdirSync(join(folder, each), { recursive: true });
  const write = (path, text) => writeFileSync(join(folder, path), text);
  const stories = pagesOf(paragraphs);
  const pages = measures.flatMap((measure) => stories.map((story, n) => ({ measure, story, n })));
  write("layouts/styles/peers.yaml", styleSheet(program, setting));
  stories.forEach((story, n) => {
    write(`stories/${n}.md`, `---\npriority: 1\n---\n${story.map(escaped).join("\n\n")}\n`);
  });
  const formats = measures.map((measure) => {
    const rows = Math.max(...stories.map((story) => rowsFor(story, measure)));
    write(`layouts/column-${measure}.yaml`, layout(measure, rows));
    const [width, height] = [measure * SIZE + 2 * MARGIN, rows * LEADING + 2 * MARGIN];
    return `peers-${measure}: { title: "${measure}", width: ${width}pt, height: ${height}pt }\n`;
  });
  write("layouts/formats.yaml", formats.join(""));
  pages.forEach(({ measure, n }, at) => {
    const head = `page: "${String(at + 1).padStart(3, "0")}"\nsection: text\nlayout: column-${measure}\n`;
    write(`pages/${at}.yaml`, `${head}stories:\n  text: stories/${n}.md\n`);
  });
  const list = pages.map((_, at) => `  - pages/${at}.yaml\n`).join("");
  write(
    "edition.yaml",
    `paper: { name: 试, id: peers }\ndate: 2025-07-10\nissue: 1\nedition: 1\nstyle: peers\npress: { fileName: "{page}.pdf" }\npages:\n${list}`,
  );
  return pages;
};

/** Sets the text at each of the measures; the files of each measure, in order. */
export const setOurs = ({ paragraphs, measures, setting, program, folder }) => {
  const edition = join(folder, `ours-${setting.algorithm}-${setting.punctuation}`);
  const pages = writeEdition(edition, { paragraphs, measures, setting, program });
  const out = join(edition, "out");
  const main = join(program, "dist/cli/main.js");
  execFileSync(process.execPath, [main, "build", join(edition, "edition.yaml"), "--out", out, "--standard", "screen"], {
    cwd: edition,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const [made] = readdirSync(out);
  const files = readdirSync(join(out, made))
    .filter((name) => name.endsWith(".pdf"))
    .sort()
    .map((name) => join(out, made, name));
  return new Map(measures.map((measure) => [measure, files.filter((_, at) => pages[at].measure === measure)]));
};

/** What is asked of ours. */
export const OURS = [
  { group: "greedy", marks: "half", says: "greedy, kaiming", algorithm: "greedy", punctuation: "kaiming" },
  { group: "optimum", marks: "half", says: "optimum, kaiming", algorithm: "optimum", punctuation: "kaiming" },
  { group: "greedy", marks: "full", says: "greedy, quanjiao", algorithm: "greedy", punctuation: "quanjiao" },
  { group: "optimum", marks: "full", says: "optimum, quanjiao", algorithm: "optimum", punctuation: "quanjiao" },
];
