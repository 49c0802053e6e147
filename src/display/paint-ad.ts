/** Advertisements in their slots, and the panel that stands where none is to be had. */
import { BLACK, PAPER } from "../base/colour.ts";
import { rectanglePath } from "../base/path.ts";
import type { RuleStyle } from "../model/style.ts";
import type { AdFrame } from "../plan/page-plan.ts";
import type { DisplayItem } from "./display-list.ts";
import { paintFrame } from "./paint-box.ts";
import { placeDrawing } from "./place-drawing.ts";

/** The ad as the plan has placed it; what is outside of its clip is cut off. */
export const paintAd = ({ rect: slot, ad, shown, source }: AdFrame): readonly DisplayItem[] => {
  if (!shown) return panel(slot);
  const { photo, rect } = shown;
  const where = { photo, rect, clip: rectanglePath(shown.clip), source };
  // what was sold as black alone prints on no other plate, whatever its file has
  const mono = ad?.colour === "mono" && !shown.isHouse;
  if (photo.art) return [{ kind: "art", crop: WHOLE, ...where, ...(mono && { mono }) }];
  if (!photo.drawing) return [{ kind: "picture", crop: WHOLE, ...where }];
  const shapes = placeDrawing(photo.drawing, { rect, photo: { focus: { x: 0.5, y: 0.5 } } });
  return [{ kind: "drawing", shapes, ...where }];
};

const WHOLE = { x: 0, y: 0, width: 1, height: 1 };

const BORDER: RuleStyle = { name: "ad-panel", kind: "double", thickness: 3, line: 0.75, period: 3, ink: BLACK };

/** Light enough for its words to be read, and impossible to take for an ad. */
const panel = (slot: AdFrame["rect"]): readonly DisplayItem[] => [
  { kind: "fill", path: rectanglePath(slot), ink: { ...PAPER, k: 8 }, overprint: false },
  ...paintFrame(BORDER, slot),
];
