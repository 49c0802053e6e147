/**
 * HTML, XHTML or NITF → blocks. No character of the text is lost: what is not known is gone through for its text, and only what is no
 * text (scripts, frames, forms' fields) is left out and named.
 */
import type { Block, BodyBlocks, BodyPicture, Run, TextBlock } from "./block.ts";
import { joinRuns } from "./join-runs.ts";
import { findAll, inOneLine, type MarkupElement, type MarkupNode, textOf } from "./markup.ts";
import { tableOf } from "./markup-table.ts";
import { raised } from "./raised.ts";
import { rubyRuns } from "./ruby-runs.ts";

/** The blocks of a body in their order. */
export const markupBlocks = (nodes: readonly MarkupNode[]): BodyBlocks => {
  const walk = new Walk();
  walk.nodes(nodes, PLAIN);
  walk.close();
  return { blocks: walk.blocks, pictures: walk.pictures, dropped: [...walk.dropped] };
};

/** What holds for the text that is gone through. */
interface Within {
  readonly face: Run["face"];
  readonly kind: TextBlock["kind"];
  readonly number?: number;
  /** line ends are line ends */
  readonly lines?: true;
}

const PLAIN: Within = { face: "text", kind: "body" };

const DROPPED = new Set(
  "script style iframe object embed applet noscript template svg canvas audio video input select button textarea map".split(
    " ",
  ),
);

/** Heads of documents, and what a browser shows in place of ruby. */
const SILENT = new Set(["head", "rp", "body.head", "media-metadata", "media-object", "meta", "link"]);

const STRONG = new Set(["strong", "b"]);
const EMPHASIS = new Set(["em", "i", "cite", "dfn", "var"]);

const HEADINGS = new Set(["h1", "h2", "h3", "h4", "h5", "h6", "hl2", "summary"]);

/** What begins and ends a paragraph; all else runs on. */
const BLOCKS = new Set(
  (
    "p div section article aside main header footer nav blockquote bq address figure figcaption details dl dt dd ul ol pre " +
    "center fieldset form legend body html block body.content body.end abstract tagline bibliography hl1 hedline byline dateline " +
    "distributor series.name note fn ed-msg media media-caption media-producer credit nitf caption table nitf-table tr thead tbody tfoot"
  ).split(" "),
);

/** Goes through the nodes; blocks are closed as they end. */
class Walk {
  readonly blocks: Block[] = [];
  readonly pictures: BodyPicture[] = [];
  readonly dropped = new Set<string>();
  #runs: Run[] = [];
  #within: Within = PLAIN;

  nodes(nodes: readonly MarkupNode[], within: Within): void {
    for (const node of nodes) {
      if (node.kind === "text") this.#text(node.text, within);
      else this.#element(node, within);
    }
  }

  /** Ends the block that is open. */
  close(): void {
    const runs = joinRuns(this.#runs);
    const { kind, number } = this.#within;
    if (runs.length > 0) this.blocks.push({ kind, runs, ...(kind === "numbered" && { number: number ?? 1 }) });
    this.#runs = [];
  }

  #text(text: string, within: Within): void {
    const lines = within.lines ? text.split(/\r\n|[\n\r]/) : [text];
    for (const [n, line] of lines.entries()) {
      if (n > 0) this.close();
      if (this.#runs.length === 0) this.#within = within;
      if (line !== "") this.#runs.push({ text: line, face: within.face });
    }
  }

  #element(element: MarkupElement, within: Within): void {
    const name = element.name.toLowerCase();
    if (DROPPED.has(name)) this.dropped.add(name);
    else if (SILENT.has(name)) return;
    else if (name === "br" || name === "hr") this.#break(within);
    else if (name === "img") this.#picture(element, { caption: "", credit: "" });
    else if (name === "figure" || name === "media") this.#figure(element, within);
    else if (name === "table" || name === "nitf-table") this.#table(element, within);
    else if (name === "ul" || name === "ol") this.#list(element, within);
    else if (name === "ruby") this.#ruby(element, within);
    else if (name === "sup" || name === "sub") this.#raised(element, within);
    else if (HEADINGS.has(name)) this.#block(element, { face: "text", kind: "crosshead" });
    else if (name === "pre") this.#block(element, { ...within, lines: true });
    else if (BLOCKS.has(name) || name === "li") this.#block(element, within);
    else this.nodes(element.children, { ...within, ...faceOf(name, within) });
  }

  #break(within: Within): void {
    if (within.kind === "body") this.close();
    else this.#text(" ", within);
  }

  #block(element: MarkupElement, within: Within): void {
    this.close();
    this.nodes(element.children, within);
    this.close();
  }

  /** A list in a list gives its items to the outer one; a paragraph more of an item is one of its own. */
  #list(element: MarkupElement, within: Within): void {
    this.close();
    let number = Number(/^\d{1,3}$/.exec(element.attributes["start"] ?? "")?.[0] ?? 1);
    const kind = element.name.toLowerCase() === "ol" ? "numbered" : "bulleted";
    for (const child of element.children) {
      const isItem = child.kind === "element" && child.name.toLowerCase() === "li";
      if (!isItem) {
        this.nodes([child], within);
        continue;
      }
      this.close();
      this.nodes(child.children, { face: within.face, kind: number > 999 ? "bulleted" : kind, number: number++ });
      this.close();
    }
    this.close();
  }

  #table(element: MarkupElement, within: Within): void {
    this.close();
    const table = tableOf(element);
    if (table) this.blocks.push(table);
    else this.nodes(element.children, within);
    this.close();
  }

  #ruby(element: MarkupElement, within: Within): void {
    if (this.#runs.length === 0) this.#within = within;
    for (const run of rubyRuns(element, within.face)) this.#runs.push(run);
  }

  #raised(element: MarkupElement, within: Within): void {
    const text = textOf(element);
    const small = raised(text, element.name.toLowerCase() === "sup" ? "sup" : "sub");
    if (small === undefined) this.nodes(element.children, within);
    else this.#text(small, within);
  }

  #figure(element: MarkupElement, within: Within): void {
    const images = [...findAll(element, "img"), ...findAll(element, "media-reference")].filter(isPicture);
    if (images.length === 0) {
      this.#block({ ...element, name: "div" }, within);
      return;
    }
    this.close();
    const words = (...names: readonly string[]) =>
      inOneLine(names.flatMap((name) => findAll(element, name).map(textOf)).join(" "));
    const caption = words("figcaption", "media-caption");
    for (const image of images) this.#picture(image, { caption, credit: words("media-producer", "credit") });
  }

  #picture({ attributes }: MarkupElement, words: Omit<BodyPicture, "href">): void {
    const href = attributes["src"] ?? attributes["source"] ?? "";
    if (href !== "")
      this.pictures.push({ href, caption: words.caption || inOneLine(attributes["alt"] ?? ""), credit: words.credit });
  }
}

const isPicture = ({ name, attributes }: MarkupElement): boolean =>
  name === "img" || !/^(audio|video|text|application)\//.test(attributes["mime-type"] ?? "");

/** Strong within emphasis is strong, as in a story. */
const faceOf = (name: string, { face }: Within): Partial<Within> => {
  if (STRONG.has(name)) return { face: "strong" };
  return EMPHASIS.has(name) && face === "text" ? { face: "emphasis" } : {};
};
