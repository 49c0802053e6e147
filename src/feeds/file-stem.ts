/** Where a story's file goes: the template of its source, filled with names that every file system takes. */
import type { FeedItem } from "./feed-item.ts";
import type { FeedSource } from "./feed-source.ts";

const LONGEST = 60;

/** The path below the stories' folder, without ending; never empty, never leaving it. */
export const fileStem = (item: FeedItem, source: FeedSource): string => {
  const { slugline, headline, title } = item.fields;
  const values: Readonly<Record<string, string>> = {
    slug: slugOf(slugline ?? headline ?? title ?? "") || slugOf(item.id) || "story",
    source: slugOf(source.name),
    section: slugOf(item.sections[0] ?? "") || "news",
    id: slugOf(item.id.replace(/^.*[/:]/, "")) || "item",
  };
  const path = source.file.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
  const parts = path.split("/").filter((part) => part !== "");
  return parts.length > 0 ? parts.join("/") : values["slug"]!;
};

/** Letters and digits of any script; all else becomes a hyphen. */
const slugOf = (text: string): string =>
  [
    ...text
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-+|-+$/g, ""),
  ]
    .slice(0, LONGEST)
    .join("")
    .replace(/-+$/, "");
