/** The published ways of composing Japanese lines, and how notes to the tables are answered. */
import type { JlreqPlace } from "./classes.ts";

/**
 * Whose tables hold:
 * - `jlreq`: JLREQ's own, Table 3;
 * - `jis`: JIS X 4051, Table 4, with its solid line ends (3.1.9 note 1);
 * - `books`: Table 5, half of what brackets and commas have is kept and a gap beside Western text never changes;
 * - `simple`: the "simple line composition rules" of the Japanese layout task force: nothing shrinks but what stands at a
 *   line's end, and only kana and ideographs open. For narrow devices, and for whoever wants the grid kept.
 */
export type JlreqMethod = "jlreq" | "jis" | "books" | "simple";

/** All methods. */
export const JLREQ_METHODS: readonly JlreqMethod[] = ["jlreq", "jis", "books", "simple"];

/**
 * Whether two neighbours make one thing, where classes do not tell (notes 4 to 13 of C.2, notes 4 to 12 of E.2):
 * - `one`: —— and ……, members of one complex, a letter that stands for a quantity and its unit;
 * - `apart`: two things of the same class; or the alternative a note offers;
 * - `usual`: what `USUAL_TIES` says.
 */
export type JlreqTie = "usual" | "one" | "apart";

/** A pair of classes with a note, what it is when nothing is said, and why. */
export type UsualTie = readonly [before: JlreqPlace, after: JlreqPlace, tie: "one" | "apart", why: string];

/** What is taken for granted. */
export const USUAL_TIES: readonly UsualTie[] = [
  [4, 14, "one", "C.2 note 4: the em after ！？ belongs to them and is dropped at a line's end (3.1.6)"],
  [8, 8, "one", "C.2 note 5: equal dashes or dots, by far the most frequent pair"],
  [21, 21, "one", "C.2 note 6: the same complex"],
  [22, 22, "one", "C.2 note 7: the same complex"],
  [23, 23, "one", "E.2 note 7: the same complex; a line may end between its bases all the same (C.2 note 8)"],
  [24, 13, "one", "C.2 note 9: 50％; apart where ％ may start a line"],
  [24, 27, "one", "C.2 note 10: of the two ways the stricter"],
  [27, 13, "apart", "C.2 note 11: one where the letter is a numeral or stands for a quantity"],
  [27, 27, "one", "C.2 note 12: letters of a word; apart opens them in need (E.2 note 11) but breaks nothing"],
  [30, 30, "one", "C.2 note 13: the same run set across the column"],
];

const USUAL = new Map(USUAL_TIES.map(([before, after, tie]) => [`${before} ${after}`, tie]));

/** A tie with `usual` answered; pairs no note is about are apart. */
export const answerTie = (before: JlreqPlace, after: JlreqPlace, tie: JlreqTie): "one" | "apart" =>
  tie === "usual" ? (USUAL.get(`${before} ${after}`) ?? "apart") : tie;

/** Whether a note lets the tie decide about a pair. */
export const hasTie = (before: JlreqPlace, after: JlreqPlace): boolean => USUAL.has(`${before} ${after}`);
