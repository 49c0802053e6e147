/** A page of a PDF that is to be placed: its box and turn, and the one way to write its drawing anew. */
import { CosFile } from "../../cos/cos-file.ts";
import { CosArray, type CosDict, CosStream } from "../../cos/cos-object.ts";
import { findPage } from "../../cos/find-page.ts";
import type { PdfBox, PdfPage } from "../../model/story.ts";
import { rewriteContent } from "./art-content.ts";
import {
  type ArtFault,
  type ArtInks,
  ArtResources,
  type ArtShop,
  arrayWith,
  DAMAGED,
  dictWith,
  nameWith,
} from "./art-shop.ts";

/** The page as it is seen: width and height of its box in points, after its turn and in its own unit. */
export interface OpenArt {
  readonly width: number;
  readonly height: number;
  /**
   * Writes the drawing anew as a form of that size, its origin at the lower left; faults go to `fault`. Gives the same every time.
   * `scale` is how much it grows on our page: what is a thin line is judged as it is printed.
   */
  write(how: ArtWriting): CosStream;
}

/** How a page is written. */
export interface ArtWriting {
  readonly inks: ArtInks;
  /** 1 when absent */
  readonly scale?: number;
  fault(fault: ArtFault): void;
}

/** The page; or why it is no picture. */
export type ArtOpened = { readonly ok: true; readonly art: OpenArt } | { readonly ok: false; readonly fault: ArtFault };

/** What a picture may ask of us: no drawing of a newspaper has more. */
const LIMITS = { stream: 64 << 20, total: 384 << 20 };
const MOST_OPERATORS = 3_000_000;
const MOST_STREAMS = 1000;
/** Points: narrower is nothing, wider is no page (PDF 1.7, annex C: 200 inches; drawings of ships have more). */
const [LEAST, MOST] = [1, 100_000];

/** Opens the page that is asked for. Never throws. */
export const openArt = (bytes: Uint8Array, asked: PdfPage): ArtOpened => {
  const number = asked.page;
  const file = new CosFile(bytes, LIMITS);
  const found = findPage(file, number);
  switch (found.kind) {
    case "encrypted":
      return refuse("is encrypted", "take its password off, and save it anew");
    case "missing":
      return found.count === 0
        ? refuse("is damaged: it has no page that can be read", "save it anew as PDF/X")
        : refuse(`has no page ${number}, only ${found.count}`, `write \`page: ${found.count}\` or less`);
    case "page":
      return openPage(file, found.page, asked);
    default:
      return found satisfies never;
  }
};

const refuse = (why: string, hint: string): ArtOpened => ({ ok: false, fault: { why, hint } });

type Box = readonly [left: number, bottom: number, right: number, top: number];

/** Names of boxes, each with the larger ones that stand in for it. */
const BOXES: Readonly<Record<PdfBox, readonly string[]>> = {
  trim: ["TrimBox", "CropBox", "MediaBox"],
  crop: ["CropBox", "MediaBox"],
  media: ["MediaBox"],
};

const firstBox = (page: CosDict, names: readonly string[]): Box | undefined =>
  names.map((name) => boxOf(page, name)).find((each) => each !== undefined);

const openPage = (file: CosFile, page: CosDict, { box: asked = "trim", bleeds }: PdfPage): ArtOpened => {
  const box = firstBox(page, BOXES[asked]);
  if (!box) return refuse("has a page without a size", "save it anew as PDF/X");
  const unit = unitOf(page);
  const [width, height] = [(box[2] - box[0]) * unit, (box[3] - box[1]) * unit];
  const outer = bleeds ? firstBox(page, ["BleedBox", ...BOXES.crop]) : undefined;
  const seen = outer ? around(box, outer) : box;
  const contents = contentsOf(page);
  if (contents.length === 0) return refuse("has an empty page", "take another page, or another picture");
  const turn = ((((page.number("Rotate") ?? 0) % 360) + 360) % 360) as 0 | 90 | 180 | 270;
  const lies = turn === 90 || turn === 270;
  return {
    ok: true,
    art: {
      width: lies ? height : width,
      height: lies ? width : height,
      write: (how) => writePage({ file, page, box, seen, unit, turn, contents }, how),
    },
  };
};

