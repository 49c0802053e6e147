/** A layout's YAML → the layout, with every name in it checked against its style sheet. */
import type { SourceRange } from "../base/source.ts";
import { fits, toMm } from "../base/units.ts";
import type { GridSpec, Layout, PageFormat, PageRule, Slot } from "../model/layout.ts";
import type { Writing } from "../model/style.ts";
import type { StyleSheet } from "../model/style-sheet.ts";
import { points, spanOf, zis } from "./document/lengths.ts";
import { nameHint } from "./document/nearest-name.ts";
import { ownOrProgram, type ReadShop } from "./document/read-text.ts";
import { readYaml } from "./document/read-yaml.ts";
import type { YamlPath } from "./document/yaml-document.ts";
import { formatsSchema } from "./edition-schema.ts";
import { layoutNode } from "./layout-node.ts";
import { type LayoutInput, layoutSchema } from "./layout-schema.ts";
import { checkName, type LayoutPlace } from "./node-place.ts";

/** What reading a layout needs; without a style sheet its names cannot be checked. */
export interface LayoutShop {
  readonly shop: ReadShop;
  readonly style: StyleSheet | undefined;
  /** where the layout is named */
  readonly named: SourceRange;
}

/** Reads `layouts/NAME.yaml`; undefined when it is not there or no page can be planned with it. */
export const readLayout = async (name: string, { shop, style, named }: LayoutShop): Promise<Layout | undefined> => {
  const absent = {
    code: "input/unknown-name" as const,
    message: `there is no layout \`${name}\``,
    hint: `put it into \`layouts/${name}.yaml\`, or use \`local-news\``,
  };
  const file = await readYaml({ files: ownOrProgram(`layouts/${name}.yaml`), named, absent }, layoutSchema, shop);
  if (!file) return undefined;
  const { partial: input, document } = file;
  const place: LayoutPlace = { document, style, shop, unusable: [] };
  const format = input.format === undefined ? undefined : await readFormat(input.format, place);
  const grid = input.grid && gridOf(input.grid);
  if (grid && format && style) checkTypeArea(grid, { format, style, place });
  const writing = input.writing ?? "horizontal";
  const slots = Object.entries(input.slots ?? {}).flatMap(
    ([key, slot]) => slotOf(key, slot, { place, grid, writing }) ?? [],
  );
  const rules = (input.rules ?? []).flatMap((rule, n) => ruleOf(rule, { n, place, grid }) ?? []);
  if (!format || !grid || slots.length === 0 || place.unusable.length > 0) return undefined;
  const stories = new Set<string>();
  for (const slot of slots) collectStories(slot.node, stories);
  return { name, writing, format, grid, slots, rules, stories: [...stories], path: file.path };
};

const readFormat = async (name: string, { document, shop }: LayoutPlace): Promise<PageFormat | undefined> => {
  const source = document.range(["format"]);
  const file = await readYaml({ files: ownOrProgram("layouts/formats.yaml"), named: source }, formatsSchema, shop);
  const format = file && Object.hasOwn(file.partial, name) ? file.partial[name] : undefined;
  if (format) {
    const fold = format.fold === undefined ? {} : { fold: points(format.fold) };
    return { name, title: format.title, width: points(format.width), height: points(format.height), ...fold };
  }
  if (file) {
    shop.report.add({
      code: "input/unknown-name",
      severity: "error",
      message: `there is no page format \`${name}\``,
      hint: nameHint(name, Object.keys(file.partial)),
      source,
    });
  }
  return undefined;
};

const gridOf = (grid: LayoutInput["grid"]): GridSpec => ({
  columns: grid.columns,
  measure: zis(grid.measure),
  gutter: zis(grid.gutter),
  rows: grid.rows,
  top: points(grid.top),
  ...(grid.left !== undefined && { left: points(grid.left) }),
});

interface TypeAreaCheck {
  readonly format: PageFormat;
  readonly style: StyleSheet;
  readonly place: LayoutPlace;
}

