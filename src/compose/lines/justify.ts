/** A broken line → glyphs in place: both ends flush, by the order in which space may be taken and given. */
import type { Ink } from "../../base/colour.ts";
import type { Pt } from "../../base/units.ts";
import type { Align } from "../../model/style.ts";
import type { ComposedLine, GlyphRun } from "../composed-page.ts";
import type { Cluster, GalleyParagraph } from "../galley/cluster.ts";
import { type Adjustment, expandLine, growthOf, reduceLine, shareOf, stepsGive } from "./adjust-line.ts";
import type { BrokenLine } from "./broken-line.ts";
import { marksOf } from "./line-marks.ts";
import { placeRuns } from "./place-runs.ts";

/** Where and how a line is set; on a vertical line `x` is its axis and `baseline` the top of its measure. */
export interface LinePlace {
  readonly x: Pt;
  readonly baseline: Pt;
  readonly align: Align;
  readonly ink: Ink;
  readonly paragraph: number;
  readonly leg: number;
}

/** Sets a line. The last line of a paragraph, and one that is not justified, keeps its natural width unless it is too wide. */
export const setLine = (paragraph: GalleyParagraph, line: BrokenLine, place: LinePlace): ComposedLine => {
  const clusters = paragraph.clusters.slice(line.from, line.to);
  const room = line.measure - line.indent - line.natural;
  const flush = place.align === "justify" ? !line.last : place.align === "even";
  const added =
    room < 0
      ? reduceLine(clusters, -room, paragraph.endStep)
      : flush
        ? expandLine(clusters, room, place.align === "even")
        : new Float64Array(clusters.length);
  const slack = room < 0 || flush ? 0 : room;
  const start = line.indent + (place.align === "right" ? slack : place.align === "centre" ? slack / 2 : 0);
  const down = paragraph.writing === "vertical";
  const hyphen = line.to < paragraph.clusters.length ? paragraph.clusters[line.to - 1]?.hyphen : undefined;
  return {
    x: down ? place.x : place.x + start,
    baseline: down ? place.baseline + start : place.baseline,
    writing: paragraph.writing,
    measure: line.measure,
    natural: line.natural,
    ratio: ratioOf(clusters, added) / paragraph.size,
    squeezed: Math.max(0, -room - stepsGive(clusters, paragraph.endStep)) / paragraph.size,
    text: clusters.map((each) => each.text).join(""),
    hyphen: hyphen !== undefined,
    runs: [
      ...(line.from === 0 ? headRuns(paragraph, place.ink) : []),
      ...placeRuns(clusters, { added, writing: paragraph.writing, ink: place.ink, ...(hyphen && { hyphen }) }),
    ],
    ...marksOf(clusters, { added, writing: paragraph.writing, ink: place.ink }),
    paragraph: place.paragraph,
    leg: place.leg,
  };
};

/** The label or drop cap of a paragraph, in the indent of its first line. */
const headRuns = ({ head, writing }: GalleyParagraph, ink: Ink): readonly GlyphRun[] => {
  if (!head) return [];
  const added = new Float64Array(head.clusters.length);
  const [dx, dy] = writing === "vertical" ? [-head.drop, head.along] : [head.along, head.drop];
  return placeRuns(head.clusters, { added, writing, ink }).map((run) => ({
    ...run,
    glyphs: run.glyphs.map((glyph) => ({ ...glyph, x: glyph.x + dx, y: glyph.y + dy })),
  }));
};

/**
 * Space at each gap that was opened or closed, beyond what its own step allows. Word spaces, and gaps beside marks that get a cut
 * blank back, count only where nothing else could.
 */
const ratioOf = (clusters: readonly Cluster[], added: Adjustment): Pt => {
  let sum = 0;
  let count = 0;
  let most = 0;
  clusters.forEach((each, n) => {
    const change = added[n]!;
    const shares = shareOf(each.glue);
    const over = change > 0 ? Math.max(0, change - growthOf(each.glue)) / shares : change;
    if (Math.abs(over) < 1e-9) return;
    if (each.class === "space" || (change > 0 && shares > 1)) most = Math.abs(over) > Math.abs(most) ? over : most;
    else {
      sum += over;
      count++;
    }
  });
  return count > 0 ? sum / count : most;
};
