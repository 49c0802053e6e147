/** The graphics state (ISO 32000-1, 8.4), as far as findings need it. */
import type { CosValue } from "../../cos/cos-object.ts";
import type { FontFacts } from "../fonts/font-facts.ts";
import { IDENTITY, type Matrix, type PageBox } from "../page-box.ts";
import { type ColourSpace, firstColour, GREY, type Inks, inksOf } from "./colour-space.ts";

/** A current colour. */
export interface CurrentColour {
  readonly space: ColourSpace;
  readonly inks: Inks | undefined;
  /** the pattern object, when the space is Pattern */
  readonly pattern?: CosValue;
}

/** Copied at `q`, taken back at `Q`. */
export interface GraphicsState {
  matrix: Matrix;
  clip: PageBox;
  fill: CurrentColour;
  stroke: CurrentColour;
  lineWidth: number;
  fillOverprint: boolean;
  strokeOverprint: boolean;
  overprintMode: number;
  fillAlpha: number;
  strokeAlpha: number;
  blend: string;
  softMask: boolean;
  font: FontFacts | undefined;
  fontSize: number;
  charSpace: number;
  wordSpace: number;
  /** 1 is as wide as the font is */
  stretch: number;
  leading: number;
  rise: number;
  mode: number;
}

/** A space's first colour. */
export const colourIn = (space: ColourSpace): CurrentColour => ({ space, inks: inksOf(space, firstColour(space)) });

/** The state at the beginning of a page. */
export const firstState = (clip: PageBox): GraphicsState => ({
  matrix: IDENTITY,
  clip,
  fill: colourIn(GREY),
  stroke: colourIn(GREY),
  lineWidth: 1,
  fillOverprint: false,
  strokeOverprint: false,
  overprintMode: 0,
  fillAlpha: 1,
  strokeAlpha: 1,
  blend: "Normal",
  softMask: false,
  font: undefined,
  fontSize: 0,
  charSpace: 0,
  wordSpace: 0,
  stretch: 1,
  leading: 0,
  rise: 0,
  mode: 0,
});