/** Undefined where there is none, or it has no size. */
const boxOf = (page: CosDict, key: string): Box | undefined => {
  const numbers = page.array(key)?.numbers();
  if (numbers?.length !== 4) return undefined;
  const [a, b, c, d] = numbers as [number, number, number, number];
  const box: Box = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
  const fits = [box[2] - box[0], box[3] - box[1]].every((each) => each >= LEAST && each <= MOST);
  return fits && box.every((each) => Math.abs(each) <= MOST) ? box : undefined;
};

/** Points to a unit of the page's own space (PDF 1.6); files of large drawings have more than one. */
const unitOf = (page: CosDict): number => {
  const unit = page.number("UserUnit") ?? 1;
  return unit > 0 && unit <= MOST ? unit : 1;
};

const around = (a: Box, b: Box): Box => [
  Math.min(a[0], b[0]),
  Math.min(a[1], b[1]),
  Math.max(a[2], b[2]),
  Math.max(a[3], b[3]),
];

const contentsOf = (page: CosDict): readonly CosStream[] => {
  const contents = page.get("Contents");
  const all = contents instanceof CosArray ? contents.values().slice(0, MOST_STREAMS) : [contents];
  return all.filter((each): each is CosStream => each instanceof CosStream);
};

interface ArtPage {
  readonly file: CosFile;
  readonly page: CosDict;
  readonly box: Box;
  /** what of its drawing goes along: the box, and its bleed where that is wanted */
  readonly seen: Box;
  readonly unit: number;
  readonly turn: 0 | 90 | 180 | 270;
  readonly contents: readonly CosStream[];
}

const writePage = (
  { file, page, box, seen, unit, turn, contents }: ArtPage,
  { inks, fault, scale = 1 }: ArtWriting,
): CosStream => {
  const told = new Set<string>();
  const tell = (each: ArtFault): void => {
    if (!told.has(each.why)) fault(each);
    told.add(each.why);
  };
  const shop = openShop(file, { inks, fault: tell });
  const parts = contents.flatMap((stream) => {
    const { bytes, whole, left } = file.decode(stream);
    if (!whole || left !== undefined) tell(DAMAGED);
    return [bytes, Buffer.from("\n")];
  });
  if (parts.every((each) => Buffer.from(each).toString("latin1").trim() === ""))
    tell({ why: "has an empty page", hint: "take another page, or another picture" });
  const names = new ArtResources();
  const content = rewriteContent(
    Buffer.concat(parts),
    { resources: page.dict("Resources"), names, turn: [unit * scale, 0, 0, unit * scale] },
    shop,
  );
  // forms take over the state of the page that shows them: all of it is set to what a page begins with
  const start = "0 0 0 1 k\n0 0 0 1 K\n1 w 0 J 0 j 10 M [] 0 d\n0 Tc 0 Tw 100 Tz 0 TL 0 Tr 0 Ts\n";
  const dict = dictWith(shop, {
    Type: nameWith("XObject"),
    Subtype: nameWith("Form"),
    BBox: arrayWith(shop, seen),
    Matrix: arrayWith(
      shop,
      matrixOf(box, turn).map((each) => each * unit),
    ),
    Resources: names.dict(shop),
  });
  return new CosStream(dict, Buffer.concat([Buffer.from(start, "latin1"), content]));
};

/** From the page's own coordinates to those of the page as it is seen. */
const matrixOf = ([left, bottom, right, top]: Box, turn: ArtPage["turn"]): readonly number[] => {
  if (turn === 90) return [0, -1, 1, 0, -bottom, right];
  if (turn === 180) return [-1, 0, 0, -1, right, top];
  if (turn === 270) return [0, 1, -1, 0, top, -left];
  return [1, 0, 0, 1, -left, -bottom];
};

const openShop = (file: CosFile, { inks, fault }: Pick<ArtShop, "inks" | "fault">): ArtShop => {
  const ids = new Map<object, number>();
  let [spent, counted] = [0, 0];
  const shop: ArtShop = {
    file,
    inks,
    fault,
    rewrite: (bytes, content) => rewriteContent(bytes, content, shop),
    spend: () => {
      if (++spent === MOST_OPERATORS)
        fault({ why: "has more drawing in it than any picture", hint: "make it a picture of 300 ppi" });
      return spent < MOST_OPERATORS;
    },
    count: () => ++counted,
    id: (thing) => {
      const known = ids.get(thing) ?? ids.size + 1;
      ids.set(thing, known);
      return known;
    },
    known: new Map(),
    open: new Set(),
  };
  return shop;
};
