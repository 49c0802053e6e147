/** The marks of one page: where each stands, what it looks like and what it says. */
import { expand, type Rect } from "../base/geometry.ts";
import type { PageFacts } from "../preflight/document/document-facts.ts";
import { boxOfPlace } from "../preflight/place-on-page.ts";
import type { PreflightFinding, PreflightPlace } from "../preflight/preflight-pdf.ts";
import {
  BADGE,
  badgeSetting,
  boxShape,
  labelShape,
  MARK_COLOURS,
  type MarkColour,
  type MarkShape,
  SLUG_COLOUR,
  slugShape,
} from "./mark-shapes.ts";
import type { NumberedFinding } from "./numbered-findings.ts";
import { type PageView, viewOf } from "./page-view.ts";
import type { ReportLanguage } from "./report-words.ts";
import { reportWords } from "./report-words.ts";
import type { WordSetting } from "./set-words.ts";

/** A mark, as an annotation wants it. */
export interface PageMark {
  readonly subtype: "Square" | "FreeText";
  /** as it is seen */
  readonly rect: Rect;
  /** of a Square: the frame itself, without its label */
  readonly frame?: Rect;
  readonly shape: MarkShape;
  readonly colour: MarkColour;
  /** what a reader shows beside the mark */
  readonly contents: string;
}

/** What marks need besides a page. */
export interface MarkHow {
  readonly setting: Omit<WordSetting, "size">;
  readonly language: ReportLanguage;
  readonly slug: string;
}

/** One sentence about a page, under its number. */
export interface PageFault {
  readonly numbered: NumberedFinding;
  readonly finding: PreflightFinding;
  readonly place: PreflightPlace;
}

/** Boxes, then notes down the edge, then the slug: what comes later lies on top, and the slug is never covered. */
export const pageMarks = (page: PageFacts, faults: readonly PageFault[], how: MarkHow): readonly PageMark[] => {
  const view = viewOf(page);
  const slug = slugMark(view, how);
  const boxes: PageMark[] = [];
  const notes = new Map<NumberedFinding, PageFault[]>();
  const corners = new Map<string, number>();
  for (const fault of faults) {
    const seen = seenPlace(page, fault.place, view);
    if (seen) boxes.push(boxMark(seen, fault, { view, how, top: slug.rect.height, corners }));
    else notes.set(fault.numbered, [...(notes.get(fault.numbered) ?? []), fault]);
  }
  return [...boxes, ...noteMarks([...notes.values()], { view, how, top: slug.rect.height + GAP }), slug];
};

const GAP = 2;
/** Smaller boxes than this cannot be seen. */
const LEAST = 4;
const SLUG_SIZE = 9;

const slugMark = (view: PageView, { setting, slug }: MarkHow): PageMark => {
  const shape = slugShape(slug, view.width, { ...setting, size: SLUG_SIZE });
  const rect = { x: 0, y: 0, width: shape.width, height: shape.height };
  return { subtype: "FreeText", rect, shape, colour: SLUG_COLOUR, contents: slug };
};

/** Undefined for what has no box, and for what lies outside of all that is seen. */
const seenPlace = (page: PageFacts, { box }: PreflightPlace, view: PageView): Rect | undefined => {
  const own = box && boxOfPlace(box, page);
  if (!own) return undefined;
  const rect = view.seen(own);
  const [left, top] = [Math.max(0, rect.x), Math.max(0, rect.y)];
  const right = Math.min(view.width, rect.x + rect.width);
  const bottom = Math.min(view.height, rect.y + rect.height);
  return right < left || bottom < top ? undefined : { x: left, y: top, width: right - left, height: bottom - top };
};

interface Around {
  readonly view: PageView;
  readonly how: MarkHow;
  /** below the slug */
  readonly top: number;
}

interface BoxAround extends Around {
  /** widths of labels at one corner, which stand side by side */
  readonly corners: Map<string, number>;
}

