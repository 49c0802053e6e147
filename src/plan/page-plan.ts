/** What planning hands on: every frame of a page with its rectangle on the grid and what is to stand in it. */
import type { Rect } from "../base/geometry.ts";
import type { SourceRange } from "../base/source.ts";
import type { Em, Pt, Rows, Zi } from "../base/units.ts";
import type { Ad } from "../model/ad.ts";
import type { Credit, PageBoxes } from "../model/edition.ts";
import type { FurnitureItem } from "../model/layout.ts";
import type { Photo, PictureWords, Story, StoryPhoto } from "../model/story.ts";
import type { BoxStyle, HeadlineStyle, RuleStyle, TextStyle, WrapLimits, Writing } from "../model/style.ts";
import type { ExhibitContent } from "./exhibit-content.ts";
import type { FrameShape } from "./frame-shape.ts";
import type { PageGrid } from "./page-grid.ts";

/**
 * Room for one line of body text: where it starts, how wide it is, and the baseline it stands on. A vertical line runs down from
 * `baseline` along the axis at `x`.
 */
export interface LineSlot {
  readonly x: Pt;
  /** width of the line (行长) */
  readonly measure: Pt;
  readonly baseline: Pt;
}

/** A leg: the part of one story in one column, as the lines it has room for, top to bottom; of vertical lines right to left. */
export interface Leg {
  readonly rect: Rect;
  readonly slots: readonly LineSlot[];
}

interface FrameCommon {
  /** unique on the page: `lead/body` */
  readonly id: string;
  readonly rect: Rect;
  /** the slot of the layout in which it stands */
  readonly slot: string;
  readonly features: readonly string[];
  readonly source: SourceRange;
}

export interface HeadlineFrame extends FrameCommon {
  readonly kind: "headline";
  readonly story: Story;
  readonly style: HeadlineStyle;
  readonly kickerStyle: HeadlineStyle;
  readonly deckStyle: HeadlineStyle;
  readonly evenLines: boolean;
  readonly writing: Writing;
  /** how vertical lines follow one another: away from the text is where they begin (LC-104) */
  readonly order: "leftward" | "rightward";
  /** of a common headline (总题): the stories under it */
  readonly over?: readonly Story[];
}

export interface BodyFrame extends FrameCommon {
  readonly kind: "body";
  readonly story: Story;
  readonly style: TextStyle;
  readonly writing: Writing;
  /** as tall as the balanced text needs, or as the slot allows; vertical legs fill the frame */
  readonly legs: readonly Leg[];
  /** rows that the slot has left under the legs */
  readonly spareRows: number;
  readonly elastic: Elasticity;
  /** page on which it goes on when it is longer than its legs */
  readonly jump?: string;
  /** of a body that crossheads over several legs part: what of the story stands in this frame, one of several */
  readonly passage?: BodyPassage;
  /** crossheads that were to span its legs and cannot */
  readonly refused?: readonly RefusedHead[];
  /** pictures that were to float in its legs and do not */
  readonly held?: readonly HeldFloat[];
}

/** A picture that floats and has found no place in its body. */
export interface HeldFloat {
  /** which of the story's photos, from 1 */
  readonly photo: number;
  /**
   * it is too tall or too many stand in the legs; its reference is nearer to its other place; the text needs the room; the text runs
   * through several bodies
   */
  readonly why: "room" | "far" | "text" | "thread";
}

/** The paragraphs between two crossheads that span legs. */
export interface BodyPassage {
  /** the story with these paragraphs alone */
  readonly story: Story;
  /** number of the first of them in the whole story, from 0 */
  readonly from: number;
  /** whether more of the story stands in frames after it: then its legs are as tall as it needs, and the last may be short */
  readonly goesOn: boolean;
  /** id of the body's first frame */
  readonly body: string;
}

/** A crosshead that stands in its leg although it was to span several. */
export interface RefusedHead {
  /** number of its paragraph, from 0 */
  readonly paragraph: number;
  /**
   * it would stand at the foot of its legs; too little text stands under it; an inset is in its way; there are not so many legs; the
   * text runs through several bodies
   */
  readonly why: "foot" | "short" | "inset" | "legs" | "thread";
}

/** A crosshead over several legs of a body. */
export interface CrossheadFrame extends FrameCommon {
  readonly kind: "crosshead";
  readonly story: Story;
  /** the story with the crosshead as its only headline */
  readonly head: Story;
  /** number of its paragraph in the story, from 0 */
  readonly paragraph: number;
  readonly style: HeadlineStyle;
  readonly writing: Writing;
}

/** How a body may give so that it closes. */
export interface Elasticity {
  /** whether paragraphs may take a line more or fewer */
  readonly paragraphs: boolean;
  /** how far their characters may be moved together or apart for it */
  readonly tracking: Em;
  /** blank rows over each crosshead that does not begin a leg */
  readonly headSpace: Rows;
}

