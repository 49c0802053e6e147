/** What a page's content turned out to hold: everything that is painted, in order, and what painting needed. */
import type { CosDict } from "../../cos/cos-object.ts";
import type { FontFacts } from "../fonts/font-facts.ts";
import type { PageBox } from "../page-box.ts";
import type { ColourSpace, Inks } from "./colour-space.ts";

/** How an area or a line is coloured. */
export interface Paint {
  readonly space: ColourSpace;
  /** undefined where the inks are not to be known without a profile: RGB, Lab, patterns, pictures */
  readonly inks: Inks | undefined;
  readonly overprint: boolean;
}

/** A picture as it stands on the page. */
export interface PlacedImage {
  /** pixels */
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  /** a stencil through which the current colour is painted */
  readonly stencil: boolean;
  /** effective resolution, the smaller of both ways */
  readonly ppi: number;
  /** undefined for a stencil */
  readonly space: ColourSpace | undefined;
  readonly softMask: boolean;
  readonly filters: readonly string[];
  /** whether it stands in the content itself */
  readonly inline: boolean;
}

/** One thing that is painted. Boxes are in the page's space, cut by the clip. */
export interface PageElement {
  readonly kind: "text" | "path" | "image" | "shading";
  /** round all of it */
  readonly box: PageBox;
  /** round each of its parts, where it has a few that are far apart */
  readonly boxes: readonly PageBox[];
  readonly fill?: Paint;
  readonly stroke?: Paint;
  readonly overprintMode: number;
  /** alpha, blend mode or a soft mask is in force */
  readonly transparent: boolean;
  /** whether it is an upright rectangle that covers its box */
  readonly covers: boolean;
  /** points; of text, as it stands on the page */
  readonly size?: number;
  readonly font?: FontFacts;
  /** points; of a stroked line, or of a filled rectangle's smaller side */
  readonly thickness?: number;
  readonly image?: PlacedImage;
  /** the object in whose content it stands, or that it is */
  readonly object: number | undefined;
}

/** A graphics state dictionary that the page could use. */
export interface StateFacts {
  readonly dict: CosDict;
  readonly object: number | undefined;
}

/** A transparency group. */
export interface GroupFacts {
  readonly role: "page" | "form" | "luminosity" | "alpha";
  readonly space: ColourSpace | undefined;
  readonly object: number | undefined;
}

/** Something that went wrong while reading. */
export interface ContentFault {
  readonly what: "damage" | "unbalanced" | "too much" | "circle" | "missing";
  /** in words: which resource is missing */
  readonly detail: string;
  readonly object: number | undefined;
}

/** The content of one page. */
export interface PageContent {
  readonly elements: readonly PageElement[];
  /** fonts that show something, invisible text left out */
  readonly fonts: ReadonlySet<FontFacts>;
  readonly states: readonly StateFacts[];
  readonly groups: readonly GroupFacts[];
  /** names such as DefaultRGB in resources, with the object of the content that they belong to */
  readonly defaults: readonly {
    readonly name: string;
    readonly space: ColourSpace;
    readonly object: number | undefined;
  }[];
  /** operators that PDF does not have, with the object they first stand in */
  readonly unknown: ReadonlyMap<string, number | undefined>;
  /** whether BX is used, and where */
  readonly compatibility: { readonly object: number | undefined } | undefined;
  readonly faults: readonly ContentFault[];
}
