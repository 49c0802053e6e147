/** Tables, charts, codes, quotes, sidebars and key figures as parts of what is read. */
import {
  type Chart,
  type Inline,
  type KeyFigure,
  keyFigureTexts,
  plainText,
  type Table,
  type TableCell,
} from "../../model/story.ts";
import type { ExhibitFrame } from "../../plan/page-plan.ts";
import { bodyNodes } from "./body-nodes.ts";
import { safeAddress } from "./find-links.ts";
import { markedText } from "./marked-text.ts";
import type { PageLetters } from "./page-letters.ts";
import { type Passages, passagesOf } from "./passages.ts";
import type { FrameLine, ReadFrame } from "./read-frames.ts";
import type { ReadingNode } from "./reading-tree.ts";
import { setText } from "./set-text.ts";

/** The nodes of a block; `letters` is told what was parted. */
export const exhibitNodes = (read: ReadFrame<ExhibitFrame>, letters: PageLetters): readonly ReadingNode[] => {
  const { content } = read.frame;
  switch (content.kind) {
    case "table":
      return tableNodes(read, content.table, letters);
    case "key-figures":
      return figureNodes(read.lines, content.figures, letters);
    case "quote": {
      const { text, by } = content.quote;
      const { of, other } = passagesOf(read.lines, [text, by]);
      const kids = [
        ...paragraph(of[0]!, text, { letters }),
        ...paragraph(of[1]!, by, { letters }),
        ...own(other, letters),
      ];
      return kids.length > 0 ? [{ tag: "BlockQuote", kids }] : [];
    }
    case "qr":
      return codeNodes(read, letters);
    case "chart":
      return chartNodes(read, content.chart, letters);
    case "sidebar": {
      const { title, paragraphs } = content.sidebar;
      const { of, other } = passagesOf(read.lines, [title, ...paragraphs.map(({ spans }) => spans)]);
      const body = bodyNodes(
        paragraphs.map((each, n) => ({ paragraph: each, lines: of[n + 1]! })),
        { heading: "H2", letters },
      );
      return [
        { tag: "Sect", kids: [...paragraph(of[0]!, title, { letters, tag: "H2" }), ...body, ...own(other, letters)] },
      ];
    }
    default:
      return content satisfies never;
  }
};

const paragraph = (
  lines: readonly FrameLine[],
  text: Inline,
  { letters, tag = "P" }: { readonly letters: PageLetters; readonly tag?: "P" | "H2" | "Caption" },
): readonly ReadingNode[] =>
  lines.length === 0 ? [] : [{ tag, kids: setText(lines, markedText([text]), letters).kids }];

/** Words of the program's own, such as those over what goes on of a table: one paragraph a line. */
const own = (lines: readonly FrameLine[], letters: PageLetters): readonly ReadingNode[] =>
  lines.map((line) => ({ tag: "P", kids: setText([line], { text: line.line.text, ranges: [] }, letters).kids }));

/** Key figures, each a paragraph: the number with its unit, by how much it changed, and what it is. */
export const figureNodes = (
  lines: readonly FrameLine[],
  figures: readonly KeyFigure[],
  letters: PageLetters,
): readonly ReadingNode[] => {
  const texts = figures.map(keyFigureTexts);
  const { of, other } = passagesOf(lines, texts.flat());
  let at = 0;
  const nodes = texts.map((each): ReadingNode => {
    const kids = each.flatMap((text, n) => setText(of[at + n]!, markedText([text]), letters).kids);
    at += each.length;
    return { tag: "P", kids };
  });
  return [...nodes.filter(({ kids }) => kids.length > 0), ...own(other, letters)];
};

/** A code is a figure that leads where it says, where that is safe; its label is read after it. */
const codeNodes = ({ frame, shapes, lines }: ReadFrame<ExhibitFrame>, letters: PageLetters): readonly ReadingNode[] => {
  if (frame.content.kind !== "qr") return [];
  const { content, label } = frame.content.code;
  const address = safeAddress(content);
  const figure: ReadingNode = { tag: "Figure", alt: content, kids: shapes };
  const code: ReadingNode = address ? { tag: "Link", link: { kind: "address", address }, kids: [figure] } : figure;
  const { of, other } = passagesOf(lines, [label]);
  return [{ tag: "P", kids: [code] }, ...paragraph(of[0]!, label, { letters }), ...own(other, letters)];
};

