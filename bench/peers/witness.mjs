// The witness: MuPDF reads the file back, and what it read is held against the text that was to be set.
import { execFileSync } from "node:child_process";

const NAMED = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const decoded = (text) =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (_, hex, decimal, name) =>
    name ? NAMED[name] : String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal)),
  );

/** Blank in a text layer: not compared, not measured. */
const BLANK = /[\s\u00ad\u200b-\u200f\u2060\ufeff]/u;

/** Characters of a file in the order in which they were drawn: origin, advance and size in points. */
const charactersOf = (file) => {
  const xml = execFileSync("mutool", ["draw", "-q", "-F", "stext", "-o", "-", file], {
    maxBuffer: 1 << 30,
    stdio: ["ignore", "pipe", "ignore"],
  }).toString();
  const found = [];
  let page = 0;
  let size = 0;
  for (const each of xml.matchAll(
    /<page |<font [^>]*size="([\d.]+)"|<char quad="(\S+) \S+ (\S+)[^"]*" x="(\S+)" y="(\S+)"[^>]*? c="([^"]*)"/g,
  )) {
    if (each[0] === "<page ") page++;
    else if (each[1]) size = Number(each[1]);
    else {
      const [left, right, x, y] = each.slice(2, 6).map(Number);
      found.push({ page, size, x, y, width: right - left, text: decoded(each[6]) });
    }
  }
  return unjoined(found.filter((each) => !BLANK.test(each.text) && each.text !== ""));
};

/** One glyph may stand for several characters: by one name of its own, or with the others at its end and no width. */
const unjoined = (characters) => {
  const named = characters.flatMap((each) =>
    each.text === "⸺"
      ? [
          { ...each, text: "—" },
          { ...each, text: "—", x: each.x + each.width, width: 0 },
        ]
      : [each],
  );
  return named.map((each, n) => {
    const [before, next] = [named[n - 1], named[n + 1]];
    if (next?.width === 0 && isEndOf(each, next)) return { ...each, width: each.width / 2 };
    if (each.width !== 0 || !before || !isEndOf(before, each)) return each;
    return { ...each, x: before.x + before.width / 2, width: before.width / 2 };
  });
};

const isEndOf = (one, next) => one.y === next.y && Math.abs(one.x + one.width - next.x) < 0.01;

/** Baselines nearer than this are one line, in points; so are backward steps that are no new piece. */
const SAME_LINE = 3;
const STEP_BACK = 6;

/** Pieces of a line come in the order of drawing, which is not always that of reading. */
const inReadingOrder = (characters) => {
  const pieces = [];
  for (const each of characters) {
    const before = pieces.at(-1)?.at(-1);
    if (before && each.x > before.x - STEP_BACK && each.x < before.x + 4 * each.size) pieces.at(-1).push(each);
    else pieces.push([each]);
  }
  return pieces.sort((a, b) => a[0].x - b[0].x).flat();
};

/** Characters by lines, from the head of the first page to the foot of the last. */
const linesOf = (characters) => {
  const lines = [];
  for (const each of [...characters].sort((a, b) => a.page - b.page || a.y - b.y)) {
    const line = lines.at(-1);
    if (line && line.page === each.page && each.y - line.y < SAME_LINE) line.characters.push(each);
    else lines.push({ page: each.page, y: each.y, characters: [each] });
  }
  const order = new Map(characters.map((each, n) => [each, n]));
  return lines.map(({ characters: all }) => inReadingOrder(all.sort((a, b) => order.get(a) - order.get(b))));
};

/** Blocks of twins that a text layer may name a character by, where one glyph serves both. */
const RADICAL = /[\u2e80-\u2fdf]/u;

const isTwin = (read, wanted) =>
  read === wanted ||
  (wanted !== undefined && (RADICAL.test(read) || read.normalize("NFKC") === wanted.normalize("NFKC")));

/** The source's characters, without blank; `after` tells what follows: nothing, blank, or the paragraph's end. */
const sourceOf = (paragraphs) =>
  paragraphs.flatMap((text, paragraph) => {
    const all = [...text.replaceAll("⸺", "——")];
    const marks = all.map((each, n) => ({
      text: each,
      paragraph,
      after: n === all.length - 1 ? "end" : BLANK.test(all[n + 1]) ? "blank" : "",
    }));
    return marks.filter((each) => !BLANK.test(each.text));
  });

/** Marks that lie upon one another may be read in the wrong order; one step is mended. */
const mend = (line, source, at) => {
  for (let n = 0; n + 1 < line.length; n++) {
    const [wanted, next] = [source[at + n]?.text, source[at + n + 1]?.text];
    if (isTwin(line[n].text, wanted) || !isTwin(line[n + 1].text, wanted) || !isTwin(line[n].text, next)) continue;
    [line[n], line[n + 1]] = [line[n + 1], line[n]];
  }
};

/**
 * The lines of a peer's files, each with the characters that the source has there. Throws when the files do not hold just the
 * text: a peer that loses or doubles a character has not set it.
 */
export const readLines = (files, paragraphs) => {
  const source = sourceOf(paragraphs);
  let at = 0;
  const lines = files
    .flatMap((file) => linesOf(charactersOf(file)))
    .map((line) => {
      mend(line, source, at);
      const characters = line.map((read, n) => {
        const wanted = source[at + n];
        if (!wanted || !isTwin(read.text, wanted.text)) {
          const near = (list) => list.map((each) => each.text).join("");
          const expected = near(source.slice(Math.max(0, at + n - 8), at + n + 8));
          throw new Error(`text differs at ${at + n}: read ${near(line)}, wanted ${expected}`);
        }
        return { ...wanted, x: read.x, width: read.width, size: read.size, twin: read.text !== wanted.text };
      });
      at += line.length;
      const [first, last] = [characters[0], characters.at(-1)];
      if (first.paragraph !== last.paragraph) throw new Error(`two paragraphs in a line: ${first.paragraph}`);
      return { paragraph: first.paragraph, characters, last: last.after === "end" };
    });
  if (at !== source.length) throw new Error(`text is cut short: ${at} of ${source.length} characters`);
  return lines.map((line, n) => ({ ...line, first: lines[n - 1]?.paragraph !== line.paragraph }));
};
