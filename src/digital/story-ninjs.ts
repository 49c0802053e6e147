/** A story as ninjs 2.1 (IPTC News in JSON), for content systems that take it. */
import { plainText, type Story } from "../model/story.ts";
import { type FindPicture, storyMarkup, titleOf } from "./story-html.ts";

/** What an edition says about all of its stories. */
export interface StoryFacts {
  /** stands for the story: `urn:broadsheet:PAPER:DATE:EDITION:STORY` */
  readonly uri: string;
  /** ISO 8601 day */
  readonly date: string;
  readonly version: string;
  readonly paper: string;
  readonly picture: FindPicture;
}

/** An object that the schema of ninjs 2.1 takes. */
export const storyNinjs = (story: Story, { uri, date, version, paper, picture }: StoryFacts): object => ({
  $schema: "https://iptc.org/std/ninjs/ninjs-schema_2.1.json",
  uri,
  standard: {
    name: "ninjs",
    version: "2.1",
    schema: "https://iptc.org/std/ninjs/ninjs-schema_2.1.json",
  },
  type: "text",
  versioncreated: `${date}T00:00:00Z`,
  version,
  pubstatus: "usable",
  language: story.language,
  title: titleOf(story),
  by: paper,
  headlines: [
    { role: "main", value: titleOf(story) },
    ...(story.kicker.length > 0 ? [{ role: "kicker", value: plainText(story.kicker) }] : []),
    ...(story.deck.length > 0 ? [{ role: "deck", value: plainText(story.deck) }] : []),
  ],
  bodies: [
    {
      role: "main",
      contenttype: "text/html",
      charcount: story.paragraphs.reduce((sum, { spans }) => sum + [...plainText(spans)].length, 0),
      value: storyMarkup(story, picture),
    },
  ],
  associations: story.photos.flatMap(({ photo, caption, credit }, n) => {
    const found = photo && picture(photo.hash);
    if (!found) return [];
    return [
      {
        name: `picture-${n + 1}`,
        uri: `${uri}:picture-${n + 1}`,
        type: "picture",
        ...(caption.length > 0 && { descriptions: [{ role: "caption", value: plainText(caption) }] }),
        ...(credit.length > 0 && { creditline: plainText(credit) }),
        renditions: [
          { name: "main", href: found.file, width: found.width, height: found.height, contenttype: "image/jpeg" },
        ],
      },
    ];
  }),
});
