/** A display page whose pictures have become ink: what the press check and the PDF writer work on. */
import type { Ink } from "../base/colour.ts";
import type { CosStream } from "../cos/cos-object.ts";
import type {
  ArtItem,
  DisplayItem,
  DisplayPage,
  DrawingItem,
  FillItem,
  PathCommand,
  PictureItem,
  StrokeItem,
} from "../display/display-list.ts";
import type { ScreenColour } from "../model/story.ts";

/**
 * What is not as it should be about a picture's colours. `untagged`: it does not say what its RGB is; `untagged-cmyk`: nor for which
 * press its CMYK is; `foreign-cmyk`: for another one, and was converted; `bad-profile`: its profile cannot be used; `coarse-bitmap`:
 * line art of too few pixels, printed as grey.
 */
export type PictureNote = "untagged" | "untagged-cmyk" | "foreign-cmyk" | "bad-profile" | "coarse-bitmap";

/** A picture at press resolution, separated. */
export interface InkedPicture {
  /** SHA-256 over everything that went in: file, crop, size, profile, limits; equal pictures are written once */
  readonly hash: string;
  readonly width: number;
  readonly height: number;
  /** `gray` and `bitmap` print on the black plate alone; a bitmap has no tones in between, one bit a pixel; `rgb` is for screens */
  readonly space: "cmyk" | "gray" | "bitmap" | "rgb";
  /**
   * baseline JPEG without an embedded profile, CMYK not inverted, so no Decode array; of a bitmap rows of whole bytes, the first pixel
   * in the highest bit, 0 for black
   */
  readonly data: Uint8Array;
  /** source pixels an inch after the crop; never counts enlargement */
  readonly ppi: number;
  /** largest total area coverage of any pixel, per cent */
  readonly peakInk: number;
  /** what is to be said of its colours; nothing when absent */
  readonly notes?: readonly PictureNote[];
}

/** A shape of a vector drawing in ink: its area, then its line; seen inside all of `clips` only. */
export interface InkedShape {
  readonly items: readonly (FillItem | StrokeItem)[];
  readonly clips: readonly (readonly PathCommand[])[];
}

/** A page of a PDF in ink. */
export interface InkedArt {
  /** SHA-256 over everything that went in: file, page, profile, limit; equal ones are written once */
  readonly hash: string;
  /** of the whole page as it is seen, points */
  readonly width: number;
  readonly height: number;
  /** a form of that size with its origin at the lower left; all of its colours are DeviceCMYK and DeviceGray */
  readonly form: CosStream;
  /** the plates that it may print on: C, M, Y, K */
  readonly plates: ReadonlySet<string>;
}

export interface InkedPage {
  readonly page: DisplayPage;
  /** absent pictures could not be read; a finding says so */
  readonly pictures: ReadonlyMap<PictureItem, InkedPicture>;
  /** of a page for screens: sRGB for each of its inks, by `inkName`; absent on pages that are printed */
  readonly screen?: ReadonlyMap<string, ScreenColour>;
  /** every drawing of the page; none when absent */
  readonly drawings?: ReadonlyMap<DrawingItem, readonly InkedShape[]>;
  /** black that knocks out because with the ground under it, it would go over the ink limit; none when absent */
  readonly knockedOut?: ReadonlySet<DisplayItem>;
  /** black that overprints a ground lightened for it, and so is within the ink limit; none when absent */
  readonly underlaid?: ReadonlySet<DisplayItem>;
  /** pages of PDFs; absent ones could not be inked, a finding says so */
  readonly art?: ReadonlyMap<ArtItem, InkedArt>;
}

/** Inks of one name look the same. */
export const inkName = ({ c, m, y, k }: Ink): string => `${c} ${m} ${y} ${k}`;
