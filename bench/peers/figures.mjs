// Lines as the witness read them → the figures by which peers are compared. All lengths in em unless they say points.

import { isHan, isMark, isParted, isPoint, isWestern, isWrongEnd, isWrongStart } from "./marks.mjs";
import { INDENT, SIZE, TIE } from "./page.mjs";

/** Rounding of a PDF's numbers and of a reader's, em. */
const ROUNDING = 0.004;

/** Blank between a mark's ink and the cell of the Han character after it below which they look stuck together. */
const CROWDED = 0.1;

const textOf = ({ characters }) => characters.map((each) => each.text);

/** The most frequent of many numbers, to a hundredth of a point. */
const commonest = (numbers) => {
  const counts = new Map();
  for (const each of numbers) counts.set(each.toFixed(2), (counts.get(each.toFixed(2)) ?? 0) + 1);
  return Number([...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0);
};

/** Left edge of the column, points: where the lines start that start with a Han character and are no paragraph's first. */
const leftEdge = (lines) =>
  commonest(lines.filter((line) => !line.first && isHan(line.characters[0].text)).map((line) => line.characters[0].x));

/** Opening of each gap between two Han characters, and of those beside Western letters and digits. */
const gapsOf = ({ characters }, font) => {
  let crowded = 0;
  const han = [];
  const western = [];
  const commas = [];
  for (let n = 0; n + 1 < characters.length; n++) {
    const [one, next] = [characters[n], characters[n + 1]];
    const pitch = (next.x - one.x) / SIZE;
    if (one.after !== "") continue;
    if (isHan(one.text) && isHan(next.text)) han.push(pitch - 1);
    else if (isHan(one.text) && isWestern(next.text)) western.push(pitch - 1);
    else if (isWestern(one.text) && isHan(next.text)) western.push(pitch - one.width / SIZE);
    else if (isPoint(one.text) && isHan(next.text)) {
      if (one.text === "，") commas.push(pitch);
      if (pitch - font.inkRight(one.text) < CROWDED) crowded++;
    }
  }
  return { han, western, commas, crowded };
};

/** How far a line's end is beyond its measure, em; the blank of a mark at the end may be there or cut, but not its ink. */
const overshoot = (end, right, font) => {
  const at = (end.x - right) / SIZE;
  if (!isMark(end.text)) return at + end.width / SIZE;
  const [ink, cell] = [at + font.inkRight(end.text), at + 1];
  return ink > 0 ? ink : Math.min(0, cell);
};

const isFlushLeft = (line, left) => {
  const [head] = line.characters;
  if (!isHan(head.text)) return true;
  return Math.abs(head.x - left - (line.first ? INDENT * SIZE : 0)) / SIZE <= TIE + ROUNDING;
};

/** 孤字: one character, or one and marks, on a paragraph's last line; a Western word counts as many as it has letters. */
const isRunt = (line) => line.last && !line.first && textOf(line).filter((each) => !isMark(each)).length < 2;

const isPartedFromNext = (line, next) => {
  if (line.last || !next || line.characters.at(-1).after !== "") return false;
  const [text, after] = [textOf(line), textOf(next)];
  return isParted(text.at(-1), after[0], { beforeEnd: text, afterHead: after[1] ?? "" });
};

/** What is wrong with a line, by name. */
const faultsOf = (line, { before, next, left, right, font }) => {
  const text = textOf(line);
  const over = overshoot(line.characters.at(-1), right, font);
  const faults = [];
  if (line.characters.some((each) => Math.abs(each.size - SIZE) > 0.02)) faults.push("narrowed");
  if (isRunt(line)) faults.push("runt");
  if (!line.first && isWrongStart(text, before && textOf(before).at(-1))) faults.push("start");
  if (!line.last && isWrongEnd(text.at(-1))) faults.push("end");
  if (isPartedFromNext(line, next)) faults.push("parted");
  if (over > TIE + ROUNDING) faults.push("wide");
  if ((!line.last && over < -TIE - ROUNDING) || !isFlushLeft(line, left)) faults.push("ragged");
  return faults;
};

const mean = (numbers) => (numbers.length === 0 ? 0 : numbers.reduce((sum, each) => sum + each, 0) / numbers.length);

const deviation = (numbers) => {
  const middle = mean(numbers);
  return Math.sqrt(mean(numbers.map((each) => (each - middle) ** 2)));
};

/** Each line with what was measured on it. `width` of the column in points. */
export const measureLines = (lines, { width, font }) => {
  const size = commonest(lines.flatMap((line) => line.characters).map((each) => each.size));
  if (Math.abs(size - SIZE) > 0.02) throw new Error(`set at ${size} pt instead of ${SIZE} pt`);
  const left = leftEdge(lines);
  const place = { left, right: left + width, font };
  return lines.map((line, n) => {
    const gaps = gapsOf(line, font);
    return {
      text: textOf(line).join(""),
      justified: !line.last,
      ...gaps,
      opening: gaps.han.length > 0 ? mean(gaps.han) : undefined,
      faults: [
        ...(gaps.crowded > 0 ? ["crowded"] : []),
        ...faultsOf(line, { before: lines[n - 1], next: lines[n + 1], ...place }),
      ],
    };
  });
};

const most = (numbers) => numbers.reduce((a, b) => Math.max(a, b), 0);
const least = (numbers) => numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);

/** Figures of measured lines, of one measure or of several together. */
export const figuresOf = (measured) => {
  const set = measured.filter((line) => line.justified);
  const gaps = set.flatMap((line) => line.han);
  const openings = set.flatMap((line) => line.opening ?? []);
  const commas = set.flatMap((line) => line.commas);
  const count = (fault) => measured.filter((line) => line.faults.includes(fault)).length;
  const over = (limit) => openings.filter((each) => each > limit + 1e-4).length;
  return {
    lines: measured.length,
    most: most(openings),
    mostGap: most(gaps),
    mean: mean(gaps.map(Math.abs)),
    over5: over(0.05),
    over10: over(0.1),
    squeezed: openings.filter((each) => each < -TIE).length,
    mostSqueezed: most(openings.map((each) => -each)),
    western: most(set.flatMap((line) => line.western)),
    commaFrom: commas.length > 0 ? least(commas) : 0,
    commaTo: most(commas),
    commaDeviation: deviation(commas),
    runts: count("runt"),
    start: count("start"),
    end: count("end"),
    parted: count("parted"),
    wide: count("wide"),
    ragged: count("ragged"),
    narrowed: count("narrowed"),
    crowded: count("crowded"),
  };
};
