// XeLaTeX with ctex (xeCJK): TeX's total fit; marks by `punct`, a lone last character kept company by `CheckSingle`.
import { columnWidth } from "./page.mjs";
import { versionOf } from "./program-version.mjs";
import { document, runTex } from "./tex.mjs";

const source = ({ paragraphs, measure, setting, fonts }) =>
  document({
    paragraphs,
    measure,
    fonts: `\\usepackage[punct=${setting.punct},fontset=none,scheme=plain]{ctex}
\\setCJKmainfont[Path=${fonts.folder}/]{${fonts.name}}
\\setmainfont[Path=${fonts.folder}/]{${fonts.name}}
\\xeCJKsetup{CJKecglue={\\hskip 0pt plus 0.08\\baselineskip},CheckSingle=true}`,
  });

export const xelatex = {
  name: "XeLaTeX",
  ending: "tex",
  source,
  width: columnWidth,
  set: runTex("xelatex"),
  version: () => versionOf("xelatex", ["--version"]),
  settings: [
    { id: "kaiming", group: "optimum", marks: "half", says: "ctex punct=kaiming", punct: "kaiming" },
    { id: "quanjiao", group: "optimum", marks: "full", says: "ctex punct=quanjiao", punct: "quanjiao" },
  ],
};
