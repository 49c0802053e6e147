/** A paragraph, headline or caption as written → spans in house form; every character knows where it came from. */
import type { Inline } from "../../model/story.ts";
import { inHouseForm, type TextPlace } from "./house-letters.ts";
import { type Letter, spansOf } from "./letters.ts";
import { withFaces } from "./parse-faces.ts";
import { withMarks } from "./parse-marks.ts";
import { withoutEscapes } from "./read-escapes.ts";

/** Takes Markdown's marks out, joins lines, brings the rest to house form. */
export const inlineText = (letters: readonly Letter[], place: TextPlace): Inline =>
  spansOf(inHouseForm(withMarks(withFaces(withoutEscapes(letters), place), place), place), place.path);
