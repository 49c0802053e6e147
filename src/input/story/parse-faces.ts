/** `**strong**` and `*emphasis*` → characters with their faces. */
import type { Face } from "../../model/story.ts";
import { isSign, type Letter } from "./letters.ts";
import type { StoryNotes } from "./story-notes.ts";

/** Where the text stands and who is told about it. */
interface FacePlace {
  readonly path: string;
  readonly notes: StoryNotes;
}

/** The characters without the marks; a mark that has no partner is kept as it is, with a warning. Strong within emphasis is strong. */
export const withFaces = (letters: readonly Letter[], place: FacePlace): readonly Letter[] => {
  if (!letters.some(isAsterisk)) return letters;
  const marks = findMarks(letters);
  const pairs = pairUp(marks);
  const byIndex = new Map(marks.map((mark) => [mark.at, mark]));
  const out: Letter[] = [];
  const open = { strong: false, emphasis: false };
  for (let n = 0; n < letters.length; n++) {
    const mark = byIndex.get(n);
    if (mark && pairs.has(mark)) {
      open[mark.face] = !open[mark.face];
      n += mark.length - 1;
      continue;
    }
    if (mark && (mark.opens || mark.closes)) warnUnpaired(mark, letters[n]!, place);
    const face: Face = open.strong ? "strong" : open.emphasis ? "emphasis" : "text";
    out.push({ ...letters[n]!, face });
  }
  return out;
};

/** A mark: one or two asterisks. */
interface Mark {
  /** number of its first letter */
  readonly at: number;
  readonly length: 1 | 2;
  readonly face: "strong" | "emphasis";
  /** something that is no blank stands behind it */
  readonly opens: boolean;
  /** something that is no blank stands before it */
  readonly closes: boolean;
}

const isAsterisk = (letter: Letter | undefined): boolean => isSign(letter, "*");

const isText = (letter: Letter | undefined): boolean => letter !== undefined && /[^\s\u3000]/.test(letter.text);

const findMarks = (letters: readonly Letter[]): readonly Mark[] => {
  const marks: Mark[] = [];
  for (let n = 0; n < letters.length; n++) {
    if (!isAsterisk(letters[n])) continue;
    const length = isAsterisk(letters[n + 1]) ? 2 : 1;
    const [before, after] = [letters[n - 1], letters[n + length]];
    const face = length === 2 ? "strong" : "emphasis";
    marks.push({ at: n, length, face, opens: isText(after), closes: isText(before) });
    n += length - 1;
  }
  return marks;
};

/** All marks that have a partner. A mark pairs with the nearest one of its kind before it that is open. */
const pairUp = (marks: readonly Mark[]): ReadonlySet<Mark> => {
  const paired = new Set<Mark>();
  const open = new Map<Mark["face"], Mark>();
  for (const mark of marks) {
    const partner = open.get(mark.face);
    if (mark.closes && partner && mark.at > partner.at + partner.length) {
      paired.add(partner).add(mark);
      open.delete(mark.face);
    } else if (mark.opens) open.set(mark.face, mark);
  }
  return paired;
};

const warnUnpaired = ({ length }: Mark, { at }: Letter, { path, notes }: FacePlace): void => {
  const mark = "*".repeat(length);
  const kind = {
    code: "input/unsupported",
    severity: "warning",
    message: `\`${mark}\` has no partner and is printed as it stands`,
    hint: `close it, or write \`${"\\*".repeat(length)}\` for the sign itself`,
  } as const;
  notes.add(kind, { path, start: at, end: at + length });
};
