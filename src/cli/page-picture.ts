/** The proof picture of a printed page, with the layers that were asked for. */
import type { Diagnostic } from "../base/diagnostic.ts";
import { columnLeft, type LaidPage, rowTop } from "../index.ts";
import { drawLayers, type Layer, type Overlay } from "../proof/draw-layers.ts";
import { encodePng } from "../proof/encode-png.ts";
import { rasterPdf } from "../proof/raster-pdf.ts";
import type { MadePage } from "./make-page.ts";

/** A PNG file with its size in pixels. */
export interface PagePicture {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Draws the page's PDF: what is seen is what is in the file. */
export const pagePicture = async (
  { printed, findings }: Pick<MadePage, "printed" | "findings">,
  { dpi, layers }: { readonly dpi: number; readonly layers: readonly Layer[] },
): Promise<PagePicture> => {
  const raster = await rasterPdf(printed.pdf, { page: 1, dpi });
  const drawn = layers.length === 0 ? raster : drawLayers(raster, overlayOf(printed.laid, findings), layers);
  return { png: await encodePng(drawn), width: drawn.width, height: drawn.height };
};

/** What there is to show over the page. */
export const overlayOf = ({ plan }: LaidPage, findings: readonly Diagnostic[]): Overlay => {
  const { grid, boxes } = plan;
  const { typeArea, columnWidth } = grid;
  const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at + 1);
  return {
    trim: boxes.trim,
    columns: numbers(grid.columns).map((column) => ({ ...typeArea, x: columnLeft(grid, column), width: columnWidth })),
    rows: {
      tops: numbers(grid.rows + 1).map((row) => rowTop(grid, row)),
      from: typeArea.x,
      to: typeArea.x + typeArea.width,
    },
    verticalLines: plan.frames.flatMap((frame) =>
      frame.kind === "body" && frame.writing === "vertical"
        ? frame.legs.flatMap(({ slots }) =>
            slots.map(({ x, measure, baseline }) => ({
              x: x - grid.row / 2,
              y: baseline,
              width: grid.row,
              height: measure,
            })),
          )
        : [],
    ),
    frames: plan.frames.map(({ rect, kind }) => ({ rect, kind })),
    findings: findings.flatMap(({ place }) => (place?.rect ? [place.rect] : [])),
  };
};
