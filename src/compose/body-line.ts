/** A line of a story's body. */
import type { GalleyParagraph } from "./galley/cluster.ts";
import type { BrokenLine } from "./lines/broken-line.ts";

/** A line of a body with the paragraph it belongs to. */
export interface BodyLine {
  readonly paragraph: number;
  readonly line: BrokenLine;
  /** the paragraph as it was set, where closing has moved its characters */
  readonly tracked?: GalleyParagraph;
}
