/** Page furniture: section name, folio, date, flags and the block of credits, set as the layout asks. */
import type { Rect } from "../base/geometry.ts";
import type { Pt } from "../base/units.ts";
import type { Inline } from "../model/story.ts";
import type { FurnitureFrame } from "../plan/page-plan.ts";
import { extentOf, type GalleyParagraph } from "./cluster.ts";
import type { ComposedFrame, ComposedLine } from "./composed-page.ts";
import { galleyStyle } from "./galley-style.ts";
import type { Galleys } from "./galleys.ts";
import { setLine } from "./justify.ts";

/** Names of two characters are spread to the width of three (张　健). */
const NAME_EMS = 3;

export const composeFurniture = (frame: FurnitureFrame, galleys: Galleys): ComposedFrame => {
  if (frame.item === "credits") return { frame, lines: creditLines(frame, galleys) };
  if (frame.writing === "vertical") return { frame, lines: verticalLines(frame, galleys) };
  const { leading } = frame.style;
  const top = frame.rect.y + Math.max(0, (frame.rect.height - frame.lines.length * leading) / 2);
  return {
    frame,
    lines: frame.lines.map((text, n) =>
      furnitureLine(inlineOf(text, frame), {
        frame,
        galleys,
        area: { ...frame.rect, y: top + n * leading, height: leading },
      }),
    ),
  };
};

/** Furniture comes from the edition or the layout; its findings point to the frame's own entry. */
const inlineOf = (text: string, frame: FurnitureFrame, face: "text" | "strong" = "text"): Inline =>
  text === "" ? [] : [{ text, face, source: frame.source }];

interface LineArea {
  readonly frame: FurnitureFrame;
  readonly galleys: Galleys;
  readonly area: Rect;
}

const baselineIn = (area: Rect, size: Pt): Pt => area.y + (area.height - size) / 2 + 0.88 * size;

const furnitureLine = (inline: Inline, { frame, galleys, area }: LineArea, align = frame.style.align): ComposedLine => {
  const paragraph = furnitureParagraph(inline, frame, galleys);
  const line = {
    from: 0,
    to: paragraph.clusters.length,
    next: paragraph.clusters.length,
    measure: area.width,
    indent: 0,
    natural: extentOf(paragraph.clusters),
    hang: 0,
    last: true,
  };
  return setLine(paragraph, line, {
    x: area.x,
    baseline: baselineIn(area, frame.style.size),
    align,
    ink: frame.style.ink,
    paragraph: -1,
    leg: 0,
  });
};

/** One character under another, spread over the frame's height, each centred across it. */
const verticalLines = (frame: FurnitureFrame, galleys: Galleys): readonly ComposedLine[] =>
  frame.lines.flatMap((text) => {
    const characters = [...text];
    const pitch = Math.min(frame.style.leading * 1.6, frame.rect.height / Math.max(1, characters.length));
    const top = frame.rect.y + (frame.rect.height - pitch * characters.length) / 2;
    return characters.map((each, n) =>
      furnitureLine(
        inlineOf(each, frame),
        { frame, galleys, area: { ...frame.rect, y: top + n * pitch, height: pitch } },
        "centre",
      ),
    );
  });

/** Roles in one column, names in the next: spread to three characters where they are shorter. */
const creditLines = (frame: FurnitureFrame, galleys: Galleys): readonly ComposedLine[] => {
  const { size, leading } = frame.style;
  const widest = Math.max(0, ...frame.credits.map(({ role }) => widthOf(galleys, inlineOf(role, frame), frame)));
  const top = frame.rect.y + Math.max(0, frame.rect.height - frame.credits.length * leading);
  return frame.credits.flatMap(({ role, name }, n) => {
    const area = { ...frame.rect, y: top + n * leading, height: leading };
    const left = frame.rect.x + widest + size;
    const isName = /^\p{Script=Han}+$/u.test(name);
    if (isName) {
      return [
        furnitureLine(inlineOf(role, frame), { frame, galleys, area: { ...area, width: widest } }, "even"),
        furnitureLine(
          inlineOf(name, frame, "strong"),
          { frame, galleys, area: { ...area, x: left, width: NAME_EMS * size } },
          "even",
        ),
      ];
    }
    const roleWidth = widthOf(galleys, inlineOf(role, frame), frame);
    const free = { ...area, x: area.x + roleWidth + size / 2, width: Math.max(0, area.width - roleWidth - size / 2) };
    const fitsAfter = widthOf(galleys, inlineOf(name, frame), frame) + widest + size <= area.width;
    return [
      furnitureLine(inlineOf(role, frame), { frame, galleys, area: { ...area, width: roleWidth } }, "left"),
      furnitureLine(
        inlineOf(name, frame),
        { frame, galleys, area: fitsAfter ? { ...area, x: left, width: area.width - widest - size } : free },
        fitsAfter ? "left" : "right",
      ),
    ];
  });
};

const widthOf = (galleys: Galleys, inline: Inline, frame: FurnitureFrame): Pt =>
  extentOf(furnitureParagraph(inline, frame, galleys).clusters);

const furnitureParagraph = (inline: Inline, { style }: FurnitureFrame, galleys: Galleys): GalleyParagraph =>
  galleys.paragraph(inline, galleyStyle(style, { locale: galleys.locale, indents: [0] }));
