/**
 * How many of a printed page's line ends the line breaker reproduces, with the settings of the default style sheet. The page is
 * not ours and lies beside the project; where it is missing the test is skipped. Counted as `shared/fidelity/fidelity.mjs` does:
 * each printed line but the last of its paragraph is one case, set from where it starts, at the best of nine measures.
 */
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { Diagnostics } from "../src/base/diagnostic.ts";
import { composeTexts, openWorkshop } from "../src/build.ts";
import { diskWorld } from "../src/nightly/disk/disk-world.ts";
import { ROOT } from "./kit/sample.ts";

const PAGE = `${ROOT}../shared/seed/page.json`;

interface PrintedStory {
  readonly id: string;
  readonly printed?: readonly (readonly string[])[];
  readonly measureZi?: number;
}

test.skipIf(!existsSync(PAGE))("at least 96 % of the printed line ends with 开明 punctuation", async () => {
  const workshop = openWorkshop(diskWorld({ edition: ROOT, cache: undefined }));
  /** The first line of each text at one measure. */
  const firstLines = async (texts: readonly string[], measure: number, indent: number): Promise<readonly string[]> => {
    const options = {
      measures: [measure],
      size: 9,
      indent,
      language: "zh-Hans",
      punctuation: "kaiming",
      lineBreak: "basic",
      algorithm: "greedy",
      policy: "push-in-first",
      hanging: "none",
      writing: "horizontal",
      align: "justify",
    } as const;
    const lines = await composeTexts(texts, options, { workshop, report: new Diagnostics() });
    return texts.map((_, paragraph) => lines.find((line) => line.paragraph === paragraph)!.text.trim());
  };
  const { articles } = JSON.parse(readFileSync(PAGE, "utf8")) as { articles: readonly PrintedStory[] };
  let right = 0;
  let all = 0;
  for (const { printed, measureZi } of articles) {
    if (!printed || !measureZi) continue;
    const rests = printed.map((lines) => lines.slice(0, -1).map((_, n) => lines.slice(n).join("")));
    const best = printed.map(() => 0);
    for (let step = -4; step <= 4; step++) {
      const measure = measureZi + step / 4;
      const heads = await firstLines(
        rests.map((each) => each[0]!),
        measure,
        2,
      );
      const others = await firstLines(
        rests.flatMap((each) => each.slice(1)),
        measure,
        0,
      );
      printed.forEach((lines, n) => {
        const before = rests.slice(0, n).reduce((sum, each) => sum + each.length - 1, 0);
        const set = [heads[n]!, ...others.slice(before, before + rests[n]!.length - 1)];
        const score = lines.slice(0, -1).filter((line, k) => set[k] === line.trim()).length;
        best[n] = Math.max(best[n]!, score);
      });
    }
    right += best.reduce((sum, each) => sum + each, 0);
    all += rests.flat().length;
  }
  expect(all).toBeGreaterThan(90);
  expect(right / all, `${right} of ${all}`).toBeGreaterThanOrEqual(0.96);
});
