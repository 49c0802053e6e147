/** A story's file as it is about to be written → whether it reads as what the item says, to the character. */
import { type Diagnostic, Diagnostics } from "../base/diagnostic.ts";
import type { World } from "../base/world.ts";
import { openReadShop } from "../input/document/read-shop.ts";
import type { ProbePhoto } from "../input/read-photo.ts";
import { inHouseForm } from "../input/story/house-letters.ts";
import { lettersAt } from "../input/story/letters.ts";
import { readStory } from "../input/story/read-story.ts";
import { storyNotes } from "../input/story/story-notes.ts";
import { type Paragraph, plainText, type Story } from "../model/story.ts";
import { type Block, runsText } from "./block.ts";

/** What is read back. */
export interface WrittenStory {
  readonly path: string;
  readonly text: string;
  /** BCP 47, of a story that does not say its own */
  readonly language: string;
}

/** Errors of the story, and the story itself when it could be read. */
export interface StoryRead {
  readonly errors: readonly Diagnostic[];
  readonly story?: Story;
}

/** Reads the file as an edition would; pictures are looked at when they are copied, not here. */
export const readBack = async ({ path, text, language }: WrittenStory): Promise<StoryRead> => {
  const report = new Diagnostics();
  const bytes = new TextEncoder().encode(text);
  const world: World = {
    read: async (file) => ({ ok: true, bytes: file.path === path ? bytes : new Uint8Array(1) }),
    cached: (_, make) => make(),
  };
  const shop = openReadShop({ world, report });
  const story = await readStory(path, { shop, probe: anyPhoto, named: { path, start: 0, end: 0 }, language });
  const errors = report.all().filter(({ severity }) => severity === "error");
  return { errors, ...(story && { story }) };
};

const anyPhoto: ProbePhoto = async () => ({ ok: true, facts: { width: 1, height: 1, mono: false } });

/** Whether the story has just these blocks, each with its text in house form. Dateline and byline stand before the first. */
export const saysTheSame = (story: Story, blocks: readonly Block[], opened: boolean): boolean => {
  const { language } = story;
  const wanted = blocks
    .flatMap((block) => (block.kind === "table" ? [] : [inForm(runsText(block.runs), language)]))
    .filter((each) => each !== "");
  const found = story.paragraphs.map(textWithoutFloor);
  const cells = blocks.flatMap((block) =>
    block.kind === "table" ? block.rows.flat().map(({ text }) => inForm(text, language, true)) : [],
  );
  const set = story.tables.flatMap((table) => table.cells.map(({ text }) => plainText(text)));
  return sameTexts(found, wanted, opened) && bare(cells) === bare(set);
};

const textWithoutFloor = ({ spans }: Paragraph): string => plainText(spans);

const bare = (texts: readonly string[]): string => texts.filter((each) => each !== "").join("\n");

/** What stands before the text of the first paragraph that is no crosshead is the opening. */
const sameTexts = (found: readonly string[], wanted: readonly string[], opened: boolean): boolean => {
  if (!opened) return found.length === wanted.length && found.every((text, n) => text === wanted[n]);
  const first = found.findIndex((text, n) => text !== wanted[n]);
  if (first < 0) return found.length === wanted.length;
  // before a list the opening is a paragraph of its own
  if (found.length === wanted.length + 1)
    return sameTexts([...found.slice(0, first), ...found.slice(first + 1)], wanted, false);
  return (
    found.length === wanted.length &&
    found.every((text, n) => (n === first ? text.endsWith(wanted[n]!) : text === wanted[n]))
  );
};

const inForm = (text: string, language: string, figures = false): string => {
  const place = { path: "", notes: storyNotes(), language, ...(figures && { figures: true as const }) };
  return inHouseForm(lettersAt(text, 0), place)
    .map((letter) => letter.text)
    .join("");
};
