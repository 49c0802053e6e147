/** An Atom feed, or an entry alone → items. */
import type { FeedItem, ItemBody, ItemPicture, ReadItem } from "./feed-item.ts";
import { htmlBody, htmlLine } from "./html-text.ts";
import { idOfContent } from "./id-of-content.ts";
import { languageOf, timeOf } from "./item-facts.ts";
import { childrenOf, find, inOneLine, lineOf, type MarkupElement, textOf } from "./markup.ts";
import type { ReadPlace } from "./read-place.ts";
import { mediaOf } from "./read-rss.ts";

/** The entries, in their order. */
export const readAtom = (root: MarkupElement, place: ReadPlace): readonly ReadItem[] => {
  const entries = root.name === "entry" ? [root] : childrenOf(root, "entry");
  return entries.map((entry) => ({ ok: true, item: atomItem(entry, root, place) }));
};

const atomItem = (entry: MarkupElement, feed: MarkupElement, { path, zone }: ReadPlace): FeedItem => {
  const created = timeOf(lineOf(entry, "updated") ?? lineOf(entry, "published"), zone);
  const content = textBody(childrenOf(entry, "content").find(({ attributes }) => attributes["url"] === undefined));
  const summary = find(entry, "summary");
  const body = content ?? textBody(summary);
  const language = languageOf(entry.attributes["lang"] ?? feed.attributes["lang"]);
  const sections = childrenOf(entry, "category").flatMap(({ attributes }) => attributes["term"] ?? []);
  const fields: [string, string | undefined][] = [
    ["headline", lineIn(find(entry, "title"))],
    ["description", content && lineIn(summary)],
    [
      "byline",
      childrenOf(entry, "author")
        .flatMap((each) => lineOf(each, "name") ?? [])
        .join("、"),
    ],
    ["copyright", lineOf(entry, "rights")],
    ["section", sections[0]],
  ];
  return {
    kind: "atom",
    id: lineOf(entry, "id") ?? idOfContent("atom", textOf(entry)),
    version: 0,
    ...(created !== undefined && { created }),
    status: "usable",
    type: "text",
    ...(language !== undefined && { language }),
    provider: lineOf(feed, "title") ?? "",
    fields: Object.fromEntries(fields.filter(([, value]) => value !== undefined && value !== "")),
    sections,
    subjects: sections,
    ...(body && { body }),
    pictures: [...enclosures(entry), ...mediaOf(entry)],
    correction: false,
    source: { path, start: entry.start, end: entry.end },
  };
};

/** `type` says whether the text is XHTML in place, HTML as text, or plain. */
const textBody = (element: MarkupElement | undefined): ItemBody | undefined => {
  if (!element || textOf(element).trim() === "") return undefined;
  const { type = "text" } = element.attributes;
  if (type === "xhtml" || element.children.some(({ kind }) => kind === "element"))
    return { kind: "markup", nodes: element.children };
  if (/html/.test(type)) return htmlBody(textOf(element));
  return type === "text" || type.startsWith("text/plain") ? { kind: "plain", text: textOf(element) } : undefined;
};

const lineIn = (element: MarkupElement | undefined): string | undefined => {
  if (!element) return undefined;
  return element.attributes["type"] === "html" ? htmlLine(textOf(element)) : inOneLine(textOf(element));
};

const enclosures = (entry: MarkupElement): readonly ItemPicture[] =>
  childrenOf(entry, "link").flatMap(({ attributes: { rel, href, type = "", title = "" } }) =>
    rel === "enclosure" && href && type.startsWith("image/")
      ? [{ renditions: [{ name: "", href }], caption: inOneLine(title), credit: "" }]
      : [],
  );
