/** Page furniture: section name, folio, date, flags and the block of credits, set as the layout asks. */
import type { Rect } from "../base/geometry.ts";
import { fits, type Pt } from "../base/units.ts";
import type { Inline } from "../model/story.ts";
import type { Align } from "../model/style.ts";
import type { FurnitureFrame } from "../plan/page-plan.ts";
import type { ComposedFrame, ComposedLine } from "./composed-page.ts";
import { extentOf, type GalleyParagraph } from "./galley/cluster.ts";
import { galleyStyle } from "./galley/galley-style.ts";
import type { Galleys } from "./galleys.ts";
import type { BrokenLine } from "./lines/broken-line.ts";
import { setLine } from "./lines/justify.ts";

/** Names of two characters are spread to the width of three (张　健). */
const NAME_EMS = 3;

export const composeFurniture = (frame: FurnitureFrame, galleys: Galleys): ComposedFrame => {
  if (frame.writing === "vertical") return { frame, lines: verticalLines(frame, galleys) };
  if (frame.item === "credits") return { frame, lines: creditLines(frame, galleys) };
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
  return setLine(paragraph, wholeLine(paragraph, area.width), {
    x: area.x,
    baseline: baselineIn(area, frame.style.size),
    align,
    ink: frame.style.ink,
    paragraph: -1,
    leg: 0,
  });
};

/** A paragraph as one line. */
const wholeLine = (paragraph: GalleyParagraph, measure: Pt): BrokenLine => ({
  from: 0,
  to: paragraph.clusters.length,
  next: paragraph.clusters.length,
  measure,
  indent: 0,
  natural: extentOf(paragraph.clusters),
  hang: 0,
  last: true,
});

/** Words large enough to be spread over the height they have, and the distance of their characters over their leading at most. */
const SPREAD: ReadonlySet<FurnitureFrame["item"]> = new Set(["section", "paper", "flag"]);
const WIDEST_PITCH = 1.6;

/** Vertical lines from the right, in the middle of the frame. */
const verticalLines = (frame: FurnitureFrame, galleys: Galleys): readonly ComposedLine[] => {
  const { rect, style, lines, credits } = frame;
  const count = frame.item === "credits" ? credits.length : lines.length;
  const edge = rect.x + (rect.width + count * style.leading) / 2;
  const axis = (n: number): Pt => edge - (n + 0.5) * style.leading;
  if (frame.item === "credits") return creditLinesDown(frame, galleys, axis);
  return lines.map((text, n) => {
    const inline = inlineOf(text, frame);
    const spread = SPREAD.has(frame.item) ? spreadOf(inline, frame, galleys) : undefined;
    const down = spread ?? { top: rect.y, measure: rect.height, align: style.align };
    return lineDown(inline, { frame, galleys }, { ...down, axis: axis(n) });
  });
};

interface LineDown {
  readonly axis: Pt;
  readonly top: Pt;
  readonly measure: Pt;
  readonly align: Align;
}

const lineDown = (
  inline: Inline,
  { frame, galleys }: Omit<LineArea, "area">,
  { axis, top, measure, align }: LineDown,
): ComposedLine => {
  const paragraph = furnitureParagraph(inline, frame, galleys);
  const place = { x: axis, baseline: top, align, ink: frame.style.ink, paragraph: -1, leg: 0 };
  return setLine(paragraph, wholeLine(paragraph, measure), place);
};

/** The characters at one distance from one another, together in the middle of the height. */
const spreadOf = (inline: Inline, frame: FurnitureFrame, galleys: Galleys): Omit<LineDown, "axis"> | undefined => {
  const { rect, style } = frame;
  const { clusters } = furnitureParagraph(inline, frame, galleys);
  const pitch = Math.min(style.leading * WIDEST_PITCH, rect.height / Math.max(1, clusters.length));
  const measure = extentOf(clusters) + (clusters.length - 1) * Math.max(0, pitch - style.size);
  return fits(measure, rect.height) ? { top: rect.y + (rect.height - measure) / 2, measure, align: "even" } : undefined;
};

/** A credit a line: the role spread to the longest of them, the name after it. */
const creditLinesDown = (frame: FurnitureFrame, galleys: Galleys, axis: (n: number) => Pt): readonly ComposedLine[] => {
  const { rect, style, credits } = frame;
  const roles = Math.max(0, ...credits.map(({ role }) => widthOf(galleys, inlineOf(role, frame), frame)));
  return credits.flatMap(({ role, name }, n) => {
    const isName = HAN.test(name);
    const top = rect.y + roles + style.size;
    const room = Math.max(0, rect.height - roles - style.size);
    const own = isName ? { measure: Math.min(room, NAME_EMS * style.size), align: "even" as const } : undefined;
    return [
      lineDown(
        inlineOf(role, frame),
        { frame, galleys },
        { axis: axis(n), top: rect.y, measure: roles, align: HAN.test(role) ? "even" : "left" },
      ),
      lineDown(
        inlineOf(name, frame, isName ? "strong" : "text"),
        { frame, galleys },
        { axis: axis(n), top, measure: room, align: "left", ...own },
      ),
    ];
  });
};

const HAN = /^\p{Script=Han}+$/u;

/** Roles in one column, names in the next: spread to three characters where they are shorter. */
const creditLines = (frame: FurnitureFrame, galleys: Galleys): readonly ComposedLine[] => {
  const { size, leading } = frame.style;
  const widest = Math.max(0, ...frame.credits.map(({ role }) => widthOf(galleys, inlineOf(role, frame), frame)));
  const top = frame.rect.y + Math.max(0, frame.rect.height - frame.credits.length * leading);
  return frame.credits.flatMap(({ role, name }, n) => {
    const area = { ...frame.rect, y: top + n * leading, height: leading };
    const left = frame.rect.x + widest + size;
    const isName = HAN.test(name);
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

const furnitureParagraph = (inline: Inline, { style, writing }: FurnitureFrame, galleys: Galleys): GalleyParagraph =>
  galleys.paragraph(inline, galleyStyle(style, { locale: galleys.locale, writing, indents: [0] }));
