/** The basic shapes of SVG (SVG 2, chapter 10) as paths. */
import { ellipsePath, type PathCommand, polygonPath, polylinePath, rectanglePath } from "../../base/path.ts";
import type { XmlElement } from "./parse-xml.ts";
import { pathData } from "./path-data.ts";

/** The path of a shape in its own coordinates; undefined for an element that is no shape. `broken` when its data end in a fault. */
export const shapePath = (
  element: XmlElement,
): { readonly path: readonly PathCommand[]; readonly broken: boolean } | undefined => {
  const at = (name: string, standard = 0): number => svgLength(element.attributes[name]) ?? standard;
  const whole = (path: readonly PathCommand[]) => ({ path, broken: false });
  switch (element.name) {
    case "path":
      return pathData(element.attributes["d"] ?? "");
    case "rect":
      return whole(rectPath(element, at));
    case "circle":
      return whole(oval({ x: at("cx"), y: at("cy"), rx: at("r"), ry: at("r") }));
    case "ellipse":
      return whole(oval({ x: at("cx"), y: at("cy"), rx: at("rx"), ry: at("ry") }));
    case "line":
      return whole(
        polylinePath([
          { x: at("x1"), y: at("y1") },
          { x: at("x2"), y: at("y2") },
        ]),
      );
    case "polyline":
      return whole(polylinePath(pointsOf(element)));
    case "polygon":
      return whole(polygonPath(pointsOf(element)));
    default:
      return undefined;
  }
};

const UNITS: Readonly<Record<string, number>> = {
  "": 1,
  px: 1,
  pt: 96 / 72,
  mm: 96 / 25.4,
  cm: 96 / 2.54,
  in: 96,
  pc: 16,
};

/** A length in user units; undefined when it is none, or a share of something. */
export const svgLength = (text: string | undefined): number | undefined => {
  const [, number, unit = ""] = /^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)\s*([a-z]*)\s*$/i.exec(text ?? "") ?? [];
  const factor = UNITS[unit.toLowerCase()];
  const value = number === undefined || factor === undefined ? Number.NaN : Number(number) * factor;
  return Number.isFinite(value) ? value : undefined;
};

const pointsOf = ({ attributes }: XmlElement) => {
  const numbers = (attributes["points"] ?? "").split(/[\s,]+/).flatMap((each) => svgLength(each) ?? []);
  return Array.from({ length: Math.floor(numbers.length / 2) }, (_, n) => ({
    x: numbers[2 * n]!,
    y: numbers[2 * n + 1]!,
  }));
};

const oval = ({
  x,
  y,
  rx,
  ry,
}: {
  readonly x: number;
  readonly y: number;
  readonly rx: number;
  readonly ry: number;
}) => (rx > 0 && ry > 0 ? ellipsePath({ x: x - rx, y: y - ry, width: 2 * rx, height: 2 * ry }) : []);

const rectPath = (
  { attributes }: XmlElement,
  at: (name: string, standard?: number) => number,
): readonly PathCommand[] => {
  const rect = { x: at("x"), y: at("y"), width: at("width"), height: at("height") };
  if (!(rect.width > 0 && rect.height > 0)) return [];
  const rx = Math.min(rect.width / 2, at("rx", at("ry")));
  const ry = Math.min(rect.height / 2, at("ry", at("rx")));
  if (!(rx > 0 && ry > 0)) return rectanglePath(rect);
  const { x, y, width, height } = rect;
  const arc = (to: string): string => `a${rx} ${ry} 0 0 1 ${to}`;
  const round = `M${x + rx} ${y}h${width - 2 * rx}${arc(`${rx} ${ry}`)}v${height - 2 * ry}${arc(`${-rx} ${ry}`)}h${2 * rx - width}${arc(`${-rx} ${-ry}`)}v${2 * ry - height}${arc(`${rx} ${-ry}`)}z`;
  return attributes["rx"] === undefined && attributes["ry"] === undefined ? rectanglePath(rect) : pathData(round).path;
};
