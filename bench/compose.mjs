// What composing costs: 5,900 characters of the sample's stories shaped, broken and justified, warm; and how it grows with the text.
import { readdirSync, readFileSync } from "node:fs";
import { Diagnostics } from "../dist/base/diagnostic.js";
import { composeText } from "../dist/compose/compose-text.js";
import { openWorkshop } from "../dist/index.js";
import { readFontManifest, readStyleSheet } from "../dist/input/read-edition.js";
import { diskWorld } from "../dist/nightly/disk/disk-world.js";
import { openFonts } from "../dist/text/font-library.js";

const folder = new URL("../samples/canghai-2025-07-10/stories/", import.meta.url);
const story = readdirSync(folder)
  .filter((name) => name.endsWith(".md"))
  .sort()
  .map((name) => readFileSync(new URL(name, folder), "utf8").replace(/^---[\s\S]*?\n---\n/, ""))
  .join("\n")
  .split("\n")
  .filter((line) => line.trim() !== "");
const all = story.join("").length;
const page = [...story, story.join("").slice(0, Math.max(0, 5900 - all))].filter(Boolean);
const workshop = openWorkshop(diskWorld({ edition: process.cwd(), cache: undefined }));

const report = new Diagnostics();
// the style sheet is read and its fonts are opened once, as for a page
const manifest = await readFontManifest(workshop.world, report);
const sheet = await readStyleSheet("newspaper-cn", workshop.world, report);
const style = sheet.text.get("body");
const families = [style.faces.text, style.latin, style.figures].filter(Boolean);
const fonts = await openFonts(families, { manifest, world: workshop.world, opened: workshop.faces }, report);

/** Milliseconds of one run: shaped, broken and justified. */
const time = (texts, algorithm) => {
  const options = {
    measures: [17],
    size: 9,
    indent: 2,
    language: "zh-Hans",
    punctuation: "kaiming",
    lineBreak: "basic",
    algorithm,
    policy: "push-in-first",
    align: "justify",
    hanging: "none",
    writing: "horizontal",
  };
  const from = performance.now();
  composeText(texts, options, { fonts, style, limits: sheet.limits, report });
  return performance.now() - from;
};
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

for (const algorithm of ["greedy", "optimum"]) {
  const runs = [];
  for (let n = 0; n < 60; n++) runs.push(time(page, algorithm));
  console.log(
    `${algorithm.padEnd(8)} ${page.join("").length} characters, warm: ${median(runs.slice(20)).toFixed(1)} ms`,
  );
  for (const size of [1e4, 1e5, 1e6]) {
    const text = page
      .join("")
      .repeat(Math.ceil(size / page.join("").length))
      .slice(0, size);
    const spent = time([text], algorithm);
    console.log(
      `${algorithm.padEnd(8)} ${String(size).padStart(7)} in one paragraph: ${spent.toFixed(0)} ms, ${((1000 * spent) / size).toFixed(2)} µs a character`,
    );
  }
}
