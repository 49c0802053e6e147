/** Pictures that find their own place in the legs, near the words that refer to them (LC-113, LC-114). */
import { describe, expect, test } from "vitest";
import { overlaps } from "../src/base/geometry.ts";
import { inspectPage } from "../src/cli/inspect-page.ts";
import { plainText } from "../src/model/story.ts";
import type { BodyFrame, PictureFrame } from "../src/plan/page-plan.ts";
import { bodiesOf, type LaidFiles } from "./kit/lay-files.ts";
import { layBody } from "./kit/one-body.ts";

const SENTENCE = "储罐作为油品化工区的核心设施今年七月正式投入使用，首批油品已经入库，港口的吞吐能力由此提高了三成。";

/** So many paragraphs; the reference stands at the head of paragraph `at`, from 0. */
const text = (count: number, at = -1, reference = "（图①）"): string =>
  Array.from({ length: count }, (_, n) => `${n === at ? `码头新貌${reference}。` : ""}${SENTENCE.repeat(2)}`).join(
    "\n\n",
  );

interface Wish {
  readonly body: string;
  readonly fields?: string;
  readonly photos?: string;
  readonly parts?: string;
  readonly foot?: number;
}

const PHOTO = "{ file: photos/p.jpg, caption: 码头新貌, credit: 白一川 摄, float: true }";

const lay = ({ fields = "legs: 3", photos = PHOTO, ...wish }: Wish): Promise<LaidFiles> =>
  layBody({ ...wish, fields, front: `photos: [${photos}]` });

const floatsIn = ({ pages }: LaidFiles): readonly PictureFrame[] =>
  pages[0]!.plan.frames.filter(
    (frame): frame is PictureFrame => frame.kind === "picture" && frame.floats !== undefined,
  );

const bodyIn = ({ pages }: LaidFiles): BodyFrame => bodiesOf(pages[0]!)[0]!.frame as BodyFrame;

/** No line lies on a picture or its caption, and all text is there once. */
const expectWhole = (laid: LaidFiles): void => {
  const page = laid.pages[0]!;
  const printed = bodiesOf(page).flatMap(({ lines }) => lines);
  const written = laid.edition!.pages[0]!.stories.get("one")!.paragraphs.map(({ spans }) => plainText(spans));
  expect(printed.map((line) => line.text).join("")).toBe(written.join(""));
  const pictures = page.plan.frames.filter(({ kind }) => kind === "picture" || kind === "caption");
  for (const { x, baseline, natural } of printed)
    for (const { rect } of pictures)
      expect(overlaps({ x, y: baseline - 7.5, width: natural, height: 8.5 }, rect)).toBe(false);
};

const faultsOf = ({ found }: LaidFiles): readonly string[] =>
  found.flatMap(({ code, severity }) => (severity === "info" || /loose|tight|widow|underset/.test(code) ? [] : [code]));

