/** What a page says of itself: nameplate, strips, and the words of each item by language and direction. */
import { describe, expect, test } from "vitest";
import type { Edition, EditionPage } from "../src/model/edition.ts";
import { FURNITURE_ITEMS } from "../src/model/layout.ts";
import { furnitureLines } from "../src/plan/furniture-text.ts";
import { layOnePage, saidOf } from "./kit/lay-files.ts";

const edition = (language: string) =>
  ({
    paper: { name: "沧海报", id: "ch" },
    date: { iso: "2025-07-10", year: 2025, month: 7, day: 10, weekday: 4 },
    issue: 12873,
    zone: "city",
    zoneTitle: "城区版",
    pageCount: 12,
    language,
  }) as Edition;
const page = { id: "01", section: "要闻" } as EditionPage;

const say = (
  item: (typeof FURNITURE_ITEMS)[number],
  language = "zh-Hans",
  writing: "horizontal" | "vertical" = "horizontal",
) => furnitureLines({ item, writing }, edition(language), page);

describe("furniture", () => {
  test("each item, in Chinese", () => {
    expect(FURNITURE_ITEMS.map((item) => say(item).join("|"))).toEqual([
      "要闻",
      "01",
      "2025年7月10日|星期四|第12873期",
      "2025年7月10日",
      "星期四",
      "第12873期",
      "今日12版",
      "2025年7月10日　星期四　第12873期　今日12版",
      "沧海报",
      "城区版",
      "",
    ]);
  });

  test("numbers of vertical lines are written in Han", () => {
    expect(say("pageCount", "zh-Hans", "vertical")).toEqual(["今日十二版"]);
    expect(say("issue", "zh-Hans", "vertical")).toEqual(["第一二八七三期"]);
  });

  test.each([
    ["ja", "全12ページ"],
    ["ko", "오늘 12면"],
    ["en", "12 pages"],
    ["fr", "12 pages"],
  ])("%s", (language, says) => {
    expect(say("pageCount", language)).toEqual([says]);
  });
});

const FRONT = `page: "01"
section: 要闻
layout: front-page
credits:
  - { role: 执行主编, name: 何澜 }
  - { role: 网址, name: www.example.com }
  - { role: 邮箱, name: page1@example.com }
stories:
  lead: stories/village-clinic.md
  second: stories/home-care.md
  boxed: stories/neighbour-feast.md
  brief-1: stories/small-loans.md
  brief-2: stories/shade-stop.md
  brief-3: stories/reading-season.md
`;

describe("the front page", () => {
  test("sets six stories under its nameplate and strip without a finding; the page count is the edition's", async () => {
    const laid = await layOnePage({ "p.yaml": FRONT });
    expect(saidOf(laid)).toEqual([]);
    const text = (id: string) =>
      laid
        .laid!.composed.frames.find(({ frame }) => frame.id === id)!
        .lines.map((line) => line.text)
        .join("|");
    expect(text("nameplate/paper")).toBe("沧海报");
    expect(text("strip/imprint")).toBe("2025年7月10日　星期四　第8期　今日1版");
    expect(text("strip/folio")).toBe("01");
    expect(text("nameplate/pageCount")).toBe("今日1版");
    const strip = laid.laid!.plan.frames.find(({ id }) => id === "strip/box")!;
    const area = laid.laid!.plan.grid.typeArea;
    expect(strip.rect).toMatchObject({ x: area.x, width: area.width });
  });

  test("a page count that is none is told of", async () => {
    const edition = `paper: { name: 沧海报, id: ch }
date: 2025-07-10
issue: 8
pageCount: 0
edition: 1
pages: [p.yaml]
`;
    const said = saidOf(await layOnePage({ "edition.yaml": edition, "p.yaml": FRONT }));
    expect(said.some((each) => each.startsWith("input/wrong-value: `pageCount`"))).toBe(true);
  });
});