/** A chart is one figure, all that it shows in words; its title is the figure's caption. */
const chartNodes = (
  { shapes, lines }: ReadFrame<ExhibitFrame>,
  chart: Chart,
  letters: PageLetters,
): readonly ReadingNode[] => {
  const { of, other } = passagesOf(lines, [chart.title]);
  const words = other.flatMap((line) => setText([line], { text: line.line.text, ranges: [] }, letters).kids);
  return [
    {
      tag: "Figure",
      alt: chartWords(chart),
      kids: [...paragraph(of[0]!, chart.title, { letters, tag: "Caption" }), ...shapes, ...words],
    },
  ];
};

/** Title, unit and all numbers: `title (unit): label value, label value; series: …`. */
const chartWords = ({ title, unit, note, labels, series }: Chart): string => {
  const rows = series.map(({ name, values }) => {
    const cells = labels.flatMap((label, n) => {
      const value = values[n];
      return value ? [`${plainText(label)} ${plainText(value.text)}`.trim()] : [];
    });
    return [plainText(name), cells.join(", ")].filter((each) => each !== "").join(": ");
  });
  const head = plainText(title) + (unit.length > 0 ? ` (${plainText(unit)})` : "");
  return [head, ...rows, plainText(note)].filter((each) => each !== "").join("; ");
};

const tableNodes = ({ lines }: ReadFrame<ExhibitFrame>, table: Table, letters: PageLetters): readonly ReadingNode[] => {
  const { title, note, head, rows, cells } = table;
  const passages = passagesOf(lines, [title, note, ...cells.map(({ text }) => text)]);
  const [titles = [], notes = [], ...ofCells] = passages.of;
  const shown = rowsShown(table, ofCells);
  const rowNodes = Array.from({ length: rows }, (_, row) => row)
    .filter((row) => shown.has(row))
    .map(
      (row): ReadingNode => ({
        tag: "TR",
        kids: cellsOf(table, row).map(({ cell, n }): ReadingNode => {
          const kids = cell && n !== undefined ? setText(once(ofCells[n]!), markedText([cell.text]), letters).kids : [];
          const size =
            cell && (cell.rows > 1 || cell.columns > 1) ? { cell: { rows: cell.rows, columns: cell.columns } } : {};
          return { tag: row < head ? "TH" : "TD", kids, ...size };
        }),
      }),
    );
  const caption = paragraph(titles, title, { letters, tag: "Caption" });
  return [
    ...own(passages.other, letters),
    ...(rowNodes.length > 0 ? [{ tag: "Table" as const, kids: [...caption, ...rowNodes] }] : caption),
    ...paragraph(notes, note, { letters }),
  ];
};

/** Rows of which anything stands on the page. */
const rowsShown = ({ cells }: Table, lines: Passages["of"]): ReadonlySet<number> =>
  new Set(
    cells.flatMap(({ row, rows }, n) => (lines[n]!.length > 0 ? Array.from({ length: rows }, (_, k) => row + k) : [])),
  );

/** The cells that begin in a row, and nothing where the table is blank, from the left; every row comes out as wide as the table. */
const cellsOf = (
  { cells, columns }: Table,
  row: number,
): readonly { readonly cell?: TableCell; readonly n?: number }[] =>
  columns.flatMap((_, column) => {
    const n = cells.findIndex((each) => each.row === row && each.column === column);
    if (n >= 0) return [{ cell: cells[n]!, n }];
    const covered = cells.some(
      (each) =>
        each.row <= row && row < each.row + each.rows && each.column <= column && column < each.column + each.columns,
    );
    return covered ? [] : [{}];
  });

/** A head that is repeated where the table is folded is read once. */
const once = (lines: readonly FrameLine[]): readonly FrameLine[] => {
  const first = lines[0]?.letters[0]?.source?.start;
  const again = lines.findIndex(({ letters }, n) => n > 0 && letters[0]?.source?.start === first);
  return again < 0 ? lines : lines.slice(0, again);
};
