/** A display page whose pictures have become ink: what the press check and the PDF writer work on. */
import type { CosStream } from "../cos/cos-object.ts";
import type {
  ArtItem,
  DisplayPage,
  DrawingItem,
  FillItem,
  PathCommand,
  PictureItem,
  StrokeItem,
} from "../display/display-list.ts";

/** A picture at press resolution, separated. */
export interface InkedPicture {
  /** SHA-256 over everything that went in: file, crop, size, profile, limits; equal pictures are written once */
  readonly hash: string;
  readonly width: number;
  readonly height: number;
  /** `gray` prints on the black plate alone */
  readonly space: "cmyk" | "gray";
  /** baseline JPEG without an embedded profile; CMYK not inverted, so no Decode array */
  readonly jpeg: Uint8Array;
  /** source pixels an inch after the crop; never counts enlargement */
  readonly ppi: number;
  /** largest total area coverage of any pixel, per cent */
  readonly peakInk: number;
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
}

export interface InkedPage {
  readonly page: DisplayPage;
  /** absent pictures could not be read; a finding says so */
  readonly pictures: ReadonlyMap<PictureItem, InkedPicture>;
  /** every drawing of the page; none when absent */
  readonly drawings?: ReadonlyMap<DrawingItem, readonly InkedShape[]>;
  /** pages of PDFs; absent ones could not be inked, a finding says so */
  readonly art?: ReadonlyMap<ArtItem, InkedArt>;
}
