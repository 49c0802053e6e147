/** What is asked of a body before it has a place. */
import type { Pt } from "../base/units.ts";
import type { BodyPart } from "../model/layout.ts";
import type { Story } from "../model/story.ts";

/** A body in a width. */
export interface BodyQuestion {
  readonly node: BodyPart;
  readonly story: Story;
  readonly width: Pt;
  /** how many of the pictures that are to float are left out, the last ones, so that the text has room */
  readonly floatsLeftOut: number;
}
