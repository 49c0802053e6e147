/** A slot for an advertisement → the ad at its own size, centred, with its label; or the house ad. */
import { PAPER } from "../base/colour.ts";
import type { Report } from "../base/diagnostic.ts";
import { bottom, type Rect, right } from "../base/geometry.ts";
import { type Pt, toMm } from "../base/units.ts";
import type { Ad, AdSettings } from "../model/ad.ts";
import type { AdPart } from "../model/layout.ts";
import type { Photo } from "../model/story.ts";
import type { BoxStyle, TextStyle } from "../model/style.ts";
import { USUAL_ADS } from "../model/usual-ads.ts";
import { adWords } from "./ad-words.ts";
import { pageBoxes } from "./page-boxes.ts";
import { columnsWidth } from "./page-grid.ts";
import type { AdFrame, FurnitureFrame, PlannedFrame, ShownAd } from "./page-plan.ts";
import type { PlanContext } from "./plan-context.ts";

/** Where an ad stands. */
export interface AdPlace {
  /** the slot's name */
  readonly slot: string;
  readonly rect: Rect;
  readonly context: PlanContext;
}

/** The frames of the slot: the ad, and the words on it. */
export const adFrames = (node: AdPart, place: AdPlace, report: Report): readonly PlannedFrame[] => {
  const { slot, rect, context } = place;
  const { page, edition } = context;
  const ad = page.ads?.get(slot);
  const shown = ad?.photo ? placedAd(ad, ad.photo, place, report) : houseAd(place);
  const common = { slot, rect, source: ad?.source ?? node.source };
  const frame: AdFrame = {
    ...common,
    kind: "ad",
    id: `${slot}/ad`,
    features: node.features,
    ...(ad && { ad }),
    ...(shown && { shown }),
  };
  const words = adWords(edition.language);
  const style = { ...context.textStyle(node.style), align: "centre" as const };
  const written = { ...common, kind: "furniture", features: [], item: "flag", credits: [] } as const;
  const panel: readonly FurnitureFrame[] = shown
    ? []
    : [
        {
          ...written,
          id: `${slot}/panel`,
          ...panelWords([words.empty, ad?.id ?? slot], rect, style),
          writing: "horizontal",
        },
      ];
  const label: readonly FurnitureFrame[] =
    ad?.labelled && ad.photo
      ? [
          {
            ...written,
            id: `${slot}/label`,
            rect: labelRect(words.label, style, rect),
            lines: [words.label],
            style,
            writing: "horizontal",
            box: LABEL_BOX,
          },
        ]
      : [];
  return [frame, ...panel, ...label];
};

/** Paper under the word, so that it is read on any ad. */
const LABEL_BOX: BoxStyle = { name: "ad-label", tint: PAPER, corner: { kind: "square", size: 0 }, padding: 0 };

/** In the upper right corner. */
const labelRect = (word: string, { size, leading }: TextStyle, slot: Rect): Rect => {
  const width = Math.min(slot.width, (/[a-z]/i.test(word) ? 0.6 : 1) * [...word].length * size + size);
  return { x: right(slot) - width, y: slot.y, width, height: Math.min(slot.height, Math.max(leading, size * 1.3)) };
};

/** Two lines, or one in a low slot; large enough to be seen across the desk, small enough for the slot. */
const panelWords = (
  words: readonly string[],
  { width, height }: Rect,
  style: TextStyle,
): Pick<FurnitureFrame, "lines" | "style"> => {
  const lines = height < 4 * style.size ? [words.join(" ")] : words;
  const ems = Math.max(...lines.map((line) => [...line].reduce((sum, each) => sum + (each < "\u1100" ? 0.65 : 1), 0)));
  const size = Math.min(24, (0.9 * width) / ems, (0.6 * height) / lines.length);
  return { lines, style: { ...style, size, leading: size * 1.4 } };
};

const placedAd = (ad: Ad, photo: Photo, { rect, context }: AdPlace, report: Report): ShownAd => {
  const { page, edition } = context;
  const { scale: policy, tolerance } = edition.ads ?? USUAL_ADS;
  const scale = policy === "fit" ? largestIn(photo, rect) : 1;
  const size = { width: photo.facts.width * scale, height: photo.facts.height * scale };
  reportSold(ad, photo, context, report);
  reportSize(ad, { size, slot: rect, tolerance, page: page.id }, report);
  const placed = centred(size, rect);
  return { photo, rect: placed, clip: seenOf(placed, rect, context), isHouse: false };
};

