/** The soft proof of a printed page: what overprints is seen, and so is the paper. */
import { openPaperView, type Press, spotsOf } from "../index.ts";
import { separate } from "../nightly/page/ghostscript.ts";
import { overlayOf, type PagePicture, type PictureOf } from "../nightly/page/page-picture.ts";
import { drawLayers, type Layer } from "../proof/draw-layers.ts";
import { drawSoft } from "../proof/draw-soft.ts";
import { encodePng } from "../proof/encode-png.ts";
import type { Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";

/** What was asked for. */
export interface SoftPictureHow {
  readonly dpi: number;
  readonly layers: readonly Layer[];
  readonly press: Press;
  readonly session: Session;
}

/** Separates the page's PDF and looks at the plates through the press profile; a `UsageError` where nothing separates. */
export const softPicture = async (
  { laid, file, findings }: PictureOf,
  { dpi, layers, press, session }: SoftPictureHow,
): Promise<PagePicture> => {
  const plates = await separate(file.pdf, { page: 1, dpi });
  if ("kind" in plates) throw new UsageError(session.says.noPlates(plates.why));
  const view = await openPaperView(press.condition);
  if (!view) throw new UsageError(session.says.noPaperView(press.condition.identifier));
  const alternates = new Map(spotsOf(laid.display).map(({ name, alternate }) => [name, alternate]));
  const raster = drawSoft(plates, { alternates, view });
  const drawn = layers.length === 0 ? raster : drawLayers(raster, overlayOf({ laid, file, findings }), layers);
  return { png: await encodePng(drawn), width: drawn.width, height: drawn.height };
};