export interface PictureFrame extends FrameCommon {
  readonly kind: "picture";
  readonly story: Story;
  readonly photo: StoryPhoto;
  readonly shape: FrameShape;
  /** it was to follow an outline that the picture does not have */
  readonly lacksOutline?: true;
  /** distance to the text round it, when it stands in the legs */
  readonly gap?: Pt;
  readonly rule?: RuleStyle;
  /** of a picture that has found its own place: where, and how far from its reference */
  readonly floats?: FloatPlace;
}

/** The place that a floating picture has found. */
export interface FloatPlace {
  /** first leg, from 1, and how many it spans */
  readonly leg: number;
  readonly legs: number;
  readonly at: "head" | "foot";
  /** lines between it and the words that refer to it */
  readonly lines: number;
}

/** A caption with its credit, of a picture or a group: under it, beside it with their foot on its own, or on it. */
export interface CaptionFrame extends FrameCommon {
  readonly kind: "caption";
  readonly story: Story;
  readonly words: PictureWords;
  readonly style: TextStyle;
  readonly stands: "below" | "beside" | "on";
  /** of a caption on a picture, when it has more than paper under its words */
  readonly ground?: BoxStyle;
  /** it says nothing but the picture's number in its group */
  readonly isNumber?: true;
}

/** The points of a summary (提要题). */
export interface SummaryFrame extends FrameCommon {
  readonly kind: "summary";
  readonly story: Story;
  readonly style: TextStyle;
  readonly marker: string;
  readonly box?: BoxStyle;
}

/** A key-figure box (数据框). */
export interface KeyFigureFrame extends FrameCommon {
  readonly kind: "key-figure";
  readonly story: Story;
  readonly index: number;
  readonly style: TextStyle;
  readonly box: BoxStyle;
  /** distance to the text round it */
  readonly gap: Pt;
}

/** A table, chart, code, quotation, sidebar or list of key figures. */
export interface ExhibitFrame extends FrameCommon {
  readonly kind: "exhibit";
  readonly story: Story;
  readonly content: ExhibitContent;
  readonly box?: BoxStyle;
  /** page on which a table goes on when it is longer than its parts */
  readonly jump?: string;
}

/** A slot for an advertisement, as large as the slot. */
export interface AdFrame extends FrameCommon {
  readonly kind: "ad";
  /** absent where the list has none for the slot */
  readonly ad?: Ad;
  /** what is printed there; a marked panel when absent */
  readonly shown?: ShownAd;
}

/** A page of a PDF, or a drawing, in its place. */
export interface ShownAd {
  readonly photo: Photo;
  /** the whole of it; may be larger or smaller than the slot */
  readonly rect: Rect;
  /** what of it is seen: nothing outside the slot, but the page's bleed where the slot stands at the trimmed edge */
  readonly clip: Rect;
  /** whether it is the paper's own, in place of one that is missing */
  readonly isHouse: boolean;
}

/** Words that the page itself prints: a flag, the folio, the date, the section's name. */
export interface FurnitureFrame extends FrameCommon {
  readonly kind: "furniture";
  readonly item: "flag" | FurnitureItem;
  readonly lines: readonly string[];
  readonly credits: readonly Credit[];
  readonly style: TextStyle;
  readonly writing: Writing;
  readonly box?: BoxStyle;
}

/** Ground and border under the parts of a stack or band, which follow it. */
export interface BoxFrame extends FrameCommon {
  readonly kind: "box";
  readonly box: BoxStyle;
}

/** A rule; its rectangle's longer side is its direction, its rectangle is as thick as the rule. */
export interface RuleFrame extends FrameCommon {
  readonly kind: "rule";
  readonly style: RuleStyle;
  readonly direction: "horizontal" | "vertical";
}

export type PlannedFrame =
  | HeadlineFrame
  | BodyFrame
  | CrossheadFrame
  | PictureFrame
  | CaptionFrame
  | SummaryFrame
  | KeyFigureFrame
  | ExhibitFrame
  | FurnitureFrame
  | AdFrame
  | BoxFrame
  | RuleFrame;

/** A page, planned. Frames in reading order. */
export interface PagePlan {
  readonly id: string;
  readonly boxes: PageBoxes;
  /** of a panorama: width of the gutter at the fold in its middle */
  readonly fold?: Pt;
  readonly grid: PageGrid;
  readonly zi: Pt;
  readonly measureStep: Zi;
  /** least measures beside insets */
  readonly wrap: WrapLimits;
  /** floating pictures that stand in their other places, by `floatKey` of `plan/choices.ts`, and why */
  readonly held: ReadonlyMap<string, HeldFloat["why"]>;
  /** least share of a picture's area that is to be shown */
  readonly leastPicture: number;
  readonly frames: readonly PlannedFrame[];
}