describe("a floating picture", () => {
  test("stands on whole rows over a whole leg, its caption under it, the leg's lines fewer", async () => {
    const laid = await lay({ body: text(11, 4) });
    expect(faultsOf(laid)).toEqual([]);
    const [picture] = floatsIn(laid);
    const { grid, frames } = laid.pages[0]!.plan;
    const body = bodyIn(laid);
    const { leg } = picture!.floats!;
    expect(picture!.rect.x).toBeCloseTo(body.legs[leg - 1]!.rect.x, 6);
    expect(picture!.rect.width).toBeCloseTo(body.legs[leg - 1]!.rect.width, 6);
    const rows = picture!.rect.height / grid.row;
    expect(rows).toBeCloseTo(Math.round(rows), 6);
    const caption = frames.find(({ kind }) => kind === "caption")!;
    expect(caption.rect.y).toBeCloseTo(picture!.rect.y + picture!.rect.height, 6);
    expect(body.legs.filter((each) => each.slots.length < body.legs[leg % 3]!.slots.length)).toEqual([
      body.legs[leg - 1],
    ]);
    expectWhole(laid);
  });

  test.each([
    [0, 1, "head"],
    [3, 1, "foot"],
    [5, 2, "head"],
    [6, 2, "foot"],
    [8, 3, "head"],
    [9, 3, "head"],
  ] as const)("stands nearest to its reference, in paragraph %i of 11: leg %i, %s", async (at, leg, end) => {
    const laid = await lay({ body: text(11, at) });
    expect(floatsIn(laid).map(({ floats }) => [floats!.leg, floats!.at])).toEqual([[leg, end]]);
    expectWhole(laid);
  });

  test("is found by words of its own, and by 图1 but not 图12", async () => {
    const own = await lay({
      body: text(11, 10, "，见右图"),
      photos: PHOTO.replace("float", "reference: 见右图, float"),
    });
    expect(floatsIn(own)[0]!.floats!.leg).toBe(3);
    const twelve = await lay({ body: text(11, 10, "（图12）") });
    expect(floatsIn(twelve)[0]!.floats!.leg).toBe(1);
    const one = await lay({ body: text(11, 10, "（图1）") });
    expect(floatsIn(one)[0]!.floats!.leg).toBe(3);
  });

  test("belongs where a line of the text shows it, which is not printed", async () => {
    const photos = PHOTO.replace(", float: true", "");
    const laid = await lay({ body: `${text(9)}\n\n![码头](../photos/p.jpg)\n\n${text(2)}`, photos });
    expect(floatsIn(laid).map(({ floats }) => [floats!.leg, floats!.at])).toEqual([[3, "head"]]);
    expect(laid.found.some(({ code }) => code === "input/unsupported")).toBe(false);
    expectWhole(laid);
    const unknown = await lay({ body: `${text(9)}\n\n![码头](../photos/q.jpg)`, photos });
    expect(floatsIn(unknown)).toEqual([]);
    expect(unknown.found.some(({ code }) => code === "input/unsupported")).toBe(true);
  });

  test("spans legs, and shares them with insets and other floating pictures", async () => {
    const second = "{ file: photos/p.jpg, float: true }";
    const laid = await lay({
      body: `${text(7, 5)}\n\n${text(7, 2, "（图②）")}`,
      photos: `${PHOTO}, ${second}, { file: photos/p.jpg }`,
      fields:
        "legs: 3, floats: { legs: 2, rows: 8 }, insets: [{ picture: 3, leg: 1, side: left, row: 1, width: 17zi, rows: 6 }]",
      foot: 60,
    });
    const pictures = laid.pages[0]!.plan.frames.filter(({ kind }) => kind === "picture");
    expect(floatsIn(laid)).toHaveLength(2);
    for (const { rect } of floatsIn(laid)) expect(rect.width).toBeGreaterThan(2 * 17 * 9);
    pictures.forEach((a, n) => {
      for (const b of pictures.slice(n + 1)) expect(overlaps(a.rect, b.rect)).toBe(false);
    });
    expect(laid.found.filter(({ code }) => code === "plan/overlap").map(({ message }) => message)).toEqual([]);
    expectWhole(laid);
  });

  test("floats in vertical legs, its caption under it", async () => {
    const laid = await lay({ body: text(11, 6), fields: "legs: 3, writing: vertical, rows: 44, floats: { legs: 1 }" });
    const [picture] = floatsIn(laid);
    const body = bodyIn(laid);
    const leg = body.legs[picture!.floats!.leg - 1]!.rect;
    const caption = laid.pages[0]!.plan.frames.find(({ kind }) => kind === "caption")!.rect;
    expect(picture!.rect.y).toBeCloseTo(leg.y, 6);
    expect(caption.y + caption.height).toBeCloseTo(leg.y + leg.height, 6);
    expectWholeVertical(laid);
  });

  test("goes with crossheads over legs", async () => {
    const body = [text(6, 1), "## 码头换了新装", text(6)].join("\n\n");
    const laid = await lay({ body, fields: "legs: 3, crosshead: { span: all }", foot: 60 });
    expect(faultsOf(laid)).toEqual([]);
    const [picture] = floatsIn(laid);
    const head = laid.pages[0]!.plan.frames.find(({ kind }) => kind === "crosshead")!;
    expect(overlaps(picture!.rect, head.rect)).toBe(false);
  });

  test("is told by `inspect` with its leg, its end and its distance", async () => {
    const facts = inspectPage((await lay({ body: text(11, 5) })).pages[0]!);
    expect(facts.frames.find(({ kind }) => kind === "picture")!.floats).toMatchObject({ leg: 2, legs: 1, at: "head" });
  });
});

