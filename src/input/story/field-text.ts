/** Fields of a YAML file that are printed → text in house form, each character with its place in the file. */
import type { Inline } from "../../model/story.ts";
import type { YamlDocument, YamlPath } from "../document/yaml-document.ts";
import type { StoryInput } from "../edition-schema.ts";
import type { TextPlace } from "./house-letters.ts";
import { inlineText } from "./inline-text.ts";
import { lettersIn } from "./letters.ts";
import type { FieldText } from "./read-exhibits.ts";

/** Text of a field, by its path in the document. */
export const fieldText =
  (document: YamlDocument | undefined, place: TextPlace): FieldText =>
  (value, path) => {
    const written = value === undefined || value === null ? undefined : document?.written(path);
    if (!written) return [];
    const text = typeof value === "string" ? value : written.raw;
    return inlineText(lettersIn(text, written.raw, written.range.start), place);
  };

/** A headline's lines, as many as its editor wrote. */
export const headlineLines = (
  headline: StoryInput["headline"],
  { text, path }: { readonly text: FieldText; readonly path: YamlPath },
): readonly Inline[] => {
  if (headline === undefined) return [];
  const lines =
    typeof headline === "string" ? [text(headline, path)] : headline.map((line, n) => text(line, [...path, n]));
  return lines.filter((line) => line.length > 0);
};
