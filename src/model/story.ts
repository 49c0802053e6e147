/** A story as it stands on its own: text, pictures, figures. Where it goes on which page is the layout's matter. */
import type { Rect } from "../base/geometry.ts";
import type { PathCommand } from "../base/path.ts";
import type { Polygon } from "../base/polygon.ts";
import type { SourceRange } from "../base/source.ts";
import type { Zi } from "../base/units.ts";

/** Which face a stretch of text is set in: the body face (报宋), `**strong**` in 黑体, `*emphasis*` in 楷体. Never synthetic. */
export type Face = "text" | "strong" | "emphasis";

/**
 * A mark set to a stretch of text, as CLREQ 3.1.3.4 names them (LC-90 to LC-96): 着重号, a dot at each character; 专名号, a straight
 * line; 书名号甲式, a wavy line; a plain underline; 示亡号, a frame round the name of somebody who died. `upright` is 纵中横
 * (tate-chu-yoko, LC-101): in vertical lines the item is one unit, set upright across the line.
 */
export type Mark = "emphasis-dots" | "proper-name" | "book-title" | "underline" | "deceased" | "upright";

/** The reading (注音, ruby) of one base unit. */
export interface Ruby {
  /** `mono`: the base is one character; `group`: the base is a word whose reading belongs to all of it */
  readonly kind: "mono" | "group";
  /** the reading in house form; never empty */
  readonly text: string;
  /** the reading as written: from its first character to its last */
  readonly source: SourceRange;
}

/** Text in one face, with the same marks and reading throughout. Never empty. */
export interface Span {
  /**
   * The character at `text[i]` stands at `source.start + i` of its file. Only a base with a reading is not parted where its
   * characters do not follow one another in the file (a line end, a backslash); there it is counted on from its first one. Words
   * that a picture's file says of itself point to where the picture is named.
   */
  readonly text: string;
  readonly face: Face;
  readonly source: SourceRange;
  /** each mark once, that of the outermost item first; absent when there is none */
  readonly marks?: readonly Mark[];
  /**
   * For each of `marks` the item it was set to. All spans of an item have its number, no other item of the story has it: a line
   * goes on over spans of one item, and is parted between neighbouring items (LC-91). Present when `marks` is.
   */
  readonly markIds?: readonly number[];
  /** present when the span is a base with a reading; then it is just one base unit, never parted (LC-35) */
  readonly ruby?: Ruby;
}

/** A stretch of running text without a hard end. */
export type Inline = readonly Span[];

/** A paragraph of the body (正文). */
export interface BodyParagraph {
  readonly kind: "body";
  readonly spans: Inline;
  /** rows that its first character takes (首字下沉), 2 or 3; absent when it is set like the rest */
  readonly dropCap?: number;
  /** whether it goes on with a paragraph of another page: then its first line has no indent */
  readonly continued?: boolean;
}

/** A crosshead (小标题) between paragraphs. */
export interface Crosshead {
  readonly kind: "crosshead";
  readonly spans: Inline;
}

/** An item of a list; the items of one list follow one another. Lists are not nested. */
export interface ListItem {
  readonly kind: "bulleted" | "numbered";
  /** what stands before the text: `•`, or the number as the source has it with its full stop, as in `1.`; in no file as such */
  readonly label: string;
  readonly spans: Inline;
}

/** What a body is made of. */
export type Paragraph = BodyParagraph | Crosshead | ListItem;

/** The path by which a picture clips itself: fractions of its width and height, which it may leave. */
export interface PictureClip {
  readonly path: readonly PathCommand[];
  /** what counts as inside where parts overlap; else all that any part holds */
  readonly evenOdd: boolean;
}

/** What a picture file's head says; width and height after its EXIF orientation. */
export interface PhotoFacts {
  readonly width: number;
  readonly height: number;
  /** mono pictures go onto the black plate alone */
  readonly mono: boolean;
  /** outline of what is seen when its ground is left out, in fractions of the picture; absent when it has no transparent ground and no path */
  readonly outline?: readonly Polygon[];
  /** where the outline is that of a clipping path: the path itself */
  readonly clip?: PictureClip;
}

