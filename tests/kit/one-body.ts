/** A card with one story, whose body is what a test is about. */
import { type LaidFiles, layFiles } from "./lay-files.ts";

/** The body's fields and the story's parts, as they are written. */
export interface BodyWish {
  readonly fields: string;
  /** front matter of the story, a line or more */
  readonly front: string;
  readonly body: string;
  /** parts of the stack under the body, indented */
  readonly parts?: string;
  /** last row of the slot, and rows of the grid */
  readonly foot?: number;
  readonly rows?: number;
}

/** Lays the card: three columns of 17 zi. */
export const layBody = ({ fields, front, body, parts = "", foot = 44, rows = 62 }: BodyWish): Promise<LaidFiles> =>
  layFiles({
    "edition.yaml":
      "paper: { name: 沧海日报, id: canghai }\ndate: 2025-07-10\nissue: 1\nedition: 1\npages:\n  - pages/01.yaml\n",
    "pages/01.yaml": 'page: "01"\nsection: 要闻\nlayout: one\nstories:\n  one: stories/one.md\n',
    "layouts/formats.yaml": "card: { title: card, width: 190mm, height: 300mm }\n",
    "layouts/one.yaml": `format: card
grid: { columns: 3, measure: 17zi, gutter: 1.5zi, rows: ${rows}, top: 10mm }
slots:
  one:
    col: 1-3
    row: 1-${foot}
    stack:
      story: one
      children:
        - body: { ${fields} }
${parts}`,
    "stories/one.md": `---\n${front}\n---\n${body}\n`,
  });
