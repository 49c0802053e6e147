/** A path that Photoshop keeps with a picture: records of 26 bytes (Adobe Photoshop File Formats, path resource format). */
import type { Point } from "../base/geometry.ts";
import type { PathCommand } from "../base/path.ts";
import type { PictureClip } from "../model/story.ts";

/** The path in fractions of the picture as it is stored; or why it is of no use, completing "its path …". */
export type PhotoshopPathRead =
  | { readonly ok: true; readonly clip: PictureClip }
  | { readonly ok: false; readonly why: string };

const RECORD = 26;
/** Knots lie within −16 to 16 times the picture, as the format says. */
const FARTHEST = 16;
/** More than any pen tool draws; autotraced rubbish. */
const MOST_KNOTS = 20_000;
/** The unit of numbers with 24 binary places. */
const ONE = 1 << 24;

/** How a subpath joins those before it; `-1` belongs to the one before. */
const ADD = 1;
const INTERSECT = 3;

interface Knot {
  readonly before: Point;
  readonly at: Point;
  readonly after: Point;
}

interface Subpath {
  readonly operation: number;
  readonly knots: readonly Knot[];
}

/** Reads the records of one path; never throws. */
export const readPhotoshopPath = (data: Uint8Array): PhotoshopPathRead => {
  if (data.length % RECORD !== 0) return { ok: false, why: "is cut off" };
  const read = readSubpaths(Buffer.from(data.buffer, data.byteOffset, data.length));
  if (typeof read === "string") return { ok: false, why: read };
  const subpaths = read.filter(({ knots }) => knots.length > 1);
  if (subpaths.length === 0) return { ok: false, why: "holds nothing" };
  if (subpaths.some(({ operation }) => operation === INTERSECT))
    return { ok: false, why: "is made of parts of which only what they share counts" };
  const added = subpaths.every(({ operation }, n) => operation === ADD || (operation === -1 && n > 0));
  const alike = added ? subpaths.map(turnedRight) : subpaths;
  return { ok: true, clip: { path: alike.flatMap(({ knots }) => commandsOf(knots)), evenOdd: !added } };
};

/** A sentence where the records cannot be read. */
const readSubpaths = (data: Buffer): readonly Subpath[] | string => {
  const subpaths: { operation: number; knots: Knot[]; left: number }[] = [];
  let count = 0;
  for (let at = 0; at < data.length; at += RECORD) {
    const selector = data.readUInt16BE(at);
    const now = subpaths.at(-1);
    switch (selector) {
      case 0:
      case 3:
        if (now && now.left > 0) return "has fewer points than it says";
        subpaths.push({ operation: data.readInt16BE(at + 4), knots: [], left: data.readUInt16BE(at + 2) });
        break;
      case 1:
      case 2:
      case 4:
      case 5: {
        if (!now || now.left === 0) return "has more points than it says";
        const knot = knotAt(data, at + 2);
        if (!isNear(knot)) return "has a point far outside the picture";
        if (++count > MOST_KNOTS) return `has more than ${MOST_KNOTS} points`;
        now.knots.push(knot);
        now.left--;
        break;
      }
      // fill rules and the clipboard's box say nothing about the shape
      case 6:
      case 7:
      case 8:
        break;
      default:
        return "is damaged";
    }
  }
  return (subpaths.at(-1)?.left ?? 0) > 0 ? "has fewer points than it says" : subpaths;
};

/** Three points, each with its height before its width. */
const knotAt = (data: Buffer, at: number): Knot => {
  const point = (n: number): Point => ({
    x: data.readInt32BE(at + 8 * n + 4) / ONE,
    y: data.readInt32BE(at + 8 * n) / ONE,
  });
  return { before: point(0), at: point(1), after: point(2) };
};

const isNear = ({ before, at, after }: Knot): boolean =>
  [before, at, after].every(({ x, y }) => Math.abs(x) <= FARTHEST && Math.abs(y) <= FARTHEST);

/** Parts that are added to one another all turn the same way, so that one does not cut a hole into another. */
const turnedRight = (subpath: Subpath): Subpath => {
  const points = subpath.knots.flatMap(({ before, at, after }) => [before, at, after]);
  const area = points.reduce((sum, { x, y }, n) => {
    const next = points[(n + 1) % points.length]!;
    return sum + x * next.y - next.x * y;
  }, 0);
  if (area >= 0) return subpath;
  const knots = subpath.knots.map(({ before, at, after }) => ({ before: after, at, after: before })).reverse();
  return { ...subpath, knots };
};

/** Open subpaths are closed: a clip has an inside. */
const commandsOf = (knots: readonly Knot[]): readonly PathCommand[] => {
  const first = knots[0]!;
  const curves = knots.map((from, n): PathCommand => {
    const to = knots[(n + 1) % knots.length]!;
    const straight = same(from.at, from.after) && same(to.before, to.at);
    if (straight) return { kind: "line", ...to.at };
    const { x: x1, y: y1 } = from.after;
    const { x: x2, y: y2 } = to.before;
    return { kind: "curve", x1, y1, x2, y2, ...to.at };
  });
  return [{ kind: "move", ...first.at }, ...curves, { kind: "close" }];
};

const same = (a: Point, b: Point): boolean => a.x === b.x && a.y === b.y;