/** A colour as a drawing has it, sRGB, each part 0 to 255; the press room makes ink of it. */
export interface ScreenColour {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

/** An area, a line, or both along one path; in the drawing's own units, y down. */
export interface DrawnShape {
  readonly path: readonly PathCommand[];
  readonly fill?: { readonly colour: ScreenColour; readonly evenOdd: boolean };
  readonly stroke?: {
    readonly colour: ScreenColour;
    readonly thickness: number;
    /** on and off lengths; empty for a solid line */
    readonly dash: readonly number[];
    readonly join: "miter" | "round";
  };
  /** it is seen only inside all of these */
  readonly clips: readonly (readonly PathCommand[])[];
}

/** A drawing of vectors, its origin at the top left. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** in the order in which they are drawn */
  readonly shapes: readonly DrawnShape[];
}

/** What a picture file says of itself (XMP, IPTC, EXIF), each in one line and not empty. */
export interface PhotoWords {
  readonly caption?: string;
  /** who took it, and for whom */
  readonly credit?: string;
  readonly rights?: string;
}

/** A picture file that was read. */
export interface Photo {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes, hex */
  readonly hash: string;
  readonly facts: PhotoFacts;
  /** of a vector drawing (SVG); such a picture is placed as areas and lines, never as pixels */
  readonly drawing?: Drawing;
  /** of a PDF: its page, which is placed as vectors; `facts` has its size in points */
  readonly art?: PdfPage;
  /** absent when it says nothing */
  readonly words?: PhotoWords;
}

/** Boxes of a PDF page by which it may be cropped: what remains when it is trimmed, what a screen shows, all of it. */
export const PDF_BOXES = ["trim", "crop", "media"] as const;
export type PdfBox = (typeof PDF_BOXES)[number];

/** What of a PDF is placed. */
export interface PdfPage {
  /** counted from 1 */
  readonly page: number;
  /** the trim box when absent; where the page has none of that name, the next larger one */
  readonly box?: PdfBox;
  /** whether its bleed goes along, to be seen where the clip leaves the box */
  readonly bleeds?: true;
}

/** What is printed with a picture, or with a group of them. */
export interface PictureWords {
  /** 图片说明; may be empty */
  readonly caption: Inline;
  /** who took it, as printed: 某某 摄; may be empty */
  readonly credit: Inline;
  readonly source: SourceRange;
}

/** A story's picture with its words. */
export interface StoryPhoto extends PictureWords {
  /** absent when the file is missing or no picture; the page then shows a crossed box */
  readonly photo?: Photo;
  readonly path: string;
  /** the point that a crop keeps, each 0 to 1 from the top left */
  readonly focus: { readonly x: number; readonly y: number };
  /** whether it finds its own place in the legs of the text, near the words that refer to it */
  readonly float: boolean;
  /** offset in the story's file of the line that shows it; the text that follows is where it belongs */
  readonly at?: number;
  /** the words by which the text refers to it; 图① and the like when absent, or the line that shows it */
  readonly reference?: string;
  /** what it shows, for readers who do not see it; empty for decoration; absent where its caption says it */
  readonly alt?: string;
  /** what a crop must not cut into, when the story says it: fractions of the picture; the focus is its middle */
  readonly subject?: Rect;
}

/** 数据框: running text, its figures in the strong face to be set large; or a figure with what belongs to it, set as a block. */
export type KeyFigure =
  | { readonly kind: "text"; readonly text: Inline }
  | {
      readonly kind: "figure";
      readonly number: Inline;
      /** what stands smaller behind the number; may be empty */
      readonly unit: Inline;
      readonly label: Inline;
      /** shown by an arrow, which is drawn and is no text */
      readonly trend?: "up" | "down" | "flat";
      /** by how much; may be empty */
      readonly change: Inline;
      readonly source: SourceRange;
    };

/** How a column of a table is aligned; `decimal` puts the decimal points of its numbers under one another. */
export const CELL_ALIGNS = ["left", "centre", "right", "decimal"] as const;
export type CellAlign = (typeof CELL_ALIGNS)[number];

/** A column of a table: as wide as its contents want, a number of zi, or a share (0 to 1) of the table. */
export interface TableColumn {
  readonly align: CellAlign;
  readonly width:
    | { readonly kind: "auto" }
    | { readonly kind: "zi"; readonly zi: Zi }
    | { readonly kind: "share"; readonly share: number };
}

/** A cell in place; row and column count from 0. */
export interface TableCell {
  readonly text: Inline;
  readonly row: number;
  readonly column: number;
  /** how many rows and columns it takes, at least 1; never over the table's edge, nor out of the head */
  readonly rows: number;
  readonly columns: number;
  /** where it is not the column's */
  readonly align?: CellAlign;
}

