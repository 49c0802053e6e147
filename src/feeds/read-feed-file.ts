/** A file of an inbox → its items. What it is is told by what is in it, never by its name. */

import { readXmlTree, type XmlElement } from "../input/document/xml-tree.ts";
import { decodeFeed } from "./decode-feed.ts";
import { faulty } from "./fault.ts";
import type { FeedItem, ReadItem } from "./feed-item.ts";
import { MARKUP_BOUNDS } from "./markup.ts";
import { pictureEnding } from "./picture-ending.ts";
import { readAtom } from "./read-atom.ts";
import { readNewsMl } from "./read-news-ml.ts";
import { readNinjs } from "./read-ninjs.ts";
import { readNitf } from "./read-nitf.ts";
import type { ReadPlace } from "./read-place.ts";
import { readRss } from "./read-rss.ts";

/** Items larger than this are none. */
export const MOST_BYTES = 64 << 20;

/** A file as it lies in an inbox. */
export interface FeedFile {
  /** in findings: the source's name and the path in its inbox */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Items in the file's order, and its text; of a picture none, of any other file at least one item or fault. */
export interface FeedFileRead {
  readonly items: readonly ReadItem[];
  readonly text: string;
  /** whether the file's bytes are the text's UTF-8, so that a part of the one is a part of the other */
  readonly utf8: boolean;
}

/** Reads a file; `zone` in minutes east of UTC. Never throws because of the file. */
export const readFeedFile = ({ path, bytes }: FeedFile, zone: number): FeedFileRead => {
  if (pictureEnding(bytes) !== undefined) return { items: [], text: "", utf8: false };
  if (bytes.length > MOST_BYTES) {
    const fault = unreadable(path, { why: "is larger than 64 MiB", at: 0, text: "" });
    return { items: [fault], text: "", utf8: false };
  }
  const decoded = decodeFeed(bytes);
  if (!decoded.ok) {
    const { why, hint, text } = decoded;
    const at = Math.max(0, text.search(/\ufffd/));
    const source = { path, start: at, end: Math.min(at + 1, text.length) };
    return { items: [faulty({ code: "feed/encoding", message: `the item ${why}`, hint, source })], text, utf8: false };
  }
  const { text, utf8 } = decoded;
  const items = itemsOf(text, { path, zone });
  const empty = { why: "holds no item", at: 0, text };
  return { items: items.length > 0 ? items : [unreadable(path, empty)], text, utf8 };
};

const itemsOf = (text: string, place: ReadPlace): readonly ReadItem[] => {
  const first = text.trimStart().charAt(0);
  if (first === "") return [unreadable(place.path, { why: "is empty", at: 0, text })];
  if (first === "{" || first === "[") return readJson(text, place);
  if (first === "<" && !/^\s*<!--/.test(text)) return readXml(text, place);
  return [{ ok: true, item: markdownItem(text, place) }];
};

const readJson = (text: string, place: ReadPlace): readonly ReadItem[] => {
  try {
    return readNinjs(JSON.parse(text), text, place);
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault;
    const at = Number(/position (\d+)/.exec(fault.message)?.[1] ?? text.length);
    return [unreadable(place.path, { why: "is not well-formed JSON", at, text })];
  }
};

const readXml = (text: string, place: ReadPlace): readonly ReadItem[] => {
  const read = readXmlTree(text, MARKUP_BOUNDS);
  if (!read.ok) return [unreadable(place.path, { why: read.why, at: read.at, text })];
  const reader = READERS[read.root.name];
  if (reader) return reader(read.root, place);
  return [
    unreadable(place.path, {
      why: `is of an unknown kind (\`<${read.root.name.slice(0, 40)}>\`)`,
      at: read.root.start,
      text,
    }),
  ];
};

const READERS: Readonly<Record<string, (root: XmlElement, place: ReadPlace) => readonly ReadItem[]>> = Object.assign(
  Object.create(null) as object,
  {
    newsMessage: readNewsMl,
    newsItem: readNewsMl,
    packageItem: readNewsMl,
    conceptItem: readNewsMl,
    knowledgeItem: readNewsMl,
    planningItem: readNewsMl,
    catalogItem: readNewsMl,
    contentSet: readNewsMl,
    groupSet: readNewsMl,
    contentMeta: readNewsMl,
    nitf: (root: XmlElement, place: ReadPlace) => [readNitf(root, place)],
    rss: readRss,
    RDF: readRss,
    feed: readAtom,
    entry: readAtom,
  },
);

const unreadable = (
  path: string,
  { why, at, text }: { readonly why: string; readonly at: number; readonly text: string },
): ReadItem => {
  const start = Math.max(0, Math.min(at, text.length - 1));
  return faulty({
    code: "feed/unreadable",
    message: `the item ${why}`,
    hint: "ask the provider to send it again; ninjs, NewsML-G2, NITF, RSS, Atom and Markdown are read",
    source: { path, start, end: Math.min(start + 1, text.length) },
  });
};

/** A story in Markdown is taken as it stands; its file is what it is known by. */
const markdownItem = (text: string, { path }: ReadPlace): FeedItem => ({
  kind: "markdown",
  id: `file:${path}`,
  version: 0,
  status: "usable",
  type: "text",
  provider: "",
  fields: { slugline: path.replace(/^.*\//, "").replace(/(?<=.)\.[^.]*$/, "") },
  sections: [],
  subjects: [],
  body: { kind: "markdown", text },
  pictures: [],
  correction: false,
  source: { path, start: 0, end: text.length },
});
