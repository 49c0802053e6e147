/** What kind of picture some bytes are, before anything is planned with it. */
import type { PdfBox, PdfPage, PhotoFacts, PhotoWords } from "../model/story.ts";
import type { ArtFault } from "./art/art-shop.ts";
import { probeArt } from "./art/ink-art.ts";
import { type ClippingPathRead, readClippingPath } from "./clipping-path.ts";
import { type PhotoHead, readAlpha, readHead } from "./photo-pixels.ts";
import { photoWords } from "./photo-words.ts";
import { jpegResources } from "./photoshop-resources.ts";
import { traceOutline } from "./trace-outline.ts";

export type PhotoProbe =
  | {
      readonly ok: true;
      readonly facts: PhotoFacts;
      /** why a clipping path is of no use, completing "the picture …"; absent when it is, or there is none */
      readonly pathFault?: string;
      /** of a PDF: the page that was asked for */
      readonly art?: PdfPage;
      /** of a PDF with pictures in CMYK, which cannot go onto a page of black alone */
      readonly keepsInk?: true;
      /** of a page of a PDF: it has colours, or pictures that may have some */
      readonly isColoured?: true;
      /** what the file says of itself; absent when it says nothing */
      readonly words?: PhotoWords;
    }
  /** `why` completes "the picture …", as in "is a vector drawing, not a photograph" */
  | {
      readonly ok: false;
      readonly why: string;
      /** of a PDF: all that keeps it off the page, `why` the first of them */
      readonly faults?: readonly ArtFault[];
    };

/** Whose outline is asked for; the clipping path's, and for want of one that of the alpha channel, when nothing is. */
export interface PictureWish {
  readonly outline?: "clip" | "alpha" | "none";
  /** the path's name in the file; the one that the file clips by when absent */
  readonly clippingPath?: string;
  /** of a PDF: its page, counted from 1; a PDF is refused when absent */
  readonly page?: number;
  /** of a PDF: the box by which it is cropped; the trim box when absent */
  readonly box?: PdfBox;
  /** of a PDF: whether its bleed goes along */
  readonly bleeds?: true;
}

/** Longer side, in pixels, at which the alpha channel of a larger picture is looked at. */
const ALPHA_LONGEST = 4096;

/**
 * Reads the head of a photograph: JPEG, PNG, WebP, TIFF, GIF (its first picture) or AVIF; of one with a clipping path or an alpha
 * channel its outline as well. Never throws. What is broken below the head is found out by `inkPictures` only; such a picture has no outline here.
 */
export const probePhoto = async (bytes: Uint8Array, wish: PictureWish = {}): Promise<PhotoProbe> => {
  if (wish.page !== undefined && isPdf(bytes)) {
    const { page, box, bleeds } = wish;
    return lookAtArt(bytes, { page, ...(box && { box }), ...(bleeds && { bleeds }) });
  }
  const refusal = refuseByMagic(bytes);
  if (refusal) return { ok: false, why: refusal };
  try {
    const head = await readHead(bytes);
    const probe = judge(head);
    if (!probe.ok) return probe;
    const words = photoWords({ ...head, ...(isJpeg(bytes) && { photoshop: jpegResources(bytes) }) });
    return { ...(await withOutline(probe, { bytes, head, wish })), ...(words && { words }) };
  } catch (fault) {
    return { ok: false, ...unread(fault) };
  }
};

const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xd8;

/** The header may stand a little down in the file. */
const isPdf = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 1024)).includes("%PDF-");

const lookAtArt = (bytes: Uint8Array, page: PdfPage): PhotoProbe => {
  const probe = probeArt(bytes, page);
  return probe.ok
    ? {
        ok: true,
        facts: probe.facts,
        art: page,
        ...(probe.keepsInk && { keepsInk: true }),
        ...(probe.isColoured && { isColoured: true }),
      }
    : { ok: false, why: probe.faults[0]?.why ?? "is damaged", faults: probe.faults };
};

interface Looked {
  readonly bytes: Uint8Array;
  readonly head: PhotoHead;
  readonly wish: PictureWish;
}

