/** A broken line → glyphs in place: both ends flush, by the order in which space may be taken and given. */

import type { Ink } from "../base/colour.ts";
import type { SourceRange } from "../base/source.ts";
import type { Pt } from "../base/units.ts";
import type { Align } from "../model/style.ts";
import { WIDEST_SPACE } from "../text/adjustment-steps.ts";
import { type Adjustment, expandLine, reduceLine, unadjusted } from "./adjust-line.ts";
import type { BreakRules } from "./break-rules.ts";
import type { BrokenLine } from "./broken-line.ts";
import type { Cluster, GalleyParagraph } from "./cluster.ts";
import type { ComposedLine, GlyphRun, LineGlyph } from "./composed-page.ts";

/** Where and how a line is set. */
export interface LinePlace {
  readonly x: Pt;
  readonly baseline: Pt;
  readonly align: Align;
  readonly ink: Ink;
  readonly rules: BreakRules;
  readonly paragraph: number;
  readonly leg: number;
}

/** Sets a line. The last line of a paragraph, and one that is not justified, keeps its natural width unless it is too wide. */
export const setLine = (paragraph: GalleyParagraph, line: BrokenLine, place: LinePlace): ComposedLine => {
  const clusters = paragraph.clusters.slice(line.from, line.to);
  const width = line.measure - line.indent;
  const room = width - line.natural;
  const flush = place.align === "justify" ? !line.last : place.align === "even";
  const added =
    room < 0
      ? reduceLine(clusters, -room, place.rules.lineEnd)
      : flush
        ? expandLine(clusters, room, place.align === "even")
        : unadjusted(clusters.length);
  const slack = room < 0 || flush ? 0 : room;
  const shift = place.align === "right" ? slack : place.align === "centre" ? slack / 2 : 0;
  return {
    x: place.x + line.indent + shift,
    baseline: place.baseline,
    measure: line.measure,
    natural: line.natural,
    ratio: ratioOf(clusters, added) / paragraph.size,
    text: clusters.map((each) => each.text).join(""),
    runs: runsOf(clusters, added, place),
    paragraph: place.paragraph,
    leg: place.leg,
  };
};

/** Space at each gap that was opened or closed; word spaces and Han–Western gaps count only beyond what their step allows. */
const ratioOf = (clusters: readonly Cluster[], { before, after }: Adjustment): Pt => {
  let sum = 0;
  let count = 0;
  let most = 0;
  clusters.forEach((each, n) => {
    const change = before[n]! + after[n]!;
    if (Math.abs(change) < 1e-9) return;
    if (each.class === "space") {
      const over = change > 0 ? Math.max(0, change + each.width - WIDEST_SPACE * each.size) : change;
      if (Math.abs(over) > Math.abs(most)) most = over;
    } else if (each.gapAfter === 0 || change < 0 || each.stretchAfter) {
      sum += change;
      count++;
    }
  });
  return count > 0 ? sum / count : most;
};

const runsOf = (clusters: readonly Cluster[], added: Adjustment, place: LinePlace): readonly GlyphRun[] => {
  const runs: { head: Cluster; glyphs: LineGlyph[]; source: SourceRange | undefined }[] = [];
  let x = place.rules.lineStart && clusters[0] ? -clusters[0].trimStart : 0;
  clusters.forEach((cluster, n) => {
    let run = runs.at(-1);
    if (
      !run ||
      run.head.face !== cluster.face ||
      run.head.size !== cluster.size ||
      !follows(run.source, cluster.source)
    ) {
      run = { head: cluster, glyphs: [], source: cluster.source };
      runs.push(run);
    }
    x += added.before[n]!;
    addGlyphs(run.glyphs, cluster, x + cluster.shift);
    if (run.source && cluster.source) run.source = { ...run.source, end: cluster.source.end };
    x += cluster.width + added.after[n]!;
  });
  return runs.map(({ head, glyphs, source }) => ({
    face: head.face,
    size: head.size,
    ink: place.ink,
    glyphs,
    ...(source && { source }),
  }));
};

const follows = (a: SourceRange | undefined, b: SourceRange | undefined): boolean =>
  a === undefined || b === undefined || (a.path === b.path && b.start >= a.start);

/** Adds the glyphs of a cluster: the first stands for its text, the others for nothing. */
const addGlyphs = (glyphs: LineGlyph[], cluster: Cluster, left: Pt): void => {
  const { size, text } = cluster;
  const cell = cellOf(cluster);
  let x = left;
  cluster.glyphs.forEach((glyph, n) => {
    glyphs.push({ id: glyph.id, x: x + glyph.dx * size, y: -glyph.dy * size, text: n === 0 ? text : "", ...cell });
    x += glyph.advance * size;
  });
};

/** A mark that was given less than its advance. */
const cellOf = ({ glyphs, size, width, shift }: Cluster): Pick<LineGlyph, "cell"> => {
  const [only] = glyphs;
  if (glyphs.length !== 1 || !only || width > (only.advance - 0.1) * size) return {};
  return { cell: { left: -shift / size, width: width / size } };
};
