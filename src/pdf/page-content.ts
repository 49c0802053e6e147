/** The content stream of a page: every item of the display list as PDF operators (ISO 32000-1, annex A), in printing order. */
import type {
  ArtItem,
  DisplayItem,
  DrawingItem,
  FillItem,
  GlyphsItem,
  PathCommand,
  PictureItem,
  StrokeItem,
} from "../display/display-list.ts";
import type { ScreenColour } from "../model/story.ts";
import type { InkedPage } from "../press/inked-page.ts";
import { ContentStream } from "./content-stream.ts";
import type { FontCodes } from "./font-codes.ts";
import type { PageSpace } from "./page-space.ts";
import { fine, numbers } from "./pdf-number.ts";
import { showText } from "./show-text.ts";

/** What the content stream calls things by. */
export interface ResourceNames {
  /** face key → name and codes */
  readonly fonts: ReadonlyMap<string, { readonly name: string; readonly codes: FontCodes }>;
  /** picture hash → name */
  readonly pictures: ReadonlyMap<string, string>;
  /** hash of a PDF page → name */
  readonly art: ReadonlyMap<string, string>;
  readonly overprint: string;
  readonly knockout: string;
  /** of a page for screens: sRGB for each ink, by `inkName` */
  readonly screen?: ReadonlyMap<string, ScreenColour>;
  /** of a tagged page: the operator that begins the marked content which an item stands in; neighbours with one operator share it */
  readonly marked?: (item: DisplayItem) => string;
  /** name of a spot colour's plate → name of its colour space */
  readonly spots?: ReadonlyMap<string, string>;
  /** colour space of marks on every plate; when absent they are printed in black */
  readonly everyPlate?: string;
}

/** What is printed: the page, and the marks round it, which say nothing about it that is not known without them. */
export interface PageOperators {
  readonly page: string;
  /** empty where the sheet bears no marks */
  readonly marks: string;
}

/**
 * The operators, one a line, in ASCII. Colours are DeviceCMYK, and spot colours where the page has them, marks Separation All; nothing is
 * transparent.
 */
export const pageContent = (inked: InkedPage, space: PageSpace, names: ResourceNames): PageOperators => {
  const stream = new ContentStream(names);
  // where there is paper outside the bleed, nothing but marks may be printed on it
  if (space.marks) stream.add("q", ...clipTo(rectangle(space.bleed)));
  paintMarked(inked.page.items, { inked, space, names, stream });
  if (space.marks) stream.restore();
  return { page: stream.text(), marks: markOperators(inked, space, names) };
};

const markOperators = (inked: InkedPage, space: PageSpace, names: ResourceNames): string => {
  const { sheet } = inked.page;
  if (!sheet) return "";
  const stream = new ContentStream(names);
  for (const item of sheet.inked) paint(item, { inked, space, names, stream });
  if (names.everyPlate !== undefined) stream.add(`/${names.everyPlate} CS 1 SCN`);
  for (const item of sheet.everyPlate) {
    if (names.everyPlate === undefined) stream.strokeInk(item.ink);
    stream
      .overprint(item.overprint)
      .pen(item)
      .add(...pathOperators(item.path, space), "S");
  }
  return stream.text();
};

interface Press {
  readonly inked: InkedPage;
  readonly space: PageSpace;
  readonly names: ResourceNames;
  readonly stream: ContentStream;
}

const paintMarked = (items: readonly DisplayItem[], press: Press): void => {
  const { names, stream } = press;
  let open: string | undefined;
  for (const item of items) {
    const mark = names.marked?.(item);
    if (mark !== open) {
      if (open !== undefined) stream.add("EMC");
      if (mark !== undefined) stream.add(mark);
      open = mark;
    }
    paint(item, press);
  }
  if (open !== undefined) stream.add("EMC");
};

const paint = (item: DisplayItem, press: Press): void => {
  switch (item.kind) {
    case "glyphs":
      paintGlyphs(item, press);
      break;
    case "fill":
      paintFill(item, press);
      break;
    case "stroke":
      paintStroke(item, press);
      break;
    case "picture":
      paintPicture(item, press);
      break;
    case "drawing":
      paintDrawing(item, press);
      break;
    case "art":
      paintArt(item, press);
  }
};

