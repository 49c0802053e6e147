/** 长栏 and 破栏: text is as wide as whole columns, or shares whole columns in equal legs. */
import { contains, type Rect, right } from "../../base/geometry.ts";
import { fits, type Pt } from "../../base/units.ts";
import { columnLeft, columnsWidth, type PageGrid } from "../../plan/page-grid.ts";
import type { BodyFrame } from "../../plan/page-plan.ts";
import type { MakeupFinding, MakeupPage } from "./makeup-check.ts";

/**
 * Bodies that keep to no columns. The layout declares 破栏 by the number of legs in which a body shares its columns (三破二,
 * 五破四), so that only a body whose own edges are on no column is a fault. Columns of a vertical page are none of its text's.
 */
export const columnWidth = ({ composed }: MakeupPage): readonly MakeupFinding[] => {
  const { frames, grid, measureStep } = composed.plan;
  const slack = measureStep * grid.zi;
  const boxes = frames.filter(({ kind }) => kind === "box");
  return frames.flatMap((frame) =>
    frame.kind !== "body" ||
    frame.writing === "vertical" ||
    keepsColumns(frame, grid, slack) ||
    boxes.some(({ rect }) => contains(rect, frame.rect) && edgesOnColumns(rect, grid, slack))
      ? []
      : [finding(frame, grid)],
  );
};

const columnsOf = (grid: PageGrid): readonly number[] => Array.from({ length: grid.columns }, (_, n) => n + 1);

const near = (a: Pt, b: Pt, slack: Pt): boolean => fits(Math.abs(a - b), slack);

/** Whether both edges stand on columns, or all legs are as wide as whole columns wherever they stand. */
const keepsColumns = ({ rect, legs }: BodyFrame, grid: PageGrid, slack: Pt): boolean =>
  edgesOnColumns(rect, grid, slack) ||
  legs.every((leg) => columnsOf(grid).some((count) => near(leg.rect.width, columnsWidth(grid, count), slack)));

/** Of a body, or of a box that the layout has put round it: its padding is taken out of the columns. */
const edgesOnColumns = (rect: Rect, grid: PageGrid, slack: Pt): boolean => {
  const columns = columnsOf(grid);
  const starts = columns.some((column) => near(rect.x, columnLeft(grid, column), slack));
  return starts && columns.some((column) => near(right(rect), columnLeft(grid, column) + grid.columnWidth, slack));
};

const finding = ({ story, rect, legs, source }: BodyFrame, grid: PageGrid): MakeupFinding => {
  const zi = (value: Pt): number => Math.round((value / grid.zi) * 10) / 10;
  return {
    message: `\`${story.id}\` is set ${zi(legs[0]?.rect.width ?? rect.width)} zi wide, which is no whole number of columns of ${zi(grid.columnWidth)} zi, nor a share of any`,
    hint: "let the body begin and end with columns of the page, and divide it into legs",
    rect,
    source,
  };
};
