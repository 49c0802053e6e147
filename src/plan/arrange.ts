/** Boxes in rows and bands, one under or beside another; the only door to Yoga. Across: points; down: baseline rows. */
import Yoga, { Direction, Edge, FlexDirection, MeasureMode, type Node } from "yoga-layout";
import type { Pt, Rows } from "../base/units.ts";

/** A box to be arranged. `height` answers how many rows its content takes at a width. */
export interface Box<T> {
  readonly content: T;
  /** how its children follow one another; `leftward` is across from the right */
  readonly direction: "down" | "across" | "leftward" | "none";
  /** room between its edges and its children */
  readonly padding?: { readonly rows: Rows; readonly across: Pt };
  /** distance between children: rows down, points across */
  readonly gap: number;
  readonly children: readonly Box<T>[];
  readonly grow: number;
  /** whether it gives way when there is too little room */
  readonly shrinks: boolean;
  readonly rows?: Rows;
  readonly minRows: Rows;
  readonly maxRows?: Rows;
  readonly width?: Pt;
  readonly height?: (width: Pt) => Rows;
}

/** A box in place: points across, whole rows down, both from the outer box's corner. */
export interface ArrangedBox<T> {
  readonly content: T;
  readonly x: Pt;
  readonly width: Pt;
  readonly row: Rows;
  readonly rows: Rows;
  readonly children: readonly ArrangedBox<T>[];
}

/** Arranges a box in a room of `width` points and `rows` rows; edges are snapped to whole rows. */
export const arrange = <T>(box: Box<T>, width: Pt, rows: Rows): ArrangedBox<T> => {
  const config = Yoga.Config.create();
  // Yoga rounds to whole points of its own accord; rows are snapped here, by edges, so that nothing overlaps.
  config.setPointScaleFactor(0);
  const node = nodeOf(box, config, undefined);
  node.setWidth(width);
  node.setHeight(rows);
  node.calculateLayout(width, rows, Direction.LTR);
  const placed = read(box, node, { x: 0, row: 0 });
  node.freeRecursive();
  config.free();
  return placed;
};

type Config = ReturnType<typeof Yoga.Config.create>;

/** Yoga's direction, and the side of a child on which the one before it stands. */
const DIRECTIONS: Readonly<
  Record<Box<unknown>["direction"], { readonly flex: FlexDirection; readonly before: Edge; readonly across: boolean }>
> = {
  down: { flex: FlexDirection.Column, before: Edge.Top, across: false },
  none: { flex: FlexDirection.Column, before: Edge.Top, across: false },
  across: { flex: FlexDirection.Row, before: Edge.Left, across: true },
  leftward: { flex: FlexDirection.RowReverse, before: Edge.Right, across: true },
};

const nodeOf = <T>(box: Box<T>, config: Config, parent: Box<T> | undefined): Node => {
  const node = Yoga.Node.create(config);
  const { flex, before } = DIRECTIONS[box.direction];
  node.setFlexDirection(flex);
  if (parent && DIRECTIONS[parent.direction].across) widthOf(node, box);
  else heightOf(node, box);
  if (box.padding) {
    for (const edge of [Edge.Top, Edge.Bottom]) node.setPadding(edge, box.padding.rows);
    for (const edge of [Edge.Left, Edge.Right]) node.setPadding(edge, box.padding.across);
  }
  box.children.forEach((child, n) => {
    const inner = nodeOf(child, config, box);
    if (n > 0) inner.setMargin(before, box.gap);
    node.insertChild(inner, n);
  });
  const { height } = box;
  if (height && box.children.length === 0) {
    node.setMeasureFunc((width, mode) => ({
      width: mode === MeasureMode.Undefined ? 0 : width,
      height: height(width),
    }));
  }
  return node;
};

const widthOf = <T>(node: Node, box: Box<T>): void => {
  if (box.width !== undefined) node.setWidth(box.width);
  else {
    node.setFlexGrow(box.grow || 1);
    node.setFlexBasis(0);
  }
  node.setMinWidth(0);
};

const heightOf = <T>(node: Node, box: Box<T>): void => {
  node.setFlexGrow(box.rows === undefined ? box.grow : 0);
  node.setFlexShrink(box.shrinks ? 1 : 0);
  if (box.rows !== undefined) node.setHeight(box.rows);
  node.setMinHeight(box.shrinks ? 0 : (box.rows ?? box.minRows));
  if (box.maxRows !== undefined) node.setMaxHeight(box.maxRows);
};

const read = <T>(box: Box<T>, node: Node, origin: { readonly x: Pt; readonly row: number }): ArrangedBox<T> => {
  const x = origin.x + node.getComputedLeft();
  const top = origin.row + node.getComputedTop();
  const row = Math.round(top);
  return {
    content: box.content,
    x,
    width: node.getComputedWidth(),
    row,
    rows: Math.round(top + node.getComputedHeight()) - row,
    children: box.children.map((child, n) => read(child, node.getChild(n), { x, row: top })),
  };
};