const houseAd = ({ rect, context }: AdPlace): ShownAd | undefined => {
  const [first, ...more] = context.edition.ads?.house ?? [];
  if (!first) return undefined;
  const photo = more.reduce((best, each) => (fitIn(each, rect) > fitIn(best, rect) ? each : best), first);
  const scale = largestIn(photo, rect);
  const size = { width: photo.facts.width * scale, height: photo.facts.height * scale };
  return { photo, rect: centred(size, rect), clip: rect, isHouse: true };
};

/** How well a house ad fits: the share of the slot that it covers and, of two that cover as much, the one that is scaled less. */
const fitIn = (photo: Photo, slot: Rect): number => {
  const scale = largestIn(photo, slot);
  const covered = (photo.facts.width * photo.facts.height * scale * scale) / (slot.width * slot.height);
  return Math.round(covered * 1000) + 1 / (1 + Math.abs(Math.log(scale)));
};

type Size = Pick<Rect, "width" | "height">;

const largestIn = ({ facts }: Photo, { width, height }: Size): number =>
  Math.min(width / facts.width, height / facts.height);

const centred = ({ width, height }: Size, slot: Rect): Rect => ({
  x: slot.x + (slot.width - width) / 2,
  y: slot.y + (slot.height - height) / 2,
  width,
  height,
});

/** Half a millimetre from the trimmed edge is on it. */
const AT_EDGE: Pt = 1.42;

/** What of the ad is seen: all of it that is in its slot, and its bleed where the slot stands at the trimmed edge. */
const seenOf = (ad: Rect, slot: Rect, { page, edition }: PlanContext): Rect => {
  const { trim, bleed } = pageBoxes(page, edition);
  const near = (a: Pt, b: Pt): boolean => Math.abs(a - b) <= AT_EDGE;
  const x = near(slot.x, trim.x) ? bleed.x : Math.max(slot.x, ad.x);
  const y = near(slot.y, trim.y) ? bleed.y : Math.max(slot.y, ad.y);
  const east = near(right(slot), right(trim)) ? right(bleed) : Math.min(right(slot), right(ad));
  const foot = near(bottom(slot), bottom(trim)) ? bottom(bleed) : Math.min(bottom(slot), bottom(ad));
  return { x, y, width: east - x, height: foot - y };
};

interface SizeCheck {
  readonly size: Size;
  readonly slot: Rect;
  readonly tolerance: AdSettings["tolerance"];
  readonly page: string;
}

/** What is cut off is lost, so that it holds the page back; white round an ad is only looked at. */
const reportSize = (ad: Ad, { size, slot, tolerance, page }: SizeCheck, report: Report): void => {
  const [across, down] = [size.width - slot.width, size.height - slot.height];
  const isCut = Math.max(across, down) > tolerance;
  if (!isCut && Math.min(across, down) >= -tolerance) return;
  report.add({
    code: "plan/ad-size",
    severity: isCut ? "error" : "warning",
    message: `the ad \`${ad.id}\` is ${inMm(size)}, its slot \`${ad.slot}\` ${inMm(slot)}; ${isCut ? "what is over is cut off" : "the rest stays white"}`,
    hint: "ask for the ad in the slot's size, give it another slot, or write `scale: fit` under `ads:`",
    source: ad.source,
    place: { page, rect: slot },
  });
};

/** A size in columns and rows is known only on a page; lengths were checked when the list was read. */
const reportSold = (ad: Ad, { facts }: Photo, { grid, page, edition }: PlanContext, report: Report): void => {
  if (ad.size?.kind !== "grid") return;
  const sold = { width: columnsWidth(grid, ad.size.columns), height: ad.size.rows * grid.row };
  const off = Math.max(Math.abs(facts.width - sold.width), Math.abs(facts.height - sold.height));
  if (off <= (edition.ads ?? USUAL_ADS).tolerance) return;
  report.add({
    code: "input/ad-file",
    severity: "warning",
    message: `the ad \`${ad.id}\` was sold as \`${ad.size.name}\`, ${inMm(sold)}; its file is ${inMm(facts)}`,
    hint: "ask for the ad in the size that was sold, or set the list right",
    source: ad.source,
    place: { page: page.id },
  });
};

/** Millimetres to a tenth. */
const inMm = ({ width, height }: Size): string => `${toMm(width).toFixed(1)} × ${toMm(height).toFixed(1)} mm`;
