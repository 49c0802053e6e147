// What composing costs: 5,900 characters of the sample's stories shaped, broken and justified, warm; and how it grows with the text.
import { readdirSync, readFileSync } from "node:fs";
import { Diagnostics } from "../dist/base/diagnostic.js";
import { diskWorld } from "../dist/cli/disk-world.js";
import { composeTexts, openWorkshop } from "../dist/index.js";

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

/** Milliseconds of one run. */
const time = async (texts, algorithm) => {
  const options = {
    measures: [17],
    size: 9,
    indent: 2,
    language: "zh-Hans",
    punctuation: "kaiming",
    lineBreak: "basic",
  };
  const from = performance.now();
  await composeTexts(
    texts,
    { ...options, algorithm, policy: "push-in-first", align: "justify", hanging: "none", writing: "horizontal" },
    { workshop, report: new Diagnostics() },
  );
  return performance.now() - from;
};
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

for (const algorithm of ["greedy", "optimum"]) {
  const runs = [];
  for (let n = 0; n < 30; n++) runs.push(await time(page, algorithm));
  console.log(
    `${algorithm.padEnd(8)} ${page.join("").length} characters, warm: ${median(runs.slice(10)).toFixed(1)} ms`,
  );
  for (const size of [1e4, 1e5, 1e6]) {
    const text = page
      .join("")
      .repeat(Math.ceil(size / page.join("").length))
      .slice(0, size);
    const spent = await time([text], algorithm);
    console.log(
      `${algorithm.padEnd(8)} ${String(size).padStart(7)} in one paragraph: ${spent.toFixed(0)} ms, ${((1000 * spent) / size).toFixed(2)} µs a character`,
    );
  }
}
