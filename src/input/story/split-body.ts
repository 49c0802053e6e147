/**
 * The body of a story → its paragraphs, crossheads and lists, each a stretch of the file; Markdown that is not set is reported.
 *
 *     text                paragraphs are parted by empty lines, or by two 　 at their head
 *     ## 小标题            a crosshead
 *     - item  or  * item  an item with a bullet; items may follow one another, or be parted by empty lines
 *     1. item             an item with its number as it is typed
 *       more of it        a line that begins with a blank goes on with its item, any other one ends the list
 *     \- text  1\. text   no items
 *     ![…](file)          alone on its line, of a picture that the front matter names: here it belongs
 *
 * Lists are not nested: an item within an item is reported, and stands in the outer list.
 */
import type { Report } from "../../base/diagnostic.ts";
import type { ListItem } from "../../model/story.ts";
import { hideComments } from "./hide-comments.ts";
import { GONE } from "./letters.ts";
import { type ItemHead, itemHead } from "./list-item.ts";
import {
  BLOCKS,
  INLINES,
  NESTED_LIST,
  UNCLOSED_COMMENT,
  type UnsetMarkdown,
  type UnsetWords,
} from "./unset-markdown.ts";

/** What a block is. */
type BlockHead = { readonly kind: "body" | "crosshead" } | Pick<ListItem, "kind" | "label">;

/** A paragraph, crosshead or item of a list as written; of a picture its file. */
export type Block = (BlockHead | { readonly kind: "picture" }) & {
  /** its characters, line ends among them; those of comments are `GONE` */
  readonly text: string;
  /** offset in the file */
  readonly at: number;
};

/** The body of a file. */
export interface BodyText {
  readonly path: string;
  readonly text: string;
  /** offset in the file */
  readonly at: number;
  /** files of the pictures that the front matter names */
  readonly pictures: ReadonlySet<string>;
}

interface OpenBlock {
  readonly head: BlockHead;
  readonly from: number;
  to: number;
}

interface OpenList {
  /** of its first item */
  readonly indent: number;
  /** whether its last item was nested */
  readonly nested: boolean;
}

/** The blocks in their order. Nothing of the text is lost: what is not understood is a paragraph as it stands. */
export const splitBody = (body: BodyText, report: Report): readonly Block[] => {
  const { text, unclosed } = hideComments(body.text);
  if (unclosed !== undefined) warn(UNCLOSED_COMMENT, body, { at: unclosed, end: unclosed + 4, report });
  const blocks: Block[] = [];
  let open: OpenBlock | undefined;
  let list: OpenList | undefined;
  let run: UnsetMarkdown | undefined;
  const add = ({ head, from, to }: OpenBlock): void => {
    blocks.push({ ...head, text: text.slice(from, to), at: body.at + from });
  };
  for (const line of linesOf(text)) {
    const { at, end } = line;
    const read = readLine(line.text, { inList: list !== undefined, pictures: body.pictures });
    if (open && (run || !goesOn(read, open.head))) {
      add(open);
      open = undefined;
    }
    if (read.kind === "text" && open) open.to = end;
    else if (read.kind === "text" || read.kind === "unset") open = { head: { kind: "body" }, from: at, to: end };
    else if (read.kind === "crosshead") add({ head: { kind: "crosshead" }, from: at + read.from, to: at + read.to });
    else if (read.kind === "picture") blocks.push({ kind: "picture", text: read.file, at: body.at + at });
    else if (read.kind === "item") {
      const { kind, label } = read.item;
      const next = listWith(read.item, list);
      if (next.nested && !list?.nested) warn(NESTED_LIST, body, { at, end, report });
      list = next;
      open = { head: { kind, label }, from: at + read.item.textAt, to: end };
    }
    if (read.kind === "crosshead" || open?.head.kind === "body") list = undefined;
    const unset = read.kind === "unset" ? read.unset : undefined;
    if (unset && unset !== run) warn(unset, body, { at, end, report });
    run = unset;
  }
  if (open) add(open);
  for (const block of blocks) if (block.kind !== "picture") warnInlines(block, body.path, report);
  return blocks;
};

