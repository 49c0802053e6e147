/** Bodies by chance, seeds fixed: crossheads over legs, floating pictures and insets together lose no text and lie on nothing. */
import { expect, test } from "vitest";
import { overlaps, type Rect } from "../src/base/geometry.ts";
import { plainText } from "../src/model/story.ts";
import { layFiles } from "./kit/lay-files.ts";

/** Numbers from 0 to 1, the same for the same seed. */
const chance = (seed: number): (() => number) => {
  let state = seed * 2654435761 + 1;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 374761393) >>> 0;
    return state / 2 ** 32;
  };
};

const SENTENCES = [
  "储罐作为油品化工区的核心设施今年七月正式投入使用，首批油品已经入库。",
  "码头工人换上了新的工装。",
  "老街的茶馆照旧在清晨五点开门，赶早班船的人在这里喝第一碗茶。",
];

const storyOf = (next: () => number): string => {
  const count = Math.floor(next() * 9);
  const parts = Array.from({ length: count }, (_, n) => {
    if (next() < 0.3) return `## 第${n}件事是河边的旧仓库${next() < 0.3 ? "改成了孩子们的阅览室和老人们的茶座" : ""}`;
    const sentences = Array.from({ length: 1 + Math.floor(next() * 9) }, (_, m) => SENTENCES[(n + m) % 3]);
    return `${next() < 0.3 ? "如图①所示，" : ""}${sentences.join("")}`;
  });
  return parts.join("\n\n");
};

const bodyOf = (next: () => number): string => {
  const legs = 1 + Math.floor(next() * 5);
  const span = next() < 0.5 || legs < 3 ? "all" : `${2 + Math.floor(next() * 3)}`;
  const down = next() < 0.3;
  const fields = [
    `legs: ${legs}, gutter: 1zi`,
    `columns: ${["absolute", "relative", "free"][Math.floor(next() * 3)]}`,
    ...(next() < 0.8 ? [`crosshead: { span: ${span} }`] : []),
    ...(next() < 0.6 ? [`floats: { legs: ${1 + Math.floor(next() * legs)} }`] : []),
    ...(next() < 0.3 ? [`rows: ${1 + Math.floor(next() * 30)}`] : []),
    ...(next() < 0.3 && !down ? ["insets: [{ keyFigure: 1, leg: 1, side: left, row: 3, width: 6zi }]"] : []),
    ...(down ? ["writing: vertical"] : []),
    "rule: hairline",
  ];
  return `body: { ${fields.join(", ")} }`;
};

test.each(Array.from({ length: 10 }, (_, n) => n + 1))("seed %i", async (seed) => {
  const next = chance(seed);
  const body = storyOf(next);
  const { pages, edition, found } = await layFiles({
    "edition.yaml":
      "paper: { name: 沧海日报, id: canghai }\ndate: 2025-07-10\nissue: 1\nedition: 1\npages:\n  - pages/01.yaml\n",
    "pages/01.yaml": 'page: "01"\nsection: 要闻\nlayout: one\nstories:\n  one: stories/one.md\n',
    "layouts/formats.yaml": "card: { title: card, width: 190mm, height: 300mm }\n",
    "layouts/one.yaml": `format: card
grid: { columns: 3, measure: 17zi, gutter: 1.5zi, rows: 62, top: 10mm }
slots:
  one: { col: 1-3, row: 1-${20 + Math.floor(next() * 40)}, stack: { story: one, children: [${bodyOf(next)}] } }
`,
    "stories/one.md": `---\nphotos: [{ file: photos/p.jpg, caption: 码头, credit: 白一川 摄, float: true }]\nkeyFigures: [全年**6.2**万人次]\n---\n${body}\n`,
  });
  const frames = pages[0]!.composed.frames;
  const text = frames.filter(({ frame }) => frame.kind === "body" || frame.kind === "crosshead");
  const printed = text.flatMap(({ lines }) => lines.map((line) => line.text)).join("");
  const written = edition!.pages[0]!.stories.get("one")!
    .paragraphs.map(({ spans }) => plainText(spans))
    .join("");
  if (found.some(({ code }) => code === "compose/overset")) expect(written.startsWith(printed)).toBe(true);
  else expect(printed).toBe(written);
  expect(found.filter(({ code }) => code === "plan/overlap")).toEqual([]);
  const solid = frames.filter(
    ({ frame: { kind } }) => kind === "picture" || kind === "caption" || kind === "crosshead",
  );
  const lineRects = frames
    .filter(({ frame }) => frame.kind === "body")
    .flatMap(({ lines }) =>
      lines.map(
        ({ x, baseline, natural, writing }): Rect =>
          writing === "vertical"
            ? { x: x - 4, y: baseline, width: 8, height: natural }
            : { x, y: baseline - 7.5, width: natural, height: 8.5 },
      ),
    );
  for (const { frame } of solid) for (const rect of lineRects) expect(overlaps(rect, frame.rect)).toBe(false);
  lineRects.forEach((a, n) => {
    for (const b of lineRects.slice(n + 1)) expect(overlaps(a, b)).toBe(false);
  });
});
