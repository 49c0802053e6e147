/** Which files the type families are made of; `fonts/fonts.yaml` in the model's words. */
import type { SourceRange } from "../base/source.ts";
import type { FileRef } from "../base/world.ts";

/** One weight of a family: one font file. */
export interface FontFile {
  readonly weight: number;
  readonly file: FileRef;
  /** a WOFF whose tables are unpacked into a TrueType file once, into the cache */
  readonly packed: boolean;
  /** where the manifest names it */
  readonly source?: SourceRange;
}

/** A family by its name in the style sheets: `song`, `hei`, `kai`, `display`. */
export interface FontFamily {
  readonly name: string;
  /** in words, for lists: 报宋 */
  readonly title: string;
  readonly licence: string;
  /** ascending by weight; never empty */
  readonly files: readonly FontFile[];
  /** families asked in turn for a character that this one lacks */
  readonly fallback: readonly string[];
}

export interface FontManifest {
  readonly families: ReadonlyMap<string, FontFamily>;
}
