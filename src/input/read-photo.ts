/** A photograph or drawing that a story names → its bytes and what its head says, or its vectors. */
import type { SourceRange } from "../base/source.ts";
import type { PdfBox, Photo, PhotoFacts } from "../model/story.ts";
import { decodeText } from "./document/decode-text.ts";
import { LIMITS, type ReadShop, readBytes } from "./document/read-text.ts";
import { readSvg } from "./svg/read-svg.ts";

/** What a story wants of a picture file. */
export interface PhotoWish {
  /** whose outline text is to run round; a clipping path, or for want of one the alpha channel, when absent */
  readonly outline?: "clip" | "alpha" | "none";
  /** the path's name; the one that the file clips by when absent */
  readonly clippingPath?: string;
  /** of a PDF: its page, counted from 1 */
  readonly page?: number;
  /** of a PDF: the box by which it is cropped; the trim box when absent */
  readonly box?: PdfBox;
  /** of a PDF: whether its bleed goes along */
  readonly bleeds?: true;
}

/**
 * Looks at the head of a picture file; the press room answers. `why` completes "the picture …"; `pathFault` as well, where a clipping
 * path is of no use. Never throws.
 */
export type ProbePhoto = (
  bytes: Uint8Array,
  wish?: PhotoWish,
) => Promise<
  | {
      readonly ok: true;
      readonly facts: PhotoFacts;
      readonly pathFault?: string;
      readonly art?: Photo["art"];
      /** of a PDF with pictures in CMYK, which cannot go onto a page of black alone */
      readonly keepsInk?: true;
      /** of a page of a PDF: it has colours, or pictures that may have some */
      readonly isColoured?: true;
      /** what the file says of itself */
      readonly words?: Photo["words"];
    }
  | { readonly ok: false; readonly why: string; readonly faults?: readonly PhotoFault[] }
>;

/** One of several things that keep a file off the page; `why` completes "the picture …". */
export interface PhotoFault {
  readonly why: string;
  readonly hint: string;
}

/** What reading a photograph needs. */
export interface PhotoShop {
  readonly shop: ReadShop;
  readonly probe: ProbePhoto;
  /** where the file is named */
  readonly named: SourceRange;
  readonly wish?: PhotoWish;
}

/** Undefined, and reported, when the file is not there or is no picture. */
export const readPhoto = async (path: string, { shop, probe, named, wish }: PhotoShop): Promise<Photo | undefined> => {
  if (/\.svg$/i.test(path)) return readDrawing(path, { shop, named });
  const file = await readBytes({ files: [{ root: "edition", path }], limit: LIMITS.photo, named }, shop);
  if (!file) return undefined;
  const probed = await probe(file.bytes, wish);
  if (probed.ok) {
    if (probed.pathFault !== undefined) reportPath(path, probed.pathFault, { shop, named });
    const { facts, art, words } = probed;
    return { path, bytes: file.bytes, hash: file.hash, facts, ...(art && { art }), ...(words && { words }) };
  }
  const photograph = { why: probed.why, hint: "send the photograph again as JPEG, PNG, TIFF or WebP" };
  for (const { why, hint } of probed.faults ?? [photograph])
    shop.report.add({
      code: "input/photo",
      severity: "error",
      message: `the picture \`${path}\` ${why}`,
      hint,
      source: named,
    });
  return undefined;
};

const reportPath = (path: string, why: string, { shop, named }: Pick<PhotoShop, "shop" | "named">): void =>
  shop.report.add({
    code: "input/clipping-path",
    severity: "warning",
    message: `the picture \`${path}\` ${why}`,
    hint: "save the picture anew with a clipping path, or name another with `clippingPath`",
    source: named,
  });

/** A vector drawing; what of it is not drawn is a warning that names it. */
const readDrawing = async (
  path: string,
  { shop, named }: Pick<PhotoShop, "shop" | "named">,
): Promise<Photo | undefined> => {
  const { report } = shop;
  const file = await readBytes({ files: [{ root: "edition", path }], limit: LIMITS.drawing, named }, shop);
  const text = file && decodeText(file.bytes, file.path, report);
  if (!file || text === undefined) return undefined;
  const read = readSvg(text);
  if (!read.ok) {
    report.add({
      code: "input/photo",
      severity: "error",
      message: `the drawing \`${path}\` ${read.why}`,
      hint: "save it anew as plain SVG, or as a PNG of 300 ppi",
      source: named,
    });
    return undefined;
  }
  for (const [what, times] of read.left) {
    report.add({
      code: "input/unsupported",
      severity: "warning",
      message: `${what} of the drawing \`${path}\` is not drawn${times > 1 ? ` (${times} times)` : ""}`,
      hint: "turn it into plain paths of one colour, and save the drawing anew",
      source: named,
    });
  }
  const { drawing } = read;
  const facts = { width: drawing.width, height: drawing.height, mono: false };
  return { path, bytes: file.bytes, hash: file.hash, facts, drawing };
};
