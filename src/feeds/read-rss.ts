/** RSS 2.0, 0.9x and 1.0 (RDF) → items. */
import type { FeedItem, ItemPicture, ReadItem } from "./feed-item.ts";
import { htmlBody, htmlLine } from "./html-text.ts";
import { idOfContent } from "./id-of-content.ts";
import { languageOf, timeOf } from "./item-facts.ts";
import { childrenOf, find, findAll, inOneLine, lineOf, type MarkupElement, textOf } from "./markup.ts";
import type { ReadPlace } from "./read-place.ts";

/** The items of a channel, in its order. In RSS 1.0 they stand beside it. */
export const readRss = (root: MarkupElement, place: ReadPlace): readonly ReadItem[] => {
  const channel = find(root, "channel");
  const items = [...childrenOf(channel, "item"), ...childrenOf(root, "item")];
  return items.map((item) => ({ ok: true, item: rssItem(item, channel, place) }));
};

const rssItem = (item: MarkupElement, channel: MarkupElement | undefined, { path, zone }: ReadPlace): FeedItem => {
  const created = timeOf(lineOf(item, "pubDate") ?? lineOf(item, "date") ?? lineOf(item, "modified"), zone);
  const language = languageOf(lineOf(item, "language") ?? lineOf(channel, "language"));
  const encoded = childrenOf(item, "encoded")
    .map(textOf)
    .find((each) => each.trim() !== "");
  const description = childrenOf(item, "description")
    .map(textOf)
    .find((each) => each.trim() !== "");
  const text = encoded ?? description;
  const body = text === undefined ? undefined : htmlBody(text);
  const sections = childrenOf(item, "category")
    .map((each) => inOneLine(textOf(each)))
    .filter((each) => each !== "");
  const id = lineOf(item, "guid") ?? item.attributes["about"] ?? lineOf(item, "link");
  return {
    kind: "rss",
    id: id ?? idOfContent("rss", textOf(item)),
    version: 0,
    ...(created !== undefined && { created }),
    status: "usable",
    type: "text",
    ...(language !== undefined && { language }),
    provider: lineOf(channel, "title") ?? "",
    fields: fieldsOf(item, { description: encoded === undefined ? undefined : description, section: sections[0] }),
    sections,
    subjects: sections,
    ...(body && { body }),
    pictures: mediaOf(item),
    correction: false,
    source: { path, start: item.start, end: item.end },
  };
};

const fieldsOf = (
  item: MarkupElement,
  { description, section }: { readonly description: string | undefined; readonly section: string | undefined },
): FeedItem["fields"] => {
  const title = find(item, "title");
  const all: [string, string | undefined][] = [
    ["headline", title && htmlLine(textOf(title))],
    ["description", description === undefined ? undefined : htmlLine(description)],
    ["byline", lineOf(item, "creator") ?? lineOf(item, "author")?.replace(/^\S+@\S+\s+\((.*)\)$/, "$1")],
    ["copyright", lineOf(item, "rights")],
    ["source", lineOf(item, "source")],
    ["section", section],
  ];
  return Object.fromEntries(all.filter(([, value]) => value !== undefined && value !== ""));
};

/** `enclosure` of RSS and `content` of Media RSS; what a group holds is one picture in several sizes. */
export const mediaOf = (item: MarkupElement): readonly ItemPicture[] => {
  const groups = [...childrenOf(item, "group").map((group) => findAll(group, "content"))];
  const alone = [...childrenOf(item, "content"), ...childrenOf(item, "enclosure")].map((each) => [each]);
  return [...groups, ...alone].flatMap((group) => {
    const renditions = group.flatMap(({ attributes }) => {
      const { url, type = "", medium = "", width, height } = attributes;
      const isPicture =
        type.startsWith("image/") || medium === "image" || /\.(jpe?g|png|tiff?|webp|gif|avif)$/i.test(url ?? "");
      if (!url || !isPicture) return [];
      const size =
        /^\d{1,6}$/.test(width ?? "") && /^\d{1,6}$/.test(height ?? "")
          ? { width: Number(width), height: Number(height) }
          : {};
      return [{ name: "", href: url, ...size }];
    });
    const caption = group.flatMap((each) => childrenOf(each, "description")).map(textOf)[0] ?? "";
    const credit = group.flatMap((each) => childrenOf(each, "credit")).map(textOf)[0] ?? "";
    return renditions.length > 0 ? [{ renditions, caption: htmlLine(caption), credit: inOneLine(credit) }] : [];
  });
};
