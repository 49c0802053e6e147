/** A NewsML-G2 item, or a message of several → items. Packages, concepts and plans are no stories, and are said to be none. */
import { faulty } from "./fault.ts";
import type { FeedItem, ItemBody, ItemPicture, ReadItem } from "./feed-item.ts";
import { idOfContent } from "./id-of-content.ts";
import { embargoOf, languageOf, saysCorrection, statusOf, timeOf, urgencyOf, wholeNumber } from "./item-facts.ts";
import { childrenOf, find, findAll, inOneLine, lineOf, type MarkupElement, textOf } from "./markup.ts";
import { parseHtml } from "./parse-html.ts";
import { nitfStory } from "./read-nitf.ts";
import type { ReadPlace } from "./read-place.ts";

/** The items of a document, in its order. */
export const readNewsMl = (root: MarkupElement, place: ReadPlace): readonly ReadItem[] => {
  if (root.name === "newsMessage")
    return childrenOf(root, "itemSet").flatMap(({ children }) =>
      children.flatMap((child) => (child.kind === "element" ? [readItem(child, place)] : [])),
    );
  if (root.name === "contentSet") return [readItem({ ...root, name: "newsItem", children: [root] }, place)];
  return [readItem(root, place)];
};

const readItem = (element: MarkupElement, place: ReadPlace): ReadItem => {
  if (element.name === "newsItem") return { ok: true, item: newsItem(element, place) };
  return faulty({
    code: "feed/not-a-story",
    message: `the item is a \`${element.name.slice(0, 40)}\`, not a story`,
    hint: "take what it describes from the provider as news items",
    source: { path: place.path, start: element.start, end: element.end },
  });
};

const newsItem = (item: MarkupElement, { path, zone }: ReadPlace): FeedItem => {
  const { attributes } = item;
  const meta = find(item, "itemMeta");
  const content = find(item, "contentMeta");
  const inner = storyOf(find(item, "contentSet"));
  const created = timeOf(lineOf(meta, "versionCreated"), zone);
  const embargo = embargoOf(lineOf(meta, "embargoed"), zone);
  const urgency = urgencyOf(lineOf(content, "urgency"));
  const language = languageOf(find(content, "language")?.attributes["tag"] ?? attributes["lang"]);
  const subjects = childrenOf(content, "subject");
  const sections = childrenOf(meta, "service").flatMap(wordsOf);
  const notes = childrenOf(meta, "edNote")
    .map((each) => inOneLine(textOf(each)))
    .join(" ");
  const signals = childrenOf(meta, "signal").map(codeOf);
  return {
    kind: "newsml-g2",
    id: attributes["guid"]?.trim() || idOfContent("newsml-g2", textOf(item)),
    version: wholeNumber(attributes["version"]) ?? 0,
    ...(created !== undefined && { created }),
    status: statusOf(codeOf(find(meta, "pubStatus"))),
    ...(embargo !== undefined && { embargo }),
    ...(urgency !== undefined && { urgency }),
    type: codeOf(find(meta, "itemClass")).replace(/^.*[:/]/, ""),
    ...(language !== undefined && { language }),
    provider: wordsOf(find(meta, "provider"))[0] ?? "",
    fields: { ...inner.fields, ...fieldsOf(item, notes, sections[0]) },
    sections,
    subjects: subjects.flatMap((each) => [codeOf(each), ...wordsOf(each)]).filter((each) => each !== ""),
    ...(inner.body && { body: inner.body }),
    pictures: picturesOf(item),
    correction: saysCorrection(notes, ...signals),
    source: { path, start: item.start, end: item.end },
  };
};

