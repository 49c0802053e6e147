/** Where a node of a layout stands, and the names of the style sheet that it asks for. */
import type { Writing } from "../model/style.ts";
import type { StyleSheet } from "../model/style-sheet.ts";
import { nameHint } from "./document/nearest-name.ts";
import type { ReadShop } from "./document/read-text.ts";
import type { YamlDocument, YamlPath } from "./document/yaml-document.ts";

/** Where the pieces of a layout are checked. */
export interface LayoutPlace {
  readonly document: YamlDocument;
  /** undefined when it could not be read; then names are not checked */
  readonly style: StyleSheet | undefined;
  /** names for which the style sheet has nothing at all to put; no page can be planned with them */
  readonly unusable: string[];
  readonly shop: ReadShop;
}

/** Where a node stands. */
export interface NodePlace {
  readonly path: YamlPath;
  readonly place: LayoutPlace;
  /** story of the nodes around it */
  readonly story: string | undefined;
  /** writing of the nodes around it, or of the layout */
  readonly writing: Writing;
}

/** A name of the style sheet that a node's field holds. */
export const named = (table: StyleTable, name: string, { path, place }: NodePlace, field: string): string =>
  checkName({ table, name, path: [...path, field] }, place);

/** Tables of a style sheet. */
export type StyleTable =
  | "text"
  | "headlines"
  | "rules"
  | "boxes"
  | "tables"
  | "figures"
  | "quotes"
  | "charts"
  | "sidebars";

/** A name of the style sheet, and where it is asked for. */
export interface NamedStyle {
  readonly table: StyleTable;
  readonly name: string;
  readonly path: YamlPath;
}

/** The name itself; another one of its table, and a finding, when the style sheet has none such. */
export const checkName = (
  { table, name, path }: NamedStyle,
  { style, document, shop, unusable }: LayoutPlace,
): string => {
  const known: readonly string[] = [...(style?.[table].keys() ?? [name])];
  if (known.includes(name)) return name;
  shop.report.add({
    code: "input/unknown-name",
    severity: "error",
    message: `style sheet \`${style?.name}\` has no \`${name}\` under \`${table}\``,
    hint: nameHint(name, known),
    source: document.range(path),
  });
  if (known[0] === undefined) unusable.push(name);
  return known[0] ?? name;
};
