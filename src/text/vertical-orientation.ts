/**
 * How characters stand in vertical lines when the font has no form of its own for them (LC-102). Where in its cell a mark stands,
 * at the upper right on the mainland and in the middle in Taiwan and Hong Kong (LC-103), is the design of the region's font; what
 * of the cell may give is said by region in `punctuation-width.ts`.
 * Source: Unicode 17.0.0, UAX #50, property Vertical_Orientation; every character that is not listed is R.
 */

/**
 * `U`: upright, as in the code charts. `R`: lying, turned by a quarter clockwise. `Tu` and `Tr`: another glyph, and where the font
 * has none upright or lying.
 */
export type VerticalOrientation = "U" | "R" | "Tu" | "Tr";

/** Code points in hexadecimal, ranges with both ends included. */
const RANGES: Readonly<Record<Exclude<VerticalOrientation, "R">, string>> = {
  U: `
    a7 a9 ae b1 bc-be d7 f7 2ea-2eb 1100-11ff 1401-167f 18b0-18ff 2016 2020-2021 2030-2031 203b-203c 2042 2047-2049 2051
    2065 20dd-20e0 20e2-20e4 2100-2101 2103-2109 210f 2113-2114 2116-2117 211e-2123 2125 2127 2129 212e 2135-213f
    2145-214a 214c-214d 214f-2189 218c-218f 221e 2234-2235 2300-2307 230c-231f 2324-2328 232b 237d-239a 23be-23cd 23cf
    23d1-23db 23e2-2422 2424-24ff 25a0-2619 2620-2767 2776-2793 2b12-2b2f 2b50-2b59 2b97 2bb8-2bd1 2bd3-2beb 2bf0-2bff
    2e50-2e51 2e80-3000 3003-3007 3012-3013 3020-302f 3031-3040 3042 3044 3046 3048 304a-3062 3064-3082 3084 3086
    3088-308d 308f-3094 3097-309a 309d-309f 30a2 30a4 30a6 30a8 30aa-30c2 30c4-30e2 30e4 30e6 30e8-30ed 30ef-30f4
    30f7-30fb 30fd-3126 3128-31b3 31b8-31ba 31bc-31ef 3200-32fe 3358-337a 3380-a4cf a960-a97f ac00-d7ff e000-faff
    fe10-fe1f fe30-fe48 fe53-fe57 fe5f-fe62 fe67-fe6f ff02-ff07 ff0a-ff0b ff0f-ff19 ff20-ff3a ff3c ff3e ff40-ff5a
    ffe0-ffe2 ffe4-ffe7 fff0-fff8 fffc-fffd 10980-1099f 11580-115ff 11a00-11abf 13000-1467f 16fe0-18dff 1aff0-1b131
    1b133-1b14f 1b153-1b154 1b156-1b163 1b168-1b2ff 1cec0-1cfcf 1d000-1d1ff 1d2e0-1d37f 1d800-1daaf 1f000-1f1ff
    1f202-1f7ff 1f900-1faff 20000-2fffd 30000-3fffd f0000-ffffd 100000-10fffd`,
  Tu: `
    3001-3002 3041 3043 3045 3047 3049 3063 3083 3085 3087 308e 3095-3096 309b-309c 30a1 30a3 30a5 30a7 30a9 30c3 30e3
    30e5 30e7 30ee 30f5-30f6 3127 31b4-31b7 31bb 31f0-31ff 32ff-3357 337b-337f fe50-fe52 ff01 ff0c ff0e ff1f 1b132
    1b150-1b152 1b155 1b164-1b167 1f200-1f201`,
  Tr: `
    2018-2019 201c-201d 2329-232a 3008-3011 3014-301f 3030 30a0 30fc fe59-fe5e ff08-ff09 ff1a-ff1b ff3b ff3d ff3f
    ff5b-ff60 ffe3`,
};

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly orientation: VerticalOrientation;
}

const rangesOf = (orientation: Exclude<VerticalOrientation, "R">): readonly Stretch[] =>
  RANGES[orientation]
    .trim()
    .split(/\s+/)
    .map((range) => {
      const [from = 0, to = from] = range.split("-").map((code) => Number.parseInt(code, 16));
      return { from, to, orientation };
    });

const TABLE: readonly Stretch[] = [...rangesOf("U"), ...rangesOf("Tu"), ...rangesOf("Tr")].sort(
  (a, b) => a.from - b.from,
);

/** The orientation of a code point. */
export const verticalOrientation = (codePoint: number): VerticalOrientation => {
  let [low, high] = [0, TABLE.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (TABLE[middle]!.to < codePoint) low = middle + 1;
    else high = middle;
  }
  const found = TABLE[low];
  return found && found.from <= codePoint ? found.orientation : "R";
};

/** Whether a character lies in a vertical line when the font has no vertical glyph for it. */
export const liesWithoutGlyph = (codePoint: number): boolean => {
  const orientation = verticalOrientation(codePoint);
  return orientation === "R" || orientation === "Tr";
};
