/** Pages for screens: tagged in the order of reading, with links, bookmarks, labels, threads and alternative texts. */
import { beforeAll, describe, expect, it } from "vitest";
import { Diagnostics } from "../src/base/diagnostic.ts";
import { layPage, openWorkshop, printPage, read, writeEdition } from "../src/build.ts";
import { findLinks, safeAddress } from "../src/display/reading/find-links.ts";
import { readPage } from "../src/display/reading/read-page.ts";
import { isNode, itemsIn, type ReadingNode } from "../src/display/reading/reading-tree.ts";
import { plainText } from "../src/model/story.ts";
import { diskWorld } from "../src/nightly/disk/disk-world.ts";
import { ROOT, type Sample, sample } from "./kit/sample.ts";

interface Tree {
  readonly role?: string;
  readonly type?: string;
  readonly id?: string;
  readonly alt?: string;
  readonly lang?: string;
  readonly children?: readonly Tree[];
}

const nodesOf = (tree: Tree): readonly Tree[] => [tree, ...(tree.children ?? []).flatMap(nodesOf)];
const bare = (text: string): string => text.replace(/[\s\u00ad]/gu, "");

let laid: Sample;
let pdf: Uint8Array;
beforeAll(async () => {
  laid = await sample();
  const { edition, workshop, report } = laid;
  ({ pdf } = await printPage(edition, laid.laid, { standard: "screen", workshop, report }));
});

const openPdf = async () => {
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  return getDocument({ data: Uint8Array.from(pdf), verbosity: 0 }).promise;
};

describe("a page for screens", () => {
  it("is read by pdf.js as the stories of the page, each of their paragraphs whole and once", async () => {
    const document = await openPdf();
    const page = await document.getPage(1);
    const tree = (await page.getStructTree()) as Tree;
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    const texts = new Map<string, string>();
    let open = "";
    for (const item of items) {
      if ("str" in item) texts.set(open, (texts.get(open) ?? "") + item.str);
      else if (item.type === "beginMarkedContentProps") open = item.id ?? "";
      else if (item.type === "endMarkedContent") open = "";
    }
    const contents = nodesOf(tree).filter(({ type }) => type === "content");
    expect(new Set(contents.map(({ id }) => id)).size).toBe(contents.length);
    const said = bare(contents.map(({ id }) => texts.get(id!) ?? "").join(""));
    for (const { frame } of laid.laid.composed.frames) {
      if (frame.kind !== "body" && frame.kind !== "headline") continue;
      const parts = frame.kind === "body" ? frame.story.paragraphs.map(({ spans }) => spans) : frame.story.headline;
      for (const part of parts) {
        const text = bare(plainText(part));
        expect(said.split(text).length - 1, text).toBe(1);
      }
    }
    expect(
      nodesOf(tree)
        .filter(({ role }) => role === "Figure")
        .every(({ alt }) => alt !== ""),
    ).toBe(true);
    await document.loadingTask.destroy();
  });

  it("has bookmarks down to headlines, labels of pages, and a title to show", async () => {
    const document = await openPdf();
    const outline = await document.getOutline();
    const titles = outline.flatMap(({ items }) => items.flatMap((each: { items: { title: string }[] }) => each.items));
    const lead = laid.laid.page.stories.values().next().value!;
    expect(titles.map(({ title }) => title)).toContain(lead.headline.map(plainText).join(" "));
    expect(await document.getPageLabels()).toEqual([laid.laid.page.id]);
    expect((await document.getMarkInfo())?.Marked).toBe(true);
    expect(await document.getPageMode()).toBe("UseOutlines");
    await document.loadingTask.destroy();
  });

  it("begins with the lead, has no heading before the first of its level, and leaves no letter of a story out", () => {
    const { page, articles } = readPage(laid.laid.display, { language: "zh", pages: [], missing: () => {} });
    const priorities = laid.laid.composed.frames.flatMap(({ frame }) =>
      "story" in frame ? [frame.story.priority] : [],
    );
    const first = itemsIn(articles[0]!.node)[0]!.origin!.frame;
    expect("story" in first && first.story.priority).toBe(Math.min(...priorities));
    const headings = (node: ReadingNode): readonly string[] =>
      /^H\d$/.test(node.tag) ? [node.tag] : node.kids.flatMap((kid) => (isNode(kid) ? headings(kid) : []));
    for (const { node } of articles) expect(headings(node)[0] ?? "H1").toBe("H1");
    const read = new Set(articles.flatMap(({ node }) => itemsIn(node)));
    expect([...read].length).toBe(articles.flatMap(({ node }) => itemsIn(node)).length);
    const unread = page.items.filter(
      (item) => item.kind === "glyphs" && item.origin?.frame.kind !== "furniture" && !read.has(item),
    );
    expect(unread).toEqual([]);
  });

  it("has a ring of beads for each story of several legs", () => {
    const text = Buffer.from(pdf).toString("latin1");
    const objects = new Map(
      [...text.matchAll(/^(\d+) 0 obj\n([\s\S]*?)\nendobj/gm)].map(([, id, body]) => [id!, body!]),
    );
    const threads = [...objects.values()].filter((body) => /^\/I </m.test(body) && /^\/F \d+ 0 R/m.test(body));
    expect(threads.length).toBeGreaterThan(0);
    for (const thread of threads) {
      const start = /^\/F (\d+) 0 R/m.exec(thread)![1]!;
      const ring: string[] = [];
      for (let bead = start; !ring.includes(bead); bead = /^\/N (\d+) 0 R/m.exec(objects.get(bead)!)![1]!)
        ring.push(bead);
      expect(ring.length).toBeGreaterThan(1);
      const last = /^\/V (\d+) 0 R/m.exec(objects.get(start)!)![1];
      expect(last).toBe(ring.at(-1));
    }
  });
});

