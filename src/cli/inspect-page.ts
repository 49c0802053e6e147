/** A laid page as plain facts: every frame, leg and line with its place and text. */
import type { ComposedFrame, ComposedLine, FrameShape, LaidPage, Leg, PlannedFrame } from "../index.ts";
import { roundedRect, thousandths } from "../nightly/output/finding-json.ts";
import { fitFacts } from "./fit-facts.ts";

/** A frame in plain facts; lengths in points from the trim's top left, measures of legs in zi of their text. */
export interface FrameFacts {
  readonly id: string;
  /** of blocks what they are: table, key-figures, quote, qr, chart, sidebar */
  readonly kind: string;
  readonly slot: string;
  readonly rect: object;
  readonly features: readonly string[];
  readonly story?: string;
  /** of frames whose text may run down: bodies, headlines, furniture */
  readonly writing?: "horizontal" | "vertical";
  /** of vertical headlines: the direction in which their lines follow one another */
  readonly order?: "leftward" | "rightward";
  /** of a headline over several stories: their names */
  readonly over?: readonly string[];
  /** of pictures and boxes set into the legs: what the text keeps off, and how far */
  readonly shape?: ShapeFacts;
  /** of pictures that have found their own place: leg from 1, how many it spans, head or foot, lines to the reference */
  readonly floats?: object;
  /** of a body that crossheads over its legs part: number of its first paragraph in the story, from 0, and whether more follows */
  readonly passage?: { readonly from: number; readonly goesOn: boolean };
  /** of a slot for an ad: its number and advertiser, its file in place, and whether that is the house ad; nothing of it for a panel */
  readonly ad?: object;
  readonly fit?: object;
  readonly legs?: readonly LegFacts[];
  readonly lines: readonly LineFacts[];
}

/** The shape of an inset. */
export interface ShapeFacts {
  readonly kind: FrameShape["kind"];
  readonly gap: number;
  readonly radius?: number;
  /** of polygons and traced outlines: their corners, in points from the trim's top left */
  readonly polygons?: readonly (readonly (readonly [number, number])[])[];
}

/** A leg of a body. */
export interface LegFacts {
  readonly rect: object;
  /** width of the widest line that it has room for; lines beside an inset are narrower */
  readonly measure: number;
  /** lines that stand in it, and lines that it has room for */
  readonly lines: number;
  readonly room: number;
}

/** A line in place; `ratio` in ems a gap, all else in points. A vertical one runs down from `baseline` along the axis at `x`. */
export interface LineFacts {
  readonly text: string;
  readonly writing: "horizontal" | "vertical";
  readonly x: number;
  readonly baseline: number;
  readonly measure: number;
  readonly natural: number;
  readonly ratio: number;
  readonly leg: number;
  readonly paragraph: number;
}

/** The page's facts, frames in reading order, and which frames carry each printed feature (S-id). */
export const inspectPage = ({ page, plan, composed }: LaidPage): PageFacts => {
  const frames = composed.frames.map(frameFacts);
  const ids = [...new Set(plan.frames.flatMap((frame) => frame.features))].sort();
  const { grid, boxes } = plan;
  return {
    page: page.id,
    section: page.section,
    trim: roundedRect(boxes.trim),
    bleed: roundedRect(boxes.bleed),
    grid: {
      typeArea: roundedRect(grid.typeArea),
      columns: grid.columns,
      columnWidth: thousandths(grid.columnWidth),
      gutter: thousandths(grid.gutter),
      rows: grid.rows,
      row: thousandths(grid.row),
      zi: thousandths(grid.zi),
    },
    frames,
    ...(plan.frames.some(({ kind }) => kind === "ad") && { ads: adArea(plan.frames, boxes.trim) }),
    features: Object.fromEntries(
      ids.map((id) => [id, plan.frames.filter(({ features }) => features.includes(id)).map((frame) => frame.id)]),
    ),
  };
};

