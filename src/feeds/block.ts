/** The body of an item as a story has it: paragraphs, crossheads, items of lists and tables. */

/** A stretch of text in one face; `reading` is its ruby. */
export interface Run {
  /** never empty; no line ends */
  readonly text: string;
  readonly face: "text" | "strong" | "emphasis";
  readonly reading?: string;
}

/** A block of text, in one line without blanks at its ends. */
export interface TextBlock {
  readonly kind: "body" | "crosshead" | "bulleted" | "numbered";
  readonly runs: readonly Run[];
  /** of a numbered item */
  readonly number?: number;
}

/** A table, row by row; cells of rows that are short are blank. */
export interface TableBlock {
  readonly kind: "table";
  readonly title: string;
  /** how many of the rows are its head */
  readonly head: number;
  readonly rows: readonly (readonly TableCell[])[];
}

export interface TableCell {
  readonly text: string;
  /** columns and rows that it takes */
  readonly columns: number;
  readonly rows: number;
}

export type Block = TextBlock | TableBlock;

/** A picture that stands in the text. */
export interface BodyPicture {
  readonly href: string;
  readonly caption: string;
  readonly credit: string;
}

/** What a body holds. */
export interface BodyBlocks {
  readonly blocks: readonly Block[];
  readonly pictures: readonly BodyPicture[];
  /** names of elements that are no text and were left out, each once, in order */
  readonly dropped: readonly string[];
}

/** Characters of the runs, readings not counted. */
export const runsText = (runs: readonly Run[]): string => runs.map(({ text }) => text).join("");
