/**
 * Black in placed PDFs as in our own pages: thin lines and small type in solid black overprint, those that were mixed of several inks
 * to be black become black alone, everything else knocks out. All of it is settled when a mark is made, for only then is its size known.
 */
import { type Ink, isBlackOnly } from "../../base/colour.ts";
import type { Pt } from "../../base/units.ts";
import { OVERPRINT_SIZE, OVERPRINT_THICKNESS } from "../overprint-sizes.ts";
import type { ArtColour } from "./art-space.ts";

/** A colour that is set, as ink. */
export interface ArtPaint {
  /** operands of `k` and `K` */
  readonly text: string;
  /** black alone, in full */
  readonly solid: boolean;
  /** mixed of several inks, and meant to be black */
  readonly dark: boolean;
}

/** The ink of a colour as paint. */
export const artPaint = (colour: ArtColour, ink: Ink, text: string): ArtPaint => ({
  text,
  solid: isBlackOnly(ink) && ink.k === 100,
  dark: isMeantBlack(colour, ink),
});

/** As much black as makes type black in the eyes of GWG 2022 R0015. */
const BLACK_ENOUGH = 85;
/** Of 255: what black becomes that has gone through a CMYK profile and back (35, 31, 32 of 0/0/0/100), and no darker than dark greys. */
const SCREEN_BLACK = { most: 48, apart: 8 } as const;
/** Three inks that stand for black: all of them this much, per cent, and no farther apart. */
const MIXED_BLACK = { least: 75, apart: 20 } as const;

const isMeantBlack = (colour: ArtColour, { c, m, y, k }: Ink): boolean => {
  if (c + m + y === 0) return false;
  if (k >= BLACK_ENOUGH) return true;
  if (colour.kind === "screen") {
    const [most, least] = [Math.max(...colour.rgb), Math.min(...colour.rgb)];
    return most <= SCREEN_BLACK.most && most - least <= SCREEN_BLACK.apart;
  }
  // as they were in the file, before they were brought under the ink limit
  const mixed = colour.inks.slice(0, 3).map((part) => part * 100);
  const [most, least] = [Math.max(...mixed), Math.min(...mixed)];
  return least >= MIXED_BLACK.least && most - least <= MIXED_BLACK.apart;
};

/** What has to be said before a mark. */
export interface ArtSayings {
  /** sets overprinting of lines and of areas; undefined leaves it */
  readonly state: { readonly stroke: boolean; readonly fill: boolean } | undefined;
  /** operators that set colours */
  readonly colours: readonly string[];
}

type Side = "fill" | "stroke";

/** What is set at one point of a content stream; saved by `q`. */
export interface ArtPen {
  /** undefined: a pattern, or what the caller has set, which are left alone */
  readonly fill?: ArtPaint;
  readonly stroke?: ArtPaint;
  /** sides on which black stands in for the colour that is set */
  readonly replaced: Readonly<Record<Side, boolean>>;
  /** overprinting as it was said last; undefined where nobody knows */
  readonly overprint?: Readonly<Record<Side, boolean>>;
}

/** What is made: sizes at which it is printed. */
export interface ArtMark {
  /** which colours it uses, each with whether it is a thin line or small type in that colour */
  readonly fill?: { readonly fine: boolean };
  readonly stroke?: { readonly fine: boolean };
}

/** The pen for the mark, and what to say so that it is that. */
export const penFor = (pen: ArtPen, mark: ArtMark): { readonly pen: ArtPen; readonly say: ArtSayings } => {
  const replaced = { ...pen.replaced };
  const overprint = { fill: pen.overprint?.fill ?? false, stroke: pen.overprint?.stroke ?? false };
  const colours: string[] = [];
  for (const side of ["fill", "stroke"] as const) {
    const [used, paint] = [mark[side], pen[side]];
    if (!used) continue;
    const black = used.fine && paint?.dark === true;
    if (paint && black !== replaced[side])
      colours.push(`${black ? "0 0 0 1" : paint.text} ${side === "fill" ? "k" : "K"}`);
    if (paint) replaced[side] = black;
    // lines of any thickness in solid black overprint, as in drawings; areas and type only where they are fine
    overprint[side] = black || (paint?.solid === true && (used.fine || (side === "stroke" && !mark.fill)));
  }
  const known = pen.overprint;
  const same = known && known.fill === overprint.fill && known.stroke === overprint.stroke;
  return { pen: { ...pen, replaced, overprint }, say: { state: same ? undefined : overprint, colours } };
};

/** Nothing of it fine: pictures, shadings, and forms, which begin as their page does. */
export const COARSE: ArtMark = { fill: { fine: false }, stroke: { fine: false } };

/** Whether type of this size is small. */
export const isSmall = (size: Pt): boolean => size < OVERPRINT_SIZE - SLACK;

/** Whether a line of this thickness is thin. */
export const isThin = (thickness: Pt): boolean => thickness < OVERPRINT_THICKNESS - SLACK;

/** Sizes this near to a limit are at it. */
const SLACK = 0.005;
