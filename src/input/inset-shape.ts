/** The shape of an inset as written → polygons; what is written beside the shape and does not belong to it is told. */
import { areaOf, boundsOf, type Polygon } from "../base/polygon.ts";
import type { InsetShape } from "../model/layout.ts";
import { zis } from "./document/lengths.ts";
import type { InsetInput } from "./layout-schema.ts";
import { parsePath } from "./parse-path.ts";

/** A finding about one field of an inset. */
export interface ShapeFault {
  readonly field: "shape" | "radius" | "points" | "path";
  readonly message: string;
  readonly hint: string;
}

/** The shape, or what is wrong with it. */
export type ShapeRead = { readonly shape: InsetShape } | { readonly fault: ShapeFault };

/** Polygons with less of the frame inside than this are slips. */
const LEAST_AREA = 0.001;

/** Field that a shape needs; others may not stand beside it. */
const FIELDS = { polygon: "points", path: "path", rounded: "radius" } as const;

/** Reads the shape of a picture's inset; a key figure has none. */
export const insetShape = (input: InsetInput): ShapeRead => {
  const shape = input.shape ?? "rectangle";
  if (input.keyFigure !== undefined && input.shape !== undefined)
    return fault("shape", "a key figure is always a rectangle", "take the shape out");
  for (const [kind, field] of Object.entries(FIELDS) as [keyof typeof FIELDS, ShapeFault["field"]][])
    if (input[field] !== undefined && shape !== kind)
      return fault(field, `\`${field}\` belongs to the shape \`${kind}\``, `write \`shape: ${kind}\`, or take it out`);
  switch (shape) {
    case "rectangle":
    case "ellipse":
    case "outline":
      return { shape: { kind: shape } };
    case "rounded":
      return { shape: { kind: "rounded", radius: zis(input.radius ?? "1zi") } };
    case "polygon": {
      if (!input.points) return fault("shape", "a polygon needs its corners", "add `points: [[50, 0], [100, 100], …]`");
      return whole("points", [input.points.map(([x, y]) => ({ x: x / 100, y: y / 100 }))]);
    }
    case "path": {
      if (input.path === undefined)
        return fault("shape", "a path is not given", "add `path:` with the d of an SVG path");
      const read = parsePath(input.path);
      if (!read.ok) return fault("path", `the path ${read.why}`, read.hint);
      return whole(
        "path",
        read.polygons.map((each) => each.map(({ x, y }) => ({ x: x / 100, y: y / 100 }))),
      );
    }
    default:
      return shape satisfies never;
  }
};

const fault = (field: ShapeFault["field"], message: string, hint: string): ShapeRead => ({
  fault: { field, message, hint },
});

/** What is in the frame and holds something. */
const whole = (field: "points" | "path", polygons: readonly Polygon[]): ShapeRead => {
  const { x, y, width, height } = boundsOf(polygons);
  if (x < -SLACK || y < -SLACK || x + width > 1 + SLACK || y + height > 1 + SLACK)
    return fault(field, "the shape reaches out of its frame", "keep it between 0 and 100, across and down");
  const kept = polygons.filter((each) => areaOf(each) >= LEAST_AREA);
  return kept.length > 0
    ? { shape: { kind: "polygons", polygons: kept } }
    : fault(field, "the shape holds nothing", "give it corners that do not lie on one line");
};

/** What rounding may bring beyond the frame. */
const SLACK = 1e-6;
