/** The mapping file of feeds: where items come from, and what of them becomes what of a story. */
import { formed, name, path, text, z } from "./document/schema.ts";

/** Texts of an item that a mapping may use, one line each. */
export const ITEM_FIELDS = [
  "headline",
  "title",
  "subheadline",
  "kicker",
  "slugline",
  "description",
  "byline",
  "dateline",
  "located",
  "credit",
  "copyright",
  "source",
  "section",
  "note",
] as const;

const from = z.array(z.enum(ITEM_FIELDS)).max(14).optional();

const sieve = z.strictObject({
  languages: z.array(text).optional().describe("BCP 47; `en` is `en-GB` as well"),
  subjects: z
    .array(text)
    .optional()
    .describe("codes or names, as `medtop:04000000`; a code at the head of another counts"),
  sections: z.array(text).optional(),
  types: z.array(text).optional().describe("text, picture, video, event …"),
  urgencies: z.array(z.int().min(1).max(9)).optional().describe("1 is the most urgent"),
});

const source = z.strictObject({
  name: name.describe("goes into findings, the ledger and, when asked for, file names"),
  folder: text.describe("the inbox: from this file's folder, or absolute"),
  language: formed(
    /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/,
    (value) => `\`${value}\` is no language`,
    "write it as in `zh-Hans`",
  )
    .optional()
    .describe("of items that do not say theirs; default zh-Hans"),
  fields: z
    .strictObject({
      headline: from.describe("default headline, title, slugline"),
      kicker: from.describe("default kicker"),
      deck: from.describe("default subheadline"),
      byline: from.describe("default byline"),
      dateline: from.describe("default dateline"),
      summary: from.describe("default none"),
      signature: from.describe("default none"),
    })
    .optional()
    .describe("story field: texts of the item, the first that says something counts; an empty list leaves it out"),
  file: formed(
    /^(?:[\p{L}\p{N}_/-]|\{(?:slug|source|section|id)\})+$/u,
    (value) => `\`${value}\` cannot be a story's file`,
    "write it as in `{section}/{slug}`; there are `{slug}`, `{source}`, `{section}` and `{id}`",
  )
    .optional()
    .describe("name of the story's file below the stories' folder, without its ending; default {slug}"),
  priorities: z
    .record(z.string().regex(/^[1-9]$/), z.int().min(1).max(5))
    .optional()
    .describe("urgency: the story's priority; default 1: 1, 2 and 3: 2, 4 and 5: 3, 6 and 7: 4, 8 and 9: 5"),
  take: sieve.optional().describe("only items that are all of this"),
  leave: sieve.optional().describe("no items that are any of this"),
  sameText: z
    .enum(["drop", "keep"])
    .optional()
    .describe("an item with headline and text of another one: drop it, or keep both; default drop"),
  pictures: z
    .strictObject({
      longest: z
        .int()
        .min(1)
        .max(100_000)
        .optional()
        .describe("pixels of the longer side; the largest under it; default 12000"),
      most: z.int().min(0).max(100).optional().describe("how many a story gets; default 12"),
      renditions: z.array(text).optional().describe("only renditions of these names"),
    })
    .optional(),
});

/** `feed.yaml` */
export const feedSchema = z.strictObject({
  stories: path.optional().describe("folder for stories; default stories"),
  pictures: path.optional().describe("folder for their pictures; default photos"),
  ledger: path.optional().describe("which item became which story; default feed/ledger.json"),
  quarantine: path.optional().describe("folder for items that cannot be stories; default feed/quarantine"),
  zone: formed(/^[+-]\d{2}:\d{2}$/, (value) => `\`${value}\` is no zone`, "write it as in `+08:00`")
    .optional()
    .describe("of embargoes and other times without one; default +00:00"),
  sources: z.array(source).min(1).max(200),
});

/** A mapping file, checked. */
export type FeedInput = z.output<typeof feedSchema>;
/** One of its sources. */
export type FeedSourceInput = FeedInput["sources"][number];
