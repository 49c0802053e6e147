/** The one cycle of the trade, as a type: planning asks how much room text takes; composing answers. */
import type { Pt, Rows } from "../base/units.ts";
import type { PictureWords, Story } from "../model/story.ts";
import { type BoxStyle, boxInset, type HeadlineStyle, type TextStyle, type Writing } from "../model/style.ts";
import type { BoxedExhibit } from "./exhibit-content.ts";

/** A headline block to be measured. */
export interface HeadlineQuestion {
  readonly story: Story;
  readonly style: HeadlineStyle;
  readonly kickerStyle: HeadlineStyle;
  readonly deckStyle: HeadlineStyle;
  readonly evenLines: boolean;
  readonly writing: Writing;
}

/** How a body is set. */
export interface BodySetting {
  readonly style: TextStyle;
  readonly writing: Writing;
  /** blank rows over each crosshead */
  readonly headSpace: Rows;
}

/** A key-figure box to be measured. */
export interface KeyFigureQuestion {
  readonly story: Story;
  readonly index: number;
  readonly style: TextStyle;
  readonly box: BoxStyle;
}

/** A summary to be measured. */
export interface SummaryQuestion {
  readonly story: Story;
  readonly style: TextStyle;
  readonly marker: string;
  readonly box?: BoxStyle;
}

/** Blank beside a caption that stands on a picture: its ground's padding and a little more, or what is usual. */
export const captionInset = (ground: BoxStyle | undefined, { size }: TextStyle): Pt =>
  ground ? boxInset(ground) + 0.3 * size : 0.8 * size;

/** Lines that are all alike are one question, however many they are: a text is broken once for all of them. Never empty. */
export const lineMeasures = (measures: readonly Pt[], otherwise: Pt): readonly Pt[] => {
  const [first = otherwise] = measures;
  return measures.every((each) => each === first) ? [first] : measures;
};

/** Owned by planning, answered by composing, introduced by `build.ts`. Answers are the same for the same question. */
export interface Measure {
  /**
   * height of kicker, headline and deck, with the blank that the style wants above and below; of a vertical headline the height
   * into which it goes at its smallest size
   */
  headline(question: HeadlineQuestion, width: Pt): Pt;
  /** width of a vertical headline at its largest size, with the blank that the style wants on both sides */
  headlineWidth(question: HeadlineQuestion): Pt;
  /** height of a caption with its credit */
  caption(words: PictureWords, style: TextStyle, width: Pt): Pt;
  /** height of a summary, the padding of its box included */
  summary(question: SummaryQuestion, width: Pt): Pt;
  /** height of a key-figure box: the ink of its words, and its padding */
  keyFigure(question: KeyFigureQuestion, width: Pt): Pt;
  /** height of a block, its box included; a QR code is no wider than it has to be */
  exhibit(exhibit: BoxedExhibit, width: Pt): Pt;
  /** lines that the story's body takes when its lines have these measures; the last one holds for all that follow */
  bodyLines(story: Story, setting: BodySetting, measures: readonly Pt[]): number;
}
