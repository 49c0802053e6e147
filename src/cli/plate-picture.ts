/** The picture of one plate of a printed page, or of the sum of all, with what the plates carry. */
import type { Rect } from "../base/geometry.ts";
import type { Press } from "../index.ts";
import { separate } from "../nightly/page/ghostscript.ts";
import { overlayOf, type PagePicture, type PictureOf } from "../nightly/page/page-picture.ts";
import { type Coverage, coverageOf } from "../proof/coverage.ts";
import { drawLayers, type Layer } from "../proof/draw-layers.ts";
import { drawPlate, drawTotal } from "../proof/draw-plate.ts";
import { encodePng } from "../proof/encode-png.ts";
import { PROCESS_INKS } from "../proof/plate.ts";
import { choice } from "./option-values.ts";
import type { Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";

/** What was asked for. */
export interface PlateHow {
  /** `C`, `M`, `Y`, `K`, `tac` or the name of a spot colour, as it was typed */
  readonly plate: string;
  readonly dpi: number;
  readonly layers: readonly Layer[];
  readonly press: Press;
  readonly session: Session;
}

/** Separates the page's PDF; a `UsageError` where there is no program for it, or no such plate. */
export const platePicture = async (
  { laid, file, findings }: PictureOf,
  { plate, dpi, layers, press, session }: PlateHow,
): Promise<{ readonly picture: PagePicture; readonly coverage: Coverage }> => {
  const plates = await separate(file.pdf, { page: 1, dpi });
  if ("kind" in plates) throw new UsageError(session.says.noPlates(plates.why));
  const name = choice(
    { name: "--plate", text: plate, session },
    [...Object.keys(LETTERS), TOTAL, ...plates.map(({ ink }) => ink).filter((ink) => !isProcess(ink))],
    Object.fromEntries(PROCESS_INKS.map((ink) => [ink.toLowerCase(), ink.charAt(0) === "B" ? "K" : ink.charAt(0)])),
  );
  const ink = LETTERS[name] ?? name;
  const found = plates.find((each) => each.ink === ink);
  const raster = name === TOTAL || !found ? drawTotal(plates, press.inkLimit) : drawPlate(found);
  const drawn = layers.length === 0 ? raster : drawLayers(raster, overlayOf({ laid, file, findings }), layers);
  const picture = { png: await encodePng(drawn), width: drawn.width, height: drawn.height };
  return { picture, coverage: coverageOf(plates, trimOn(file.sheet, press.size ?? laid.plan.boxes.trim)) };
};

const TOTAL = "tac";
const LETTERS: Readonly<Record<string, string>> = { C: "Cyan", M: "Magenta", Y: "Yellow", K: "Black" };
const isProcess = (ink: string): boolean => PROCESS_INKS.includes(ink);

/** The trimmed page, whose top left the sheet's places count from, on its sheet. */
const trimOn = (sheet: Rect, { width, height }: Pick<Rect, "width" | "height">): Rect => ({
  x: -sheet.x,
  y: -sheet.y,
  width,
  height,
});
