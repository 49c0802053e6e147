/** Graphics states of placed PDFs: what is transparent is a fault, what belongs to us is left out. */
import type { CosDict, CosValue } from "../../cos/cos-object.ts";
import { CosArray, CosDict as Dict, nameOf } from "../../cos/cos-object.ts";
import { type ArtShop, dictWith } from "./art-shop.ts";

/** Entries that say how lines are drawn; overprinting, halftones and transfer curves are the press's own matter. */
const KEPT: ReadonlySet<string> = new Set(["LW", "LC", "LJ", "ML", "D", "RI", "FL", "SA"]);

/** The state with what of it is kept; undefined when nothing is. */
export const keptState = (state: CosDict, shop: ArtShop): CosDict | undefined => {
  if (isTransparent(state)) shop.fault(TRANSPARENT);
  const kept = state.keys().filter((key) => KEPT.has(key));
  return kept.length === 0
    ? undefined
    : dictWith(shop, { ...Object.fromEntries(kept.map((key): [string, CosValue] => [key, state.get(key)])) });
};

/** What is said of anything transparent. */
export const TRANSPARENT = {
  why: "has something transparent in it",
  hint: "flatten its transparency (Acrobat: flattener preview; Illustrator: flatten transparency), and save it anew",
};

const isTransparent = (state: CosDict): boolean => {
  const [stroke, fill] = [state.number("CA"), state.number("ca")];
  const mode = state.get("BM");
  const modes = mode instanceof CosArray ? mode.values() : [mode];
  const blends = mode !== undefined && !["Normal", "Compatible"].includes(nameOf(modes[0]) ?? "");
  return (stroke ?? 1) < 1 || (fill ?? 1) < 1 || state.get("SMask") instanceof Dict || blends;
};
