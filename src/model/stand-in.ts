/** What stands in a slot whose story cannot be had: no slot stays blank. */
import type { SourceRange } from "../base/source.ts";

/** 备用稿: a story that may stand anywhere at any time, where it is allowed. */
export interface Standby {
  readonly path: string;
  /** sections on whose pages it may stand; any when empty */
  readonly sections: readonly string[];
  /** where the edition names it */
  readonly source: SourceRange;
}

/** A story, by its path; a house ad; or the parts beside it in its slot, which take its room. */
export type StandIn =
  | { readonly kind: "story"; readonly path: string }
  | { readonly kind: "house-ad" }
  | { readonly kind: "neighbours" };

/** By the path of the page's file, then by slot; plain values. */
export type StandIns = Readonly<Record<string, Readonly<Record<string, StandIn>>>>;

/** A slot whose story cannot be had: it is missing, empty, or cannot be read. */
export interface Gap {
  /** name of the slot's story in the layout */
  readonly slot: string;
  /** path of the story that was to stand there */
  readonly path: string;
  /** what stands there; absent when nothing does */
  readonly standIn?: StandIn;
}