const fieldsOf = (item: MarkupElement, note: string, section: string | undefined): FeedItem["fields"] => {
  const content = find(item, "contentMeta");
  const description = childrenOf(content, "description")
    .map((each) => inOneLine(textOf(each)))
    .filter((each) => each !== "");
  const headlines = childrenOf(content, "headline");
  const main = headlines.find(({ attributes }) => !/sub|deck/i.test(attributes["role"] ?? "")) ?? headlines[0];
  const sub = headlines.find(({ attributes }) => /sub|deck/i.test(attributes["role"] ?? ""));
  const all: [string, string | undefined][] = [
    ["headline", main && inOneLine(textOf(main))],
    ["subheadline", sub && sub !== main ? inOneLine(textOf(sub)) : undefined],
    ["title", lineOf(item, "itemMeta", "title")],
    ["slugline", lineOf(content, "slugline")],
    ["byline", lineOf(content, "by")],
    ["dateline", lineOf(content, "dateline")],
    ["located", lineOf(content, "located", "name")],
    ["description", description[0]],
    ["credit", lineOf(content, "creditline")],
    ["copyright", lineOf(item, "rightsInfo", "copyrightNotice")],
    ["source", lineOf(content, "infoSource", "name")],
    ["section", section],
    ["note", note],
  ];
  return Object.fromEntries(all.filter(([, value]) => value !== undefined && value !== ""));
};

/** `qcode`, or the address or literal that stands for it. */
const codeOf = (element: MarkupElement | undefined): string => {
  const { qcode, uri, literal } = element?.attributes ?? {};
  return qcode ?? uri ?? literal ?? "";
};

const wordsOf = (element: MarkupElement | undefined): readonly string[] =>
  childrenOf(element, "name")
    .map((each) => inOneLine(textOf(each)))
    .filter((each) => each !== "");

/** Roots of text in `inlineXML`; others (SportsML, events) are data. */
const TEXTS = new Set(["html", "body", "div", "section", "article", "p"]);

/** The first part of the content that holds text: marked up rather than plain. */
const storyOf = (contents: MarkupElement | undefined): Pick<FeedItem, "fields" | "body"> => {
  for (const inline of childrenOf(contents, "inlineXML")) {
    const root = inline.children.find((child) => child.kind === "element");
    if (root?.kind !== "element") continue;
    if (root.name === "nitf") {
      const story = nitfStory(root);
      if (story.body) return story;
    } else if (TEXTS.has(root.name)) {
      const nodes = inline.children;
      if (nodes.some((each) => textOf(each).trim() !== "")) return { fields: {}, body: { kind: "markup", nodes } };
    }
  }
  for (const inline of childrenOf(contents, "inlineData")) {
    const body = dataBody(textOf(inline), inline.attributes["contenttype"] ?? "");
    if (body) return { fields: {}, body };
  }
  return { fields: {} };
};

const dataBody = (text: string, type: string): ItemBody | undefined => {
  if (text.trim() === "") return undefined;
  if (!/html|xml/i.test(type))
    return /^(text\/plain)?$/i.test(type.split(";")[0]!.trim()) ? { kind: "plain", text } : undefined;
  const read = parseHtml(text);
  return read.ok ? { kind: "markup", nodes: read.nodes } : { kind: "plain", text };
};

const picturesOf = (item: MarkupElement): readonly ItemPicture[] => {
  const renditions = childrenOf(find(item, "contentSet"), "remoteContent").flatMap(({ attributes }) => {
    const { href, width, height, rendition, contenttype = "" } = attributes;
    if (href === undefined || (contenttype !== "" && !contenttype.startsWith("image/"))) return [];
    const [wide, high] = [wholeNumber(width), wholeNumber(height)];
    const size = wide !== undefined && high !== undefined ? { width: wide, height: high } : {};
    return [{ name: (rendition ?? "").replace(/^.*:/, ""), href, ...size }];
  });
  const isPicture = /picture|graphic/.test(codeOf(find(item, "itemMeta", "itemClass")));
  if (renditions.length === 0 || !isPicture) return [];
  const content = find(item, "contentMeta");
  const captions = content ? findAll(content, "description") : [];
  const caption = captions.find(({ attributes }) => /caption/.test(attributes["role"] ?? "")) ?? captions[0];
  return [
    { renditions, caption: caption ? inOneLine(textOf(caption)) : "", credit: lineOf(content, "creditline") ?? "" },
  ];
};
