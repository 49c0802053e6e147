/** What a proof shows over the page: the grid, the frames, the findings. Drawn into the pixels directly. */
import type { Point, Rect } from "../base/geometry.ts";
import type { Pt } from "../base/units.ts";
import type { Raster } from "./raster.ts";

/** A rectangle of a kind; frames are coloured by it. */
export interface MarkedRect {
  readonly rect: Rect;
  readonly kind: string;
}

/** What there is to show. All lengths in points from the trim's top left. */
export interface Overlay {
  /** the trimmed page */
  readonly trim: { readonly width: Pt; readonly height: Pt };
  /** top left of the raster's sheet, from the trim's; when absent the sheet reaches equally far beyond the trim on opposite sides */
  readonly sheet?: Point;
  readonly columns: readonly Rect[];
  /** top edges of the baseline rows, and how far they reach */
  readonly rows: { readonly tops: readonly Pt[]; readonly from: Pt; readonly to: Pt };
  /** the lines of vertical legs, each as high as its measure and as wide as its share of the leg; none when absent */
  readonly verticalLines?: readonly Rect[];
  readonly frames: readonly MarkedRect[];
  readonly findings: readonly Rect[];
}

/** The layers, in the order in which they are drawn. */
export const LAYERS = ["grid", "frames", "findings"] as const;

/** One of the layers. */
export type Layer = (typeof LAYERS)[number];

/** A copy of `raster` with `layers` of `overlay` over it. */
export const drawLayers = (raster: Raster, overlay: Overlay, layers: readonly Layer[]): Raster => {
  const canvas: Canvas = { ...raster, rgba: raster.rgba.slice(), ...placeOf(raster, overlay) };
  for (const layer of LAYERS) if (layers.includes(layer)) DRAW[layer](canvas, overlay);
  const { width, height, rgba, dpi } = canvas;
  return { width, height, rgba, dpi };
};

interface Canvas extends Raster {
  /** pixels of the trim's top left */
  readonly left: number;
  readonly top: number;
  readonly scale: number;
  /** thickness of a line in pixels */
  readonly thin: number;
}

type Colour = readonly [red: number, green: number, blue: number];

const CYAN: Colour = [150, 220, 235];
const RED: Colour = [220, 20, 30];
const OTHER: Colour = [120, 120, 120];

/** Far apart from one another and from the grid and the findings. */
const FRAME_COLOURS: Readonly<Record<string, Colour>> = {
  headline: [150, 40, 190],
  body: [30, 90, 220],
  picture: [20, 140, 60],
  caption: [110, 160, 20],
  "key-figure": [230, 130, 0],
  exhibit: [230, 130, 0],
  summary: [0, 150, 150],
  furniture: [110, 80, 50],
  box: [200, 60, 120],
  rule: OTHER,
};

const placeOf = (
  { width, height, dpi }: Raster,
  { trim, sheet }: Overlay,
): Pick<Canvas, "left" | "top" | "scale" | "thin"> => {
  const scale = dpi / 72;
  return {
    scale,
    left: sheet ? -sheet.x * scale : (width - trim.width * scale) / 2,
    top: sheet ? -sheet.y * scale : (height - trim.height * scale) / 2,
    thin: Math.max(1, Math.round(dpi / 150)),
  };
};

const DRAW: Readonly<Record<Layer, (canvas: Canvas, overlay: Overlay) => void>> = {
  grid: (canvas, { rows, columns, verticalLines = [] }) => {
    for (const y of rows.tops) fill(canvas, { x: rows.from, y, width: rows.to - rows.from, height: 0 }, CYAN);
    for (const line of verticalLines) outline(canvas, line, { colour: CYAN, thickness: canvas.thin });
    for (const column of columns) outline(canvas, column, { colour: CYAN, thickness: canvas.thin });
  },
  frames: (canvas, { frames }) => {
    for (const { rect, kind } of frames)
      outline(canvas, rect, { colour: FRAME_COLOURS[kind] ?? OTHER, thickness: canvas.thin });
  },
  findings: (canvas, { findings }) => {
    for (const rect of findings) outline(canvas, rect, { colour: RED, thickness: 2 * canvas.thin });
  },
};

const outline = (
  canvas: Canvas,
  rect: Rect,
  { colour, thickness }: { readonly colour: Colour; readonly thickness: number },
): void => {
  const width = thickness / canvas.scale;
  const { x, y } = rect;
  fill(canvas, { ...rect, height: width }, colour);
  fill(canvas, { ...rect, y: y + rect.height - width, height: width }, colour);
  fill(canvas, { ...rect, width }, colour);
  fill(canvas, { ...rect, x: x + rect.width - width, width }, colour);
};

/** At least one pixel each way: a line of no thickness is still a line. It only darkens, so that what is below stays legible. */
const fill = (canvas: Canvas, rect: Rect, colour: Colour): void => {
  const { width, height, rgba, left, top, scale } = canvas;
  const [fromX, toX] = pixels(left + rect.x * scale, rect.width * scale, width);
  const [fromY, toY] = pixels(top + rect.y * scale, rect.height * scale, height);
  for (let y = fromY; y < toY; y++) {
    for (let at = (y * width + fromX) * 4; at < (y * width + toX) * 4; at += 4) {
      for (let part = 0; part < 3; part++) rgba[at + part] = Math.min(rgba[at + part]!, colour[part]!);
    }
  }
};

const pixels = (from: number, length: number, end: number): readonly [from: number, to: number] => {
  const first = Math.round(from);
  const last = Math.max(first + 1, Math.round(from + length));
  return [Math.min(Math.max(0, first), end), Math.min(Math.max(0, last), end)];
};
