/** The press check: every item of a page against every rule, before anything is written. */

import { coverage } from "../base/colour.ts";
import type { Report, Severity } from "../base/diagnostic.ts";
import type { DiagnosticCode } from "../base/diagnostic-codes.ts";
import { contains, type Rect, union } from "../base/geometry.ts";
import type { SourceRange } from "../base/source.ts";
import type { DisplayItem, DrawingItem, FillItem, GlyphsItem, StrokeItem } from "../display/display-list.ts";
import type { Press } from "../model/edition.ts";
import { type BlackSum, blackSums } from "./black-sums.ts";
import { glyphInkBox, itemBounds } from "./ink-bounds.ts";
import type { InkedPage } from "./inked-page.ts";
import { PRESS_RULES, type PressFault, type PressSubjects } from "./press-rules.ts";
import { textOverlaps } from "./text-overlap.ts";

/**
 * Reports what of `inked` the press cannot print well; findings point into the story (where the item came from one) and to the
 * place on the page. What is wrong with many lines of one file in the same way is one finding about all of them.
 */
export const checkPress = (inked: InkedPage, press: Press, report: Report): void => {
  const findings = new Findings(inked.page.id);
  const sums = blackSums(inked);
  for (const item of inked.page.items) {
    for (const { code, severity, message, hint } of faultsOf(
      { ...subjectsOf(item, inked), ...blackSubject(item, { inked, sums }) },
      press,
    ))
      findings.add({ code, severity, message, hint, item });
    if (item.kind === "drawing") for (const fault of drawingFaults(item, { inked, sums }, press)) findings.add(fault);
  }
  const texts = inked.page.items.filter((item): item is GlyphsItem => item.kind === "glyphs");
  for (const { first, rect } of textOverlaps(texts)) findings.add({ ...OVERLAP, item: first, rect });
  findings.tell(report);
  if (!inked.page.items.some((item) => prints(item))) report.add({ ...BLANK, place: { page: inked.page.id } });
};

/** GWG 2022, R0005: a sheet without ink is a page that somebody has lost. */
const BLANK = {
  code: "press/blank-page",
  severity: "error",
  message: "nothing at all is printed on the page",
  hint: "give it its stories, or take it out of the edition",
} as const;

const prints = (item: DisplayItem): boolean =>
  item.kind === "picture" || item.kind === "drawing" || item.kind === "art" || coverage(item.ink) > 0;

type RuleFault = PressFault & Pick<PressFinding, "code" | "severity">;

const faultsOf = (subjects: Partial<PressSubjects>, press: Press): readonly RuleFault[] =>
  PRESS_RULES.flatMap((rule) => {
    const subject = subjects[rule.looksAt];
    // the table says which subject a rule takes; the compiler cannot follow the two together
    const fault = subject && (rule.find as (subject: unknown, press: Press) => PressFault | undefined)(subject, press);
    return fault ? [{ code: rule.code, severity: rule.severity, ...fault }] : [];
  });

/** What is wrong with the areas and lines of a drawing, which its frame clips: told of once each, at the drawing. */
const drawingFaults = (item: DrawingItem, { inked, sums }: Known, press: Press): readonly PressFinding[] =>
  (inked.drawings?.get(item) ?? []).flatMap(({ items }) =>
    items.flatMap((path) =>
      faultsOf(
        { path, ...(path.kind === "stroke" && { line: lineOf(path, inked) }), ...blackSubject(path, { inked, sums }) },
        press,
      ).map((fault) => ({ ...fault, item })),
    ),
  );

interface Known {
  readonly inked: InkedPage;
  readonly sums: ReadonlyMap<DisplayItem, BlackSum>;
}

const blackSubject = (item: DisplayItem, { inked, sums }: Known): Partial<PressSubjects> => {
  const sum = sums.get(item);
  return sum && !inked.underlaid?.has(item) ? { black: { item, sum } } : {};
};

const lineOf = (item: StrokeItem, { knockedOut }: InkedPage): PressSubjects["line"] => ({
  ...item,
  knockedOut: knockedOut?.has(item) ?? false,
});

