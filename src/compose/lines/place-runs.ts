/** Clusters with the space between them → runs of glyphs in place, along a horizontal or a vertical line. */
import type { Ink } from "../../base/colour.ts";
import type { Em, Pt } from "../../base/units.ts";
import type { GlyphRun, LineGlyph } from "../composed-page.ts";
import type { Cluster, Hyphen } from "../galley/cluster.ts";
import type { Adjustment } from "./adjust-line.ts";

/** How a line's glyphs are placed. */
export interface RunPlace {
  /** space added after each cluster */
  readonly added: Adjustment;
  readonly writing: "horizontal" | "vertical";
  readonly ink: Ink;
  readonly hyphen?: Hyphen;
}

interface Run {
  readonly head: Cluster;
  readonly glyphs: LineGlyph[];
  readonly path: string;
  readonly start: number;
  end: number;
}

/** One run for each piece of one face, size, width and stance that goes on in one file. */
export const placeRuns = (clusters: readonly Cluster[], place: RunPlace): readonly GlyphRun[] => {
  const runs: Run[] = [];
  const last = clusters.length - 1;
  let along = clusters[0]?.startBlank ?? 0;
  let before = along;
  clusters.forEach((cluster, n) => {
    const start = cluster.span.source.start + cluster.at;
    let run = runs.at(-1);
    if (!run || !goesOn(run, cluster, start)) {
      run = { head: cluster, glyphs: [], path: cluster.span.source.path, start, end: start };
      runs.push(run);
    }
    run.end = start + cluster.text.length;
    const after = n === last ? cluster.endBlank + place.added[n]! : cluster.glue.natural + place.added[n]!;
    const upright = place.writing === "vertical" && cluster.stance === "upright";
    const cell = cellOf(cluster, { before, after, upright });
    const add = upright ? addUpright : addGlyphs;
    add(run.glyphs, cluster, { along: along + cluster.shift, cell: cell?.cell, writing: place.writing });
    along += cluster.box + after;
    before = cell ? after - cell.right : after;
  });
  if (place.hyphen && runs.length > 0)
    addHyphen(runs.at(-1)!, place.hyphen, { along: along - clusters.at(-1)!.endBlank, writing: place.writing });
  return runs.map(({ head, glyphs, path, start, end }) => ({
    face: head.face,
    size: head.size,
    ink: place.ink,
    turn: place.writing === "vertical" && head.stance === "lying" ? 90 : 0,
    down: place.writing === "vertical" && head.stance === "upright",
    ...(head.stretch !== undefined && { stretch: head.stretch }),
    glyphs,
    source: { path, start, end },
  }));
};

const goesOn = (run: Run, cluster: Cluster, start: number): boolean =>
  run.head.face === cluster.face &&
  run.head.size === cluster.size &&
  run.head.stretch === cluster.stretch &&
  run.head.stance === cluster.stance &&
  run.path === cluster.span.source.path &&
  start >= run.start;

interface GlyphPlace {
  readonly along: Pt;
  readonly cell: LineGlyph["cell"] | undefined;
  readonly writing: "horizontal" | "vertical";
}

/** Top of an upright glyph's cell to its baseline, and the axis of a vertical line over a lying glyph's baseline, em. */
const ASCENT: Em = 0.88;
const AXIS: Em = 0.38;

/** Adds the glyphs of a cluster: the first stands for its text, the others for nothing. */
const addGlyphs = (glyphs: LineGlyph[], cluster: Cluster, { along, cell, writing }: GlyphPlace): void => {
  const { size, text } = cluster;
  const down = writing === "vertical";
  let pen = along;
  for (let n = 0; n < cluster.glyphs.length; n++) {
    const { id, dx, dy, advance } = cluster.glyphs[n]!;
    const [x, y] = down ? [-AXIS * size + dy * size, pen + dx * size] : [pen + dx * size, -dy * size];
    const own = n === 0 ? text : "";
    glyphs.push(cell ? { id, x, y, text: own, cell } : { id, x, y, text: own });
    pen += advance * size;
  }
};

/**
 * Glyphs on the axis of a vertical line. Several of one cluster stand side by side (纵中横); each is said to take its share of the
 * cell's height, so that readers go through them as they go down the line.
 */
const addUpright = (glyphs: LineGlyph[], cluster: Cluster, { along, cell }: GlyphPlace): void => {
  const { size, text, class: name, stretch = 1 } = cluster;
  const height = cell?.width ?? Math.max(1, cluster.box / size);
  const share = height / cluster.glyphs.length;
  let pen = -widthOf(cluster) / 2;
  cluster.glyphs.forEach((glyph, n) => {
    const next = cluster.glyphs[n + 1]?.cluster;
    const own = name === "western" ? text.slice(glyph.cluster, next) : n === 0 ? text : "";
    const left = round((cell?.left ?? 0) + n * share + glyph.dy);
    const width = round(share);
    glyphs.push({
      id: glyph.id,
      x: (pen + glyph.dx) * size * stretch,
      y: along + (ASCENT - glyph.dy) * size,
      text: cluster.glyphs.length === 1 ? text : own,
      ...((left !== 0 || width !== 1) && { cell: { left, width } }),
    });
    pen += glyph.advance;
  });
};

const widthOf = ({ glyphs }: Cluster): Em => glyphs.reduce((sum, glyph) => sum + glyph.advance, 0);

/** The hyphen stands for a soft hyphen (ISO 32000-1, 14.8.2.2.3): it is no character of the story. */
const addHyphen = (run: Run, hyphen: Hyphen, { along, writing }: Omit<GlyphPlace, "cell">): void => {
  const lying = writing === "vertical";
  hyphen.glyphs.forEach((glyph) => {
    const at = lying ? { x: -AXIS * run.head.size, y: along } : { x: along, y: 0 };
    run.glyphs.push({ id: glyph.id, ...at, text: "\u00ad" });
  });
};

/** Space on either side of a mark as it came out, and whether it stands on a vertical line. */
interface Room {
  readonly before: Pt;
  readonly after: Pt;
  readonly upright: boolean;
}

/** A mark that overlaps its neighbours by more than this tears the text apart when it is copied out. */
const TEARS: Em = 0.2;
/** Cells differ in steps: the font has one more glyph for each width. */
const CELL_STEP: Em = 0.1;

const steps = (em: Em): Em => Math.floor(em / CELL_STEP + 1e-6) * CELL_STEP;

/**
 * The cell of a mark whose body is narrower than its glyph's advance: the body and what of the space beside it is the glyph's own
 * blank. `right` is what it took of the space after it.
 */
const cellOf = (
  { glyphs, size, box, shift, class: name }: Cluster,
  { before, after, upright }: Room,
): { readonly cell?: NonNullable<LineGlyph["cell"]>; readonly right: Pt } | undefined => {
  const [only] = glyphs;
  const advance = upright ? 1 : only?.advance;
  if (glyphs.length !== 1 || advance === undefined || box / size > advance - 0.1) return undefined;
  const blank = { left: -shift / size, right: advance + shift / size - box / size };
  const right = name === "opening" ? 0 : takes(after / size, blank.right);
  const left = takes(before / size, blank.left);
  const width = box / size + left + right;
  const taken = { right: Math.max(0, right) * size };
  return width > advance - 0.1 ? taken : { ...taken, cell: { left: round(blank.left - left), width: round(width) } };
};

const takes = (space: Em, blank: Em): Em => {
  if (space < 0) return space < -TEARS ? -steps(-space) : 0;
  return blank < 0.05 ? 0 : Math.min(steps(space), blank);
};

const round = (em: Em): Em => Math.round(em * 1000) / 1000;
