/** The page's boxes (ISO 15930-7, 6.9) and the way from display coordinates to those of the PDF. */
import type { Rect } from "../base/geometry.ts";
import type { Pt } from "../base/units.ts";
import type { DisplayPage } from "../display/display-list.ts";

/** Boxes are nested, and the sheet starts at 0 0. All numbers are rounded as printed. */
export interface PageSpace {
  /** the sheet in display coordinates */
  readonly sheet: Rect;
  /** whether the sheet is larger than the bleed and bears marks there */
  readonly marks: boolean;
  /** boxes in PDF coordinates: left, bottom, right, top */
  readonly media: PdfBox;
  readonly bleed: PdfBox;
  readonly trim: PdfBox;
  /** PDF abscissa of a display abscissa */
  x(at: Pt): number;
  /** PDF ordinate (upwards) of a display ordinate (downwards) */
  y(at: Pt): number;
}

export type PdfBox = readonly [left: number, bottom: number, right: number, top: number];

/** The sheet is the bleed box, or more where marks are printed round it. */
export const pageSpace = (page: DisplayPage): PageSpace => {
  const sheet = page.sheet?.rect ?? page.bleed;
  const x = (at: Pt): number => at - sheet.x;
  const y = (at: Pt): number => sheet.y + sheet.height - at;
  const box = (rect: Rect): PdfBox => [
    rounded(x(rect.x)),
    rounded(y(rect.y + rect.height)),
    rounded(x(rect.x + rect.width)),
    rounded(y(rect.y)),
  ];
  return {
    sheet,
    marks: page.sheet !== undefined,
    media: box(sheet),
    bleed: box(page.bleed),
    trim: box(page.trim),
    x,
    y,
  };
};

const rounded = (value: number): number => Math.round(value * 1000) / 1000 + 0;
