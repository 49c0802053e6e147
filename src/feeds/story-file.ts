/** Fields and blocks of an item → the file of a story: front matter and Markdown, as `input/story` reads it. */
import type { Block, TableBlock } from "./block.ts";
import { runsText } from "./block.ts";
import { escapeLineHead, escapeMarkdown, runsMarkdown } from "./escape-markdown.ts";

/** A picture as the front matter names it. */
export interface FilePicture {
  /** from the edition's folder */
  readonly file: string;
  readonly caption: string;
  readonly credit: string;
}

/** What goes into the file. Texts are plain, in one line; blank ones are left out. */
export interface StoryDraft {
  readonly fields: Readonly<
    Partial<Record<"headline" | "kicker" | "deck" | "summary" | "dateline" | "byline" | "signature", string>>
  >;
  readonly language?: string;
  readonly priority?: number;
  readonly pictures: readonly FilePicture[];
  readonly blocks: readonly Block[];
}

const ORDER = ["headline", "kicker", "deck", "summary", "dateline", "byline", "signature"] as const;

/** The text of the file. `plain` leaves the faces out, where a text with faces does not read back as it was. */
export const storyFile = ({ fields, language, priority, pictures, blocks }: StoryDraft, plain = false): string => {
  const head = [
    ...ORDER.flatMap((name) => (isSaid(fields[name]) ? [`${name}: ${quoted(fields[name]!)}`] : [])),
    ...(language === undefined ? [] : [`language: ${JSON.stringify(language)}`]),
    ...(priority === undefined ? [] : [`priority: ${priority}`]),
    ...(pictures.length > 0 ? ["photos:", ...pictures.flatMap(pictureLines)] : []),
    ...tablesLines(blocks),
  ];
  const body = blocks.flatMap((block, n) => (block.kind === "table" ? [] : [lineOf(block, blocks[n - 1], plain)]));
  const front = head.length > 0 ? `---\n${head.join("\n")}\n---\n\n` : "";
  return `${front}${body.join("\n").trimStart()}\n`;
};

const isSaid = (text: string | undefined): boolean => /\S/.test(text ?? "");

/** A scalar in double quotes, which holds any text in one line. */
const quoted = (text: string): string => JSON.stringify(escapeMarkdown(text));

const pictureLines = ({ file, caption, credit }: FilePicture): readonly string[] => [
  `  - file: ${JSON.stringify(file)}`,
  ...(isSaid(caption) ? [`    caption: ${quoted(caption)}`] : []),
  ...(isSaid(credit) ? [`    credit: ${quoted(credit)}`] : []),
];

const tablesLines = (blocks: readonly Block[]): readonly string[] => {
  const tables = blocks.filter((block): block is TableBlock => block.kind === "table");
  return tables.length === 0 ? [] : ["tables:", ...tables.flatMap(tableLines)];
};

const tableLines = ({ title, head, rows }: TableBlock): readonly string[] => [
  `  - head: ${head}`,
  ...(isSaid(title) ? [`    title: ${quoted(title)}`] : []),
  "    rows:",
  ...rows.map((row) => `      - [${row.map(cellText).join(", ")}]`),
];

const cellText = ({ text, columns, rows }: TableBlock["rows"][number][number]): string => {
  if (columns === 1 && rows === 1) return quoted(text);
  return `{ text: ${quoted(text)}, span: ${columns}, rows: ${rows} }`;
};

/** A block's line with the empty lines before it; items of a list follow one another. */
const lineOf = (block: Exclude<Block, TableBlock>, before: Block | undefined, plain: boolean): string => {
  const text = plain ? escapeMarkdown(runsText(block.runs)) : runsMarkdown(block.runs);
  const line = escapeLineHead(text);
  if (block.kind === "crosshead") return `\n## ${line}`;
  const joins = before?.kind === block.kind;
  if (block.kind === "bulleted") return `${joins ? "" : "\n"}- ${line}`;
  if (block.kind === "numbered") return `${joins ? "" : "\n"}${block.number ?? 1}. ${line}`;
  return `\n${line}`;
};
