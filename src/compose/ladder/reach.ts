/** How far the ladder reaches: a hole that is deeper than all rungs together could fill is left alone, whatever is tried. */
import type { LadderStep } from "../../model/closing.ts";
import type { Levers } from "./levers.ts";

/** Lines that the rungs could fill at the very most; boundless where lines are vertical, which rows do not count. */
export const reachOf = (ladder: readonly LadderStep[], levers: Levers): number => {
  const { bodies, headlines, pictures, groups, insets, stories } = levers;
  if (bodies.some(({ writing }) => writing === "vertical")) return Number.POSITIVE_INFINITY;
  const legs = Math.max(1, ...bodies.map((body) => body.legs));
  const paragraphs = [...stories.values()].flatMap((story) => story.paragraphs);
  const crossheads = paragraphs.filter(({ kind }) => kind === "crosshead").length;
  return ladder.reduce((sum, step) => {
    switch (step.kind) {
      case "space":
        return sum + legs * (step.rows * headlines.length + crossheads);
      case "pictures":
        // an inset parts the rows of legs in two, and may stand elsewhere
        return sum + 2 * legs * (step.rows + MOST_SHIFT) * (pictures.length + groups.length + insets.length);
      default:
        return sum;
    }
    // each paragraph in a line more
  }, paragraphs.length);
};

/** Rows by which an inset may stand lower or higher. */
const MOST_SHIFT = 2;
