/** The credit at the end of a text, set off to the right: on its last line where there is room, else on one more. */
import type { Pt } from "../base/units.ts";
import type { BodyFrame, LineSlot } from "../plan/page-plan.ts";
import { localeOf } from "../text/locale.ts";
import type { ComposedLine } from "./composed-page.ts";
import { extentOf, type GalleyParagraph } from "./galley/cluster.ts";
import { galleyStyle } from "./galley/galley-style.ts";
import type { Galleys } from "./galleys.ts";
import { breakLines } from "./lines/break-lines.ts";
import { setLine } from "./lines/justify.ts";

interface SignaturePlace {
  readonly lines: readonly ComposedLine[];
  readonly slots: readonly (LineSlot & { readonly leg: number })[];
  readonly galleys: Galleys;
}

/** Space between a text and the credit on its last line. */
const LEAST_GAP = 1;

/** The signature's line; `extra` is 1 when it needs a line of its own, `cut` whether it is wider than its leg. Undefined without a signature, or without room. */
export const signatureLine = (
  frame: BodyFrame,
  { lines, slots, galleys }: SignaturePlace,
): { readonly line: ComposedLine; readonly extra: 0 | 1; readonly cut: boolean } | undefined => {
  const { story, style } = frame;
  const last = lines.at(-1);
  if (story.signature.length === 0 || !last) return undefined;
  const slot = slots[lines.length - 1]!;
  const shares = goesBeside(last, { width: signatureWidth(galleys, frame), slot, gap: LEAST_GAP * style.size });
  const own = shares ? slot : slots[lines.length];
  if (!own) return undefined;
  const paragraph = signatureParagraph(galleys, frame);
  const [broken, more] = breakLines(paragraph, [own.measure], galleys.rules(style));
  if (!broken) return undefined;
  const place = {
    x: own.x,
    baseline: own.baseline,
    align: "right",
    ink: style.ink,
    paragraph: story.paragraphs.length,
    leg: own.leg,
  } as const;
  return { line: setLine(paragraph, broken, place), extra: shares ? 0 : 1, cut: more !== undefined };
};

/** Whether the signature will want a line of its own when the text ends with a line this wide. */
export const signatureWantsLine = (
  galleys: Galleys,
  frame: SignedText,
  end: { readonly natural: Pt; readonly measure: Pt },
): boolean =>
  frame.story.signature.length > 0 &&
  end.natural + LEAST_GAP * frame.style.size + signatureWidth(galleys, frame) > end.measure;

/** A body whose text has a signature. */
type SignedText = Pick<BodyFrame, "story" | "style" | "writing">;

const signatureWidth = (galleys: Galleys, frame: SignedText): Pt =>
  extentOf(signatureParagraph(galleys, frame).clusters);

const signatureParagraph = (galleys: Galleys, { story, style, writing }: SignedText): GalleyParagraph =>
  galleys.paragraph(
    story.signature,
    galleyStyle(style, { locale: localeOf(story.language, galleys.locale.region), writing, indents: [0] }),
  );

const goesBeside = (
  last: ComposedLine,
  { width, slot, gap }: { readonly width: Pt; readonly slot: LineSlot; readonly gap: Pt },
): boolean => {
  const start = last.writing === "vertical" ? last.baseline - slot.baseline : last.x - slot.x;
  return start + last.natural + gap + width <= slot.measure;
};
