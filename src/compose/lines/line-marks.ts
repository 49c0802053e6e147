/**
 * What stands between the lines: emphasis dots, proper-name and title lines, underlines, the frame round the dead, and readings.
 * Lines are as long as the marked text, one for each item, and never open the leading. Source: CLREQ 3.1.8 (LC-90 … LC-96).
 */
import type { Ink } from "../../base/colour.ts";
import type { Pt } from "../../base/units.ts";
import type { Mark } from "../../model/story.ts";
import type { GlyphRun, LineGlyph, LineMark } from "../composed-page.ts";
import type { Cluster, RubyRun } from "../galley/cluster.ts";
import { OUTSIDE_FRAME } from "../galley/framed-names.ts";
import type { Adjustment } from "./adjust-line.ts";
import { isMark } from "./broken-line.ts";

/** Where a line's clusters stand. */
export interface MarkPlace {
  readonly added: Adjustment;
  readonly writing: "horizontal" | "vertical";
  readonly ink: Ink;
}

/** A cluster's body along the line, from the line's start. */
interface Extent {
  readonly from: Pt;
  readonly to: Pt;
}

/** Marks and readings of a line; both empty for text without any, at no cost. */
export const marksOf = (
  clusters: readonly Cluster[],
  place: MarkPlace,
): { readonly marks: readonly LineMark[]; readonly readings: readonly GlyphRun[] } => {
  if (!clusters.some((each) => each.span.marks || each.ruby)) return NONE;
  const extents = extentsOf(clusters, place.added);
  return {
    marks: [...linesOf(clusters, extents), ...dotsOf(clusters, extents)],
    readings: clusters.flatMap((each, n) => (each.ruby ? readingOf(each, each.ruby, { n, extents, place }) : [])),
  };
};

const NONE = { marks: [], readings: [] } as const;

const extentsOf = (clusters: readonly Cluster[], added: Adjustment): readonly Extent[] => {
  let along = clusters[0]?.startBlank ?? 0;
  return clusters.map(({ box, glue }, n) => {
    const from = along;
    along += box + glue.natural + added[n]!;
    return { from, to: from + box };
  });
};

/** Marks that are drawn along their text. */
const LINES: readonly Exclude<Mark, "emphasis-dots" | "upright">[] = [
  "proper-name",
  "book-title",
  "underline",
  "deceased",
];

/** Share of an em by which a line stops short of its item's ends, so that two neighbours are told apart (LC-91). */
const APART = 0.06;

const linesOf = (clusters: readonly Cluster[], extents: readonly Extent[]): readonly LineMark[] =>
  LINES.flatMap((mark) => {
    const out: LineMark[] = [];
    for (let n = 0; n < clusters.length; ) {
      const id = itemOf(clusters[n]!, mark);
      let end = n + 1;
      while (end < clusters.length && itemOf(clusters[end]!, mark) === id) end++;
      if (id !== undefined) {
        const { size } = clusters[n]!;
        const apart = (mark === "deceased" ? OUTSIDE_FRAME : APART) * size;
        out.push({ kind: mark, from: extents[n]!.from + apart, to: extents[end - 1]!.to - apart, size });
      }
      n = end;
    }
    return out;
  });

/** The item of this mark that a cluster belongs to. */
const itemOf = ({ span }: Cluster, mark: Mark): number | undefined => {
  const at = span.marks?.indexOf(mark) ?? -1;
  return at < 0 ? undefined : (span.markIds?.[at] ?? 0);
};

/** A dot for each character, none for marks and spaces; below a line where there is one (LC-92, LC-94). */
const dotsOf = (clusters: readonly Cluster[], extents: readonly Extent[]): readonly LineMark[] =>
  clusters.flatMap((each, n) => {
    if (!each.span.marks?.includes("emphasis-dots") || isMark(each) || each.class === "space") return [];
    const beyond = LINES.some((mark) => mark !== "deceased" && each.span.marks!.includes(mark));
    const { from, to } = extents[n]!;
    return [{ kind: "emphasis-dot", at: (from + to) / 2, size: each.size, beyond }];
  });

interface ReadingPlace {
  readonly n: number;
  readonly extents: readonly Extent[];
  readonly place: MarkPlace;
}

/** A reading spread over its base: a share of the rest on each side, and between its letters where the base is much wider. */
const readingOf = (base: Cluster, run: RubyRun, { n, extents, place }: ReadingPlace): readonly GlyphRun[] => {
  // the base itself, without the room that it was given
  const from = extents[n]!.from + run.before;
  const to = (extents[n + run.clusters - 1] ?? extents.at(-1)!).to - run.after;
  const rest = to - from - run.width;
  const count = run.glyphs.length;
  // JLREQ 3.3.6: half as much before the first and after the last as between two; readings of one character only centred
  const spreads = rest > 0 && run.ruby.kind === "group" && count > 1 && !isWestern(run.ruby.text);
  const between = spreads ? rest / count : 0;
  // a reading that is wider than its base stands flush with the line's edge rather than out of it (CLREQ 3.3.4)
  const most = extents.at(-1)!.to - run.width;
  let along = between > 0 ? from + between / 2 : Math.max(0, Math.min(from + rest / 2, most));
  const runs: { head: RubyRun["glyphs"][number]; glyphs: LineGlyph[] }[] = [];
  for (const each of run.glyphs) {
    let last = runs.at(-1);
    if (!last || last.head.face !== each.face) {
      last = { head: each, glyphs: [] };
      runs.push(last);
    }
    last.glyphs.push({
      id: each.glyph.id,
      ...readingPlace(along, each.glyph.advance * run.size, { base, run, place }),
      text: each.text,
    });
    along += each.glyph.advance * run.size + between;
  }
  const vertical = place.writing === "vertical";
  const isLying = (head: RubyRun["glyphs"][number]) => vertical && head.text !== "" && head.text < "\u2e80";
  return runs.map(({ head, glyphs }) => ({
    face: head.face,
    size: run.size,
    ink: place.ink,
    turn: isLying(head) ? 90 : 0,
    down: vertical && !isLying(head),
    glyphs,
    source: run.ruby.source,
  }));
};

/** Pinyin and other letters keep together; kana are spread. */
const isWestern = (text: string): boolean => text[0]! < "\u2e80";

/** Blank between a base's cell and its reading, em of the reading. */
const CLEAR = 0.06;

/** Above the base's cell, 0.88 em over the baseline; on a vertical line to the right of it, half an em from the axis. */
const readingPlace = (
  along: Pt,
  advance: Pt,
  { base, run, place }: { readonly base: Cluster; readonly run: RubyRun; readonly place: MarkPlace },
): { readonly x: Pt; readonly y: Pt } =>
  place.writing === "vertical"
    ? { x: base.size / 2 + (0.5 + CLEAR) * run.size - advance / 2, y: along + 0.88 * run.size }
    : { x: along, y: -(0.88 * base.size + (0.12 + CLEAR) * run.size) };
