/** An SVG drawing → areas and lines in one system of coordinates; what is not drawn is named. */
import type { Point } from "../../base/geometry.ts";
import { mapPath, type PathCommand } from "../../base/path.ts";
import type { Drawing, DrawnShape, ScreenColour } from "../../model/story.ts";
import { parseXml, type XmlElement } from "./parse-xml.ts";
import { apply, IDENTITY, type Matrix, matrixOf, multiply, scaleOf } from "./path-data.ts";
import { svgPaint } from "./svg-colour.ts";
import { shapePath, svgLength } from "./svg-shapes.ts";
import { type SvgRules, type SvgStyle, styleOf, svgRules } from "./svg-style.ts";

/** A drawing that was read, and what of it is not drawn: each kind once, with how often it is there. */
export type SvgResult =
  | { readonly ok: true; readonly drawing: Drawing; readonly left: ReadonlyMap<string, number> }
  /** `why` completes "the drawing …" */
  | { readonly ok: false; readonly why: string };

/** Shapes that a drawing may have, copies by `<use>` counted. */
const MOST_SHAPES = 20_000;
/** Elements that are gone through at most: copies of copies grow without end. */
const MOST_STEPS = 200_000;
/** How deep a `<use>` may refer to another. */
const MOST_USES = 8;

/** Reads a drawing. Nothing outside the text is looked at, no script is run. Never throws because of the text. */
export const readSvg = (text: string): SvgResult => {
  const parsed = parseXml(text);
  if (!parsed.ok) return parsed;
  const { root } = parsed;
  if (root.name !== "svg") return { ok: false, why: "is no SVG" };
  const box = viewBox(root);
  if (!box) return { ok: false, why: "says neither its `viewBox` nor its width and height" };
  const all = everything(root);
  const { rules, unknown } = svgRules(all.flatMap(({ name, text: own }) => (name === "style" ? [own] : [])));
  const reading: Reading = {
    byId: new Map(all.flatMap((each) => (each.attributes["id"] === undefined ? [] : [[each.attributes["id"], each]]))),
    rules,
    shapes: [],
    left: new Map(),
    steps: 0,
  };
  if (unknown) leave("a rule of its style sheet", reading);
  const place = { ...IDENTITY, e: -box.x, f: -box.y };
  const around = styleOf(root, {}, rules);
  for (const child of root.children) walk(child, { place, around, clips: [], uses: 0 }, reading);
  if (reading.steps > MOST_STEPS) return { ok: false, why: "copies its elements without end" };
  if (reading.shapes.length >= MOST_SHAPES) return { ok: false, why: `has more than ${MOST_SHAPES} shapes` };
  if (reading.shapes.length === 0 && reading.left.size === 0) return { ok: false, why: "holds nothing that is drawn" };
  return { ok: true, drawing: { width: box.width, height: box.height, shapes: reading.shapes }, left: reading.left };
};

interface Reading {
  readonly byId: ReadonlyMap<string, XmlElement>;
  readonly rules: SvgRules;
  readonly shapes: DrawnShape[];
  readonly left: Map<string, number>;
  /** elements gone through, each as often as it is used */
  steps: number;
}

interface Place {
  readonly place: Matrix;
  readonly around: SvgStyle;
  readonly clips: readonly (readonly PathCommand[])[];
  /** `<use>` elements around it */
  readonly uses: number;
}

const everything = (element: XmlElement): readonly XmlElement[] => [element, ...element.children.flatMap(everything)];

const viewBox = ({ attributes }: XmlElement) => {
  const numbers = (attributes["viewBox"] ?? "").split(/[\s,]+/).flatMap((each) => svgLength(each) ?? []);
  const [x = 0, y = 0, width = 0, height = 0] =
    numbers.length === 4 ? numbers : [0, 0, svgLength(attributes["width"]), svgLength(attributes["height"])];
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
};

const leave = (what: string, { left }: Reading): void => {
  left.set(what, (left.get(what) ?? 0) + 1);
};

/** Elements that draw nothing of themselves. */
const SILENT: ReadonlySet<string> = new Set([
  "defs",
  "symbol",
  "clipPath",
  "title",
  "desc",
  "metadata",
  "style",
  "linearGradient",
  "radialGradient",
  "pattern",
  "mask",
  "filter",
  "marker",
  "namedview",
]);

const LEFT_OUT: Readonly<Record<string, string>> = {
  text: "text",
  image: "a picture within it",
  script: "a script",
  foreignObject: "a foreign object",
  svg: "a drawing within it",
  switch: "a switch",
};

const walk = (element: XmlElement, { place, around, clips, uses }: Place, reading: Reading): void => {
  const { name, attributes, children } = element;
  if (SILENT.has(name) || reading.shapes.length >= MOST_SHAPES || ++reading.steps > MOST_STEPS) return;
  if (/^(animate|set$)/.test(name)) {
    leave("an animation", reading);
    return;
  }
  const style = styleOf(element, around, reading.rules);
  if (style["display"] === "none") return;
  const own = multiply(place, matrixOf(attributes["transform"]));
  const inside = { place: own, around: style, clips: [...clips, ...clipOf(style, own, reading)], uses };
  effects(style, reading);
  if (name === "g" || name === "a") {
    for (const child of children) walk(child, inside, reading);
    return;
  }
  if (name === "use") {
    follow(element, inside, reading);
    return;
  }
  const shape = shapePath(element);
  if (!shape) {
    leave(LEFT_OUT[name] ?? `\`<${name.slice(0, 40)}>\``, reading);
    return;
  }
  if (shape.broken) leave("the end of a path that is broken", reading);
  if (style["visibility"] === "hidden" || shape.path.length === 0) return;
  const drawn = paint(shape.path, { style, place: own, clips: inside.clips }, reading);
  if (drawn) reading.shapes.push(drawn);
};

