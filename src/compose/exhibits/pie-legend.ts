/** A legend under a pie: a square in the ink of each sector, its label and its value, in columns. */
import { rectanglePath } from "../../base/path.ts";
import type { Pt } from "../../base/units.ts";
import type { Inline } from "../../model/story.ts";
import type { ComposedLine, Shape } from "../composed-page.ts";
import { firstBaseline, setOneLine, widthOfText } from "./block.ts";
import type { ChartRoom } from "./chart-room.ts";

/** A sector of a pie; angles clockwise from the top, radians. */
export interface Sector {
  readonly start: number;
  readonly end: number;
  readonly middle: number;
  /** its label and its value, as they are set; those that are empty are left out */
  readonly texts: readonly Inline[];
  readonly side: "left" | "right";
}

/** A legend from its own top, in the width of the chart's room. */
export interface PieLegend {
  /** the blank over it included */
  readonly height: Pt;
  readonly lines: readonly ComposedLine[];
  readonly shapes: readonly Shape[];
}

/** In ems of the label: the square, from its left edge to the text, between texts, between columns; over the legend in lines. */
const SQUARE = 0.72;
const TEXT = 1.05;
const GAP = 0.4;
const COLUMN_GAP = 1.5;
const ABOVE = 0.75;

/** Share of the room that the pie keeps at least. */
const LEAST_PIE = 0.45;

/** The legend; undefined where it leaves no room, or where two sectors would have one ink. */
export const pieLegend = (
  { style, galleys, width, height }: ChartRoom,
  sectors: readonly Sector[],
): PieLegend | undefined => {
  const { size, leading } = style.label;
  const items = sectors.map((sector, n) => ({ ...sector, n })).filter(({ texts }) => texts.length > 0);
  const widths = items.map(({ texts }) =>
    texts.reduce((sum, text) => sum + widthOfText(text, style.label, galleys) + GAP * size, (TEXT - GAP) * size),
  );
  const widest = Math.max(0, ...widths);
  const columns = Math.min(items.length, Math.floor((width + COLUMN_GAP * size) / (widest + COLUMN_GAP * size)));
  if (columns < 1 || sectors.length > style.inks.length) return undefined;
  const rows = Math.ceil(items.length / columns);
  const taken = (rows + ABOVE) * leading;
  if (height - taken < Math.max(LEAST_PIE * height, 5 * size)) return undefined;
  const whole = columns * widest + (columns - 1) * COLUMN_GAP * size;
  const lines: ComposedLine[] = [];
  const shapes: Shape[] = [];
  items.forEach(({ texts, n }, k) => {
    // down the columns, as the sectors follow one another
    const x = (width - whole) / 2 + Math.floor(k / rows) * (widest + COLUMN_GAP * size);
    const baseline = firstBaseline((ABOVE + (k % rows)) * leading, style.label);
    const side = SQUARE * size;
    const square = { x, y: baseline - side, width: side, height: side };
    shapes.push({ kind: "fill", path: rectanglePath(square), ink: style.inks[n]! });
    let at = x + TEXT * size;
    for (const text of texts) {
      const line = setOneLine(text, style.label, { galleys, place: { x: at, baseline } });
      if (line) lines.push(line);
      at += (line?.natural ?? 0) + GAP * size;
    }
  });
  return { height: taken, lines, shapes };
};