const paintGlyphs = (item: GlyphsItem, { stream, space, names }: Press): void => {
  const font = names.fonts.get(item.face.key);
  if (!font || item.glyphs.length === 0) return;
  stream.overprint(item.overprint).fillInk(item.ink);
  stream.add(...showText(item, font, space));
};

const paintFill = ({ path, ink, overprint, evenOdd }: FillItem, { stream, space }: Press): void => {
  if (path.length === 0) return;
  stream.overprint(overprint).fillInk(ink);
  stream.add(...pathOperators(path, space), evenOdd ? "f*" : "f");
};

const paintStroke = (item: StrokeItem, { stream, space }: Press): void => {
  if (item.path.length === 0) return;
  stream.overprint(item.overprint).strokeInk(item.ink).pen(item);
  stream.add(...pathOperators(item.path, space), "S");
};

const paintPicture = (item: PictureItem, { inked, stream, space, names }: Press): void => {
  const picture = inked.pictures.get(item);
  if (!picture) return;
  const { x, y, width, height } = item.rect;
  stream.overprint(false);
  stream.add(
    "q",
    ...(item.clip && item.clip.length > 0 ? clipTo(pathOperators(item.clip, space), item.clipEvenOdd) : []),
    `${numbers(width, 0, 0, height, space.x(x), space.y(y + height))} cm`,
    `/${names.pictures.get(picture.hash)} Do`,
    "Q",
  );
};

const paintDrawing = (item: DrawingItem, press: Press): void => {
  const { inked, stream, space } = press;
  const shapes = inked.drawings?.get(item) ?? [];
  if (shapes.length === 0 || item.clip.length === 0) return;
  stream.clipped(clipTo(pathOperators(item.clip, space)), () => {
    for (const { items, clips } of shapes) {
      // what is seen inside nothing is not seen
      if (clips.some((clip) => clip.length === 0)) continue;
      const draw = (): void => {
        for (const each of items) paint(each, press);
      };
      if (clips.length === 0) draw();
      else
        stream.clipped(
          clips.flatMap((clip) => clipTo(pathOperators(clip, space))),
          draw,
        );
    }
  });
};

/** The whole page so large and so placed that its crop fills the frame. */
const paintArt = (item: ArtItem, { inked, stream, space, names }: Press): void => {
  const art = inked.art?.get(item);
  if (!art || item.clip.length === 0) return;
  const { rect, crop } = item;
  const [width, height] = [rect.width / crop.width, rect.height / crop.height];
  const [left, low] = [rect.x - crop.x * width, rect.y - crop.y * height + height];
  stream.overprint(false);
  stream.add(
    "q",
    ...clipTo(pathOperators(item.clip, space)),
    `${[width / art.width, 0, 0, height / art.height].map(fine).join(" ")} ${numbers(space.x(left), space.y(low))} cm`,
    `/${names.art.get(art.hash)} Do`,
    "Q",
  );
};

const pathOperators = (path: readonly PathCommand[], space: PageSpace): readonly string[] =>
  path.map((command) => pathOperator(command, space));

const pathOperator = (command: PathCommand, space: PageSpace): string => {
  switch (command.kind) {
    case "move":
      return `${numbers(space.x(command.x), space.y(command.y))} m`;
    case "line":
      return `${numbers(space.x(command.x), space.y(command.y))} l`;
    case "curve": {
      const { x1, y1, x2, y2, x, y } = command;
      return `${numbers(space.x(x1), space.y(y1), space.x(x2), space.y(y2), space.x(x), space.y(y))} c`;
    }
    case "close":
      return "h";
  }
};

const clipTo = (path: readonly string[], evenOdd = false): readonly string[] => [...path, evenOdd ? "W* n" : "W n"];

const rectangle = ([left, bottom, right, top]: readonly [number, number, number, number]): readonly string[] => [
  `${numbers(left, bottom, right - left, top - bottom)} re`,
];