describe("links", () => {
  it("are found in running text without the marks after them", () => {
    const text = "报名见https://a.example/x?y=1。或写信到 desk@a.example, 或看（www.b.example）。";
    expect(findLinks(text).map(({ from, to, address }) => [text.slice(from, to), address])).toEqual([
      ["https://a.example/x?y=1", "https://a.example/x?y=1"],
      ["desk@a.example", "mailto:desk@a.example"],
      ["www.b.example", "http://www.b.example"],
    ]);
  });

  it.each([
    "javascript:alert(1)",
    "file:///etc/passwd",
    "https://a b",
    "https://",
    "data:text/html,x",
    `https://a/${"x".repeat(3000)}`,
  ])("never lead to `%.30s`", (address) => expect(safeAddress(address)).toBeUndefined());

  it("are in ASCII", () => expect(safeAddress("https://例.example/路?a=%20")).toMatch(/^https:\/\/[\x21-\x7e]+%20$/));

  it("are found two hundred in one text", () => {
    const text = Array.from({ length: 200 }, (_, n) => `https://a.example/${n}`).join("，");
    expect(findLinks(text)).toHaveLength(200);
  });
});

describe("an edition in one file", () => {
  it("leads from a story to where it goes on, and back, and is the same each time", async () => {
    const report = new Diagnostics();
    const workshop = openWorkshop(diskWorld({ edition: `${ROOT}samples/gallery`, cache: undefined }));
    const edition = (await read("edition.yaml", workshop, report))!;
    const jumps = edition.pages.filter(({ continues }) => continues.size > 0).slice(0, 1);
    const from = [...jumps[0]!.continues.values()][0]!.page;
    const pages = [edition.pages.find(({ id }) => id === from)!, ...jumps];
    const files = [];
    for (const page of pages) {
      const laid = await layPage(edition, page, workshop, report);
      files.push(...(await printPage(edition, laid, { standard: "screen", workshop, report })).files);
    }
    const whole = (await writeEdition(edition, files, new Map()))!;
    expect(Buffer.compare(whole, (await writeEdition(edition, files, new Map()))!)).toBe(0);
    const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
    const document = await getDocument({ data: Uint8Array.from(whole), verbosity: 0 }).promise;
    expect(await document.getPageLabels()).toEqual(pages.map(({ id }) => id));
    for (const [n, to] of [
      [1, 1],
      [2, 0],
    ] as const) {
      const links = await (await document.getPage(n)).getAnnotations();
      const places = links.filter(({ dest }) => dest).map(({ dest }) => document.getPageIndex(dest[0]));
      expect(await Promise.all(places)).toContain(to);
    }
    await document.loadingTask.destroy();
  });

  it("is nothing without pages for screens", async () => {
    expect(await writeEdition(laid.edition, [], new Map())).toBeUndefined();
  });
});
