/** A layout: which slots a page has, where they stand on its grid, and what stands in each of them. */
import type { Polygon } from "../base/polygon.ts";
import type { SourceRange } from "../base/source.ts";
import type { Pt, Rows, Zi } from "../base/units.ts";
import type { Overset } from "./closing.ts";
import type { Writing } from "./style.ts";

/** A trimmed page size: 对开 390 × 545 mm. */
export interface PageFormat {
  readonly name: string;
  readonly title: string;
  readonly width: Pt;
  readonly height: Pt;
  /** of a panorama (通版), two pages wide: the gutter in its middle, out of which text is kept */
  readonly fold?: Pt;
}

/** The page grid as CLREQ 2.3.4 specifies a type area: characters a column, columns, gutter, rows. */
export interface GridSpec {
  readonly columns: number;
  /** 基本栏: characters a column */
  readonly measure: Zi;
  readonly gutter: Zi;
  readonly rows: number;
  /** top of the first row from the trim's top edge */
  readonly top: Pt;
  /** left edge of the type area from the trim's; centred when absent */
  readonly left?: Pt;
}

/** What every node of a slot may say. */
export interface NodeCommon {
  /** share of the rows (in a stack) or of the width (in a band) that are left over; 0 takes what it needs */
  readonly grow: number;
  /** exact height in rows, when given */
  readonly rows?: Rows;
  readonly minRows: Rows;
  readonly maxRows?: Rows;
  /** exact width in zi, inside a band, when given */
  readonly width?: Zi;
  /** slot name whose story the parts below take; inherited */
  readonly story?: string;
  /** printed features that it carries (S-01 …), shown by `inspect` */
  readonly features: readonly string[];
  readonly source: SourceRange;
}

/** Ground and border round the parts of a group; the padding keeps its text on the page's rows and its measures in whole zi. */
export interface GroupBox {
  readonly style: string;
  readonly rows: Rows;
  readonly across: Zi;
}

/** Parts one under another. */
export interface StackNode extends NodeCommon {
  readonly kind: "stack";
  readonly gap: Rows;
  /** rule drawn in the middle of each gap, by its name in the style sheet */
  readonly rule?: string;
  readonly box?: GroupBox;
  readonly children: readonly LayoutNode[];
}

/** Parts side by side. */
export interface BandNode extends NodeCommon {
  readonly kind: "band";
  /** side from which its parts are read; in vertical writing the first stands at the right (LC-100) */
  readonly from: "left" | "right";
  readonly gap: Zi;
  readonly rule?: string;
  readonly box?: GroupBox;
  readonly children: readonly LayoutNode[];
}

/** The headline block of the story (眉题, 主题, 副题 as the story has them). */
export interface HeadlinePart extends NodeCommon {
  readonly kind: "headline";
  readonly style: string;
  readonly kickerStyle: string;
  readonly deckStyle: string;
  /** 齐: the lines of a pair headline set to the same width by letter-spacing (S-07) */
  readonly evenLines: boolean;
  readonly writing: Writing;
  /** of a common headline (总题): the stories under it, by their places; absent over a story of its own */
  readonly over?: readonly string[];
}

/**
 * The story's text in `legs` legs of equal width, whole or half zi wide. In vertical writing the legs (段) stand one under another;
 * each is as wide as the part and as tall as an equal share of it, and its lines follow one another from the right.
 */
export interface BodyPart extends NodeCommon {
  readonly kind: "body";
  readonly style: string;
  readonly writing: Writing;
  readonly legs: number;
  readonly gutter: Zi;
  readonly columns: ColumnMode;
  readonly insets: readonly Inset[];
  /** rule between legs, by name */
  readonly rule?: string;
  /** of crossheads that stand over several legs; in their legs when absent */
  readonly crosshead?: CrossheadSetting;
  /** how pictures float in its legs; by the usual rules when absent */
  readonly floats?: FloatSetting;
  readonly overset: Overset;
}

/** Crossheads over several legs of a body (LC-112). */
export interface CrossheadSetting {
  /** legs over which each stands, at least 2 */
  readonly span: number | "all";
  /** headline style */
  readonly style: string;
  /** which of the story's crossheads, from 1; all when empty */
  readonly which: readonly number[];
}

