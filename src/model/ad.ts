/** An advertisement: where the list wants it, and the page of a PDF that is printed there. */
import type { SourceRange } from "../base/source.ts";
import type { Pt } from "../base/units.ts";
import type { Photo } from "./story.ts";

/** A row of the ad list. */
export interface Ad {
  /** booking number, each once in the list */
  readonly id: string;
  /** name of its slot in the page's layout */
  readonly slot: string;
  /** path of its file in the edition */
  readonly path: string;
  /** as it was sold; what the page can print is the page's matter */
  readonly colour: "colour" | "mono";
  /** whether the word 广告 is printed in its corner */
  readonly labelled: boolean;
  /** empty when the list does not say */
  readonly advertiser: string;
  /** the size as it was sold, by its name in `adSizes` */
  readonly size?: AdSize;
  /** its PDF page; absent where the file is missing or was refused: then the house ad stands in its place */
  readonly photo?: Photo;
  /** its row in the list */
  readonly source: SourceRange;
}

/** A size by which ads are sold: lengths, or columns and rows of the page's grid. */
export type AdSize =
  | { readonly kind: "lengths"; readonly name: string; readonly width: Pt; readonly height: Pt }
  | { readonly kind: "grid"; readonly name: string; readonly columns: number; readonly rows: number };

/** How ads of an edition are placed. */
export interface AdSettings {
  /** what stands in slots whose ad is missing, whichever fits best; a panel of the program's own when absent */
  readonly house?: readonly Photo[];
  /** `never`: an ad keeps its size; `fit`: it is made as large as its slot allows */
  readonly scale: "never" | "fit";
  /** up to which an ad may be larger or smaller than its slot without a finding */
  readonly tolerance: Pt;
}
