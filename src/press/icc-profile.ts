/** ICC profiles as bytes: what the head of one says (ICC.1, section 7.2). */
import { createHash } from "node:crypto";
import type { OutputCondition } from "../model/edition.ts";

/** A profile whose head is whole; whether its tables are, the colour engine finds out. */
export interface IccProfile {
  readonly bytes: Uint8Array;
  /** SHA-256, hex: two profiles with one hash are the same */
  readonly hash: string;
  /** of the pixels that it describes */
  readonly space: "rgb" | "cmyk" | "grey" | "lab";
}

/** Longer than any real profile; the colour engine holds it in its memory. */
const LONGEST = 8 << 20;

const SPACES: Readonly<Record<string, IccProfile["space"]>> = {
  "RGB ": "rgb",
  CMYK: "cmyk",
  GRAY: "grey",
  "Lab ": "lab",
};

/** Undefined when `bytes` are no profile, one of other colours, one that is cut off, or a giant. */
export const iccProfile = (bytes: Uint8Array): IccProfile | undefined => {
  if (bytes.length < 128 || bytes.length > LONGEST) return undefined;
  const tag = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const space = SPACES[tag(16)];
  if (tag(36) !== "acsp" || length > bytes.length || !space) return undefined;
  return { bytes, hash: createHash("sha256").update(bytes).digest("hex"), space };
};

/** The profile of a printing; reading the edition has looked at its head. */
export const pressProfile = ({ profile, hash }: OutputCondition): IccProfile => ({
  bytes: profile,
  hash,
  space: "cmyk",
});
