/** What stands before a paragraph's lines: the label of a list item, or a drop cap (首字下沉). */
import type { BodyParagraph, Inline, ListItem } from "../../model/story.ts";
import type { TextStyle } from "../../model/style.ts";
import { extentOf, type GalleyParagraph } from "./cluster.ts";

/** Room between a label and its text, and between a drop cap and the lines beside it, in ems of the text. */
const AFTER_LABEL = 0.25;
const AFTER_CAP = 0.25;

/** Sets text in the style of the body, or in one that differs in size. */
export type SetText = (inline: Inline, otherwise?: Partial<Pick<TextStyle, "size" | "strongSize">>) => GalleyParagraph;

/** Lines of a list item are all indented; the label stands in the indent, which grows in half zi where it is too wide for it. */
export const withLabel = (
  paragraph: GalleyParagraph,
  { label, spans }: ListItem,
  { style, set }: { readonly style: TextStyle; readonly set: SetText },
): GalleyParagraph => {
  const source = spans[0]?.source ?? { path: "", start: 0, end: 0 };
  const { clusters } = set([{ text: label, face: "text", source: { ...source, end: source.start } }], {});
  const width = extentOf(clusters) + AFTER_LABEL * style.size;
  const least = Math.ceil((2 * width) / style.size - 1e-6) / 2;
  const indent = Math.max(style.indent, least);
  return { ...paragraph, indents: [indent], head: { clusters, along: -width, drop: 0 } };
};

const GRAPHEMES = new Intl.Segmenter("zh", { granularity: "grapheme" });
/** Characters in which the first one ends, whatever combines with it. */
const FIRST = 64;

/** A cap as tall as its lines; undefined where the paragraph begins with a mark, a marked word or a reading, or has nothing else. */
export const withDropCap = (
  { spans, dropCap = 0 }: BodyParagraph,
  { style, set }: { readonly style: TextStyle; readonly set: SetText },
): GalleyParagraph | undefined => {
  const [first, ...rest] = spans;
  const [opening] = first ? GRAPHEMES.segment(first.text.slice(0, FIRST)) : [];
  const cap = opening?.segment;
  if (!first || !cap || dropCap < 2 || first.ruby || first.marks || !/[\p{L}\p{N}]/u.test(cap)) return undefined;
  const size = (dropCap - 1) * style.leading + style.size;
  const { start } = first.source;
  const { clusters } = set([{ ...first, text: cap, source: { ...first.source, end: start + cap.length } }], {
    size,
    strongSize: size,
  });
  const after = first.text.slice(cap.length);
  const body =
    after === "" ? rest : [{ ...first, text: after, source: { ...first.source, start: start + cap.length } }, ...rest];
  if (body.length === 0) return undefined;
  const width = extentOf(clusters) + AFTER_CAP * style.size;
  const indent = Math.ceil((2 * width) / style.size - 1e-6) / 2;
  const paragraph = set(body);
  // the cap's cell ends where the last line's does: 0.12 em under its baseline
  const drop = (dropCap - 1) * style.leading + 0.12 * (style.size - size);
  const head = { clusters, along: -indent * style.size, drop };
  return { ...paragraph, text: cap + paragraph.text, indents: [...new Array<number>(dropCap).fill(indent), 0], head };
};
