/** How far the ink of lines reaches up and down: leading and side bearings are blank that the eye does not count. */
import type { Em, Pt } from "../base/units.ts";
import type { FontFace } from "../text/font-face.ts";
import type { ComposedLine } from "./composed-page.ts";

/** Highest and lowest ink, page coordinates. */
export interface InkExtent {
  readonly top: Pt;
  readonly bottom: Pt;
}

/** The extent of horizontal lines; at least from a capital's height to the baseline, whatever stands in them. Undefined when there is none. */
export const inkExtent = (lines: readonly ComposedLine[]): InkExtent | undefined => {
  const all = lines.flatMap(({ baseline, runs }) =>
    runs.flatMap(({ face, size, glyphs }) => [
      { top: baseline - face.capHeight * size, bottom: baseline },
      ...glyphs.flatMap(({ id, y }) => {
        const ink = glyphInk(face, id);
        return ink ? [{ top: baseline + y - ink.high * size, bottom: baseline + y - ink.low * size }] : [];
      }),
    ]),
  );
  if (all.length === 0) return undefined;
  return { top: Math.min(...all.map(({ top }) => top)), bottom: Math.max(...all.map(({ bottom }) => bottom)) };
};

interface GlyphInk {
  readonly high: Em;
  readonly low: Em;
}

const known = new WeakMap<FontFace, Map<number, GlyphInk | undefined>>();

const glyphInk = (face: FontFace, id: number): GlyphInk | undefined => {
  const ofFace = known.get(face) ?? new Map<number, GlyphInk | undefined>();
  known.set(face, ofFace);
  if (ofFace.has(id)) return ofFace.get(id);
  const ys = face.outline(id).flatMap((each) => (each.kind === "close" ? [] : [each.y]));
  const ink = ys.length === 0 ? undefined : { high: Math.max(...ys), low: Math.min(...ys) };
  ofFace.set(id, ink);
  return ink;
};
