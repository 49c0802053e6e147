/** An ink as it is written → process colours, or a spot colour with those that stand for it. */
import { BLACK, type Ink, spotInk } from "../base/colour.ts";
import type { ReadShop } from "./document/read-text.ts";
import type { YamlDocument } from "./document/yaml-document.ts";
import type { InkInput } from "./style-schema.ts";

/** An ink; black when nothing is said. */
export const inkOf = (input: InkInput | undefined): Ink => {
  if (input === undefined) return BLACK;
  const { spot, tint = 100 } = input;
  const alternate = alternateOf(input);
  return spot === undefined ? alternate : spotInk({ name: spot, alternate, tint });
};

const alternateOf = ({ c = 0, m = 0, y = 0, k = 0 }: InkInput): Ink => ({ c, m, y, k });

/**
 * Reports spot colours that are not the same everywhere: a plate has one name and one look (ISO 15930-7, 6.2.4.4). `sheet` is a style
 * sheet as it was read; its inks may stand anywhere.
 */
export const checkSpots = (sheet: unknown, { document, shop }: SheetPlace): void => {
  const first = new Map<string, string>();
  for (const { ink, path } of spotsIn(sheet, [])) {
    const look = JSON.stringify(alternateOf(ink));
    const known = first.get(ink.spot!) ?? look;
    first.set(ink.spot!, known);
    if (known === look) continue;
    shop.report.add({
      code: "input/wrong-value",
      severity: "error",
      message: `the spot colour \`${ink.spot}\` is not the same here as above`,
      hint: `give it \`${known.replaceAll('"', "")}\` everywhere, or another name`,
      source: document.range(path),
    });
  }
};

/** The sheet's document, for places, and where findings go. */
interface SheetPlace {
  readonly document: YamlDocument;
  readonly shop: ReadShop;
}

interface FoundSpot {
  readonly ink: InkInput;
  readonly path: readonly (string | number)[];
}

const spotsIn = (value: unknown, path: FoundSpot["path"]): readonly FoundSpot[] => {
  if (!(value instanceof Object)) return [];
  const below = Object.entries(value).flatMap(([key, each]) =>
    spotsIn(each, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return "spot" in value && typeof value.spot === "string" ? [{ ink: value as InkInput, path }, ...below] : below;
};