const listWith = ({ indent }: ItemHead, list: OpenList | undefined): OpenList => ({
  indent: list?.indent ?? indent,
  nested: list !== undefined && indent >= list.indent + DEEPER,
});

/** Columns by which a nested item stands deeper than the first item of its list. */
const DEEPER = 2;

/** What a line is on its own. */
type ReadLine =
  | { readonly kind: "blank" }
  | { readonly kind: "crosshead"; readonly from: number; readonly to: number }
  | { readonly kind: "item"; readonly item: ItemHead }
  | { readonly kind: "unset"; readonly unset: UnsetMarkdown }
  | { readonly kind: "picture"; readonly file: string }
  /** `indented` by a blank; `fresh` by two ideographic ones, which begin a paragraph */
  | { readonly kind: "text"; readonly indented: boolean; readonly fresh: boolean };

/** `## ` opens a crosshead; marks that close it again are not part of it. */
const CROSSHEAD = /^(##(?!#)[ \t\u3000]*)([^ \t\u3000#].*?)(?:[ \t]+#+)?[ \t]*$/su;

/** A picture alone on its line; its file from the story's folder or from the edition's. */
const PICTURE = /^[ \t\u3000]*!\[[^[\]]{0,200}\]\((?:\.{1,2}\/)*([^()]{1,400}?)\)[ \t]*$/u;

interface LineShop {
  readonly inList: boolean;
  readonly pictures: ReadonlySet<string>;
}

const readLine = (line: string, { inList, pictures }: LineShop): ReadLine => {
  const seen = line.replaceAll(GONE, "");
  if (/^[\s\u3000]*$/.test(seen)) return { kind: "blank" };
  const [, opening, crosshead] = CROSSHEAD.exec(line) ?? [];
  if (opening && crosshead) return { kind: "crosshead", from: opening.length, to: opening.length + crosshead.length };
  const [, file] = PICTURE.exec(seen) ?? [];
  if (file !== undefined && pictures.has(file)) return { kind: "picture", file };
  const unset = BLOCKS.find(({ find }) => find.test(seen));
  if (unset) return { kind: "unset", unset };
  const item = itemHead(line, inList);
  if (item) return { kind: "item", item };
  return { kind: "text", indented: /^[ \t]/.test(seen), fresh: /^\u3000\u3000/.test(seen) };
};

/** Whether a line belongs to the block that is open. */
const goesOn = (read: ReadLine, head: BlockHead): boolean =>
  read.kind === "text" && !read.fresh && (head.kind === "body" || read.indented);

interface Line {
  readonly text: string;
  readonly at: number;
  readonly end: number;
}

const linesOf = function* (text: string): Generator<Line> {
  const ends = /\r\n|[\n\r\u0085\u2028\u2029]/g;
  let at = 0;
  for (const match of text.matchAll(ends)) {
    yield { text: text.slice(at, match.index), at, end: match.index };
    at = match.index + match[0].length;
  }
  yield { text: text.slice(at), at, end: text.length };
};

const warnInlines = (block: Block, path: string, report: Report): void => {
  for (const unset of INLINES) {
    const match = unset.find.exec(block.text);
    if (match) warn(unset, { path, at: block.at }, { at: match.index, end: match.index + match[0].length, report });
  }
};

interface Stretch {
  readonly at: number;
  readonly end: number;
  readonly report: Report;
}

const warn = (
  { what, outcome, hint }: UnsetWords,
  file: Pick<BodyText, "path" | "at">,
  { at, end, report }: Stretch,
): void =>
  report.add({
    code: "input/unsupported",
    severity: "warning",
    message: `${what} is not set; ${outcome ?? "its characters are printed as they stand"}`,
    hint,
    source: { path: file.path, start: file.at + at, end: file.at + end },
  });
