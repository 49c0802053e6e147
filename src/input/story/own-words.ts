/** Caption or credit that a picture's own file says, where the story says none. */
import type { Report } from "../../base/diagnostic.ts";
import type { SourceRange } from "../../base/source.ts";
import type { Inline } from "../../model/story.ts";
import { inHouseForm, type TextPlace } from "./house-letters.ts";
import { lettersAt } from "./letters.ts";

/** Where the picture is named, and who is told. */
interface OwnPlace {
  readonly place: TextPlace;
  readonly source: SourceRange;
  readonly report: Report;
  readonly file: string;
}

/** The words in house form, as plain text; they point to the picture's name. A story that says `""` says that it wants none. */
export const ownWords = (words: string | undefined, { place, source, report, file }: OwnPlace): Inline => {
  const letters = lettersAt(words ?? "", source.start).map((letter) => ({ ...letter, at: source.start }));
  const text = inHouseForm(letters, place)
    .map((letter) => letter.text)
    .join("");
  if (text === "") return [];
  report.add({
    code: "input/photo-words",
    severity: "info",
    message: `the story gives \`${file}\` no words of this kind; those of its file are printed: \`${text.slice(0, 80)}\``,
    hint: 'write `caption:` and `credit:` yourself, or `""` where there is to be none',
    source,
  });
  return [{ text, face: "text", source }];
};