const withOutline = async (
  probe: Extract<PhotoProbe, { ok: true }>,
  { bytes, head, wish }: Looked,
): Promise<PhotoProbe> => {
  const asked = wish.outline ?? (wish.clippingPath === undefined ? undefined : "clip");
  const read = asked === "alpha" || asked === "none" ? NO_PATH : readClippingPath(bytes, head, wish.clippingPath);
  if (read.kind === "path") return { ok: true, facts: { ...probe.facts, outline: read.outline, clip: read.clip } };
  const pathFault =
    read.kind === "fault" ? read.why : asked === "clip" ? "has no clipping path to run text round" : undefined;
  // whoever asks for the path by name gets no other outline
  const outline = head.alpha && asked !== "none" && asked !== "clip" ? await outlineOf(bytes) : undefined;
  return {
    ok: true,
    facts: { ...probe.facts, ...(outline && { outline }) },
    ...(pathFault !== undefined && { pathFault }),
  };
};

const NO_PATH: ClippingPathRead = { kind: "none" };

const outlineOf = async (bytes: Uint8Array): Promise<PhotoFacts["outline"]> => {
  try {
    const alpha = await readAlpha(bytes, ALPHA_LONGEST);
    return alpha && traceOutline(alpha);
  } catch {
    return undefined;
  }
};

const TOO_MANY = "has more than 120 million pixels";

const unread = (fault: unknown): { readonly why: string; readonly faults?: readonly ArtFault[] } => {
  const why = whyUnread(fault);
  if (why !== TOO_MANY) return { why };
  return { why, faults: [{ why, hint: "send it smaller: a newspaper page needs 20 million at most" }] };
};

/** A sentence for what sharp said of a picture, completing "the picture …". */
export const whyUnread = (fault: unknown): string => {
  const said = fault instanceof Error ? fault.message : String(fault);
  if (/pixel limit/.test(said)) return TOO_MANY;
  if (/premature end|truncat|unexpected end|not enough data|EOF/i.test(said)) return "is cut off: its end is missing";
  if (/unsupported image format|corrupt header/i.test(said)) return "is damaged at its head";
  if (fault instanceof Error && "syscall" in fault) return `could not be separated: ${said}`;
  if (/gives no CMYK/.test(said)) return `could not be separated: ${said}`;
  return "is damaged";
};

type Magic = { readonly at: number; readonly text: string; readonly refusal?: string };

// The decoder would open drawings and documents as well; those must not pass as photographs, nor be run at all.
const MAGICS: readonly Magic[] = [
  { at: 0, text: "\xff\xd8" },
  { at: 0, text: "\x89PNG\r\n\x1a\n" },
  { at: 0, text: "GIF8" },
  { at: 0, text: "II*\0" },
  { at: 0, text: "MM\0*" },
  { at: 0, text: "II+\0" },
  { at: 0, text: "MM\0+" },
  { at: 8, text: "WEBP" },
  { at: 4, text: "ftypavif" },
  { at: 4, text: "ftypavis" },
  { at: 4, text: "ftypmif1" },
  { at: 4, text: "ftyp", refusal: "is a HEIC picture or a film; save it as JPEG" },
  { at: 0, text: "%PDF", refusal: "is a PDF, not a photograph" },
  { at: 0, text: "%!PS", refusal: "is PostScript, not a photograph" },
  { at: 0, text: "8BPS", refusal: "is a Photoshop document; save it as JPEG or TIFF" },
  { at: 0, text: "BM", refusal: "is a BMP; save it as PNG or JPEG" },
  { at: 0, text: "\xff\x0a", refusal: "is a JPEG XL; save it as JPEG" },
  { at: 4, text: "JXL ", refusal: "is a JPEG XL; save it as JPEG" },
  { at: 4, text: "jP  ", refusal: "is a JPEG 2000; save it as JPEG" },
];

const refuseByMagic = (bytes: Uint8Array): string | undefined => {
  if (bytes.length === 0) return "is an empty file";
  const head = Buffer.from(bytes.subarray(0, 1024)).toString("latin1");
  const magic = MAGICS.find(({ at, text }) => head.startsWith(text, at));
  if (magic) return magic.refusal;
  if (/<svg|<!DOCTYPE svg/i.test(head)) return "is a vector drawing (SVG), not a photograph";
  return "is of an unknown kind; JPEG, PNG, TIFF, WebP, AVIF and GIF are read";
};

const judge = ({ width, height, channels, space }: PhotoHead): PhotoProbe => {
  if (!(width > 0 && height > 0)) return { ok: false, why: "has no size" };
  const mono = channels === 1 || space === "b-w" || space === "grey16";
  return { ok: true, facts: { width, height, mono } };
};