/** 版心 lies on the trimmed page. */
const checkTypeArea = (grid: GridSpec, { format, style, place }: TypeAreaCheck): void => {
  const width = (grid.measure * grid.columns + grid.gutter * (grid.columns - 1)) * style.zi + (grid.left ?? 0);
  const height = grid.top + grid.rows * style.row;
  const tooLarge = (what: string, has: number, most: number): void =>
    place.shop.report.add({
      code: "input/wrong-value",
      severity: "error",
      message: `the type area is ${toMm(has).toFixed(1)} mm ${what}, margin included; the page is ${toMm(most).toFixed(1)} mm`,
      hint: "give the grid fewer columns or rows, or a narrower measure",
      source: place.document.keyRange(["grid"]),
    });
  if (!fits(width, format.width)) tooLarge("wide", width, format.width);
  if (!fits(height, format.height)) tooLarge("high", height, format.height);
};

/** Parts that show something of a story. */
const STORY_PARTS: ReadonlySet<Slot["node"]["kind"]> = new Set([
  "headline",
  "body",
  "summary",
  "picture",
  "pictures",
  "exhibit",
]);

const collectStories = (node: Slot["node"], into: Set<string>): void => {
  if (node.kind === "stack" || node.kind === "band") for (const child of node.children) collectStories(child, into);
  else if (node.story !== undefined && STORY_PARTS.has(node.kind)) into.add(node.story);
};

interface SlotPlace {
  readonly place: LayoutPlace;
  readonly grid: GridSpec | undefined;
}

const slotOf = (
  name: string,
  { col, row, ...kinds }: LayoutInput["slots"][string],
  { place, grid, writing }: SlotPlace & { readonly writing: Writing },
): Slot | undefined => {
  const path: YamlPath = ["slots", name];
  const columns = spanOf(col);
  const rows = spanOf(row);
  const inside = [
    onGrid(columns, grid?.columns, { path: [...path, "col"], what: "columns", place }),
    onGrid(rows, grid?.rows, { path: [...path, "row"], what: "rows", place }),
  ].every(Boolean);
  const node = layoutNode(kinds, { path, place, story: undefined, writing });
  return inside && node ? { name, columns, rows, node, source: place.document.keyRange(path) } : undefined;
};

interface GridPlace {
  readonly path: YamlPath;
  readonly what: "columns" | "rows";
  readonly place: LayoutPlace;
}

const onGrid = (
  { from, to }: { readonly from: number; readonly to: number },
  most: number | undefined,
  { path, what, place }: GridPlace,
): boolean => {
  if (most === undefined || (from <= to && to <= most)) return true;
  place.shop.report.add({
    code: "plan/slot-outside",
    severity: "error",
    message:
      from > to
        ? `${what} \`${from}-${to}\` run backwards`
        : `${what} \`${from}-${to}\` are not all on the grid, which has ${most}`,
    hint: `give ${what} from 1 to ${most}, the smaller first`,
    source: place.document.range(path),
  });
  return false;
};

const ruleOf = (
  input: NonNullable<LayoutInput["rules"]>[number],
  { n, place, grid }: SlotPlace & { readonly n: number },
): PageRule | undefined => {
  const source = place.document.range(["rules", n]);
  const { vertical, horizontal, rows, columns } = input;
  const direction = vertical === undefined ? "horizontal" : "vertical";
  const at = vertical ?? horizontal!;
  const along = direction === "vertical" ? "rows" : "columns";
  const written = along === "rows" ? rows : columns;
  const style = checkName({ table: "rules", name: input.style, path: ["rules", n, "style"] }, place);
  if (written === undefined) {
    place.shop.report.add({
      code: "input/missing-field",
      severity: "error",
      message: `a ${direction} rule needs its ${along}`,
      hint: direction === "vertical" ? "add them, as in `rows: 1-40`" : "add them, as in `columns: 1-5`",
      source,
    });
    return undefined;
  }
  const across = direction === "vertical" ? "columns" : "rows";
  const inside = [
    onGrid(spanOf(written), grid?.[along], { path: ["rules", n, along], what: along, place }),
    onGrid(spanOf(at), grid?.[across], { path: ["rules", n, direction], what: across, place }),
  ].every(Boolean);
  return inside ? { style, direction, at, ...spanOf(written), source } : undefined;
};
