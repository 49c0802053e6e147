/** What no page of ours is set with: a table, looked for in every text of a story. */
import type { NoteKind } from "./story-notes.ts";

/** Characters that no rule of house form mends. */
export interface Unsettable extends Pick<NoteKind, "severity" | "message" | "hint"> {
  /** a run of them; global */
  readonly find: RegExp;
  /** `run`: a finding for each run; `story`: one for the story, with the count of runs and the first place */
  readonly told: "run" | "story";
  /** what is printed in place of each character; the characters themselves when absent */
  readonly put?: string;
}

/** Blocks whose characters run from right to left even where none is assigned yet (UAX #9, DerivedBidiClass: R and AL). */
const RTL = "\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefe\\u{10800}-\\u{10fff}\\u{1e800}-\\u{1efff}";

/** Has no direction of its own: blanks, digits, marks of punctuation, symbols. Between two words they belong to the run. */
const NEUTRAL = "[\\s\\p{N}\\p{P}\\p{S}\\p{M}]";

/** What may follow an emoji as part of it: presentation, keycap, tone of skin, the letters of a flag's tag (UTS #51, ED-14a, ED-13). */
const TAIL = "[\\ufe0f\\u20e3\\u{1f3fb}-\\u{1f3ff}\\u{e0020}-\\u{e007f}]*";

/** UTS #51: emoji by default (ED-6), by selector (ED-9a), keycaps (ED-14c); pictographs of plane 1 have no other form in use. */
const HEAD =
  "(?:\\p{Emoji_Presentation}|\\p{Emoji}\\ufe0f|[0-9#*]\\u20e3|(?=[\\u{1f000}-\\u{1faff}])\\p{Extended_Pictographic})";

/** An emoji with what is joined to it (ED-16); flags are pairs of emoji by default. */
const EMOJI = `${HEAD}${TAIL}(?:\\u200d\\p{Extended_Pictographic}${TAIL})*`;

/** What is reported, run by run, and stays on the page. */
export const UNSETTABLE: readonly Unsettable[] = [
  {
    find: /[\p{Cs}\ufffd]+/gu,
    told: "story",
    put: "\ufffd",
    severity: "error",
    message: "broken characters cannot be printed as they are",
    hint: "type them again; they were lost when the text was converted",
  },
  {
    find: new RegExp(`[${RTL}](?:${NEUTRAL}*[${RTL}])*`, "gu"),
    told: "run",
    severity: "error",
    message: "right-to-left text (Hebrew, Arabic…) is not set",
    hint: "write it in Chinese or Latin letters, or take it out: its characters would stand in the wrong order",
  },
  {
    find: new RegExp(`(?:${EMOJI})+`, "gu"),
    told: "run",
    severity: "warning",
    message: "an emoji has no place on a news page",
    hint: "take it out, or write a word: no newspaper face has it",
  },
];
