/** A painted page as a plant trims it: its own size in the middle of the sheet, with the plant's bleed. */
import type { Rect } from "../base/geometry.ts";
import { type Fold, withBleed } from "../model/page-bleed.ts";
import type { Press } from "../model/press.ts";
import type { DisplayPage } from "./display-list.ts";
import { placePage } from "./place-page.ts";

/** The page is laid once; a plant with another trim gets it centred on that, at its own size or scaled by one factor. */
export const fitToPlant = (page: DisplayPage, { size, bleed }: Press, fold: Fold): DisplayPage => {
  if (!size) return { ...page, ...withBleed(page.trim, bleed, fold) };
  // a panorama is trimmed to two of the plant's pages
  const width = page.fold ? 2 * size.width : size.width;
  const { trim } = page;
  const scale = size.fit === "scale" ? Math.min(width / trim.width, size.height / trim.height) : 1;
  const place = {
    scale,
    dx: (width - trim.width * scale) / 2 - trim.x * scale,
    dy: (size.height - trim.height * scale) / 2 - trim.y * scale,
  };
  const own: Rect = { x: 0, y: 0, width, height: size.height };
  return { ...placePage(page, place), ...withBleed(own, bleed, fold) };
};