const follow = ({ attributes }: XmlElement, at: Place, reading: Reading): void => {
  const href = attributes["href"] ?? "";
  const target = href.startsWith("#") && at.uses < MOST_USES ? reading.byId.get(href.slice(1)) : undefined;
  if (!target) {
    leave(href.startsWith("#") ? "a reference to nothing, or in a circle" : "a reference to another file", reading);
    return;
  }
  const moved = { ...IDENTITY, e: svgLength(attributes["x"]) ?? 0, f: svgLength(attributes["y"]) ?? 0 };
  const inside = { ...at, place: multiply(at.place, moved), uses: at.uses + 1 };
  if (target.name !== "symbol") {
    walk(target, inside, reading);
    return;
  }
  if (target.attributes["viewBox"] !== undefined) leave("the view box of a symbol", reading);
  for (const child of target.children) walk(child, inside, reading);
};

/** What is drawn without its effect, and said to be. */
const effects = (style: SvgStyle, reading: Reading): void => {
  if (opacityOf(style["opacity"]) < 1) leave("transparency", reading);
  if (style["mask"] && style["mask"] !== "none") leave("a mask", reading);
  if (style["filter"] && style["filter"] !== "none") leave("a filter", reading);
  if (["marker-start", "marker-mid", "marker-end"].some((each) => style[each] && style[each] !== "none"))
    leave("a marker", reading);
};

const opacityOf = (text: string | undefined): number => {
  const value = Number.parseFloat(text ?? "1") / (text?.trim().endsWith("%") ? 100 : 1);
  return Number.isFinite(value) ? value : 1;
};

const placed = (path: readonly PathCommand[], place: Matrix): readonly PathCommand[] =>
  mapPath(path, (point: Point) => apply(place, point));

/** All shapes of a clip path together; a clip by anything else is left out. */
const clipOf = (style: SvgStyle, place: Matrix, reading: Reading): readonly (readonly PathCommand[])[] => {
  const named = style["clip-path"];
  if (!named || named === "none") return [];
  const id = /^url\(["']?#([^"')]+)["']?\)$/.exec(named.trim())?.[1];
  const target = id === undefined ? undefined : reading.byId.get(id);
  const plain = target?.name === "clipPath" && target.attributes["clipPathUnits"] !== "objectBoundingBox";
  const shapes = plain ? target.children.map((each) => ({ each, shape: shapePath(each) })) : [];
  if (shapes.length === 0 || shapes.some(({ shape }) => !shape)) {
    leave("a clip", reading);
    return [];
  }
  const around = multiply(place, matrixOf(target?.attributes["transform"]));
  return [
    shapes.flatMap(({ each, shape }) => placed(shape!.path, multiply(around, matrixOf(each.attributes["transform"])))),
  ];
};

interface Painting {
  readonly style: SvgStyle;
  readonly place: Matrix;
  readonly clips: readonly (readonly PathCommand[])[];
}

const paint = (
  path: readonly PathCommand[],
  { style, place, clips }: Painting,
  reading: Reading,
): DrawnShape | undefined => {
  const fill = hasArea(path) ? colourOf(style["fill"] ?? "black", style["fill-opacity"], reading) : undefined;
  const stroke = colourOf(style["stroke"] ?? "none", style["stroke-opacity"], reading);
  const scale = scaleOf(place);
  const width = (svgLength(style["stroke-width"]) ?? 1) * scale;
  if (!fill && !(stroke && width > 0)) return undefined;
  return {
    path: placed(path, place),
    clips,
    ...(fill && { fill: { colour: fill, evenOdd: style["fill-rule"] === "evenodd" } }),
    ...(stroke &&
      width > 0 && {
        stroke: {
          colour: stroke,
          thickness: width,
          dash: dashOf(style["stroke-dasharray"], scale),
          join: style["stroke-linejoin"] === "round" ? ("round" as const) : ("miter" as const),
        },
      }),
  };
};

/** A straight line encloses nothing; filled, a press would still show it as a hair. */
const hasArea = (path: readonly PathCommand[]): boolean =>
  path.some(({ kind }) => kind === "curve") || path.filter(({ kind }) => kind !== "close").length > 2;

const colourOf = (written: string, opacity: string | undefined, reading: Reading): ScreenColour | undefined => {
  const paint = svgPaint(written);
  if (paint.kind === "unknown") leave(paint.words, reading);
  if (paint.kind !== "colour") return undefined;
  const seen = paint.opacity * opacityOf(opacity);
  if (seen <= 0) return undefined;
  if (seen < 1) leave("transparency", reading);
  return paint.colour;
};

const dashOf = (text: string | undefined, scale: number): readonly number[] => {
  const lengths = (text ?? "").split(/[\s,]+/).flatMap((each) => svgLength(each) ?? []);
  if (lengths.some((each) => each < 0) || lengths.every((each) => each === 0)) return [];
  return (lengths.length % 2 === 1 ? [...lengths, ...lengths] : lengths).map((each) => each * scale);
};
