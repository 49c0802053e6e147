/** A broken line → glyphs in place: both ends flush, by the order in which space may be taken and given. */
import type { Ink } from "../base/colour.ts";
import type { SourceRange } from "../base/source.ts";
import type { Em, Pt } from "../base/units.ts";
import type { Align } from "../model/style.ts";
import { type Adjustment, expandLine, growthOf, reduceLine, unadjusted } from "./adjust-line.ts";
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

/** Space at each gap that was opened or closed, beyond what its own step allows; word spaces count only where nothing else could. */
const ratioOf = (clusters: readonly Cluster[], { before, after }: Adjustment): Pt => {
  let sum = 0;
  let count = 0;
  let most = 0;
  clusters.forEach((each, n) => {
    const change = before[n]! + after[n]!;
    const over = change > 0 ? Math.max(0, change - growthOf(each)) : change;
    if (Math.abs(over) < 1e-9) return;
    if (each.class === "space") most = Math.abs(over) > Math.abs(most) ? over : most;
    else {
      sum += over;
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
    const [before, after] = [added.before[n]!, added.after[n]!];
    x += before;
    addGlyphs(run.glyphs, cluster, { left: x + cluster.shift, before, after });
    if (run.source && cluster.source) run.source = { ...run.source, end: cluster.source.end };
    x += cluster.width + after;
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

/** Where a cluster's glyphs stand, and what was added on either side of it, in points. */
interface ClusterPlace {
  readonly left: Pt;
  readonly before: Pt;
  readonly after: Pt;
}

/** Adds the glyphs of a cluster: the first stands for its text, the others for nothing. */
const addGlyphs = (glyphs: LineGlyph[], cluster: Cluster, place: ClusterPlace): void => {
  const { size, text } = cluster;
  const cell = cellOf(cluster, place);
  let x = place.left;
  cluster.glyphs.forEach((glyph, n) => {
    glyphs.push({ id: glyph.id, x: x + glyph.dx * size, y: -glyph.dy * size, text: n === 0 ? text : "", ...cell });
    x += glyph.advance * size;
  });
};

/** A mark that was given less than its advance, by its style or by the line. */
const cellOf = ({ glyphs, size, width, shift, gapAfter }: Cluster, place: ClusterPlace): Pick<LineGlyph, "cell"> => {
  const [only] = glyphs;
  const cut = { before: cutBy(place.before / size), after: cutBy(place.after / size) };
  const cell = (width - gapAfter) / size - cut.before - cut.after;
  if (glyphs.length !== 1 || !only || cell > only.advance - 0.1) return {};
  return { cell: { left: cut.before - shift / size, width: cell } };
};

/** A mark that overlaps its neighbours by more than this tears the text apart when it is copied out. */
const TEARS: Em = 0.2;
/** Cells are cut in steps: the font has one more glyph for each width. */
const CELL_STEP: Em = 0.1;

const cutBy = (added: Em): Em => (added < -TEARS ? Math.floor(-added / CELL_STEP + 1e-6) * CELL_STEP : 0);