/** The text once, in legs of vertical lines. */
const expectWholeVertical = (laid: LaidFiles): void => {
  const written = laid.edition!.pages[0]!.stories.get("one")!.paragraphs.map(({ spans }) => plainText(spans));
  const printed = bodiesOf(laid.pages[0]!).flatMap(({ lines }) => lines.map((line) => line.text));
  expect(printed.join("")).toBe(written.join(""));
};

describe("a floating picture without a place in its text", () => {
  const OTHER = "        - picture: { otherwise: true, rows: 10 }\n";

  test("stands in its other place when that is not twice as far: weights of a ≥ 2b", async () => {
    // the reference is in the middle of the last leg: its foot is as near as the end of the body
    const near = { body: text(11, 9), parts: OTHER, foot: 60 };
    const away = await lay({ ...near, fields: "legs: 3, floats: { weight: 100 }" });
    expect(floatsIn(away)).toEqual([]);
    const [picture] = away.pages[0]!.plan.frames.filter(({ kind }) => kind === "picture");
    expect(picture!.id).toBe("one/one/picture");
    expect(away.found.filter(({ code }) => code === "plan/float").map(({ severity }) => severity)).toEqual(["info"]);
    const here = await lay({ ...near, fields: "legs: 3, floats: { weight: 0 }" });
    expect(floatsIn(here)).toHaveLength(1);
    expect(here.pages[0]!.plan.frames.filter(({ kind }) => kind === "picture")).toHaveLength(1);
    expect(here.found.some(({ code }) => code === "plan/float")).toBe(false);
  });

  test("stays without another place, however far", async () => {
    const laid = await lay({ body: text(11, 9), fields: "legs: 3, floats: { weight: 100 }" });
    expect(floatsIn(laid)).toHaveLength(1);
  });

  test("is told of when it is too tall", async () => {
    const laid = await lay({ body: text(11, 4), fields: "legs: 3, floats: { rows: 80 }" });
    expect(floatsIn(laid)).toEqual([]);
    expect(faultsOf(laid)).toEqual(["plan/float"]);
    expectWhole(laid);
  });

  test("leaves the room to the text where there is not enough for both", async () => {
    const laid = await lay({ body: text(11, 4), foot: 25 });
    expect(floatsIn(laid)).toEqual([]);
    expect(laid.found.find(({ code }) => code === "plan/float")?.message).toContain("too little room");
    expect(laid.found.some(({ code }) => code === "compose/overset")).toBe(false);
    expectWhole(laid);
  });

  test("is told of when its text runs through several bodies", async () => {
    const laid = await lay({
      body: text(11, 4),
      fields: "legs: 2, rows: 20",
      parts: "        - body: { legs: 3, rows: 20 }\n",
    });
    expect(laid.found.find(({ code }) => code === "plan/float")?.message).toContain("several bodies");
  });

  test("does not float when the layout gives it a place", async () => {
    const laid = await lay({ body: text(11, 4), parts: "        - picture: { rows: 24 }\n", foot: 60 });
    expect(floatsIn(laid)).toEqual([]);
    expect(faultsOf(laid)).toEqual([]);
  });
});
