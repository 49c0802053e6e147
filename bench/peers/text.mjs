// The text that everybody sets: the stories of the sample edition, or a file of one's own.
import { readdirSync, readFileSync } from "node:fs";

const STORIES = new URL("../../samples/canghai-2025-07-10/stories/", import.meta.url);

/** Front matter and signs of bold and emphasis taken out; a line is a paragraph. */
const bare = (markdown) =>
  markdown
    .replace(/^---\n[\s\S]*?\n---\n/, "")
    .replace(/\*+/g, "")
    .split("\n");

const tidy = (paragraphs) => paragraphs.map((each) => each.replace(/\s+/g, " ").trim()).filter(Boolean);

const sampleText = () =>
  readdirSync(STORIES)
    .filter((name) => name.endsWith(".md"))
    .sort()
    .flatMap((name) => bare(readFileSync(new URL(name, STORIES), "utf8")));

/**
 * The paragraphs of a text. A JSON file holds `{articles: [{text: [paragraph]}]}` or a list of paragraphs, any other file one
 * paragraph a line; without a file, the sample's stories.
 */
export const readParagraphs = (file) => {
  if (file === undefined) return tidy(sampleText());
  const text = readFileSync(file, "utf8");
  if (!file.endsWith(".json")) return tidy(bare(text));
  const content = JSON.parse(text);
  return tidy(Array.isArray(content) ? content : content.articles.flatMap((article) => article.text));
};
