/** The digital package: where each story stands on its page, and each story as HTML and JSON, nothing of it lost. */
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { SaxesParser } from "saxes";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bottom, type Rect, right } from "../../src/base/geometry.ts";
import { holdsPoint, type Polygon, areaOf as sizeOf } from "../../src/base/polygon.ts";
import { runCli } from "../../src/cli/run-cli.ts";
import { storyPlaces } from "../../src/digital/digital-page.ts";
import { areaOf } from "../../src/digital/story-area.ts";
import { storyMarkup, storyPage, titleOf } from "../../src/digital/story-html.ts";
import { storyNinjs } from "../../src/digital/story-ninjs.ts";
import { keyFigureTexts, plainText, type Story } from "../../src/model/story.ts";
import { layFiles } from "../kit/lay-files.ts";
import { SAMPLE, type Sample, sample } from "../kit/sample.ts";

const rect = (x: number, y: number, width: number, height: number): Rect => ({ x, y, width, height });
const sides = (polygon: Polygon): readonly (readonly number[])[] => polygon.map(({ x, y }) => [x, y]);
const inside = (area: readonly Polygon[], x: number, y: number): boolean =>
  area.filter((polygon) => holdsPoint(polygon, { x, y })).length % 2 === 1;

describe("the area round frames", () => {
  test("of one frame is the frame", () => {
    expect(areaOf([rect(10, 20, 100, 50)], 8).map(sides)).toEqual([
      [
        [10, 20],
        [110, 20],
        [110, 70],
        [10, 70],
      ],
    ]);
  });

  test("goes over a gutter, and round a corner", () => {
    const [area, ...others] = areaOf([rect(0, 0, 200, 30), rect(0, 36, 96, 100), rect(104, 36, 96, 40)], 12);
    expect(others).toEqual([]);
    expect(area).toHaveLength(6);
    expect(inside([area!], 100, 50)).toBe(true);
    expect(inside([area!], 150, 100)).toBe(false);
  });

  test("of frames far apart is in parts; where they touch at a corner alone, too", () => {
    expect(areaOf([rect(0, 0, 10, 10), rect(100, 0, 10, 10)], 8)).toHaveLength(2);
    const touching = areaOf([rect(0, 0, 10, 10), rect(10, 10, 10, 10)], 0);
    expect(touching.map(sizeOf).reduce((a, b) => a + b)).toBeCloseTo(200, 6);
    expect(areaOf([], 8)).toEqual([]);
    expect(areaOf([rect(5, 5, 0, 10)], 8)).toEqual([]);
  });

  test("holds what stands in the frames, whatever they are, and no more than what is near", () => {
    const frames = fc.array(
      fc.record({
        x: fc.integer({ min: 0, max: 90 }),
        y: fc.integer({ min: 0, max: 90 }),
        width: fc.integer({ min: 1, max: 40 }),
        height: fc.integer({ min: 1, max: 40 }),
      }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(frames, (rects) => {
        const area = areaOf(rects, 4);
        for (const each of rects) expect(inside(area, each.x + each.width / 2, each.y + each.height / 2)).toBe(true);
        for (const { x, y } of area.flat()) {
          const near = rects.some(
            (each) => x >= each.x - 4 && x <= right(each) + 4 && y >= each.y - 4 && y <= bottom(each) + 4,
          );
          expect(near).toBe(true);
        }
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});

/** The text of markup, if it is well formed; throws where it is not. */
const textOf = (markup: string): string => {
  let text = "";
  const parser = new SaxesParser();
  parser.on("text", (part) => {
    text += part;
  });
  parser.on("error", (fault) => {
    throw fault;
  });
  parser.write(markup.replace(/^<!doctype html>/, "")).close();
  return text;
};

describe("the sample page", () => {
  let page: Sample;
  beforeAll(async () => {
    page = await sample();
  });

  test("has an area for each story on it, and no two that share any", () => {
    const places = storyPlaces(page.laid.composed);
    expect(places.length).toBe(page.laid.page.stories.size);
    for (const { frame } of page.laid.composed.frames) {
      if (!("story" in frame)) continue;
      const { area } = places.find(({ story }) => story.path === frame.story.path)!;
      const { x, y, width, height } = frame.rect;
      if (width * height > 0) expect(inside(area, x + width / 2, y + height / 2), frame.id).toBe(true);
    }
    const { trim } = page.laid.plan.boxes;
    for (let x = 2; x < trim.width; x += 7)
      for (let y = 2; y < trim.height; y += 7)
        expect(places.filter(({ area }) => inside(area, x, y)).length, `${x}, ${y}`).toBeLessThanOrEqual(1);
  });

  test("gives every story as well-formed HTML that says all it says, each paragraph once", () => {
    for (const story of page.laid.page.stories.values()) {
      const text = textOf(storyPage(story, () => undefined));
      for (const { spans } of story.paragraphs) expect(text.split(plainText(spans))).toHaveLength(2);
      for (const line of [
        ...story.headline,
        ...story.keyFigures.flatMap(keyFigureTexts),
        ...story.photos.map((each) => each.caption),
      ])
        expect(text).toContain(plainText(line));
    }
  });
});

describe("a story of every part", () => {
  const MARKDOWN = `---
kicker: 眉题
headline: 主题“一”<二>&三
deck: 副题
summary: [第一点, 第二点]
photos: [{ file: photos/p.jpg, caption: 图说, credit: 某某 摄 }]
keyFigures:
  - 全年**6.2**万人次
  - { number: 18, unit: 项, label: 服务, trend: up, change: 12% }
tables:
  - { title: 表, head: 1, columns: [left, decimal], rows: [[品名, 价], [青菜, 3.50], [萝卜, 2.80]] }
quotes: [{ text: 一句话, by: 某某 }]
qr: [{ url: "https://example.com/?a=1&b=2", label: 扫一扫 }]
charts:
  - { kind: bar, title: 图, unit: 万, labels: [甲, 乙], series: [{ values: [1, 2] }] }
sidebars: [{ title: 链接, text: 边栏的字。 }]
signature: 某某 文
---
第一段**粗**和*楷*，{汉|hàn}字。

## 小标题

- 一
- 二

3. 三
4. 四
`;
  const read = async (): Promise<Story> => {
    const { pages, found } = await layFiles({
      "edition.yaml":
        "paper: { name: 沧海日报, id: canghai }\ndate: 2025-07-10\nissue: 1\nedition: 1\npages:\n  - pages/01.yaml\n",
      "pages/01.yaml": 'page: "01"\nsection: 要闻\nlayout: one\ncredits: []\nstories: { lead: stories/a.md }\n',
      "layouts/one.yaml":
        "format: duikai\ngrid: { columns: 6, measure: 17zi, gutter: 1.5zi, rows: 122, top: 20mm }\nslots:\n  lead: { col: 1-6, row: 1-80, stack: { story: lead, children: [{ headline: { style: main } }, { body: { legs: 3 } }] } }\n",
      "stories/a.md": MARKDOWN,
    });
    expect(found.filter(({ severity }) => severity === "error")).toEqual([]);
    return pages[0]!.page.stories.get("lead")!;
  };

  test("has an element for each, and nothing that a reader's browser could take for its own", async () => {
    const markup = storyMarkup(await read(), () => ({ file: "../pictures/a.jpg", width: 300, height: 200 }));
    expect(textOf(markup)).toContain("主题“一”<二>&三");
    for (const part of [
      '<p class="kicker">眉题</p>',
      "<h1>主题“一”&lt;二&gt;&amp;三</h1>",
      '<ul class="summary"><li>第一点</li><li>第二点</li></ul>',
      '<img src="../pictures/a.jpg" width="300" height="200" alt="图说"/>',
      "<strong>粗</strong>",
      "<em>楷</em>",
      "<h2>小标题</h2>",
      "<ul><li>一</li><li>二</li></ul>",
      '<ol start="3"><li>三</li><li>四</li></ol>',
      "<th>品名</th>",
      "<td>3.50</td>",
      "<blockquote><p>一句话</p>",
      'href="https://example.com/?a=1&amp;b=2"',
      '<aside class="sidebar"><h2>链接</h2><p>边栏的字。</p></aside>',
      '<p class="signature">某某 文</p>',
    ])
      expect(markup).toContain(part);
  });

  test("is an object of ninjs 2.1", async () => {
    const story = await read();
    const made = storyNinjs(story, {
      uri: "urn:broadsheet:canghai:2025-07-10:1:a",
      date: "2025-07-10",
      version: "A",
      paper: "沧海日报",
      picture: () => ({ file: "../pictures/a.jpg", width: 300, height: 200 }),
    });
    expect(made).toMatchObject({
      type: "text",
      language: "zh-Hans",
      title: titleOf(story),
      headlines: [{ role: "main" }, { role: "kicker", value: "眉题" }, { role: "deck", value: "副题" }],
      bodies: [{ contenttype: "text/html" }],
      associations: [{ type: "picture", creditline: "某某 摄" }],
    });
  });
});

describe("the package", () => {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-digital-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const run = async (edition: string, more: readonly string[] = []) => {
    const out: string[] = [];
    const code = await runCli(["digital", edition, "--out", join(folder, "out"), "--json", ...more], {
      cwd: folder,
      env: { BROADSHEET_CACHE: join(folder, "cache") },
      out: (text) => out.push(text),
      err: () => undefined,
      input: async () => new Uint8Array(),
      watched: false,
      colours: false,
      width: 100,
    });
    return { code, answer: JSON.parse(out.join("")) };
  };
  const filesBelow = (path: string): readonly string[] =>
    readdirSync(path, { recursive: true, encoding: "utf8" })
      .filter((name) => statSync(join(path, name)).isFile())
      .map((name) => name.replaceAll("\\", "/"))
      .sort();

  test("has every file that it lists and no other, whole; what a page names is there; pictures say nothing of the camera", async () => {
    const { code, answer } = await run(SAMPLE);
    expect(code).toBe(0);
    expect(answer).toMatchObject({ pages: 1, stories: 13, left: [] });
    const made = join(folder, answer.folder);
    const manifest = JSON.parse(readFileSync(join(made, "manifest.json"), "utf8"));
    const listed: readonly { path: string; bytes: number; sha256: string }[] = manifest.files;
    expect([...listed.map(({ path }) => path), "manifest.json"].sort()).toEqual(filesBelow(made));
    for (const { path, bytes, sha256 } of listed) {
      const content = readFileSync(join(made, path));
      expect(content.length).toBe(bytes);
      expect(createHash("sha256").update(content).digest("hex")).toBe(sha256);
    }
    const [page] = manifest.pages;
    const size = await sharp(readFileSync(join(made, page.image.file))).metadata();
    expect(size).toMatchObject({ width: page.image.width, height: page.image.height, space: "srgb" });
    for (const { html, ninjs, area } of page.stories) {
      const markup = readFileSync(join(made, html), "utf8");
      for (const [, file] of markup.matchAll(/src="([^"]+)"/g)) {
        const picture = await sharp(readFileSync(join(made, "stories", file!))).metadata();
        expect([picture.exif, picture.xmp, picture.iptc]).toEqual([undefined, undefined, undefined]);
      }
      expect(JSON.parse(readFileSync(join(made, ninjs), "utf8"))).toMatchObject({ type: "text", pubstatus: "usable" });
      for (const [x, y] of area.flat()) expect(x >= 0 && x <= 1 && y >= 0 && y <= 1).toBe(true);
    }
  }, 120_000);

  test("made again is the same, byte for byte, and what is no longer in it is gone", async () => {
    const made = join(folder, (await run(SAMPLE)).answer.folder);
    const before = readFileSync(join(made, "manifest.json"), "utf8");
    const extra = { ...JSON.parse(before), files: [{ path: "stories/old.html", bytes: 3, sha256: "" }] };
    writeFileSync(join(made, "stories/old.html"), "old");
    writeFileSync(join(made, "manifest.json"), JSON.stringify(extra));
    await run(SAMPLE);
    expect(readFileSync(join(made, "manifest.json"), "utf8")).toBe(before);
    expect(filesBelow(made)).not.toContain("stories/old.html");
  }, 120_000);

  test("has pages of PDFs that stand on a page as pictures, as pictures", async () => {
    const gallery = fileURLToPath(new URL("../../samples/gallery/edition.yaml", import.meta.url));
    const { code, answer } = await run(gallery, ["--page", "97", "--out", join(folder, "pdf")]);
    expect([code, answer.pages]).toEqual([0, 1]);
    const markup = readFileSync(join(folder, answer.folder, "stories/pdf-plan.html"), "utf8");
    const [, file] = /src="([^"]+)"/.exec(markup)!;
    const { width, height, format } = await sharp(join(folder, answer.folder, "stories", file!)).metadata();
    expect(format).toBe("jpeg");
    expect(Math.min(width, height)).toBeGreaterThan(200);
  }, 120_000);

  test("leaves a page with an error out, and says so", async () => {
    const edition = join(folder, "edition");
    cpSync(SAMPLE, edition, { recursive: true });
    const story = join(edition, "stories/home-care.md");
    const text = readFileSync(story, "utf8");
    writeFileSync(story, text + text.split("---\n").at(-1)!.repeat(3));
    const { code, answer } = await run(edition, ["--out", join(folder, "broken")]);
    expect([code, answer.pages, answer.left]).toEqual([1, 0, ["05"]]);
    expect(answer.findings.some((each: { code: string }) => each.code === "compose/overset")).toBe(true);
  }, 120_000);
});
