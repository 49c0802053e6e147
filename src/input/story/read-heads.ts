/** Headlines over several stories (总题) in a page's file → stories that are a head and nothing else. */
import type { Report } from "../../base/diagnostic.ts";
import type { Story } from "../../model/story.ts";
import type { YamlDocument } from "../document/yaml-document.ts";
import type { PageInput } from "../edition-schema.ts";
import { fieldText, headlineLines } from "./field-text.ts";
import { storyNotes } from "./story-notes.ts";

/** Where the heads are written. */
export interface HeadsPlace {
  readonly document: YamlDocument;
  /** path of the page's file */
  readonly path: string;
  /** of the edition */
  readonly language: string;
}

/** By their places in the layout. */
export const readHeads = (
  heads: NonNullable<PageInput["heads"]>,
  { document, path, language }: HeadsPlace,
  report: Report,
): ReadonlyMap<string, Story> => {
  const notes = storyNotes();
  const text = fieldText(document, { path, notes, language });
  const read = Object.entries(heads).map(([id, { headline, kicker, deck }]): readonly [string, Story] => [
    id,
    {
      ...BARE,
      id,
      path,
      language,
      kicker: text(kicker, ["heads", id, "kicker"]),
      headline: headlineLines(headline, { text, path: ["heads", id, "headline"] }),
      deck: text(deck, ["heads", id, "deck"]),
      source: document.range(["heads", id]),
    },
  ]);
  notes.tell(report);
  return new Map(read);
};

/** A story without anything. */
const BARE: Omit<Story, "id" | "path" | "language" | "kicker" | "headline" | "deck" | "source"> = {
  priority: 3,
  jumpHeadline: [],
  summary: [],
  paragraphs: [],
  optional: [],
  photos: [],
  keyFigures: [],
  tables: [],
  quotes: [],
  qrCodes: [],
  charts: [],
  sidebars: [],
  signature: [],
};
