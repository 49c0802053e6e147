/** A card with one story, really laid out: for tests of what a story may bring besides its text. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Diagnostic, Diagnostics } from "../../src/base/diagnostic.ts";
import { type LaidPage, printPage, type Workshop } from "../../src/build.ts";
import type { ComposedFrame, ComposedLine, Shape } from "../../src/compose/composed-page.ts";
import type { Edition } from "../../src/model/edition.ts";
import { layFiles } from "./lay-files.ts";

/** What stands on the card. */
export interface CardInput {
  /** front matter of the story, YAML */
  readonly head: string;
  /** none when absent */
  readonly body?: string;
  /** parts of the one slot, YAML of one line each */
  readonly parts: readonly string[];
  /** other files of the edition, by path */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** columns of the slot, of four of 12 zi; all when absent */
  readonly columns?: string;
}

/** The card as it came out. */
export interface Card {
  readonly edition: Edition;
  readonly laid: LaidPage;
  readonly workshop: Workshop;
  readonly report: Diagnostics;
  /** findings that are no notes */
  readonly found: readonly Diagnostic[];
}

/** Lays out the card: four columns of 12 zi and 40 rows on 180 × 190 mm. */
export const layCard = async ({ head, body = "", parts, files = {}, columns = "1-4" }: CardInput): Promise<Card> => {
  // what is left of the card is blank, so that no story is short of it
  const children = [...parts, "space: { grow: 1 }"].map((part) => `        - ${part}\n`).join("");
  const { edition, laid, workshop, report } = await layFiles({
    "edition.yaml":
      "paper: { name: 渔阳晚报, id: yuyang }\ndate: 2025-07-10\nissue: 1\nedition: 1\npages: [pages/01.yaml]\n",
    "pages/01.yaml": 'page: "01"\nsection: 要闻\nlayout: card\nstories: { a: stories/a.md }\n',
    "layouts/formats.yaml": "card: { title: card, width: 180mm, height: 190mm }\n",
    "layouts/card.yaml": `format: card\ngrid: { columns: 4, measure: 12zi, gutter: 1.5zi, rows: 40, top: 10mm }\nslots:\n  a:\n    col: ${columns}\n    row: 1-40\n    stack:\n      story: a\n      children:\n${children}`,
    "stories/a.md": `---\n${head}\n---\n${body}\n`,
    ...files,
  });
  if (!edition || !laid) throw new Error(`the card does not read: ${JSON.stringify(report.all(), undefined, 1)}`);
  return { edition, laid, workshop, report, found: report.all().filter(({ severity }) => severity !== "info") };
};

/** The frame of the card that shows a block of this kind. */
export const blockOf = ({ laid }: Card, kind: string): ComposedFrame => {
  const found = laid.composed.frames.find(({ frame }) => frame.kind === "exhibit" && frame.content.kind === kind);
  if (!found)
    throw new Error(`no ${kind}; there are ${laid.composed.frames.map(({ frame }) => frame.kind).join(", ")}`);
  return found;
};

/** The line of a frame with this text. */
export const lineOf = ({ lines }: ComposedFrame, text: string): ComposedLine => {
  const found = lines.find((line) => line.text === text);
  if (!found) throw new Error(`no line ${text}; there are ${lines.map((line) => line.text).join(" | ")}`);
  return found;
};

/** Where a character of a line stands: the origin of its first glyph. */
export const xOf = (line: ComposedLine, character: string): number => {
  const glyph = line.runs.flatMap((run) => run.glyphs).find(({ text }) => text === character);
  if (!glyph) throw new Error(`no ${character} in ${line.text}`);
  return line.x + glyph.x;
};

/** Areas and lines of a drawing, and its rules. */
export type Drawn = Exclude<Shape, { readonly kind: "rule" }>;
export const isFill = (shape: Shape): shape is Extract<Shape, { readonly kind: "fill" }> => shape.kind === "fill";
export const isStroke = (shape: Shape): shape is Extract<Shape, { readonly kind: "stroke" }> => shape.kind === "stroke";

/** The corners of a drawing; of a rule those of the middle of its thickness. */
export const boundsOf = (shape: Shape) => {
  if (shape.kind === "rule") {
    const { x, y, width, height } = shape.rect;
    return shape.direction === "horizontal"
      ? { left: x, right: x + width, top: y + height / 2, bottom: y + height / 2 }
      : { left: x + width / 2, right: x + width / 2, top: y, bottom: y + height };
  }
  const points = shape.path.flatMap((each) => (each.kind === "close" ? [] : [each]));
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
};

/** The card as a PDF in a folder that is there while `look` looks. */
export const withPdf = async <T>(card: Card, look: (file: string) => T | Promise<T>): Promise<T> => {
  const { edition, laid, workshop, report } = card;
  const { pdf } = await printPage(edition, laid, { standard: "pdfx4", workshop, report });
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-card-"));
  try {
    const file = join(folder, "card.pdf");
    writeFileSync(file, pdf);
    return await look(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
