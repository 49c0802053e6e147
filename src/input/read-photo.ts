/** A photograph that a story names → its bytes and what its head says. */
import type { SourceRange } from "../base/source.ts";
import type { Photo, PhotoFacts } from "../model/story.ts";
import { LIMITS, type ReadShop, readBytes } from "./document/read-text.ts";

/** Looks at the head of a picture file; the press room answers. `why` completes "the picture …". Never throws. */
export type ProbePhoto = (
  bytes: Uint8Array,
) => Promise<{ readonly ok: true; readonly facts: PhotoFacts } | { readonly ok: false; readonly why: string }>;

/** What reading a photograph needs. */
export interface PhotoShop {
  readonly shop: ReadShop;
  readonly probe: ProbePhoto;
  /** where the file is named */
  readonly named: SourceRange;
}

/** Undefined, and reported, when the file is not there or is no picture. */
export const readPhoto = async (path: string, { shop, probe, named }: PhotoShop): Promise<Photo | undefined> => {
  const file = await readBytes({ files: [{ root: "edition", path }], limit: LIMITS.photo, named }, shop);
  if (!file) return undefined;
  const probed = await probe(file.bytes);
  if (probed.ok) return { path, bytes: file.bytes, hash: file.hash, facts: probed.facts };
  shop.report.add({
    code: "input/photo",
    severity: "error",
    message: `the picture \`${path}\` ${probed.why}`,
    hint: "send the photograph again as JPEG, PNG, TIFF or WebP",
    source: named,
  });
  return undefined;
};