/** A table (表格). No two cells overlap; where there is none the table is blank. */
export interface Table {
  /** may be empty, as `note` */
  readonly title: Inline;
  readonly note: Inline;
  /** at least one */
  readonly columns: readonly TableColumn[];
  /** rows of the head, repeated where the table is folded */
  readonly head: number;
  readonly rows: number;
  /** row by row, from the left */
  readonly cells: readonly TableCell[];
  /** of a table that goes on on another page: the row with which it does, and the page that it comes from */
  readonly continued?: { readonly from: number; readonly page: string };
  readonly source: SourceRange;
}

/** A pull quote (引语). */
export interface Quote {
  readonly text: Inline;
  /** who said it; may be empty */
  readonly by: Inline;
  readonly source: SourceRange;
}

/** A QR code (二维码). */
export interface QrCode {
  /** what it says, as a reader of codes shows it; never empty */
  readonly content: string;
  /** what stands under it; may be empty */
  readonly label: Inline;
  readonly source: SourceRange;
}

/** What a chart is drawn as. */
export const CHART_FORMS = ["bar", "line", "pie"] as const;
export type ChartForm = (typeof CHART_FORMS)[number];

/** A number of a chart, and how it is written beside its bar. */
export interface ChartValue {
  /** finite */
  readonly number: number;
  readonly text: Inline;
}

/** Numbers that belong together; `undefined` where there is none. As many as the chart has labels. */
export interface ChartSeries {
  /** may be empty when it is the only one */
  readonly name: Inline;
  readonly values: readonly (ChartValue | undefined)[];
}

/** A chart (图表) that can be drawn: of a pie no number is negative, and their sum is more than 0. */
export interface Chart {
  readonly form: ChartForm;
  /** which way bars grow */
  readonly bars: "up" | "right";
  readonly title: Inline;
  readonly unit: Inline;
  /** who says so (来源); may be empty, as title and unit */
  readonly note: Inline;
  readonly labels: readonly Inline[];
  /** at least one; of a pie just one */
  readonly series: readonly ChartSeries[];
  readonly source: SourceRange;
}

/** A text of its own beside the story, in a box: list items, or a paragraph or two. */
export interface Sidebar {
  /** may be empty */
  readonly title: Inline;
  /** at least one */
  readonly paragraphs: readonly Paragraph[];
  readonly source: SourceRange;
}

/** A story (稿件), checked and in house form. */
export interface Story {
  /** the file's name without folder and ending */
  readonly id: string;
  readonly path: string;
  /** BCP 47, as in `zh-Hans` */
  readonly language: string;
  /** 1 is the lead; 5 fills a corner */
  readonly priority: number;
  /** 眉题; may be empty */
  readonly kicker: Inline;
  /** 主题, a line each where the editor broke it; none for photo news */
  readonly headline: readonly Inline[];
  /** over the rest of the story on another page (转版); the headline when empty */
  readonly jumpHeadline: Inline;
  /** 副题; may be empty */
  readonly deck: Inline;
  /** 提要: what the story says, in points; may be empty */
  readonly summary: readonly Inline[];
  /** the body; a dateline and byline already stand at the head of its first paragraph */
  readonly paragraphs: readonly Paragraph[];
  /** paragraphs, counted from 0, that may be left out so that the page closes; the first of them goes first */
  readonly optional: readonly number[];
  readonly photos: readonly StoryPhoto[];
  readonly keyFigures: readonly KeyFigure[];
  readonly tables: readonly Table[];
  readonly quotes: readonly Quote[];
  readonly qrCodes: readonly QrCode[];
  readonly charts: readonly Chart[];
  readonly sidebars: readonly Sidebar[];
  /** credit at the end of the text, set off to the right: 某某 摄; may be empty */
  readonly signature: Inline;
  /** the whole file */
  readonly source: SourceRange;
}

/** All that a key figure says. */
export const keyFigureTexts = (figure: KeyFigure): readonly Inline[] =>
  figure.kind === "text" ? [figure.text] : [figure.number, figure.unit, figure.change, figure.label];

/** The plain text of a stretch. */
export const plainText = (inline: Inline): string => inline.map((span) => span.text).join("");

/** Characters of the body as an editor counts them: every code point but white space. */
export const countCharacters = (story: Story): number =>
  story.paragraphs.reduce((sum, each) => sum + [...plainText(each.spans).replace(/\s/gu, "")].length, 0);
