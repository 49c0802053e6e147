/** The ink of each page of any PDF, measured on its plates, in bounded time: for the preflight. */
import { type Rect, right } from "../../base/geometry.ts";
import type { DocumentFacts, PageFacts } from "../../preflight/document/document-facts.ts";
import { heightOf, type PageBox, widthOf } from "../../preflight/page-box.ts";
import type { PageCoverage } from "../../preflight/page-coverage.ts";
import { type Coverage, coverageOf } from "../../proof/coverage.ts";
import { separate } from "./ghostscript.ts";

/** The ink of a page: as its plates have it, and as the rules want it. */
export interface MeasuredPage {
  readonly coverage: Coverage;
  readonly judged: PageCoverage;
}

/** What was measured, and why the rest was not. */
export interface MeasuredPlates {
  readonly pages: readonly MeasuredPage[];
  /** of the first page that was not */
  readonly why?: string;
}

/** Fine enough for squares of 15 mm, and for spots that a press can show. */
const DPI = 72;
/** Pixels of the largest page: 2 × 2 m. */
const MOST_PIXELS = 34_000_000;
/** Milliseconds for all pages of a file. */
const MOST_TIME = 30_000;

/** Separates page after page until the time is used up. */
export const measurePlates = async (bytes: Uint8Array, { pages }: DocumentFacts): Promise<MeasuredPlates> => {
  const measured: MeasuredPage[] = [];
  const start = performance.now();
  for (const page of pages) {
    const left = MOST_TIME - (performance.now() - start);
    if (left < 500)
      return { pages: measured, why: `only ${measured.length} of ${pages.length} pages in ${MOST_TIME / 1000} s` };
    const media = plainMedia(page);
    if (!media) return { pages: measured, why: `page ${page.number} is turned, scaled, or too large` };
    const plates = await separate(bytes, { page: page.number, dpi: DPI, timeout: Math.round(left) });
    if ("kind" in plates) return { pages: measured, why: plates.why };
    const coverage = coverageOf(plates, onSheet(page.trim ?? page.art ?? media, media));
    const placed = ({ percent, rect }: Coverage["most"]) => ({ percent, box: onPage(rect, media) });
    const judged = { page: page.number, square: placed(coverage.square), most: placed(coverage.most) };
    measured.push({ coverage, judged });
  }
  return { pages: measured };
};

/** The sheet that is separated; undefined where its pixels are not those of the page's own space. */
const plainMedia = ({ media, rotate, dict }: PageFacts): PageBox | undefined => {
  if (!media || rotate % 360 !== 0 || (dict.number("UserUnit") ?? 1) !== 1) return undefined;
  const pixels = widthOf(media) * heightOf(media) * (DPI / 72) ** 2;
  return pixels >= 1 && pixels <= MOST_PIXELS ? media : undefined;
};

const onSheet = (box: PageBox, media: PageBox): Rect => ({
  x: box.x0 - media.x0,
  y: media.y1 - box.y1,
  width: widthOf(box),
  height: heightOf(box),
});

const onPage = (rect: Rect, media: PageBox): PageBox => ({
  x0: media.x0 + rect.x,
  x1: media.x0 + right(rect),
  y0: media.y1 - rect.y - rect.height,
  y1: media.y1 - rect.y,
});
