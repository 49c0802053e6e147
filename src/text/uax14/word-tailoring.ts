/** Text broken by words where UAX #14 breaks by characters, and the reverse: CSS `word-break`, and KLREQ's word basis. */
import type { Tailoring } from "./tailoring.ts";

const KEEP_ALL = "css-text-3 5.2: word-break keep-all";
const BREAK_ALL = "css-text-3 5.2: word-break break-all";
const BY_WORD = "KLREQ, line break by word";

/** Letters and digits of any script, with all of class ID but marks that css-tailoring.ts lets start a line as ID may. */
const LETTERS = "AL HL NU ID-ID.mark H2 H3 JL JV JT AK AP AS VF VI NS.letter";

/**
 * No break between letters, Hangul and ideographs included (css-text-3 5.2); brackets and marks part words as ever. On top of it
 * go the levels of `line-break`: `combineTailorings(cssTailoring(…), keepAll)`.
 */
export const keepAll: Tailoring = {
  name: "word-break: keep-all",
  entries: [
    { kind: "classes", source: KEEP_ALL, classes: ["CJ"], to: "ID" },
    { kind: "characters", source: KEEP_ALL, characters: "々〻ゝゞヽヾ", to: "NS.letter" },
    { kind: "rule", source: KEEP_ALL, rule: `keep ${LETTERS} × ${LETTERS}` },
  ],
};

/**
 * Korean by words: as `keepAll`, and a word also keeps brackets, quotation marks and number signs that touch it, as in
 * 대한민국(大韓民國)의 or 5%는, so that lines end at spaces, and at hyphens and other marks where UAX #14 lets them.
 */
export const koreanWords: Tailoring = {
  name: "Korean by words",
  entries: [
    ...keepAll.entries,
    { kind: "rule", source: BY_WORD, rule: `klreq ${LETTERS} × OP QU PR` },
    { kind: "rule", source: BY_WORD, rule: `klreq CL CP QU PO × ${LETTERS}` },
  ],
};

/** A break between any two letters, as in a measure too narrow for words (css-text-3 5.2; CLREQ 3.2.5, LC-63). */
export const breakAll: Tailoring = {
  name: "word-break: break-all",
  entries: [{ kind: "classes", source: BREAK_ALL, classes: ["AL", "AI", "HL", "NU", "SA", "SG", "XX"], to: "ID" }],
};
