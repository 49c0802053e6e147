/** The proof picture of a printed page, with the layers that were asked for. */
import type { Diagnostic } from "../../base/diagnostic.ts";
import { columnLeft, type LaidPage, type PrintedFile, rowTop } from "../../index.ts";
import { drawLayers, type Layer, type Overlay } from "../../proof/draw-layers.ts";
import { encodePng } from "../../proof/encode-png.ts";
import { rasterPdf } from "../../proof/raster-pdf.ts";

/** A PNG file with its size in pixels. */
export interface PagePicture {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** A file of a page, and what is known about the page. */
export interface PictureOf {
  readonly laid: LaidPage;
  readonly file: PrintedFile;
  readonly findings: readonly Diagnostic[];
}

/** Draws the page's PDF: what is seen is what is in the file. */
export const pagePicture = async (
  { laid, file, findings }: PictureOf,
  { dpi, layers }: { readonly dpi: number; readonly layers: readonly Layer[] },
): Promise<PagePicture> => {
  const raster = await rasterPdf(file.pdf, { page: 1, dpi });
  const drawn = layers.length === 0 ? raster : drawLayers(raster, overlayOf({ laid, file, findings }), layers);
  return { png: await encodePng(drawn), width: drawn.width, height: drawn.height };
};

/** What there is to show over the page. */
export const overlayOf = ({ laid: { plan }, file, findings }: PictureOf): Overlay => {
  const { grid, boxes } = plan;
  const { typeArea, columnWidth } = grid;
  const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at + 1);
  return {
    trim: boxes.trim,
    sheet: file.sheet,
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
