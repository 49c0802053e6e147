/** What stands over and under a table: its title, the mark over what goes on (续表), and the lines that send to another page. */
import type { Pt } from "../../base/units.ts";
import type { Inline, Table } from "../../model/story.ts";
import type { ExhibitContent } from "../../plan/exhibit-content.ts";
import type { Galleys } from "../galleys.ts";
import { continuedWords, jumpWords } from "../jump-words.ts";
import { type BlockText, setText } from "./block.ts";

type Content = Extract<ExhibitContent, { kind: "table" }>;

interface MarkRoom {
  readonly width: Pt;
  readonly galleys: Galleys;
}

/** Over the first rows the title; over what goes on on the page the mark alone; on another page the title with it, and 上接第×版. */
export const tableTop = (
  { table, style, language }: Content,
  { run, width, galleys }: MarkRoom & { readonly run: { readonly from: number; readonly first: boolean } },
): BlockText => {
  const own = style.continued ?? continuedWords(language);
  const mark = own === "" ? [] : words(own, table);
  const { continued } = table;
  if (run.first) return setText(table.title, style.title, { galleys, place: { x: 0, y: 0, width } });
  if (!continued || run.from !== continued.from)
    return setText(mark, style.note, { galleys, place: { x: 0, y: 0, width, align: "right" } });
  const title = table.title.length > 0 ? [...table.title, ...mark] : [];
  const named = setText(title, style.title, { galleys, place: { x: 0, y: 0, width } });
  const from = words(jumpWords(language, "from", continued.page), table);
  const line = setText(from, style.note, { galleys, place: { x: 0, y: named.height, width, align: "right" } });
  return { lines: [...named.lines, ...line.lines], height: named.height + line.height };
};

/** Under the last row the line 下转第×版. */
export const tableJump = ({ table, style, language }: Content, page: string, { width, galleys }: MarkRoom): BlockText =>
  setText(words(jumpWords(language, "to", page), table), style.note, {
    galleys,
    place: { x: 0, y: 0, width, align: "right" },
  });

/** Words of ours; their findings point to the table. */
const words = (text: string, { source }: Table): Inline => [
  { text, face: "text", source: { ...source, end: source.start } },
];
