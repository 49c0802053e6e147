/** The `d` of an SVG path (SVG 1.1, 8.3) → polygons: all commands, relative and absolute; curves become short lines. */
import type { Point } from "../base/geometry.ts";
import type { Polygon } from "../base/polygon.ts";
import { arcPoints } from "./arc-points.ts";

/** The polygons, in the path's own units; `why` completes "the path …". */
export type PathRead =
  | { readonly ok: true; readonly polygons: readonly Polygon[] }
  | { readonly ok: false; readonly why: string; readonly hint: string };

/** Lines that a curve becomes. */
const PIECES = 24;
/** More points than any shape of a page has. */
const MOST_POINTS = 20_000;

/** Numbers that follow each command. */
const COUNTS: Readonly<Record<string, number>> = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, A: 7, Z: 0 };

/** Reads a path; parts that are not closed are closed. */
export const parsePath = (d: string): PathRead => {
  const pen: Pen = { at: ORIGIN, start: ORIGIN, control: undefined, polygons: [], points: 0 };
  const reader: Reader = { d, at: 0 };
  let command = "";
  for (skip(reader); reader.at < d.length; skip(reader)) {
    const here = reader.at;
    const letter = d[here]!;
    if (/[a-z]/i.test(letter)) {
      if (COUNTS[letter.toUpperCase()] === undefined) return wrong(`has no command \`${letter}\``, here);
      command = letter;
      reader.at++;
    } else if (command === "" || command.toUpperCase() === "Z") return wrong("has a number without a command", here);
    if (pen.polygons.length === 0 && command.toUpperCase() !== "M") return wrong("does not begin with `M`", here);
    const numbers = numbersFor(command, reader);
    if (!numbers) return wrong(`breaks off in \`${command}\``, reader.at);
    draw(command, numbers, pen);
    // what follows a move without a letter of its own are lines
    if (command === "M") command = "L";
    if (command === "m") command = "l";
    if (pen.points > MOST_POINTS)
      return { ok: false, why: "has too many points", hint: "simplify it where it was drawn" };
  }
  return pen.polygons.length === 0 ? wrong("is empty", 0) : { ok: true, polygons: pen.polygons };
};

const wrong = (why: string, at: number): PathRead => ({
  ok: false,
  why: `${why} (character ${at + 1})`,
  hint: "copy the `d` of an SVG path anew, as in `M 50 0 L 100 100 L 0 100 Z`",
});

interface Reader {
  readonly d: string;
  at: number;
}

const BLANK = /[\s,]*/y;
const NUMBER = /[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?/y;
const FLAG = /[01]/y;

const skip = (reader: Reader): void => {
  BLANK.lastIndex = reader.at;
  reader.at += BLANK.exec(reader.d)![0].length;
};

const numbersFor = (command: string, reader: Reader): readonly number[] | undefined => {
  const kind = command.toUpperCase();
  const numbers: number[] = [];
  for (let n = 0; n < COUNTS[kind]!; n++) {
    skip(reader);
    const pattern = kind === "A" && (n === 3 || n === 4) ? FLAG : NUMBER;
    pattern.lastIndex = reader.at;
    const found = pattern.exec(reader.d)?.[0];
    if (found === undefined || !(Math.abs(Number(found)) <= 1e6)) return undefined;
    reader.at += found.length;
    numbers.push(Number(found));
  }
  return numbers;
};

interface Pen {
  at: Point;
  start: Point;
  /** second control of the curve before, for those that go on smoothly; with it, of which kind that was */
  control: { readonly kind: "C" | "Q"; readonly point: Point } | undefined;
  readonly polygons: Point[][];
  points: number;
}

const ORIGIN: Point = { x: 0, y: 0 };

const draw = (command: string, n: readonly number[], pen: Pen): void => {
  const kind = command.toUpperCase();
  const base = command === kind ? ORIGIN : pen.at;
  const pair = (at: number): Point => ({ x: base.x + n[at]!, y: base.y + n[at + 1]! });
  const mirrored = (of: "C" | "Q"): Point =>
    pen.control?.kind === of
      ? { x: 2 * pen.at.x - pen.control.point.x, y: 2 * pen.at.y - pen.control.point.y }
      : pen.at;
  switch (kind) {
    case "M":
      pen.polygons.push([]);
      pen.start = pair(0);
      lineTo(pair(0), pen);
      break;
    case "L":
      lineTo(pair(0), pen);
      break;
    case "H":
      lineTo({ x: base.x + n[0]!, y: pen.at.y }, pen);
      break;
    case "V":
      lineTo({ x: pen.at.x, y: base.y + n[0]! }, pen);
      break;
    case "C":
      curveTo([pair(0), pair(2), pair(4)], pen);
      break;
    case "S":
      curveTo([mirrored("C"), pair(0), pair(2)], pen);
      break;
    case "Q":
      quadTo(pair(0), pair(2), pen);
      break;
    case "T":
      quadTo(mirrored("Q"), pair(0), pen);
      break;
    case "A": {
      const arc = { radii: { x: n[0]!, y: n[1]! }, turn: n[2]!, large: n[3] === 1, clockwise: n[4] === 1 };
      for (const point of arcPoints(pen.at, pair(5), arc)) lineTo(point, pen);
      break;
    }
    default:
      // what follows a closed part without a move begins where that began
      pen.at = pen.start;
      pen.control = undefined;
      pen.polygons.push([pen.start]);
  }
};

const lineTo = (point: Point, pen: Pen): void => {
  pen.polygons.at(-1)!.push(point);
  pen.points++;
  pen.at = point;
  pen.control = undefined;
};

const curveTo = ([one, two, end]: readonly [Point, Point, Point], pen: Pen): void => {
  const from = pen.at;
  for (let piece = 1; piece <= PIECES; piece++) {
    const t = piece / PIECES;
    const u = 1 - t;
    const along = (a: number, b: number, c: number, d: number) =>
      u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
    lineTo({ x: along(from.x, one.x, two.x, end.x), y: along(from.y, one.y, two.y, end.y) }, pen);
  }
  pen.control = { kind: "C", point: two };
};

/** A quadratic curve, as the cubic one that it is as well. */
const quadTo = (control: Point, end: Point, pen: Pen): void => {
  const { at } = pen;
  const near = (to: Point): Point => ({
    x: to.x + (2 / 3) * (control.x - to.x),
    y: to.y + (2 / 3) * (control.y - to.y),
  });
  curveTo([near(at), near(end), end], pen);
  pen.control = { kind: "Q", point: control };
};
