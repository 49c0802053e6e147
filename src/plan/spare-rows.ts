/** Rows that a slot has left under its parts, and whose text they are missing from. */
import type { Rows } from "../base/units.ts";
import type { ArrangedBox } from "./arrange.ts";
import type { PartContent } from "./part-box.ts";

type Arranged = ArrangedBox<PartContent>;

/** Rows by body: down to the slot's foot, or to the foot of what its column stands in. The last body of a stack has them all. */
export const spareRows = (box: Arranged, slotRows: Rows): ReadonlyMap<Arranged, Rows> => {
  const spare = new Map<Arranged, Rows>();
  share(box, slotRows, spare);
  return spare;
};

const share = (box: Arranged, outer: Rows, spare: Map<Arranged, Rows>): void => {
  const { content, children } = box;
  // a box does not grow with what is in it: its text ends where its padding begins
  const around = content.kind === "group" ? content.node.box : undefined;
  const foot = around ? box.row + box.rows - around.rows : outer;
  if (content.kind === "body") {
    spare.set(box, Math.max(0, foot - (box.row + box.rows)));
    return;
  }
  if (content.kind !== "group") return;
  if (content.node.kind === "band") {
    for (const child of children) share(child, foot, spare);
    return;
  }
  const last = children.findLastIndex(holdsText);
  const end = Math.max(0, ...children.map((child) => child.row + child.rows));
  children.forEach((child, n) => {
    // what stands under the last text moves down with it
    const own = child.row + child.rows;
    share(child, n === last ? own + Math.max(0, foot - end) : own, spare);
  });
};

const holdsText = ({ content, children }: Arranged): boolean => content.kind === "body" || children.some(holdsText);
