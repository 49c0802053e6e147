/** Colours of SVG as they are written (CSS Color 3) → red, green and blue. */
import type { ScreenColour } from "../../model/story.ts";

/** A paint: a colour, nothing, or what this version cannot draw. */
export type Paint =
  | { readonly kind: "colour"; readonly colour: ScreenColour; readonly opacity: number }
  | { readonly kind: "none" }
  | { readonly kind: "unknown"; readonly words: string };

/** Names that drawing programs write; hexadecimal. */
const NAMES: Readonly<Record<string, string>> = {
  black: "000000",
  white: "ffffff",
  red: "ff0000",
  lime: "00ff00",
  green: "008000",
  blue: "0000ff",
  navy: "000080",
  yellow: "ffff00",
  cyan: "00ffff",
  aqua: "00ffff",
  magenta: "ff00ff",
  fuchsia: "ff00ff",
  maroon: "800000",
  olive: "808000",
  purple: "800080",
  teal: "008080",
  orange: "ffa500",
  gold: "ffd700",
  brown: "a52a2a",
  pink: "ffc0cb",
  tan: "d2b48c",
  tomato: "ff6347",
  salmon: "fa8072",
  coral: "ff7f50",
  crimson: "dc143c",
  firebrick: "b22222",
  darkred: "8b0000",
  darkorange: "ff8c00",
  khaki: "f0e68c",
  beige: "f5f5dc",
  ivory: "fffff0",
  wheat: "f5deb3",
  darkgreen: "006400",
  forestgreen: "228b22",
  seagreen: "2e8b57",
  lightgreen: "90ee90",
  darkblue: "00008b",
  royalblue: "4169e1",
  steelblue: "4682b4",
  skyblue: "87ceeb",
  lightblue: "add8e6",
  turquoise: "40e0d0",
  indigo: "4b0082",
  violet: "ee82ee",
  gray: "808080",
  grey: "808080",
  silver: "c0c0c0",
  darkgray: "a9a9a9",
  darkgrey: "a9a9a9",
  dimgray: "696969",
  dimgrey: "696969",
  lightgray: "d3d3d3",
  lightgrey: "d3d3d3",
  gainsboro: "dcdcdc",
  whitesmoke: "f5f5f5",
};

/** Reads a paint. */
export const svgPaint = (written: string): Paint => {
  const text = written.trim().toLowerCase();
  if (text === "none" || text === "transparent") return { kind: "none" };
  if (text === "currentcolor") return hex("000000");
  const named = Object.hasOwn(NAMES, text) ? NAMES[text] : /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.exec(text)?.[1];
  if (named !== undefined) return hex(named);
  const inside = /^rgba?\(([^()]*)\)$/.exec(text)?.[1];
  if (inside !== undefined)
    return ofParts(
      inside.split(/[\s,/]+/).filter((each) => each !== ""),
      text,
    );
  if (text.startsWith("url(")) return { kind: "unknown", words: "a gradient or pattern" };
  return { kind: "unknown", words: `the colour \`${text.slice(0, 40)}\`` };
};

const hex = (digits: string): Paint => {
  const long = digits.length < 6 ? [...digits].map((each) => each + each).join("") : digits;
  const part = (at: number): number => Number.parseInt(long.slice(at, at + 2), 16);
  return {
    kind: "colour",
    colour: { red: part(0), green: part(2), blue: part(4) },
    opacity: long.length > 6 ? part(6) / 255 : 1,
  };
};

const ofParts = (parts: readonly string[], text: string): Paint => {
  const numbers = parts.map((each, n) => {
    const share = each.endsWith("%");
    const value = Number.parseFloat(each);
    return n === 3 ? (share ? value / 100 : value) : share ? value * 2.55 : value;
  });
  const [red, green, blue, opacity = 1] = numbers;
  if (red === undefined || green === undefined || blue === undefined || numbers.some((each) => !Number.isFinite(each)))
    return { kind: "unknown", words: `the colour \`${text.slice(0, 40)}\`` };
  const byte = (value: number): number => Math.min(255, Math.max(0, Math.round(value)));
  return { kind: "colour", colour: { red: byte(red), green: byte(green), blue: byte(blue) }, opacity };
};