const OVERLAP = {
  code: "press/overlap",
  severity: "error",
  message: "two pieces of text stand on one another",
  hint: "give one of them more room",
} as const;

const subjectsOf = (item: DisplayItem, inked: InkedPage): Partial<PressSubjects> => {
  const bounds = itemBounds(item);
  if (!bounds) return {};
  const whole = { item: { item, bounds: exactBounds(item, bounds, inked.page.bleed), bleed: inked.page.bleed } };
  switch (item.kind) {
    case "glyphs":
      return { ...whole, text: item };
    case "fill": {
      const thickness = thicknessOf(item, bounds);
      return {
        ...whole,
        path: item,
        ...(thickness !== undefined && {
          line: { ...item, thickness, knockedOut: inked.knockedOut?.has(item) ?? false },
        }),
      };
    }
    case "stroke":
      return { ...whole, path: item, line: lineOf(item, inked) };
    case "drawing":
    case "art":
      return whole;
    case "picture": {
      const picture = inked.pictures.get(item);
      return { ...whole, ...(picture && { picture: { item, picture } }) };
    }
  }
};

// Em boxes are larger than the ink: near the edge of the bleed the outlines decide.
const exactBounds = (item: DisplayItem, bounds: Rect, bleed: Rect): Rect => {
  if (item.kind !== "glyphs" || contains(bleed, bounds)) return bounds;
  const boxes = item.glyphs.flatMap((glyph) => glyphInkBox(item, glyph) ?? []);
  return boxes.length === 0 ? { x: bleed.x, y: bleed.y, width: 0, height: 0 } : union(boxes);
};

/** Filled rectangles thinner than this are rules drawn as areas. */
const LINE_AT_MOST = 2;

const thicknessOf = ({ path }: FillItem, bounds: Rect): number | undefined => {
  const corners = path.filter((command) => command.kind !== "close");
  const upright = corners.every(
    (corner) =>
      corner.kind !== "curve" &&
      (corner.x === bounds.x || corner.x === bounds.x + bounds.width) &&
      (corner.y === bounds.y || corner.y === bounds.y + bounds.height),
  );
  const thickness = Math.min(bounds.width, bounds.height);
  return corners.length >= 4 && corners.length <= 5 && upright && thickness < LINE_AT_MOST ? thickness : undefined;
};

interface PressFinding extends PressFault {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly item: DisplayItem;
  /** where, if not the whole item */
  readonly rect?: Rect;
}

/** Findings of one page, the same ones about one file put together. */
class Findings {
  readonly #page: string;
  readonly #groups = new Map<string, PressFinding[]>();

  constructor(page: string) {
    this.#page = page;
  }

  add(finding: PressFinding): void {
    const source = sourceOf(finding.item);
    const rect = finding.rect ?? itemBounds(finding.item);
    // without a source nothing says that two belong together
    const key = JSON.stringify([finding.code, finding.severity, finding.message, source?.path ?? rect]);
    const group = this.#groups.get(key);
    if (group) group.push(finding);
    else this.#groups.set(key, [finding]);
  }

  tell(report: Report): void {
    for (const group of this.#groups.values()) {
      const { code, severity, message, hint } = group[0]!;
      const source = wholeRange(group.flatMap(({ item }) => sourceOf(item) ?? []));
      const rect = union(group.flatMap(({ item, rect }) => rect ?? itemBounds(item) ?? []));
      report.add({ code, severity, message, hint, ...(source && { source }), place: { page: this.#page, rect } });
    }
  }
}

const sourceOf = (item: DisplayItem): SourceRange | undefined =>
  item.kind === "glyphs" || item.kind === "picture" || item.kind === "drawing" || item.kind === "art"
    ? item.source
    : undefined;

const wholeRange = (ranges: readonly SourceRange[]): SourceRange | undefined => {
  const [first] = ranges;
  if (!first) return undefined;
  const start = Math.min(...ranges.map((range) => range.start));
  const end = Math.max(...ranges.map((range) => range.end));
  return { path: first.path, start, end };
};
