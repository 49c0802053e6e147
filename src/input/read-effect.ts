/** Effects on display type as they are written → what is drawn. */
import { BLACK, type Ink, PAPER, tintOf } from "../base/colour.ts";
import type { Pt } from "../base/units.ts";
import type { BoxStyle, HeadlineEffect, LetterOffset, Towards } from "../model/style.ts";
import { amount, points } from "./document/lengths.ts";
import { nameHint } from "./document/nearest-name.ts";
import type { YamlPath } from "./document/yaml-document.ts";
import type { StylePlace } from "./read-box.ts";
import { inkOf } from "./read-ink.ts";
import type { EffectInput, InkInput } from "./style-schema.ts";

/** Where an effect stands. */
export interface EffectPlace {
  readonly boxes: ReadonlyMap<string, BoxStyle>;
  readonly place: StylePlace;
  readonly path: YamlPath;
}

/** The ink of the letters: paper out of a bar, a share of its ink for a tint, else as it is said. */
export const letterInk = (input: InkInput | undefined, effect: EffectInput | undefined): Ink => {
  if (input === undefined && effect?.kind === "reversed") return PAPER;
  const ink = inkOf(input);
  if (effect?.kind !== "tint") return ink;
  return tintOf(ink, amount(effect.share) / 100);
};

/** The effect; plain, and a finding, when it names a box that is not there. A tint is plain type in a lighter ink. */
export const effectOf = (input: EffectInput | undefined, where: EffectPlace): HeadlineEffect => {
  switch (input?.kind) {
    case undefined:
    case "plain":
    case "tint":
      return { kind: "plain" };
    case "outline": {
      const outline = { stroke: points(input.stroke), ink: inkOf(input.strokeInk) };
      const offset = points(input.offset ?? "0pt");
      const shadow = offset > 0 && { shadow: moved(offset, input.towards, inkOf(input.shadowInk)) };
      return { kind: "outline", outline, ...shadow };
    }
    case "shadow":
      return { kind: "shadow", shadow: moved(points(input.offset), input.towards, shadowInk(input.shadowInk)) };
    case "offset":
      return {
        kind: "offset",
        stroke: points(input.stroke),
        offset: moved(points(input.offset), input.towards, inkOf(input.strokeInk)),
      };
    case "solid": {
      const { stroke } = input;
      const ink = input.strokeInk === undefined ? PAPER : inkOf(input.strokeInk);
      return {
        kind: "solid",
        depth: moved(points(input.depth), input.towards, inkOf(input.sideInk)),
        ...(stroke !== undefined && { outline: { stroke: points(stroke), ink } }),
      };
    }
    case "reversed": {
      const box = boxOf(input.box, where);
      return box ? { kind: "reversed", box, reach: input.reach ?? "frame" } : { kind: "plain" };
    }
    default:
      return input satisfies never;
  }
};

/** A shadow is grey when nothing is said. */
const shadowInk = (input: InkInput | undefined): Ink => (input === undefined ? { ...BLACK, k: 40 } : inkOf(input));

const SIGNS: Readonly<Record<Towards, readonly [x: number, y: number]>> = {
  "down-right": [1, 1],
  "down-left": [-1, 1],
  "up-right": [1, -1],
  "up-left": [-1, -1],
};

const moved = (by: Pt, towards: Towards = "down-right", ink: Ink): LetterOffset => {
  const [x, y] = SIGNS[towards];
  return { x: x * by, y: y * by, ink };
};

const boxOf = (name: string, { boxes, place, path }: EffectPlace): BoxStyle | undefined => {
  const box = boxes.get(name);
  if (!box) {
    place.shop.report.add({
      code: "input/unknown-name",
      severity: "error",
      message: `there is no box \`${name}\``,
      hint: nameHint(name, [...boxes.keys()]),
      source: place.document.range([...path, "box"]),
    });
  }
  return box;
};
