/** What the page's furniture says, by language; every figure comes from the edition file. */
import type { Edition, EditionPage } from "../model/edition.ts";
import type { FurniturePart } from "../model/layout.ts";

interface Words {
  readonly weekdays: readonly string[];
  readonly date: (year: number, month: number, day: number) => string;
  readonly issue: (number: number) => string;
  readonly pages: (number: number) => string;
}

const HAN_WEEKDAYS = ["日", "一", "二", "三", "四", "五", "六"];

const WORDS: Readonly<Record<string, Words>> = {
  zh: {
    weekdays: HAN_WEEKDAYS.map((day) => `星期${day}`),
    date: (year, month, day) => `${year}年${month}月${day}日`,
    issue: (number) => `第${number}期`,
    pages: (number) => `今日${number}版`,
  },
  ja: {
    weekdays: ["日", "月", "火", "水", "木", "金", "土"].map((day) => `${day}曜日`),
    date: (year, month, day) => `${year}年${month}月${day}日`,
    issue: (number) => `第${number}号`,
    pages: (number) => `全${number}ページ`,
  },
  ko: {
    weekdays: ["일", "월", "화", "수", "목", "금", "토"].map((day) => `${day}요일`),
    date: (year, month, day) => `${year}년 ${month}월 ${day}일`,
    issue: (number) => `제${number}호`,
    pages: (number) => `오늘 ${number}면`,
  },
  en: {
    weekdays: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
    date: (year, month, day) => `${day}.${month}.${year}`,
    issue: (number) => `No. ${number}`,
    pages: (number) => (number === 1 ? "1 page" : `${number} pages`),
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
  pages: (number) => words.pages(number).replace(String(number), number < 100 ? tens(number) : digits(number)),
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
  const date = words.date(year, month, day);
  const issue = words.issue(edition.issue);
  const pages = words.pages(edition.pageCount);
  switch (item) {
    case "section":
      return [page.section];
    case "folio":
      return [page.id];
    case "paper":
      return [edition.paper.name];
    case "zone":
      return [edition.zoneTitle ?? edition.zone].filter((words) => words !== "");
    case "date":
      return [date, words.weekdays[weekday]!, issue];
    case "day":
      return [date];
    case "weekday":
      return [words.weekdays[weekday]!];
    case "issue":
      return [issue];
    case "pageCount":
      return [pages];
    case "imprint":
      return [[date, words.weekdays[weekday]!, issue, pages].join("\u3000")];
    case "credits":
      return [];
    default:
      return item satisfies never;
  }
};
