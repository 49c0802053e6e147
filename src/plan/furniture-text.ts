/** What the page's furniture says, by language; every figure comes from the edition file. */
import type { Edition, EditionPage } from "../model/edition.ts";
import type { FurniturePart } from "../model/layout.ts";

interface Words {
  readonly weekdays: readonly string[];
  readonly date: (year: number, month: number, day: number) => string;
  readonly issue: (number: number) => string;
}

const HAN_WEEKDAYS = ["日", "一", "二", "三", "四", "五", "六"];

const WORDS: Readonly<Record<string, Words>> = {
  zh: {
    weekdays: HAN_WEEKDAYS.map((day) => `星期${day}`),
    date: (year, month, day) => `${year}年${month}月${day}日`,
    issue: (number) => `第${number}期`,
  },
  ja: {
    weekdays: ["日", "月", "火", "水", "木", "金", "土"].map((day) => `${day}曜日`),
    date: (year, month, day) => `${year}年${month}月${day}日`,
    issue: (number) => `第${number}号`,
  },
  ko: {
    weekdays: ["일", "월", "화", "수", "목", "금", "토"].map((day) => `${day}요일`),
    date: (year, month, day) => `${year}년 ${month}월 ${day}일`,
    issue: (number) => `제${number}호`,
  },
  en: {
    weekdays: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
    date: (year, month, day) => `${day}.${month}.${year}`,
    issue: (number) => `No. ${number}`,
  },
};

const HAN_DIGITS = "〇一二三四五六七八九";

/** Figures as they are read out one by one: 二〇二五. */
const digits = (number: number): string => [...`${number}`].map((each) => HAN_DIGITS[Number(each)] ?? each).join("");

/** Days and months: 二十八. */
const tens = (number: number): string => {
  const [ten, one] = [Math.floor(number / 10), number % 10];
  return `${ten > 1 ? HAN_DIGITS[ten] : ""}${ten > 0 ? "十" : ""}${one > 0 ? HAN_DIGITS[one] : ""}`;
};

/** In vertical lines numbers are written in Han (GB/T 15835—2011, 5.2; JLREQ 3.2.5 leaves it to the house). */
const inHan = (words: Words, unit: string): Words => ({
  ...words,
  date: (year, month, day) => `${digits(year)}年${tens(month)}月${tens(day)}日`,
  issue: (number) => `第${digits(number)}${unit}`,
});

const DOWN: Readonly<Record<string, Words>> = { zh: inHan(WORDS["zh"]!, "期"), ja: inHan(WORDS["ja"]!, "号") };

/** The lines of a piece of furniture; none for `credits`, which is a table of its own. */
export const furnitureLines = (
  { item, writing }: Pick<FurniturePart, "item" | "writing">,
  edition: Edition,
  page: EditionPage,
): readonly string[] => {
  const language = edition.language.slice(0, 2);
  const words = (writing === "vertical" ? DOWN[language] : undefined) ?? WORDS[language] ?? WORDS["en"]!;
  const { year, month, day, weekday } = edition.date;
  switch (item) {
    case "section":
      return [page.section];
    case "folio":
      return [page.id];
    case "paper":
      return [edition.paper.name];
    case "date":
      return [words.date(year, month, day), words.weekdays[weekday]!, words.issue(edition.issue)];
    case "credits":
      return [];
    default:
      return item satisfies never;
  }
};
