/** What stands beside a story's text, as HTML: key figures, tables, charts as the tables that they are drawn from, quotes, codes, sidebars. */
import type { Chart, Inline, KeyFigure, QrCode, Quote, Sidebar, Story, Table, TableCell } from "../model/story.ts";
import { bodyMarkup } from "./body-html.ts";
import { escaped, inlineMarkup } from "./markup.ts";

/** One `aside`, `table` or `blockquote` each, in the order in which the story has them. */
export const exhibitsMarkup = (story: Story): readonly string[] => [
  ...story.keyFigures.map(keyFigureMarkup),
  ...story.tables.map(tableMarkup),
  ...story.charts.map(chartMarkup),
  ...story.quotes.map(quoteMarkup),
  ...story.sidebars.map(sidebarMarkup),
  ...story.qrCodes.map(codeMarkup),
];

const part = (name: string, inline: Inline, kind?: string): string =>
  inline.length === 0
    ? ""
    : `<${name}${kind === undefined ? "" : ` class="${kind}"`}>${inlineMarkup(inline)}</${name}>`;

const keyFigureMarkup = (figure: KeyFigure): string => {
  if (figure.kind === "text") return `<aside class="key-figure"><p>${inlineMarkup(figure.text)}</p></aside>`;
  const { number, unit, label, change, trend } = figure;
  const arrow = trend === undefined ? "" : `<span class="trend">${ARROWS[trend]}</span>`;
  const words = [part("strong", number), part("span", unit, "unit"), arrow, part("span", change, "change")];
  return `<aside class="key-figure"><p>${words.join("")}</p>${part("p", label, "label")}</aside>`;
};

const ARROWS = { up: "↑", down: "↓", flat: "→" } as const;

const tableMarkup = ({ title, note, head, rows, cells }: Table): string => {
  const rowsOf = (from: number, to: number): string =>
    Array.from({ length: to - from }, (_, n) => {
      const own = cells.filter(({ row }) => row === from + n).sort((a, b) => a.column - b.column);
      return `<tr>${own.map((cell) => cellMarkup(cell, from + n < head)).join("")}</tr>`;
    }).join("");
  const caption = part("caption", title);
  const foot = part("p", note, "note");
  const top = head > 0 ? `<thead>${rowsOf(0, head)}</thead>` : "";
  return `<figure class="table"><table>${caption}${top}<tbody>${rowsOf(head, rows)}</tbody></table>${foot}</figure>`;
};

const cellMarkup = ({ text, rows, columns }: TableCell, isHead: boolean): string => {
  const name = isHead ? "th" : "td";
  const spans = `${rows > 1 ? ` rowspan="${rows}"` : ""}${columns > 1 ? ` colspan="${columns}"` : ""}`;
  return `<${name}${spans}>${inlineMarkup(text)}</${name}>`;
};

const chartMarkup = ({ title, unit, note, labels, series }: Chart): string => {
  const named = series.some(({ name }) => name.length > 0);
  const heads = series.map(({ name }) => `<th>${inlineMarkup(name)}</th>`).join("");
  const top = named || unit.length > 0 ? `<thead><tr><th>${inlineMarkup(unit)}</th>${heads}</tr></thead>` : "";
  const rows = labels.map((label, n) => {
    const values = series.map(({ values }) => `<td>${inlineMarkup(values[n]?.text ?? [])}</td>`).join("");
    return `<tr><th>${inlineMarkup(label)}</th>${values}</tr>`;
  });
  const caption = part("caption", title);
  return `<figure class="chart"><table>${caption}${top}<tbody>${rows.join("")}</tbody></table>${part("p", note, "note")}</figure>`;
};

const quoteMarkup = ({ text, by }: Quote): string =>
  `<blockquote><p>${inlineMarkup(text)}</p>${part("footer", by)}</blockquote>`;

const sidebarMarkup = ({ title, paragraphs }: Sidebar): string =>
  `<aside class="sidebar">${part("h2", title)}${bodyMarkup(paragraphs)}</aside>`;

/** A code is for paper: on a screen what it says is a link where it can be one. */
const codeMarkup = ({ content, label }: QrCode): string => {
  const words = label.length > 0 ? inlineMarkup(label) : escaped(content);
  return /^https?:\/\//i.test(content)
    ? `<p class="link"><a href="${escaped(content)}">${words}</a></p>`
    : `<p class="code">${words}${label.length > 0 ? ` ${escaped(content)}` : ""}</p>`;
};
