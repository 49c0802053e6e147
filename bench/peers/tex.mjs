// What the two TeX peers share: a page, and the settings that let TeX open lines as far as it must.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { columnWidth, INDENT, LEADING, MARGIN, pageSize, SIZE } from "./page.mjs";

const escaped = (text) => text.replace(/[#$%&_{}]/g, "\\$&");

/** A document; `fonts` are the lines that load fonts. Lengths in big points, which are PDF's. */
export const document = ({ paragraphs, measure, fonts }) => {
  const { height } = pageSize(measure);
  return `\\documentclass{article}
\\usepackage[paperwidth=${columnWidth(measure) + 2 * MARGIN}bp,paperheight=${height}bp,margin=${MARGIN}bp,noheadfoot]{geometry}
${fonts}
\\pagestyle{empty}\\raggedbottom
\\begin{document}
\\fontsize{${SIZE}bp}{${LEADING}bp}\\selectfont
\\parindent=${INDENT * SIZE}bp \\parskip=0pt \\widowpenalty=0 \\clubpenalty=0
\\hyphenpenalty=10000 \\exhyphenpenalty=10000
\\tolerance=9999 \\emergencystretch=2em \\hbadness=10000
${paragraphs.map(escaped).join("\n\n")}

\\end{document}
`;
};

/** Runs a TeX beside its source. */
export const runTex =
  (program) =>
  ({ file, source }) => {
    writeFileSync(file, source);
    execFileSync(program, ["-interaction=batchmode", "-halt-on-error", basename(file)], {
      cwd: dirname(file),
      stdio: "ignore",
    });
  };
