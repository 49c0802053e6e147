/** What the parts of a placed PDF are rewritten with: the file, the inks, the faults that are found, and what is done already. */
import type { Ink } from "../../base/colour.ts";
import type { CosFile } from "../../cos/cos-file.ts";
import { CosArray, CosDict, CosName, type CosStream, type CosValue } from "../../cos/cos-object.ts";
import { numberText } from "../../cos/write-content.ts";
import type { ArtPen } from "./art-marks.ts";
import type { Turn } from "./art-sizes.ts";
import type { ArtColour, ArtSpace } from "./art-space.ts";

/** Why a PDF cannot be placed: `why` completes "the picture …". */
export interface ArtFault {
  readonly why: string;
  readonly hint: string;
}

/** A picture inside a PDF whose samples have to become ink. */
export interface ArtPixels {
  /** the same in every reading of one file */
  readonly key: string;
  readonly stream: CosStream;
  readonly space: ArtSpace;
}

/** Where ink comes from: the first reading only writes down what is needed, the second takes it. */
export interface ArtInks {
  ink(colour: ArtColour): Ink;
  /** undefined while it is only written down, and where the samples are damaged */
  pixels(asked: ArtPixels): CosStream | undefined;
  /** a picture or shading that stays as it is */
  kept(space: "grey" | "cmyk"): void;
}

/** The colour spaces in which `sc` and `SC` set colours. */
export interface ArtColours {
  readonly fill: ArtSpace;
  readonly stroke: ArtSpace;
}

/** What a content stream is read with. */
export interface ArtContent {
  readonly resources: CosDict | undefined;
  /** what it will call its own resources by */
  readonly names: ArtResources;
  /** those of the stream that calls it; grey when absent */
  readonly colours?: ArtColours;
  /** what is set when it begins; black that knocks out when absent, nothing that is known in a glyph */
  readonly pen?: ArtPen;
  /** to the size at which it is printed, points; none when absent */
  readonly turn?: Turn;
  /** in its own units; 1 when absent */
  readonly lineWidth?: number;
  /** a glyph of a Type 3 font: behind `d1` it has no colours of its own */
  readonly isGlyph?: boolean;
}

/** One reading of one page. */
export interface ArtShop {
  readonly file: CosFile;
  readonly inks: ArtInks;
  fault(fault: ArtFault): void;
  /** a content stream written anew; what is at fault in it is told and left out */
  rewrite(bytes: Uint8Array, content: ArtContent): Uint8Array;
  /** whether one operator more may be read */
  spend(): boolean;
  /** a number for what has none of its own */
  count(): number;
  /** a number for an object, the same for the same one */
  id(thing: object): number;
  /** forms, patterns and fonts that are rewritten already, by what they are and how they were called */
  readonly known: Map<string, CosDict | CosStream | undefined>;
  /** objects that are being rewritten: they must not call themselves */
  readonly open: Set<object>;
}

/** What is made under this key, made once. */
export const once = <Thing extends CosDict | CosStream>(
  key: string,
  { known }: ArtShop,
  make: () => Thing | undefined,
): Thing | undefined => {
  if (!known.has(key)) known.set(key, make());
  return known.get(key) as Thing | undefined;
};

/** A dictionary made by us. */
export const dictWith = (shop: ArtShop, entries: Readonly<Record<string, CosValue>>): CosDict =>
  new CosDict(new Map(Object.entries(entries).filter(([, value]) => value !== undefined)), shop.file);

/** An array made by us. */
export const arrayWith = (shop: ArtShop, values: readonly CosValue[]): CosArray => new CosArray(values, shop.file);

/** A name. */
export const nameWith = (name: string): CosName => new CosName(name);

/** The resources of one content stream in the making, each thing under a new name. */
export class ArtResources {
  readonly #kinds = new Map<string, Map<string, CosValue>>();
  readonly #names = new Map<CosValue, string>();

  /** The name of the thing, the same for the same thing. */
  name(kind: keyof typeof PREFIXES, thing: CosDict | CosStream | CosArray): string {
    const known = this.#names.get(thing);
    if (known !== undefined) return known;
    const things = this.#kinds.get(kind) ?? new Map<string, CosValue>();
    this.#kinds.set(kind, things);
    const name = `${PREFIXES[kind]}${things.size + 1}`;
    things.set(name, thing);
    this.#names.set(thing, name);
    return name;
  }

  /** All of them as a dictionary. */
  dict(shop: ArtShop): CosDict {
    return dictWith(
      shop,
      Object.fromEntries([...this.#kinds].map(([kind, things]) => [kind, new CosDict(things, shop.file)])),
    );
  }
}

const PREFIXES = { ColorSpace: "C", ExtGState: "G", Font: "F", Pattern: "P", Shading: "S", XObject: "X" } as const;

/** Ink as operands: parts of 1. */
export const inkText = ({ c, m, y, k }: Ink): string => [c, m, y, k].map((part) => numberText(part / 100)).join(" ");

/** What is said of streams that cannot be read to their end. */
export const DAMAGED: ArtFault = {
  why: "is damaged: not all of its drawing can be read",
  hint: "save it anew as PDF/X",
};
