/** An NITF document → an item; and the parts of NITF that NewsML-G2 carries. */
import type { FeedItem, ReadItem } from "./feed-item.ts";
import { idOfContent } from "./id-of-content.ts";
import { embargoOf, languageOf, saysCorrection, saysKill, timeOf, urgencyOf, wholeNumber } from "./item-facts.ts";
import { childrenOf, find, findAll, inOneLine, lineOf, type MarkupElement, textOf } from "./markup.ts";
import type { ReadPlace } from "./read-place.ts";

/** Reads a bare document. */
export const readNitf = (root: MarkupElement, { path, zone }: ReadPlace): ReadItem => {
  const docdata = find(root, "head", "docdata");
  const { fields, body } = nitfStory(root);
  const id = find(docdata, "doc-id")?.attributes["id-string"]?.trim();
  const message = childrenOf(docdata, "ed-msg")
    .map(({ attributes }) => `${attributes["msg-type"] ?? ""} ${attributes["info"] ?? ""}`)
    .join(" ");
  const created = timeOf(
    find(docdata, "date.issue")?.attributes["norm"] ?? find(root, "head", "pubdata")?.attributes["date.publication"],
    zone,
  );
  const embargo = embargoOf(find(docdata, "date.release")?.attributes["norm"], zone);
  const urgency = urgencyOf(find(docdata, "urgency")?.attributes["ed-urg"]);
  const language = languageOf(root.attributes["baselang"] ?? root.attributes["lang"]);
  const version =
    wholeNumber(find(docdata, "du-key")?.attributes["version"]) ?? wholeNumber(root.attributes["change.version"]) ?? 0;
  const killed = docdata?.attributes["management-status"] === "canceled" || saysKill(message);
  const subjects = findAll(root, "tobject.subject").flatMap(({ attributes }) =>
    [
      attributes["tobject.subject.refnum"],
      attributes["tobject.subject.type"],
      attributes["tobject.subject.matter"],
    ].filter((each) => each !== undefined),
  );
  const section =
    find(root, "head", "pubdata")?.attributes["position.section"] ??
    find(root, "head", "tobject")?.attributes["tobject.type"];
  const note = inOneLine(message);
  const item: FeedItem = {
    kind: "nitf",
    id: id || idOfContent("nitf", textOf(root)),
    version,
    ...(created !== undefined && { created }),
    status: killed ? "canceled" : docdata?.attributes["management-status"] === "withheld" ? "withheld" : "usable",
    ...(embargo !== undefined && { embargo }),
    ...(urgency !== undefined && { urgency }),
    type: "text",
    ...(language !== undefined && { language }),
    provider: find(docdata, "doc-id")?.attributes["regsrc"] ?? "",
    fields: {
      ...fields,
      ...titled(lineOf(root, "head", "title")),
      ...(section !== undefined && { section }),
      ...sluglined(
        find(docdata, "key-list", "keyword")?.attributes["key"] ?? find(docdata, "du-key")?.attributes["key"],
      ),
      ...(note !== "" && { note }),
    },
    sections: section === undefined ? [] : [section],
    subjects,
    ...(body && { body }),
    pictures: [],
    correction:
      saysCorrection(message, docdata?.attributes["management-status"]) || find(docdata, "correction") !== undefined,
    source: { path, start: root.start, end: root.end },
  };
  return { ok: true, item };
};

const titled = (title: string | undefined): FeedItem["fields"] => (title === undefined ? {} : { title });
const sluglined = (slugline: string | undefined): FeedItem["fields"] => (slugline ? { slugline } : {});

/** What a document of NITF says of its story: heads and text. */
export const nitfStory = (root: MarkupElement): Pick<FeedItem, "fields" | "body"> => {
  const body = find(root, "body");
  const head = find(body, "body.head");
  const content = [...childrenOf(body, "body.content"), ...childrenOf(body, "body.end")];
  const nodes = content.length > 0 ? content : (body?.children.filter((each) => each !== head) ?? []);
  const fields: [string, string | undefined][] = [
    ["headline", lineOf(head, "hedline", "hl1")],
    ["subheadline", lineOf(head, "hedline", "hl2")],
    ["byline", lineOf(head, "byline")],
    ["dateline", lineOf(head, "dateline")],
    ["description", lineOf(head, "abstract")],
    ["copyright", lineOf(head, "rights")],
  ];
  return {
    fields: Object.fromEntries(fields.filter(([, value]) => value !== undefined)),
    ...(nodes.some((each) => textOf(each).trim() !== "") && { body: { kind: "markup", nodes } }),
  };
};