/** Pictures that find their own place in the legs, near the words that refer to them (LC-113, LC-114). */
export interface FloatSetting {
  /** which of the story's photos, from 1; those that the story lets float when empty */
  readonly photos: readonly number[];
  /** legs over which each stands, at least 1 */
  readonly legs: number;
  /** height of the picture without its caption; as its proportions want when absent */
  readonly rows?: Rows;
  /** blank between the picture with its caption and the text */
  readonly gap: Rows;
  /** text style of the captions */
  readonly caption: string;
  /** how many times as far the place outside the body has to be as the one inside for the picture to stay (JIS X 4051: 2) */
  readonly weight: number;
}

/** What of a story is set as a block of its own, neither running text nor picture. */
export const EXHIBIT_KINDS = ["table", "key-figures", "quote", "qr", "chart", "sidebar"] as const;
export type ExhibitKind = (typeof EXHIBIT_KINDS)[number];

/** A block of the story: a table, its key figures one under another, a pull quote, a QR code, a chart, a sidebar. */
export interface Exhibit {
  readonly kind: ExhibitKind;
  /** which of the story's, from 1; absent for all of them, which only key figures can be */
  readonly number?: number;
  /** in the style sheet's table for its kind; of a QR code the text style of its label */
  readonly style: string;
  readonly box?: string;
  /** parts side by side into which a table is folded, its head repeated, or figures that stand side by side */
  readonly columns: number;
  /** between them */
  readonly gutter: Zi;
}

/** A block of the story in a place of its own. */
export interface ExhibitPart extends NodeCommon {
  readonly kind: "exhibit";
  readonly exhibit: Exhibit;
  /** of a table whose last rows have no room: an error, or they go on on the page that continues its story */
  readonly overset: Exclude<Overset, "cut">;
}

/**
 * How a body's width is divided (方正分栏): 绝对, legs of whole cells, what is over goes into the gutters; 自由, the gutters as they are
 * said, legs of any width; 相对, the gutters as they are said, legs of whole cells, not all alike; 自动, the page's own columns.
 */
export const COLUMN_MODES = ["absolute", "free", "relative", "automatic"] as const;
export type ColumnMode = (typeof COLUMN_MODES)[number];

/** Something that stands in the legs, with the text beside it. */
export interface Inset {
  readonly what:
    | { readonly kind: "key-figure"; readonly index: number; readonly style: string; readonly box: string }
    | { readonly kind: "exhibit"; readonly exhibit: Exhibit }
    | PictureInset;
  /** leg (from 1) in which it stands; `across` straddles the gutter after it: to the right of it, of a vertical leg under it */
  readonly leg: number;
  /** `top` and `bottom` of a vertical leg; `middle` leaves the same room on both sides */
  readonly side: "left" | "right" | "top" | "bottom" | "middle" | "across";
  /** row (from 1) of the body at which it starts; in vertical writing the line of the leg, counted from the right */
  readonly row: Rows;
  readonly width: Zi;
  /** height; what it needs when absent */
  readonly rows?: Rows;
  /** smallest distance to the text */
  readonly gap: Zi;
  /** whether it may be left out so that the page closes */
  readonly optional: boolean;
  readonly wrap: Wrap;
  readonly features: readonly string[];
  readonly source: SourceRange;
}

/** Text beside an inset: in each leg on the wider side of it only, or on both, first on the one where lines begin. */
export const WRAPS = ["wider", "both"] as const;
export type Wrap = (typeof WRAPS)[number];

export interface PictureInset {
  readonly kind: "picture";
  readonly photo: number;
  readonly shape: InsetShape;
}

/** What of its frame a picture takes, and what text keeps off. */
export type InsetShape =
  /** `outline` is the picture's own, by its alpha channel */
  | { readonly kind: "rectangle" | "ellipse" | "outline" }
  | { readonly kind: "rounded"; readonly radius: Zi }
  /** in fractions of the frame */
  | { readonly kind: "polygons"; readonly polygons: readonly Polygon[] };
/** The points of a summary (提要题), one under another, in a box or without. */
export interface SummaryPart extends NodeCommon {
  readonly kind: "summary";
  readonly style: string;
  readonly box?: string;
  /** what stands before each point, when there are several; nothing when empty */
  readonly marker: string;
}

/** Where caption and credit of a picture stand: under it, beside it with their foot on its own, on it, or nowhere here. */
export type CaptionSetting =
  | { readonly kind: "below"; readonly style: string }
  | { readonly kind: "none"; readonly style: string }
  | { readonly kind: "beside"; readonly style: string; readonly side: "left" | "right"; readonly width: Zi }
  | {
      readonly kind: "on";
      readonly style: string;
      /** box that reaches over the picture's foot; paper under the words alone when absent */
      readonly ground?: string;
    };

