/** Rules and boxes of a style sheet's YAML → what they look like. */
import type { Pt } from "../base/units.ts";
import type { BoxBorder, BoxStyle, RuleKind, RuleStyle } from "../model/style.ts";
import { points } from "./document/lengths.ts";
import { nameHint } from "./document/nearest-name.ts";
import type { ReadShop } from "./document/read-text.ts";
import type { YamlDocument, YamlPath } from "./document/yaml-document.ts";
import { inkOf } from "./read-ink.ts";
import type { StyleInput } from "./style-schema.ts";

/** Where the pieces of a style sheet are checked. */
export interface StylePlace {
  readonly document: YamlDocument;
  readonly shop: ReadShop;
}

/** What a kind is made of, over its thickness, and the thickness under which its parts run into one another. */
const RULE_SHAPES: Readonly<Record<RuleKind, { readonly line: number; readonly period: number; readonly least: Pt }>> =
  {
    solid: { line: 1, period: 1, least: 0 },
    bar: { line: 1, period: 1, least: 0 },
    double: { line: 0.25, period: 1, least: 1 },
    "thick-thin": { line: 0.15, period: 1, least: 1.2 },
    "thin-thick": { line: 0.15, period: 1, least: 1.2 },
    triple: { line: 0.12, period: 1, least: 1.8 },
    dotted: { line: 1, period: 2.5, least: 0.5 },
    dashed: { line: 1, period: 7, least: 0 },
    wavy: { line: 0.2, period: 2.6, least: 1 },
  };

/** Thinnest line that a newspaper press holds (GWG 2022 R0018). */
const THINNEST: Pt = 0.25;

/** A rule; its thin lines are never thinner than the press holds, and one that cannot be made of lines is reported. */
export const ruleStyle = (
  name: string,
  input: NonNullable<StyleInput["rules"]>[string],
  place: StylePlace,
): RuleStyle => {
  const kind = input.kind ?? "solid";
  const thickness = points(input.thickness);
  const shape = RULE_SHAPES[kind];
  if (thickness < shape.least - 1e-6) {
    place.shop.report.add({
      code: "input/style-limit",
      severity: "warning",
      message: `the parts of a ${kind} rule of ${thickness} pt run into one another`,
      hint: `make it ${shape.least}pt and more, or solid`,
      source: place.document.range(["rules", name, "thickness"]),
    });
  }
  const own = input.line === undefined ? shape.line * thickness : points(input.line);
  const line = shape.line === 1 ? thickness : Math.min(thickness, Math.max(THINNEST, own));
  const period = Math.max(
    thickness + THINNEST,
    input.period === undefined ? shape.period * thickness : points(input.period),
  );
  return { name, kind, thickness, line, period, ink: inkOf(input.ink) };
};

interface BoxPlace {
  readonly rules: ReadonlyMap<string, RuleStyle>;
  readonly place: StylePlace;
}

/** A box, its rules looked up. */
export const boxStyle = (
  name: string,
  input: NonNullable<StyleInput["boxes"]>[string],
  { rules, place }: BoxPlace,
): BoxStyle => {
  const border = borderOf(input.border, { rules, place, path: ["boxes", name, "border"] });
  const { corner } = input;
  const shaped = corner !== undefined && corner.kind !== "square";
  if (shaped && border?.kind === "sides") {
    place.shop.report.add({
      code: "input/wrong-value",
      severity: "error",
      message: `a border that is not the same all round has no ${corner.kind} corners`,
      hint: "give the border one rule all round, or take `corner` out",
      source: place.document.range(["boxes", name, "corner"]),
    });
  }
  const square = { kind: "square", size: 0 } as const;
  return {
    name,
    padding: points(input.padding ?? "0pt"),
    corner: shaped && border?.kind !== "sides" ? { kind: corner.kind, size: points(corner.size) } : square,
    ...(input.tint && { tint: inkOf(input.tint) }),
    ...(border && { border }),
  };
};

const SIDES = ["top", "right", "bottom", "left"] as const;

const borderOf = (
  input: NonNullable<StyleInput["boxes"]>[string]["border"],
  { rules, place, path }: BoxPlace & { readonly path: YamlPath },
): BoxBorder | undefined => {
  if (input === undefined) return undefined;
  const ruleAt = (name: string, at: YamlPath): RuleStyle | undefined => {
    const rule = rules.get(name);
    if (!rule) {
      place.shop.report.add({
        code: "input/unknown-name",
        severity: "error",
        message: `there is no rule \`${name}\``,
        hint: nameHint(name, [...rules.keys()]),
        source: place.document.range(at),
      });
    }
    return rule;
  };
  if (typeof input === "string") {
    const rule = ruleAt(input, path);
    return rule && { kind: "all", rule };
  }
  const found = SIDES.flatMap((side) => {
    const name = input[side];
    const rule = name === undefined ? undefined : ruleAt(name, [...path, side]);
    return rule ? [[side, rule] as const] : [];
  });
  return found.length === 0 ? undefined : { kind: "sides", ...Object.fromEntries(found) };
};
