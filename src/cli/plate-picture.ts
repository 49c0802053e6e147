/** The picture of one plate of a printed page, or of the sum of all, with what the plates carry. */
import type { Rect } from "../base/geometry.ts";
import type { Edition } from "../index.ts";
import { type Coverage, coverageOf } from "../proof/coverage.ts";
import { drawLayers, type Layer } from "../proof/draw-layers.ts";
import { drawPlate, drawTotal } from "../proof/draw-plate.ts";
import { encodePng } from "../proof/encode-png.ts";
import { type Plate, PROCESS_INKS } from "../proof/plate.ts";
import { separate } from "./ghostscript.ts";
import type { MadePage } from "./make-page.ts";
import { choice } from "./option-values.ts";
import { overlayOf, type PagePicture } from "./page-picture.ts";
import type { Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";

/** What was asked for. */
export interface PlateHow {
  /** `C`, `M`, `Y`, `K`, `tac` or the name of a spot colour, as it was typed */
  readonly plate: string;
  readonly dpi: number;
  readonly layers: readonly Layer[];
  readonly edition: Edition;
  readonly session: Session;
}

/** Separates the page's PDF; a `UsageError` where there is no program for it, or no such plate. */
export const platePicture = async (
  { printed, findings }: Pick<MadePage, "printed" | "findings">,
  { plate, dpi, layers, edition, session }: PlateHow,
): Promise<{ readonly picture: PagePicture; readonly coverage: Coverage }> => {
  const plates = await separate(printed.pdf, { page: 1, dpi });
  if ("kind" in plates) throw new UsageError(session.says.noPlates(plates.why));
  const name = choice(
    { name: "--plate", text: plate, session },
    [...Object.keys(LETTERS), TOTAL, ...plates.map(({ ink }) => ink).filter((ink) => !isProcess(ink))],
    Object.fromEntries(PROCESS_INKS.map((ink) => [ink.toLowerCase(), ink.charAt(0) === "B" ? "K" : ink.charAt(0)])),
  );
  const ink = LETTERS[name] ?? name;
  const found = plates.find((each) => each.ink === ink);
  const raster = name === TOTAL || !found ? drawTotal(plates, edition.press.inkLimit) : drawPlate(found);
  const drawn = layers.length === 0 ? raster : drawLayers(raster, overlayOf(printed.laid, findings), layers);
  const picture = { png: await encodePng(drawn), width: drawn.width, height: drawn.height };
  return { picture, coverage: coverageOf(plates, trimOn(plates, printed.laid.plan.boxes.trim)) };
};

const TOTAL = "tac";
const LETTERS: Readonly<Record<string, string>> = { C: "Cyan", M: "Magenta", Y: "Yellow", K: "Black" };
const isProcess = (ink: string): boolean => PROCESS_INKS.includes(ink);

/** The sheet reaches equally far beyond the trim on opposite sides. */
const trimOn = ([first]: readonly Plate[], { width, height }: Rect): Rect => {
  const points = first ? 72 / first.dpi : 1;
  const [sheetWidth, sheetHeight] = [(first?.width ?? 0) * points, (first?.height ?? 0) * points];
  return { x: (sheetWidth - width) / 2, y: (sheetHeight - height) / 2, width, height };
};
