/** `src/README.md` follows one story from its file to the press: every value that it shows is what the engine makes of it. */
import { readFileSync, writeFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { Diagnostics } from "../src/base/diagnostic.ts";
import { openEditionFonts } from "../src/build.ts";
import { openGalleys } from "../src/compose/galleys.ts";
import { localeOf } from "../src/text/locale.ts";
import { ROOT, type Sample, sample } from "./kit/sample.ts";

const GUIDE = `${ROOT}src/README.md`;
const STORY = "stories/shade-stop.md";

let page: Sample;
let blocks: Readonly<Record<string, string>>;

beforeAll(async () => {
  page = await sample();
  blocks = await makeBlocks();
});

const short = (value: unknown): string =>
  JSON.stringify(value, (_key, each) => (typeof each === "number" ? Math.round(each * 100) / 100 : each))
    .replaceAll('"', "")
    .replaceAll(",", ", ")
    .replaceAll(":", ": ");

/** The values of each stage, as the guide shows them: block name → text. */
const makeBlocks = async (): Promise<Readonly<Record<string, string>>> => {
  const { edition, laid, workshop } = page;
  const story = [...edition.pages[0]!.stories.values()].find((each) => each.path === STORY)!;
  const body = laid.composed.frames.find(({ frame }) => frame.kind === "body" && frame.story === story)!;
  const headline = laid.composed.frames.find(({ frame }) => frame.kind === "headline" && frame.story === story)!;
  const galleys = openGalleys(
    {
      fonts: await openEditionFonts(edition, workshop, new Diagnostics()),
      limits: edition.style.limits,
      locale: localeOf(edition.language),
    },
    new Diagnostics(),
  );
  const [paragraph] = galleys.body(story, edition.style.text.get("body")!);
  const text = laid.display.items.filter(
    (item) => item.kind === "glyphs" && item.source?.path === STORY && item.size === 9,
  );
  const legs = body.frame.kind === "body" ? body.frame.legs : [];
  const item = text[1]!;
  return {
    read: story.paragraphs[0]!.spans.map((span) =>
      short({ face: span.face, start: span.source.start, end: span.source.end, text: span.text.slice(0, 14) }),
    ).join("\n"),
    plan:
      [headline, body].map(({ frame }) => short({ id: frame.id, rect: frame.rect })).join("\n") +
      `\n${short({ legs: legs.length, slots: legs[0]!.slots.length, first: legs[0]!.slots[0] })}`,
    galley: paragraph!.clusters
      .slice(2, 6)
      .map((each) =>
        short({
          text: each.text,
          class: each.class,
          box: each.box,
          shift: each.shift,
          glue: { natural: each.glue.natural, break: each.glue.break, stretches: each.glue.stretches },
        }),
      )
      .join("\n"),
    compose: body.lines
      .slice(0, 4)
      .map((line) =>
        short({ x: line.x, baseline: line.baseline, natural: line.natural, ratio: line.ratio, text: line.text }),
      )
      .join("\n"),
    paint:
      item.kind === "glyphs"
        ? short({
            kind: item.kind,
            face: item.face.name,
            size: item.size,
            ink: item.ink,
            overprint: item.overprint,
            glyphs: item.glyphs.slice(0, 2),
          })
        : "",
  };
};

test.each(["read", "plan", "galley", "compose", "paint"])("the guide's block `%s` is what the engine makes", (name) => {
  const guide = readFileSync(GUIDE, "utf8");
  const fence = new RegExp(`(<!-- ${name} -->\\n\`\`\`\\n)([\\s\\S]*?)(\\n\`\`\`)`);
  if (process.env["UPDATE_GUIDE"])
    writeFileSync(
      GUIDE,
      guide.replace(fence, (_all, open, _old, close) => open + blocks[name] + close),
    );
  expect(fence.exec(readFileSync(GUIDE, "utf8"))?.[2]).toBe(blocks[name]);
});
