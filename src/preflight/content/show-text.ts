/** Text operators: what is shown, how large, and which glyphs of which font. */
import { CosName, CosStream, CosString, type CosValue } from "../../cos/cos-object.ts";
import type { ShownCode } from "../fonts/code-map.ts";
import type { FontFacts } from "../fonts/font-facts.ts";
import { matrixOf, multiply, type PageBox, transformBox } from "../page-box.ts";
import type { ContentReader } from "./content-reader.ts";
import type { GraphicsState } from "./graphics-state.ts";
import { enterPattern, paintFill, paintStroke } from "./paint-path.ts";

/** A string, or strings and gaps as `TJ` has them, as one element. */
export const showText = (reader: ContentReader, parts: readonly CosValue[]): void => {
  const { state, text } = reader;
  const { font } = state;
  if (!font) {
    reader.fault("missing", "Font: text is shown before any font is set");
    return;
  }
  const start = text.matrix;
  const shown: ShownCode[] = [];
  let along = 0;
  for (const part of parts) {
    if (typeof part === "number") along -= (part / 1000) * state.fontSize * (font.map.vertical ? 1 : state.stretch);
    if (!(part instanceof CosString)) continue;
    for (const each of font.map.codes(part.bytes)) {
      along += advanceOf(each, font, state);
      shown.push(each);
    }
  }
  if (font.map.vertical) text.advance(0, -along);
  else text.advance(along, 0);
  const matrix = multiply(start, state.matrix);
  const { fontSize: size, rise } = state;
  const local: PageBox = font.map.vertical
    ? { x0: -size / 2, y0: Math.min(0, -along), x1: size / 2, y1: Math.max(0, -along) }
    : { x0: Math.min(0, along), y0: rise - 0.1 * size, x1: Math.max(0, along), y1: rise + 0.75 * size };
  const upright = local.y0 <= local.y1 ? local : { ...local, y0: local.y1, y1: local.y0 };
  if (shown.length === 0) return;
  if (font.type3) showType3(reader, font, { shown, box: transformBox(upright, matrix) });
  else
    record(reader, font, {
      shown,
      box: transformBox(upright, matrix),
      size: Math.abs(size) * Math.hypot(matrix[2], matrix[3]),
    });
};

const advanceOf = (shown: ShownCode, font: FontFacts, state: GraphicsState): number => {
  const word = shown.length === 1 && shown.code === 32 ? state.wordSpace : 0;
  if (font.map.vertical) return state.fontSize + state.charSpace + word;
  // the fourteen fonts of old have no widths in the file: half an em is about right for a box
  const width = font.width(shown) ?? 500;
  return ((width / 1000) * state.fontSize + state.charSpace + word) * state.stretch;
};

interface Shown {
  readonly shown: readonly ShownCode[];
  readonly box: PageBox;
}

const record = (
  reader: ContentReader,
  font: FontFacts,
  { shown, box, size }: Shown & { readonly size: number },
): void => {
  const { mode } = reader.state;
  // 3 shows nothing; 7 only clips, but is rendered for that
  if (mode === 3) return;
  reader.noteFont(font);
  for (const each of shown) if (!font.used.has(each.code)) font.used.set(each.code, each);
  const blank = shown.every(({ code, length }) => length === 1 && code === 32);
  if (mode === 7 || blank) return;
  const fills = mode !== 1 && mode !== 5;
  const strokes = mode === 1 || mode === 2 || mode === 5 || mode === 6;
  const painted = reader.paint(
    {
      kind: "text",
      ...(fills && { fill: paintFill(reader.state) }),
      ...(strokes && { stroke: paintStroke(reader.state) }),
      covers: false,
      size,
      font,
    },
    [box],
  );
  if (painted && fills) enterPattern(reader, reader.state.fill.pattern, painted);
};

/** Each glyph procedure is run once: for what is in it, not for where it stands. */
const showType3 = (reader: ContentReader, font: FontFacts, { shown, box }: Shown): void => {
  const dict = font.type3!;
  if (reader.state.mode === 3) return;
  reader.noteFont(font);
  const procedures = dict.dict("CharProcs");
  const names = new Map<number, string>();
  let code = 0;
  for (const each of dict.dict("Encoding")?.array("Differences")?.values() ?? []) {
    if (typeof each === "number") code = each;
    else if (each instanceof CosName) names.set(code++, each.value);
  }
  for (const each of shown) {
    const procedure = procedures?.get(names.get(each.code) ?? "");
    if (!(procedure instanceof CosStream) || !reader.first(procedure)) continue;
    const resources = dict.dict("Resources") ?? reader.place.resources;
    const matrix = matrixOf(dict.array("FontMatrix")?.numbers());
    const advance = reader.glyph(procedure, { resources, inside: box }, () => {
      reader.state.matrix = multiply(matrix, reader.state.matrix);
    });
    font.used.set(each.code, each);
    if (advance !== undefined) font.advances.set(each.code, advance * matrix[0] * 1000);
  }
};
