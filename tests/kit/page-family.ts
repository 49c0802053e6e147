/** A family of pages made by chance from fixed seeds: slots of any shape, stories written to the length that the desk asks for, as exactly as reporters do. */
import type { Edition } from "../../src/model/edition.ts";
import { bodiesOf, layFiles } from "./lay-files.ts";

/** A page as files of an edition. */
export interface GeneratedPage {
  readonly seed: number;
  readonly files: Readonly<Record<string, string>>;
  readonly slots: number;
}

/** Numbers from 0 to 1; the same from the same seed (mulberry32). */
const randomFrom = (seed: number) => {
  let state = seed >>> 0;
  return (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};

type Random = ReturnType<typeof randomFrom>;

interface Area {
  readonly col: number;
  readonly cols: number;
  readonly row: number;
  readonly rows: number;
}

const COLUMNS = 6;
const ROWS = 122;
const LEAST_ROWS = 26;
/** rows of white between a slot and the one under it */
const GAP = 2;

/** Cuts an area in two, across or down, until the parts are as large as a story. */
const cut = (area: Area, random: Random): readonly Area[] => {
  const { col, cols, row, rows } = area;
  const size = cols * rows;
  const across = rows >= 2 * LEAST_ROWS + GAP;
  const down = cols >= 2;
  if ((!across && !down) || size < 90 || (size < 190 && random() < 0.6)) return [area];
  if (across && (!down || random() < 0.55)) {
    const upper = LEAST_ROWS + Math.floor(random() * (rows - 2 * LEAST_ROWS - GAP + 1));
    const lower = row + upper + GAP;
    return [
      ...cut({ col, cols, row, rows: upper }, random),
      ...cut({ col, cols, row: lower, rows: rows - upper - GAP }, random),
    ];
  }
  const left = 1 + Math.floor(random() * (cols - 1));
  return [
    ...cut({ col, cols: left, row, rows }, random),
    ...cut({ col: col + left, cols: cols - left, row, rows }, random),
  ];
};

const SUBJECTS = [
  "镇上的老渡口",
  "城东的菜市场",
  "新修的环湖步道",
  "河西的小学",
  "夜校的木工班",
  "社区的书屋",
  "山脚的茶场",
  "码头的修船铺",
  "老城的钟楼",
  "北街的早点摊",
];
const VERBS = [
  "换了新的招牌",
  "添了三十多个座位",
  "把开门的时间提早到六点半",
  "请来两位退休的老师傅",
  "第一次在雨季里没有停工",
  "重新排了一遍值班表",
  "把账目贴到了门口的墙上",
  "和隔壁的铺子合用一间库房",
  "给每个来的人留了一把伞",
  "改用预约的办法分批接待",
];
const ENDS = [
  "来的人比上个月多了近三成",
  "附近的居民都说方便",
  "老人和孩子不用再绕远路",
  "这件事前后商量了八次才定下来",
  "费用由街道和商户各出一半",
  "效果要到年底才看得清楚",
  "没有人再为这点小事红过脸",
  "试了两个星期之后才固定下来",
  "算下来每天能省出四十分钟",
  "连外地来的人也找得到地方",
];
const TIMES = [
  "入秋以后",
  "今年3月起",
  "上个周末",
  "从前天开始",
  "雨停之后",
  "每逢赶集的日子",
  "过了中秋",
  "2024年年底",
  "天气转凉",
  "学校放假那天",
];

const pick = <T>(from: readonly T[], random: Random): T => from[Math.floor(random() * from.length)]!;

const sentence = (random: Random): string => {
  const head = random() < 0.6 ? `${pick(TIMES, random)}，` : "";
  const middle = random() < 0.4 ? `，${pick(VERBS, random)}` : "";
  const said = random() < 0.15;
  const words = `${pick(SUBJECTS, random)}${pick(VERBS, random)}${middle}，${pick(ENDS, random)}`;
  return said ? `负责人说：“${head}${words}。”` : `${head}${words}。`;
};

/** Paragraphs of so many characters together, to within half a sentence. */
const paragraphs = (characters: number, random: Random): readonly string[] => {
  const out: string[] = [];
  let left = characters;
  while (left > 12) {
    const wanted = Math.min(left, 60 + random() * 150);
    let text = "";
    while (text.length < wanted - 16) text += sentence(random);
    if (text === "") break;
    out.push(text);
    left -= text.length;
  }
  return out.length > 0 ? out : [sentence(random)];
};

/** Measure of a column, in points, and characters in a full line of it, over a whole story: paragraphs end where they end. */
const MEASURE = 17 * 9;
const PER_LINE = 15.7;

/** A slot, and the story that goes into it, but for its words. */
interface Made {
  readonly layout: string;
  /** rows more than its least that the slot's picture should grow to; its legs are so much shorter */
  readonly grows: number;
  readonly cols: number;
  readonly head: string;
  readonly seed: number;
}

/** A slot's parts, and the head of its story. */
const slotOf = ({ col, cols, row, rows }: Area, n: number, random: Random): Made => {
  const size = cols * rows;
  const style = size > 330 ? "lead" : size > 150 ? "main" : cols > 1 ? "double" : "brief";
  const tall = rows - { lead: 6, main: 4, double: 5, brief: 3 }[style];
  // a picture over the text, as high as there is room; one in the legs; or none
  const chance = random();
  const above = chance < 0.45 && tall > 30 ? 10 + Math.floor(random() * (tall * 0.35)) : 0;
  const beside = above === 0 && cols > 1 && chance < 0.75 && tall > 20;
  const figure = cols > 2 && !beside && random() < 0.5 && tall - above > 24;
  const parts = [`        - headline: { style: ${style}${style === "brief" ? ", grow: 1, maxRows: 5" : ""} }`];
  const grows = above > 0 && random() < 0.6;
  if (above > 0)
    parts.push(
      `        - picture: { photo: 1, ${grows ? `grow: 1, minRows: ${LEAST_PICTURE}` : `rows: ${above}`}, caption: below }`,
      "        - space: { rows: 1 }",
    );
  const insets: string[] = [];
  if (beside) {
    const high = 8 + Math.floor(random() * 6);
    insets.push(
      `            - { picture: 1, leg: 1, side: across, row: ${3 + Math.floor(random() * 4)}, width: 13zi, rows: ${high}, gap: 1zi }`,
    );
  }
  if (figure) insets.push("            - { keyFigure: 1, leg: 2, side: across, row: 4, width: 9.5zi, gap: 1zi }");
  const insetLines = insets.length > 0 ? `\n            insets:\n${insets.map((each) => `  ${each}`).join("\n")}` : "";
  parts.push(`        - body:\n            legs: ${cols}${insetLines}`);
  const photos =
    above > 0 || beside
      ? "photos:\n  - { file: photos/p.jpg, caption: 早晨的渡口，第一班船正要离岸。, credit: 白一川 摄 }\n"
      : "";
  const figures = figure ? "keyFigures:\n  - 全年客流**6.2**万人次，增长**8%**\n" : "";
  const headline = headlineOf(style, cols, random);
  return {
    layout: `  s${n}:\n    col: ${col}-${col + cols - 1}\n    row: ${row}-${row + rows - 1}\n    stack:\n      story: s${n}\n      children:\n${parts.join("\n")}\n`,
    head: `headline: ${headline}\ndateline: 本报讯\nbyline: 记者白一川\n${photos}${figures}`,
    grows: grows ? above - LEAST_PICTURE : 0,
    cols,
    seed: Math.floor(random() * 2 ** 32),
  };
};

/** Rows that a picture has at least. */
const LEAST_PICTURE = 8;

/** A story for so many full lines of a column. */
const storyOf = ({ head, grows, cols, seed }: Made, room: number): string => {
  const random = randomFrom(seed);
  // ±4 % is what a desk asks of its writers
  const text = paragraphs(Math.max(2, room - grows * cols) * PER_LINE * (0.96 + 0.08 * random()), random);
  const cuttable = [text.length - 1, text.length - 2].filter((number) => number > 1);
  const optional = cuttable.length > 0 && random() < 0.7 ? `optional: [${cuttable.join(", ")}]\n` : "";
  return `---\n${head}${optional}---\n${withCrossheads(text, random).join("\n\n")}\n`;
};

/** Long stories have a crosshead every few paragraphs. */
const withCrossheads = (text: readonly string[], random: Random): readonly string[] =>
  text.length < 8
    ? text
    : text.flatMap((each, n) =>
        n > 2 && n % 4 === 3 && n < text.length - 2 ? [`## ${pick(VERBS, random)}`, each] : [each],
      );

const headlineOf = (style: string, cols: number, random: Random): string => {
  const whole = `${pick(SUBJECTS, random)}${pick(VERBS, random)}`;
  const long = style === "double" || style === "brief" ? 18 : cols * 6;
  return whole.slice(0, Math.max(8, long));
};

/** The shape of a seed's page, and how it is filled. */
export interface PageShape {
  readonly slots: readonly string[];
  /** YAML of the layout */
  readonly layout: string;
  /** the story of the slot of that number, for so many full lines of a column; `salt` gives other words */
  story(n: number, room: number, salt: number): string;
}

/** The shape alone, measured by nobody. */
export const pageShape = (seed: number): PageShape => {
  const random = randomFrom(seed);
  const areas = cut({ col: 1, cols: COLUMNS, row: 1, rows: ROWS }, random);
  const made = areas.map((area, n) => slotOf(area, n, random));
  const rules = areas
    .filter(({ col }) => col > 1)
    .map(({ col, row, rows }) => `  - { style: thin, vertical: ${col - 1}, rows: ${row}-${row + rows - 1} }\n`);
  return {
    slots: made.map((_, n) => `s${n}`),
    layout: `${layoutOf(made)}${rules.length === 0 ? "" : `rules:\n${rules.join("")}`}`,
    story: (n, room, salt) => storyOf({ ...made[n]!, seed: (made[n]!.seed ^ Math.imul(salt, 0x9e3779b1)) >>> 0 }, room),
  };
};

/** Full lines of a column that each slot of a seed's page has room for, measured on the page itself. */
export const roomsOfSeed = async (seed: number): Promise<readonly number[]> => {
  const random = randomFrom(seed);
  const areas = cut({ col: 1, cols: COLUMNS, row: 1, rows: ROWS }, random);
  const made = areas.map((area, n) => slotOf(area, n, random));
  const rooms = await roomsOf(
    filesOf(
      made,
      areas.map(({ cols, rows }) => cols * rows * 1.1),
    ),
  );
  return made.map((_, n) => rooms.get(`s${n}`) ?? 0);
};

/** The page of a seed. The room that its slots have is measured on the page itself, full of text, as `check` tells it to a desk. */
export const generatePage = async (seed: number): Promise<GeneratedPage> => {
  const random = randomFrom(seed);
  const made = cut({ col: 1, cols: COLUMNS, row: 1, rows: ROWS }, random).map((area, n) => slotOf(area, n, random));
  return { seed, slots: made.length, files: filesOf(made, await roomsOfSeed(seed)) };
};

const layoutOf = (made: readonly Made[]): string =>
  `format: duikai\ngrid: { columns: ${COLUMNS}, measure: 17zi, gutter: 1.5zi, rows: ${ROWS}, top: 20mm }\nslots:\n${made.map(({ layout }) => layout).join("")}`;

const filesOf = (made: readonly Made[], rooms: readonly number[]): Readonly<Record<string, string>> => ({
  "edition.yaml":
    "paper: { name: 沧海日报, id: canghai }\ndate: 2025-07-10\nissue: 1\nedition: 1\npages:\n  - pages/01.yaml\n",
  "pages/01.yaml": `page: "01"\nsection: 要闻\nlayout: family\ncredits: []\nstories:\n${made.map((_, n) => `  s${n}: stories/s${n}.md\n`).join("")}`,
  "layouts/family.yaml": layoutOf(made),
  ...Object.fromEntries(made.map((each, n) => [`stories/s${n}.md`, storyOf(each, rooms[n]!)])),
});

/** Full lines of a column that the text of each slot has room for. */
const roomsOf = async (files: Readonly<Record<string, string>>): Promise<ReadonlyMap<string, number>> => {
  const { pages } = await layFiles(files, withoutLadder);
  return new Map(
    bodiesOf(pages[0]!).map(({ frame }) => {
      const lines = frame.legs.flatMap(({ slots }) => slots).reduce((sum, { measure }) => sum + measure, 0);
      return [frame.slot, lines / MEASURE] as const;
    }),
  );
};

const withoutLadder = (edition: Edition): Edition => ({
  ...edition,
  style: { ...edition.style, closing: { ...edition.style.closing, ladder: [] } },
});
