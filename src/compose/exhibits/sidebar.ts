/** A sidebar: a title, a rule under it, paragraphs and list items. */
import type { Pt } from "../../base/units.ts";
import type { Paragraph, Span } from "../../model/story.ts";
import type { TextStyle } from "../../model/style.ts";
import type { ExhibitContent } from "../../plan/exhibit-content.ts";
import type { ComposedLine } from "../composed-page.ts";
import type { GalleyParagraph } from "../galley/cluster.ts";
import { galleyStyle } from "../galley/galley-style.ts";
import { withLabel } from "../galley/paragraph-head.ts";
import type { Galleys } from "../galleys.ts";
import { breakLines } from "../lines/break-lines.ts";
import { setLine } from "../lines/justify.ts";
import { ruleShapes } from "../rule-shapes.ts";
import { type Block, type BlockRoom, firstBaseline, isTooWide, setText } from "./block.ts";

/** Blank between the title, or its rule, and the text, in ems of the text. */
const UNDER_TITLE = 0.4;

/** Sets a sidebar. */
export const setSidebar = (
  { sidebar, style }: Extract<ExhibitContent, { kind: "sidebar" }>,
  { width }: BlockRoom,
  galleys: Galleys,
): Block => {
  const title = setText(sidebar.title, style.title, { galleys, place: { x: 0, y: 0, width } });
  const top = title.height + (title.height > 0 ? UNDER_TITLE * style.text.size : 0);
  const lines: ComposedLine[] = [];
  for (const paragraph of sidebar.paragraphs)
    lines.push(
      ...setParagraph(paragraph, style.text, { galleys, width, top: top + lines.length * style.text.leading }),
    );
  const rule = title.height > 0 ? style.rule : undefined;
  return {
    height: top + lines.length * style.text.leading,
    lines: [...title.lines, ...lines],
    shapes: rule ? ruleShapes(rule, { from: { x: 0, y: title.height }, length: width, direction: "horizontal" }) : [],
    faults: lines.some((line) => isTooWide(line, style.text))
      ? [
          {
            code: "compose/overset-part",
            severity: "error",
            message: "a word of a sidebar is wider than its box",
            hint: "give the sidebar more width",
            source: sidebar.source,
          },
        ]
      : [],
  };
};

const setParagraph = (
  paragraph: Paragraph,
  style: TextStyle,
  { galleys, width, top }: { readonly galleys: Galleys; readonly width: Pt; readonly top: Pt },
): readonly ComposedLine[] => {
  const set = paragraphSetter(style, galleys);
  const galley = galleyOf(paragraph, style, set);
  return breakLines(galley, [width], galleys.rules(style)).map((line, n) =>
    setLine(galley, line, {
      x: 0,
      baseline: firstBaseline(top + n * style.leading, style),
      align: style.align,
      ink: style.ink,
      paragraph: -1,
      leg: 0,
    }),
  );
};

type SetText = Parameters<typeof withLabel>[2]["set"];

const paragraphSetter =
  (style: TextStyle, galleys: Galleys): SetText =>
  (spans, otherwise = {}) =>
    galleys.paragraph(spans, galleyStyle({ ...style, ...otherwise }, { locale: galleys.locale }));

const galleyOf = (paragraph: Paragraph, style: TextStyle, set: SetText): GalleyParagraph => {
  switch (paragraph.kind) {
    case "bulleted":
    case "numbered":
      return withLabel(set(paragraph.spans), paragraph, { style, set });
    case "crosshead":
      return set(paragraph.spans.map((span): Span => ({ ...span, face: "strong" })));
    case "body":
      return set(paragraph.spans);
    default:
      return paragraph satisfies never;
  }
};