/** All that is known about a laid page. */
export interface PageFacts {
  readonly page: string;
  readonly section: string;
  readonly trim: object;
  readonly bleed: object;
  readonly grid: object;
  readonly frames: readonly FrameFacts[];
  /** of a page with ads: square millimetres of their slots, and their share of the trimmed page */
  readonly ads?: { readonly mm2: number; readonly share: number };
  readonly features: Readonly<Record<string, readonly string[]>>;
}

const frameFacts = ({ frame, lines, fit }: ComposedFrame): FrameFacts => ({
  id: frame.id,
  kind: frame.kind === "exhibit" ? frame.content.kind : frame.kind,
  slot: frame.slot,
  rect: roundedRect(frame.rect),
  features: frame.features,
  ...("story" in frame && { story: frame.story.id }),
  ...("writing" in frame && { writing: frame.writing }),
  ...("order" in frame && frame.writing === "vertical" && { order: frame.order }),
  ...(frame.kind === "headline" && frame.over && { over: frame.over.map(({ id }) => id) }),
  ...shapeFacts(frame),
  ...(frame.kind === "picture" && frame.floats && { floats: frame.floats }),
  ...(frame.kind === "body" &&
    frame.passage && { passage: { from: frame.passage.from, goesOn: frame.passage.goesOn } }),
  ...(frame.kind === "ad" && { ad: adFacts(frame) }),
  ...(fit && { fit: fitFacts(fit) }),
  ...(frame.kind === "body" && {
    legs: frame.legs.map((leg, at) => legFacts(leg, { at, lines, zi: frame.style.size })),
  }),
  lines: lines.map(lineFacts),
});

const adFacts = ({ ad, shown }: PlannedFrame & { readonly kind: "ad" }): object => ({
  ...(ad && { id: ad.id, advertiser: ad.advertiser }),
  ...(shown && { file: shown.photo.path, placed: roundedRect(shown.rect), house: shown.isHouse }),
});

/** Square millimetres of all slots for ads, and their share of the trimmed page. */
const adArea = (frames: readonly PlannedFrame[], trim: { readonly width: number; readonly height: number }) => {
  const area = frames.reduce((sum, { kind, rect }) => (kind === "ad" ? sum + rect.width * rect.height : sum), 0);
  return { mm2: Math.round(area * (25.4 / 72) ** 2), share: thousandths(area / (trim.width * trim.height)) };
};

const shapeFacts = (frame: PlannedFrame): Pick<FrameFacts, "shape"> => {
  if (frame.kind === "key-figure") return { shape: { kind: "rectangle", gap: thousandths(frame.gap) } };
  if (frame.kind !== "picture" || frame.gap === undefined) return {};
  const { shape } = frame;
  return {
    shape: {
      kind: shape.kind,
      gap: thousandths(frame.gap),
      ...(shape.kind === "rounded" && { radius: thousandths(shape.radius) }),
      ...("polygons" in shape && {
        polygons: shape.polygons.map((each) => each.map(({ x, y }) => [thousandths(x), thousandths(y)] as const)),
      }),
    },
  };
};

const legFacts = (
  leg: Leg,
  { at, lines, zi }: { readonly at: number; readonly lines: readonly ComposedLine[]; readonly zi: number },
): LegFacts => ({
  rect: roundedRect(leg.rect),
  measure: thousandths(Math.max(0, ...leg.slots.map((slot) => slot.measure)) / zi),
  lines: lines.filter((line) => line.leg === at).length,
  room: leg.slots.length,
});

const lineFacts = ({
  text,
  writing,
  x,
  baseline,
  measure,
  natural,
  ratio,
  leg,
  paragraph,
}: ComposedLine): LineFacts => ({
  text,
  writing,
  x: thousandths(x),
  baseline: thousandths(baseline),
  measure: thousandths(measure),
  natural: thousandths(natural),
  ratio: Math.round(ratio * 1e5) / 1e5 + 0,
  leg,
  paragraph,
});
