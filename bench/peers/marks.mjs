// What may not stand where: CLREQ 3.1.4 (level basic), 3.1.5. Written for the witness alone, not taken from the engine.
const CLOSING = "”’」』）】〗〕］｝》〉";
const PAUSES = "、，；：";
const STOPS = "。？！．";
const BETWEEN = "·・–～〜／/";
const OPENING = "“‘「『（【〖〔［｛《〈";

const NEVER_FIRST = new Set(`${CLOSING}${PAUSES}${STOPS}${BETWEEN}`);
const NEVER_LAST = new Set(OPENING);
const MARKS = new Set(`${CLOSING}${PAUSES}${STOPS}${OPENING}·・—…`);
const HAN = /^\p{Script=Han}$/u;

export const isHan = (text) => HAN.test(text);
export const isOpening = (text) => NEVER_LAST.has(text);
/** 点号: their ink stands at the left of their cell. */
export const isPoint = (text) => `${PAUSES}${STOPS}`.includes(text);
export const isMark = (text) => MARKS.has(text);
export const isWestern = (text) => /^[!-~‰℃]$/u.test(text) && !isMark(text);

/** A single dash joins two things and may not start a line; a pair is one mark, and may. */
export const isWrongStart = (line, before) => {
  const [first, second] = line;
  if (first === "—") return before !== "—" && second !== "—";
  return NEVER_FIRST.has(first);
};

export const isWrongEnd = (text) => isOpening(text);

/** What is one thing: a pair of dashes or of ellipses, a Western word, a number with its sign and decimals. */
const WHOLE = [
  [/[—⸺]/u, /[—⸺]/u],
  [/[…⋯]/u, /[…⋯]/u],
  [/[A-Za-z0-9.,:/-]/, /[A-Za-z0-9]/],
  [/[A-Za-z0-9]/, /[.,]/],
  [/[0-9]/, /[%％‰℃°]/u],
  [/[￥＄¥$№]/u, /[0-9]/],
];

/** Whether the end of a line and the head of the next belong together; a paragraph's text before and after is known. */
export const isParted = (end, head, { beforeEnd, afterHead }) =>
  WHOLE.some(([left, right]) => left.test(end) && right.test(head)) &&
  !(/[—…]/u.test(end) && pairsBefore(end, beforeEnd)) &&
  !(/[.,]/.test(head) && !/[0-9A-Za-z]/.test(afterHead));

/** Of `————` the middle may be parted: an even run before the break leaves whole marks. */
const pairsBefore = (end, beforeEnd) => {
  let run = 1;
  while (beforeEnd.at(-run) === end) run++;
  return run % 2 === 0;
};