/** A picture of the story, cropped round its focus to fill the frame. */
export interface PicturePart extends NodeCommon {
  readonly kind: "picture";
  /** which of the story's photos, from 1 */
  readonly photo: number;
  /** whether it is shown only when the photo floats and has found no place in its body */
  readonly otherwise: boolean;
  readonly caption: CaptionSetting;
  readonly rule?: string;
}

/** How the pictures of a group (组图) stand: side by side, one under another, or the first large and the others beside or under it. */
export const GROUP_PATTERNS = ["row", "column", "large-left", "large-right", "large-top"] as const;
export type GroupPattern = (typeof GROUP_PATTERNS)[number];

/** How the numbers ①②③ stand on the pictures of a group: on a box in their corner, or on paper of their own. */
export interface NumberSetting {
  readonly style: string;
  readonly ground?: string;
}

/** Several pictures of the story with thin gaps between them: one caption for all, or one on each, and one credit for all. */
export interface PicturesPart extends NodeCommon {
  readonly kind: "pictures";
  /** which of the story's photos, from 1; all of them when empty */
  readonly photos: readonly number[];
  readonly pattern: GroupPattern;
  readonly gap: Pt;
  readonly caption: CaptionSetting;
  /** of the pictures, in the group's order, so that a caption can name them; none when absent */
  readonly numbers?: NumberSetting;
  readonly rule?: string;
}

/** 栏目: a standing flag such as 速递. */
export interface FlagPart extends NodeCommon {
  readonly kind: "flag";
  readonly text: string;
  readonly style: string;
  readonly writing: Writing;
  readonly box?: string;
}

/**
 * What the edition says about itself and the page: 版名, 版次, the date as three lines (day, weekday, issue), each of them alone, 今日N版,
 * all of them on one line, 报名, 版别, and the block of credits.
 */
export const FURNITURE_ITEMS = [
  "section",
  "folio",
  "date",
  "day",
  "weekday",
  "issue",
  "pageCount",
  "imprint",
  "paper",
  "zone",
  "credits",
] as const;
export type FurnitureItem = (typeof FURNITURE_ITEMS)[number];

/** Page furniture: what the edition itself says about the page. */
export interface FurniturePart extends NodeCommon {
  readonly kind: "furniture";
  readonly item: FurnitureItem;
  readonly style: string;
  readonly writing: Writing;
}

/** Nothing; room that a stack or band may stretch. */
export interface SpacePart extends NodeCommon {
  readonly kind: "space";
}

/** A place for an advertisement, which fills its slot. */
export interface AdPart extends NodeCommon {
  readonly kind: "ad";
  /** text style of the word 广告 in its corner */
  readonly style: string;
  /** whether a house ad stands here because the slot's story cannot be had: such a slot is not for sale */
  readonly instead?: true;
}

export type PartNode =
  | HeadlinePart
  | BodyPart
  | SummaryPart
  | PicturePart
  | PicturesPart
  | ExhibitPart
  | FlagPart
  | FurniturePart
  | AdPart
  | SpacePart;

export type LayoutNode = StackNode | BandNode | PartNode;

/** A place of the page: columns and rows from 1, both ends included. */
export interface Slot {
  readonly name: string;
  readonly columns: { readonly from: number; readonly to: number };
  readonly rows: { readonly from: number; readonly to: number };
  readonly node: LayoutNode;
  readonly source: SourceRange;
}

/** A rule of the page itself, between two columns or two rows of the grid. */
export interface PageRule {
  readonly style: string;
  readonly direction: "vertical" | "horizontal";
  /** it stands in the gutter after this column, or in the middle of this row */
  readonly at: number;
  /** from and to: rows of a vertical rule, columns of a horizontal one; both ends included */
  readonly from: number;
  readonly to: number;
  readonly source: SourceRange;
}

export interface Layout {
  readonly name: string;
  /** of every part that does not say otherwise */
  readonly writing: Writing;
  readonly format: PageFormat;
  readonly grid: GridSpec;
  readonly slots: readonly Slot[];
  readonly rules: readonly PageRule[];
  /** story names that the nodes ask for */
  readonly stories: readonly string[];
  readonly path: string;
}
