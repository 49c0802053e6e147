/** 长栏 and 破栏: text is as wide as whole columns, or shares whole columns in equal legs. */
import { right } from "../../base/geometry.ts";
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
  return frames.flatMap((frame) =>
    frame.kind !== "body" || frame.writing === "vertical" || keepsColumns(frame, grid, slack)
      ? []
      : [finding(frame, grid)],
  );
};

const columnsOf = (grid: PageGrid): readonly number[] => Array.from({ length: grid.columns }, (_, n) => n + 1);

/** Whether both edges stand on columns, or all legs are as wide as whole columns wherever they stand. */
const keepsColumns = ({ rect, legs }: BodyFrame, grid: PageGrid, slack: Pt): boolean => {
  const near = (a: Pt, b: Pt): boolean => fits(Math.abs(a - b), slack);
  const columns = columnsOf(grid);
  const starts = columns.some((column) => near(rect.x, columnLeft(grid, column)));
  const ends = columns.some((column) => near(right(rect), columnLeft(grid, column) + grid.columnWidth));
  const whole = legs.every((leg) => columns.some((count) => near(leg.rect.width, columnsWidth(grid, count))));
  return whole || (starts && ends);
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
