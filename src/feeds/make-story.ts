/** An item → its story's file, held against the item; or what keeps it from being one. */
import { createHash } from "node:crypto";
import type { Diagnostic } from "../base/diagnostic.ts";
import type { Block } from "./block.ts";
import { runsText } from "./block.ts";
import type { Fault } from "./fault.ts";
import type { FeedItem, ItemPicture } from "./feed-item.ts";
import { type FeedSource, STORY_FIELDS, type StoryField } from "./feed-source.ts";
import { type ItemBlocks, itemBlocks } from "./item-blocks.ts";
import { readBack, saysTheSame } from "./read-back.ts";
import { type FilePicture, type StoryDraft, storyFile } from "./story-file.ts";

/** What an item says, before its pictures are had. */
export interface ItemStory {
  /** all pictures: its own, and those that stand in its text */
  readonly pictures: readonly ItemPicture[];
  /** SHA-256 of all that it says */
  readonly hash: string;
  /** SHA-256 of headline and text, blanks left out */
  readonly words: string;
  /** what was done that is worth a note */
  readonly notes: readonly Diagnostic[];
  readonly blocks: ItemBlocks;
}

/** Reads the item's text. */
export const itemStory = (item: FeedItem): ItemStory => {
  const blocks = itemBlocks(item);
  const inText = blocks.pictures.map(
    ({ href, caption, credit }): ItemPicture => ({ renditions: [{ name: "", href }], caption, credit }),
  );
  const { source: _, body, ...said } = item;
  const text = body?.kind === "markdown" ? body.text : JSON.stringify(blocks.blocks);
  const words = [
    item.fields.headline ?? item.fields.title ?? "",
    body?.kind === "markdown" ? body.text : blocks.blocks.map(blockText).join(""),
  ];
  return {
    pictures: withoutDoubles([...item.pictures, ...inText]),
    hash: sha256(JSON.stringify([said, text, blocks.pictures])),
    words: sha256(words.join("\n").normalize("NFKC").replace(/\s/gu, "")),
    notes: notesOf(item, blocks),
    blocks,
  };
};

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

const blockText = (block: Block): string =>
  block.kind === "table"
    ? block.rows
        .flat()
        .map(({ text }) => text)
        .join("")
    : runsText(block.runs);

const withoutDoubles = (pictures: readonly ItemPicture[]): readonly ItemPicture[] => {
  const seen = new Set<string>();
  return pictures.filter(({ renditions }) => {
    const fresh = !renditions.some(({ href }) => seen.has(href));
    for (const { href } of renditions) seen.add(href);
    return fresh;
  });
};

const notesOf = ({ source }: FeedItem, { dropped, instead }: ItemBlocks): readonly Diagnostic[] => {
  const note = (message: string, hint: string): Diagnostic => ({
    code: "feed/left-out",
    severity: "info",
    message,
    hint,
    source,
  });
  return [
    ...(dropped.length > 0
      ? [
          note(
            `${dropped.map((each) => `\`<${each}>\``).join(", ")} of the item ${dropped.length > 1 ? "are" : "is"} no text and ${dropped.length > 1 ? "were" : "was"} left out`,
            "look whether the story misses it",
          ),
        ]
      : []),
    ...(instead === undefined
      ? []
      : [
          note(
            `the item has no text; its ${instead} stands in its place`,
            "write the story's text, or take it for its picture",
          ),
        ]),
  ];
};

/** A story's file that says what its item says. */
export type MadeStory = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly fault: Fault };

/** Writes the story and reads it back; faces are given up where the text would not be the same with them. */
export const makeStory = async (
  item: FeedItem,
  { blocks }: ItemBlocks,
  { source, pictures }: { readonly source: FeedSource; readonly pictures: readonly FilePicture[] },
): Promise<MadeStory> => {
  if (item.body?.kind === "markdown")
    return judged(
      item,
      await readBack({ path: "stories/item.md", text: item.body.text, language: source.language }),
      item.body.text,
    );
  const fields = fieldsOf(item, source);
  if (blocks.length === 0)
    return fail(item, {
      code: "feed/no-text",
      message: "the item says nothing that could be printed",
      hint: "ask the provider for its text",
    });
  const priority = item.urgency === undefined ? undefined : source.priorities[item.urgency];
  const draft: StoryDraft = {
    fields,
    ...(item.language !== undefined && item.language !== source.language && { language: item.language }),
    ...(priority !== undefined && { priority }),
    pictures,
    blocks,
  };
  const opened = fields.dateline !== undefined || fields.byline !== undefined;
  let last: MadeStory | undefined;
  for (const plain of [false, true]) {
    const text = storyFile(draft, plain);
    const read = await readBack({ path: "stories/item.md", text, language: source.language });
    last = judged(item, read, text);
    if (!last.ok || (read.story && saysTheSame(read.story, blocks, opened))) return last;
  }
  return fail(item, {
    code: "feed/unsettable",
    message: "the item's text cannot be written so that it reads back as it was",
    hint: "type it as a story by hand, and report the item",
  });
};

const judged = (item: FeedItem, { errors, story }: Awaited<ReturnType<typeof readBack>>, text: string): MadeStory => {
  const [first] = errors;
  if (!first && story) return { ok: true, text };
  const message = first?.message.replaceAll("`stories/item.md`", "the item") ?? "the item cannot be read as a story";
  return fail(item, { code: "feed/unsettable", message, hint: first?.hint ?? "type it as a story by hand" });
};

const fail = ({ source }: FeedItem, { code, message, hint }: Omit<Fault, "source">): MadeStory => ({
  ok: false,
  fault: { code, message, hint, source },
});

const fieldsOf = (item: FeedItem, { fields }: FeedSource): Partial<Record<StoryField, string>> =>
  Object.fromEntries(
    STORY_FIELDS.flatMap((name) => {
      const from = fields[name].find((each) => (item.fields[each] ?? "") !== "");
      return from === undefined ? [] : [[name, item.fields[from]!]];
    }),
  );
