/** Painting operators: areas, lines, shadings, and the patterns they are filled with. */
import { type CosDict, CosStream, type CosValue, dictOf } from "../../cos/cos-object.ts";
import { heightOf, type Matrix, matrixOf, multiply, type PageBox, widthOf } from "../page-box.ts";
import { type ColourSpace, PATTERN, readSpace } from "./colour-space.ts";
import type { ContentReader } from "./content-reader.ts";
import type { CurrentColour, GraphicsState } from "./graphics-state.ts";
import type { Paint } from "./page-content.ts";

/** The current fill as paint. */
export const paintFill = ({ fill, fillOverprint }: GraphicsState): Paint => paintOf(fill, fillOverprint);

/** The current stroke as paint. */
export const paintStroke = ({ stroke, strokeOverprint }: GraphicsState): Paint => paintOf(stroke, strokeOverprint);

const paintOf = ({ space, inks, pattern }: CurrentColour, overprint: boolean): Paint => {
  const shading = pattern === undefined ? undefined : dictOf(pattern)?.dict("Shading");
  return { space: shading ? { ...PATTERN, base: shadingSpace(shading) } : space, inks, overprint };
};

/** The colour space of a shading dictionary; its names are device spaces or arrays. */
export const shadingSpace = (shading: CosDict, resources?: CosDict): ColourSpace =>
  readSpace(shading.get("ColorSpace"), resources);

/** What is done with the path. */
export interface PathPaint {
  readonly fill: boolean;
  readonly stroke: boolean;
}

/** Ends the path: it is painted, then it may clip. */
export const paintPath = (reader: ContentReader, { fill, stroke }: PathPaint): void => {
  const { state } = reader;
  const { boxes, rectangles } = reader.path.take();
  if ((fill || stroke) && boxes.length > 0) {
    const width = stroke ? state.lineWidth * scaleOf(state.matrix) : 0;
    const thin = Math.min(...boxes.slice(0, 20).map((box) => Math.min(widthOf(box), heightOf(box))));
    const painted = reader.paint(
      {
        kind: "path",
        ...(fill && { fill: paintFill(state) }),
        ...(stroke && { stroke: paintStroke(state) }),
        ...(stroke ? { thickness: width } : rectangles && { thickness: thin }),
        covers: fill && rectangles && boxes.length === 1,
      },
      boxes.map((box) => grown(box, width / 2)),
    );
    if (painted && fill) enterPattern(reader, state.fill.pattern, painted);
    if (painted && stroke) enterPattern(reader, state.stroke.pattern, painted);
  }
  if (reader.clipNext && boxes.length > 0) reader.clipToPage(around(boxes));
  reader.clipNext = false;
};

const grown = ({ x0, y0, x1, y1 }: PageBox, by: number): PageBox =>
  by === 0 ? { x0, y0, x1, y1 } : { x0: x0 - by, y0: y0 - by, x1: x1 + by, y1: y1 + by };

const around = (boxes: readonly PageBox[]): PageBox =>
  boxes.reduce((all, each) => ({
    x0: Math.min(all.x0, each.x0),
    y0: Math.min(all.y0, each.y0),
    x1: Math.max(all.x1, each.x1),
    y1: Math.max(all.y1, each.y1),
  }));

/** How much lines grow under a matrix. */
export const scaleOf = ([a, b, c, d]: Matrix): number => Math.sqrt(Math.abs(a * d - b * c));

/** `sh`: all of the clip. */
export const paintShading = (reader: ContentReader, shading: CosDict | undefined): void => {
  if (!shading) return;
  const space = shadingSpace(shading, reader.place.resources);
  const fill: Paint = { space, inks: undefined, overprint: reader.state.fillOverprint };
  reader.paint({ kind: "shading", fill, covers: false }, [reader.state.clip]);
};

/** The cell of a tiling pattern, once on each page; `box` is what is filled with it. */
export const enterPattern = (reader: ContentReader, pattern: CosValue, box: PageBox): void => {
  if (!(pattern instanceof CosStream) || pattern.dict.number("PatternType") === 2 || !reader.first(pattern)) return;
  const resources = pattern.dict.dict("Resources") ?? reader.place.resources;
  reader.nested(pattern, { resources, inside: box }, () => {
    const { state } = reader;
    state.matrix = multiply(matrixOf(pattern.dict.array("Matrix")?.numbers()), state.matrix);
    // an uncoloured cell is painted in the colour that was given with it
    const { inks, space } = state.fill;
    const colour: CurrentColour = { space: space.base ?? space, inks };
    if (pattern.dict.number("PaintType") === 2) Object.assign(state, { fill: colour, stroke: colour });
  });
};
