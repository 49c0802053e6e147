// LuaLaTeX with luatexja: TeX's total fit; marks and their glue by a JFM.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { columnWidth } from "./page.mjs";
import { versionOf } from "./program-version.mjs";
import { document, runTex } from "./tex.mjs";

const source = ({ paragraphs, measure, setting, fonts }) =>
  document({
    paragraphs,
    measure,
    fonts: `\\usepackage{luatexja-fontspec}
\\ltjsetparameter{jacharrange={-2,+3,+8}}
\\setmainjfont[Path=${fonts.folder}/,Scale=1,YokoFeatures={JFM=${setting.jfm}}]{${fonts.name}}
\\setmainfont[Path=${fonts.folder}/]{${fonts.name}}
\\ltjsetparameter{kanjiskip=${setting.glue},xkanjiskip=${setting.glue}}`,
  });

/** The stock 开明 metrics with 、 half as newspapers print it; stock they give it the full em of a stop. */
const writeMetrics = (folder) => {
  const stock = readFileSync(execFileSync("kpsewhich", ["jfm-kaiming.lua"]).toString().trim(), "utf8");
  const at = stock.indexOf("[7] = {");
  const half = stock.slice(at).replace(/\{ *0\.5 *, *0\.0, *0\.25 *\}/g, "{ 0.0, 0.0, 0.0 }");
  writeFileSync(join(folder, "jfm-newspaper.lua"), stock.slice(0, at) + half);
};

const run = runTex("lualatex");
const STRETCH = "0pt plus 1.5pt minus 0pt";
const BOTH = "0pt plus 1.5pt minus 0.3pt";

export const lualatex = {
  name: "LuaLaTeX",
  ending: "tex",
  source,
  width: columnWidth,
  set: (job) => {
    writeMetrics(dirname(job.file));
    run(job);
  },
  version: () => versionOf("lualatex", ["--version"]),
  settings: [
    { id: "newspaper", group: "optimum", marks: "half", says: "JFM kaiming, 、 half", jfm: "newspaper", glue: STRETCH },
    {
      id: "newspaper-shrink",
      group: "optimum",
      marks: "half",
      says: "JFM kaiming, 、 half; kanjiskip shrinks",
      jfm: "newspaper",
      glue: BOTH,
    },
    { id: "kaiming", group: "optimum", marks: "half", says: "JFM kaiming, stock", jfm: "kaiming", glue: STRETCH },
    { id: "quanjiao", group: "optimum", marks: "full", says: "JFM quanjiao", jfm: "quanjiao", glue: STRETCH },
    {
      id: "quanjiao-shrink",
      group: "optimum",
      marks: "full",
      says: "JFM quanjiao; kanjiskip shrinks",
      jfm: "quanjiao",
      glue: BOTH,
    },
  ],
};
