/** Sectors of a pie, clockwise from the top, each with its label and its value beside it. */
import { PAPER } from "../../base/colour.ts";
import type { Point } from "../../base/geometry.ts";
import { type PathCommand, polylinePath } from "../../base/path.ts";
import type { Pt } from "../../base/units.ts";
import type { Inline } from "../../model/story.ts";
import type { ComposedLine, Shape } from "../composed-page.ts";
import { ruledShape } from "../rule-shapes.ts";
import { type BlockFault, moveLine, moveShape, setOneLine, widthOfText } from "./block.ts";
import type { ChartDrawing, ChartRoom } from "./chart-room.ts";
import { sectorAngles } from "./chart-scales.ts";
import { pieLegend, type Sector } from "./pie-legend.ts";
import { spreadOut } from "./spread-out.ts";

/** White between the sectors. */
const SEAM: Pt = 0.8;

/** How far a leader reaches out of the pie, and along to its label, in ems of the label; blank before the label. */
const OUT = 0.6;
const ALONG = 0.8;
const BESIDE = 0.3;
const GAP = 0.4;

/** Draws the pie in the middle of its room, its labels beside it, or under it where they would stand on one another. */
export const drawPie = (room: ChartRoom): ChartDrawing => {
  const sectors = sectorsOf(room);
  const beside = besidePie(room, sectors);
  if (beside && beside.radius >= CRAMPED * room.height) return pieWith(beside, sectors);
  const legend = pieLegend(room, sectors);
  const over = legend && wholePie({ ...room, height: room.height - legend.height });
  if (over && over.radius > (beside?.radius ?? 0)) {
    // pie and legend stand together in the middle of the height
    const foot = 2 * (over.radius + OUT * room.style.label.size);
    const top = (room.height - foot - legend.height) / 2;
    const pie = { ...over, centre: { ...over.centre, y: top + foot / 2 } };
    return {
      shapes: [...pieShapes(pie, sectors), ...legend.shapes.map((shape) => moveShape(shape, 0, top + foot))],
      lines: legend.lines.map((line) => moveLine(line, 0, top + foot)),
      faults: [],
    };
  }
  if (beside) return pieWith(beside, sectors);
  return { shapes: pieShapes(wholePie(room), sectors), lines: [], faults: [noRoom(room)] };
};

const sectorsOf = ({ chart }: ChartRoom): readonly Sector[] => {
  const values = chart.series[0]!.values;
  return sectorAngles(values.map((value) => value?.number ?? 0)).map(({ start, end }, n): Sector => {
    const middle = (start + end) / 2;
    const strong = values[n]?.text.map((span) => ({ ...span, face: "strong" as const }));
    const texts = [chart.labels[n]!, ...(strong ? [strong] : [])].filter((text) => text.length > 0);
    return { start, end, middle, texts, side: middle <= Math.PI ? "right" : "left" };
  });
};

/** The pie with the room that its labels leave beside it; undefined where they have none, or leave none. */
const besidePie = (room: ChartRoom, sectors: readonly Sector[]): Pie | undefined => {
  const { style, galleys, width, height } = room;
  const { size, leading } = style.label;
  const blank = (OUT + ALONG + BESIDE) * size;
  const widths = (texts: readonly Inline[]) => texts.map((text) => widthOfText(text, style.label, galleys));
  const most = (side: Sector["side"]): number =>
    sectors.filter((each) => each.side === side && each.texts.length > 0).length;
  const sized = (stacked: boolean): Sized => {
    const reach = (side: Sector["side"]): Pt =>
      Math.max(
        0,
        ...sectors
          .filter((sector) => sector.side === side)
          .map(({ texts }) =>
            stacked ? Math.max(...widths(texts)) : widths(texts).reduce((sum, each) => sum + each, GAP * size),
          ),
      );
    const [left, right] = [reach("left"), reach("right")];
    const rows = Math.max(most("left"), most("right")) * (stacked ? 2 : 1);
    const radius = Math.min(height / 2 - OUT * size, (width - left - right) / 2 - blank);
    return { stacked, left, right, radius: rows * leading > height + 0.01 ? 0 : radius };
  };
  // where labels beside their values would leave a small pie, values stand under their labels
  const inLine = sized(false);
  const under = inLine.radius >= SMALL * height ? inLine : sized(true);
  const { stacked, left, right, radius } = under.radius > inLine.radius ? under : inLine;
  if (radius < LEAST_RADIUS * size) return undefined;
  return { centre: { x: width / 2 + (left - right) / 2, y: height / 2 }, radius, room, beside: blank, stacked };
};

/** A pie of a radius under this share of its height gives way to a legend, where that leaves it more. */
const CRAMPED = 0.25;

/** A pie under this radius shows nothing, in ems of the label. */
const LEAST_RADIUS = 2.5;

/** The pie alone in a room. */
const wholePie = (room: ChartRoom): Pie => {
  const { width, height, style } = room;
  const radius = Math.max(0, Math.min(width, height) / 2 - OUT * style.label.size);
  return { centre: { x: width / 2, y: height / 2 }, radius, room, beside: 0, stacked: false };
};

const pieShapes = (pie: Pie, sectors: readonly Sector[]): readonly Shape[] => [
  ...sectors.flatMap((sector, n): readonly Shape[] => {
    if (sector.end - sector.start <= 0) return [];
    const { inks } = pie.room.style;
    return [{ kind: "fill", path: sectorPath(pie, sector), ink: inks[n % inks.length]! }];
  }),
  ...seams(pie, sectors),
];

