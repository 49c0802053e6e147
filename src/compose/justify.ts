/** A broken line → glyphs in place: both ends flush, by the order in which space may be taken and given. */

import type { Ink } from "../base/colour.ts";
import type { SourceRange } from "../base/source.ts";
import type { Em, Pt } from "../base/units.ts";
import type { Align } from "../model/style.ts";
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

/** Word spaces grow to half an em before anything else does (CLREQ 3.5.4 step 1). */
const WIDEST_SPACE: Em = 0.5;

/** Sets a line. The last line of a paragraph, and one that is not justified, keeps its natural width unless it is too wide. */
export const setLine = (paragraph: GalleyParagraph, line: BrokenLine, place: LinePlace): ComposedLine => {
  const clusters = paragraph.clusters.slice(line.from, line.to);
  const room = line.measure - line.indent - line.natural;
  const flush = place.align === "justify" ? !line.last : place.align === "even";
  const added = room < 0 ? reduce(clusters, room) : flush ? expand(clusters, room, place.align) : clusters.map(() => 0);
  const used = line.natural + added.reduce((sum, each) => sum + each, 0);
  const slack = line.measure - line.indent - used;
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

/** Space at each gap that was opened or closed; word spaces count only where nothing else could open. */
const ratioOf = (clusters: readonly Cluster[], added: readonly Pt[]): Pt => {
  const between = added.filter((each, n) => each !== 0 && clusters[n]!.class !== "space");
  if (between.length > 0) return between.reduce((sum, each) => sum + each, 0) / between.length;
  const over = added.map((each, n) =>
    each > 0 ? Math.max(0, each + clusters[n]!.width - WIDEST_SPACE * clusters[n]!.size) : each,
  );
  return over.reduce((sum, each) => (Math.abs(each) > Math.abs(sum) ? each : sum), 0);
};

/** Space taken after each cluster when the line is too wide: from marks first, else from every gap alike. */
const reduce = (clusters: readonly Cluster[], room: Pt): readonly Pt[] => {
  const marks = clusters.map((each, n) => n < clusters.length - 1 && /closing|pause|stop|opening/.test(each.class));
  const places = marks.some(Boolean) ? marks : clusters.map((_, n) => n < clusters.length - 1);
  return spread(places, room);
};

/** Space given after each cluster: word spaces to half an em, then all gaps that may open alike. */
const expand = (clusters: readonly Cluster[], room: Pt, align: Align): readonly Pt[] => {
  const last = clusters.length - 1;
  const added = clusters.map(() => 0);
  const spaces = clusters.map((each, n) => n < last && each.class === "space");
  const count = spaces.filter(Boolean).length;
  let rest = room;
  if (count > 0 && align !== "even") {
    const widest = clusters.reduce(
      (sum, each, n) => sum + (spaces[n] ? Math.max(0, WIDEST_SPACE * each.size - each.width) : 0),
      0,
    );
    const given = Math.min(rest, widest);
    spread(spaces, given).forEach((each, n) => {
      added[n]! += each;
    });
    rest -= given;
  }
  const open = clusters.map(
    (each, n) => n < last && (each.stretchAfter || (each.class === "space" && align === "even")),
  );
  const places = open.some(Boolean) ? open : count > 0 ? spaces : clusters.map((_, n) => n < last);
  return spread(places, rest).map((each, n) => each + added[n]!);
};

const spread = (places: readonly boolean[], room: Pt): readonly Pt[] => {
  const count = places.filter(Boolean).length;
  return places.map((each) => (each && count > 0 ? room / count : 0));
};

const runsOf = (clusters: readonly Cluster[], added: readonly Pt[], place: LinePlace): readonly GlyphRun[] => {
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
    run.glyphs.push(...glyphsOf(cluster, x + cluster.shift));
    if (run.source && cluster.source) run.source = { ...run.source, end: cluster.source.end };
    x += cluster.width + added[n]!;
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

/** Glyphs of a cluster: the first stands for its text, the others for nothing. */
const glyphsOf = (cluster: Cluster, left: Pt): readonly LineGlyph[] => {
  let x = left;
  return cluster.glyphs.map((glyph, n) => {
    const placed = {
      id: glyph.id,
      x: x + glyph.dx * cluster.size,
      y: -glyph.dy * cluster.size,
      text: n === 0 ? cluster.text : "",
      ...cellOf(cluster),
    };
    x += glyph.advance * cluster.size;
    return placed;
  });
};

/** A mark that was given less than its advance. */
const cellOf = ({ glyphs, size, width, shift }: Cluster): Pick<LineGlyph, "cell"> => {
  const [only] = glyphs;
  if (glyphs.length !== 1 || !only || width > (only.advance - 0.1) * size) return {};
  return { cell: { left: -shift / size, width: width / size } };
};