const boxMark = (
  seen: Rect,
  { numbered, finding, place }: PageFault,
  { view, how, top, corners }: BoxAround,
): PageMark => {
  const colour = MARK_COLOURS[numbered.severity];
  const frame = kept(expand(grown(seen), 1.5), view);
  const label = labelShape(`${numbered.number}`, colour, badgeSetting(how.setting));
  // over the frame's corner, or inside of it where the page ends there
  const y = frame.y >= top + BADGE ? frame.y - label.height : Math.max(frame.y, top);
  // at the head of the page the left corner is where the notes are
  const left = y > top + BADGE ? frame.x : frame.x + frame.width - label.width;
  const key = `${Math.round(left)} ${Math.round(y)}`;
  const beside = corners.get(key) ?? 0;
  corners.set(key, beside + label.width + 0.5);
  const x = Math.max(0, Math.min(left + beside, view.width - label.width));
  const corner = { x, y, width: label.width, height: label.height };
  const rect = union(frame, corner);
  return {
    subtype: "Square",
    rect: expand(rect, 0.5),
    frame,
    shape: boxShape({ bounds: expand(rect, 0.5), rect: frame, corner }, label, colour),
    colour,
    contents: contentsOf([{ numbered, finding, place }], how.language),
  };
};

/** Within what is seen: a frame round the whole page would otherwise be cut off. */
const kept = ({ x, y, width, height }: Rect, view: PageView): Rect => {
  const [left, top] = [Math.max(0.5, x), Math.max(0.5, y)];
  const right = Math.max(left, Math.min(view.width - 0.5, x + width));
  return { x: left, y: top, width: right - left, height: Math.max(top, Math.min(view.height - 0.5, y + height)) - top };
};

const grown = ({ x, y, width, height }: Rect): Rect => {
  const [wide, high] = [Math.max(width, LEAST), Math.max(height, LEAST)];
  return { x: x - (wide - width) / 2, y: y - (high - height) / 2, width: wide, height: high };
};

const union = (a: Rect, b: Rect): Rect => {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  const right = Math.max(a.x + a.width, b.x + b.width);
  return { x, y, width: right - x, height: Math.max(a.y + a.height, b.y + b.height) - y };
};

/** One note for each number; where the edge is full, the last one stands for all others. */
const noteMarks = (groups: readonly (readonly PageFault[])[], { view, how, top }: Around): readonly PageMark[] => {
  const room = Math.max(1, Math.floor((view.height - top) / (BADGE + GAP)));
  const all = groups.length <= room ? groups : [...groups.slice(0, room - 1), groups.slice(room - 1).flat()];
  return all.map((faults, index) => {
    const { numbered } = faults[0]!;
    const others = groups.length > room && index === room - 1 ? ` +${groups.length - room}` : "";
    const colour = MARK_COLOURS[numbered.severity];
    const shape = labelShape(`${numbered.number} ${numbered.rule}${others}`, colour, badgeSetting(how.setting));
    const rect = { x: 0, y: top + index * (BADGE + GAP), width: shape.width, height: shape.height };
    return { subtype: "FreeText", rect, shape, colour, contents: contentsOf(faults, how.language) };
  });
};

/** Sentences that one note says; the report has all. */
const MOST_SAID = 12;

const contentsOf = (faults: readonly PageFault[], language: ReportLanguage): string => {
  const words = reportWords(language);
  const blocks = new Map<NumberedFinding, Set<string>>();
  for (const { numbered, finding, place } of faults) {
    const object = place.object === undefined ? "" : ` (${words.object(place.object)})`;
    blocks.set(numbered, (blocks.get(numbered) ?? new Set()).add(`${finding.message}${object}`));
  }
  return [...blocks]
    .map(([{ number, rule, severity, zh, hint, source }, said]) => {
      const title = language === "zh" && zh !== "" ? ` ${zh}` : "";
      const lines = [...said];
      return [
        `${number} ${words.severity[severity]} [${rule}]${title}`,
        ...lines.slice(0, MOST_SAID),
        ...(lines.length > MOST_SAID ? [words.more(lines.length - MOST_SAID)] : []),
        `${words.hint}${words.colon}${hint} [${source}]`,
      ].join("\n");
    })
    .join("\n\n");
};