const pieWith = (pie: Pie, sectors: readonly Sector[]): ChartDrawing => {
  const [right, left] = (["right", "left"] as const).map((side) => leaders(pie, sectors, side));
  return {
    shapes: [...pieShapes(pie, sectors), ...left!.shapes, ...right!.shapes],
    lines: [...right!.lines, ...left!.lines],
    faults: [],
  };
};

/** A pie of a radius under this share of its height is small. */
const SMALL = 0.35;

interface Sized {
  readonly stacked: boolean;
  readonly left: Pt;
  readonly right: Pt;
  readonly radius: Pt;
}

interface Pie {
  readonly centre: Point;
  readonly radius: Pt;
  readonly room: ChartRoom;
  /** from the pie to its labels */
  readonly beside: Pt;
  /** whether values stand under their labels */
  readonly stacked: boolean;
}

/** A place at an angle from the top, clockwise. */
const pointAt = ({ x, y }: Point, radius: Pt, angle: number): Point => ({
  x: x + radius * Math.sin(angle),
  y: y - radius * Math.cos(angle),
});

/** An arc in pieces of an eighth of a circle at most, each a curve to within a hundred-thousandth of its radius. */
const sectorPath = ({ centre, radius }: Pie, { start, end }: Sector): readonly PathCommand[] => {
  const pieces = Math.max(1, Math.ceil((end - start) / (Math.PI / 4) - 1e-9));
  const step = (end - start) / pieces;
  const control = (4 / 3) * Math.tan(step / 4) * radius;
  const first = pointAt(centre, radius, start);
  const whole = end - start > 2 * Math.PI - 1e-9;
  const path: PathCommand[] = whole
    ? [{ kind: "move", ...first }]
    : [
        { kind: "move", ...centre },
        { kind: "line", ...first },
      ];
  for (let n = 0; n < pieces; n++) {
    const [from, to] = [start + n * step, start + (n + 1) * step];
    const [a, b] = [pointAt(centre, radius, from), pointAt(centre, radius, to)];
    path.push({
      kind: "curve",
      x1: a.x + control * Math.cos(from),
      y1: a.y + control * Math.sin(from),
      x2: b.x - control * Math.cos(to),
      y2: b.y - control * Math.sin(to),
      ...b,
    });
  }
  return [...path, { kind: "close" }];
};

/** White lines from the middle between the sectors; one sector alone has none. */
const seams = ({ centre, radius }: Pie, sectors: readonly Sector[]): readonly Shape[] => {
  const seen = sectors.filter(({ start, end }) => end > start);
  if (seen.length < 2) return [];
  return seen.map(({ start }) =>
    ruledShape({ ink: PAPER }, polylinePath([centre, pointAt(centre, radius, start)]), SEAM),
  );
};

/** Labels of one side under one another, each with a line to its sector. */
const leaders = (
  { centre, radius, room, beside, stacked }: Pie,
  sectors: readonly Sector[],
  side: Sector["side"],
): { readonly lines: readonly ComposedLine[]; readonly shapes: readonly Shape[] } => {
  const { style, galleys, height } = room;
  const { size, leading } = style.label;
  const here = sectors.filter((sector) => sector.side === side && sector.texts.length > 0);
  const sign = side === "right" ? 1 : -1;
  const middles = spreadOut(
    here.map(({ middle }) => pointAt(centre, radius + OUT * size, middle).y),
    stacked
      ? { apart: 2 * leading, least: leading, most: height - leading }
      : { apart: leading, least: leading / 2, most: height - leading / 2 },
  );
  const edge = centre.x + sign * (radius + beside);
  const lines: ComposedLine[] = [];
  const shapes: Shape[] = [];
  here.forEach(({ middle, texts }, n) => {
    const y = middles[n]!;
    const turn = pointAt(centre, radius + OUT * size, middle);
    const end = { x: edge - sign * BESIDE * size, y };
    shapes.push(ruledShape(style.axis, polylinePath([pointAt(centre, radius * 0.97, middle), turn, end]), 0.3));
    if (stacked) {
      const align = side === "right" ? ("left" as const) : ("right" as const);
      texts.forEach((text, k) => {
        const baseline = y + 0.36 * size + (k - (texts.length - 1) / 2) * leading;
        const line = setOneLine(text, style.label, { galleys, place: { x: edge, baseline, align } });
        if (line) lines.push(line);
      });
      return;
    }
    const wide = texts.reduce(
      (sum, text) => sum + widthOfText(text, style.label, galleys),
      (texts.length - 1) * GAP * size,
    );
    let x = side === "right" ? edge : edge - wide;
    for (const text of texts) {
      const line = setOneLine(text, style.label, { galleys, place: { x, baseline: y + 0.36 * size } });
      if (line) lines.push(line);
      x += (line?.natural ?? 0) + GAP * size;
    }
  });
  return { lines, shapes };
};

const noRoom = ({ chart: { source } }: ChartRoom): BlockFault => ({
  code: "compose/overset-part",
  severity: "error",
  message: "the labels of a pie have no room, beside it or under it",
  hint: "shorten them, put small sectors together, or give it more width or rows",
  source,
});
