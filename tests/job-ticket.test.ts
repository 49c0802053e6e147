/** The job ticket of a plant (CIP4 XJDF 2.1): what its elements say, held against the files that lie beside it. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseXml, type XmlElement } from "../src/input/svg/parse-xml.ts";
import { EditionShelf, filesIn, pageYaml } from "./kit/edition-folder.ts";

const shelf = new EditionShelf();
afterAll(() => shelf.remove());

/** Two single pages, one in black alone, and a panorama, at one plant with a ticket. */
let folder = "";
let text = "";
let root: XmlElement;
beforeAll(async () => {
  const edition = shelf.newEdition(
    'targets: { north: { bleed: 4mm, fileName: "{page}_{version}.pdf", handover: { xjdf: true } } }\npages: [pages/01.yaml, pages/02.yaml, pages/04.yaml]\n',
    {
      "pages/01.yaml": pageYaml("01", "plain", "colour: mono\n"),
      "pages/02.yaml": pageYaml("02").replace("要闻", '"A & <B>"'),
      "pages/04.yaml": pageYaml("04-05", "wide"),
    },
  );
  await shelf.run(edition, "build");
  folder = join(edition, "out/harbour-2025-07-10-main/north");
  const ticket = filesIn(folder).find((name) => name.endsWith(".xjdf"))!;
  text = readFileSync(join(folder, ticket), "utf8");
  const parsed = parseXml(text);
  if (!parsed.ok) throw new Error(parsed.why);
  root = parsed.root;
});

/** All elements of a name, in the order of the document. */
const all = (name: string, from = root): readonly XmlElement[] =>
  from.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(name, child)]);
const only = (name: string): XmlElement => {
  const found = all(name);
  expect(found, name).toHaveLength(1);
  return found[0]!;
};

describe("a job ticket", () => {
  test("is an XJDF of this issue for this plant", () => {
    expect(text).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n/);
    expect(root).toMatchObject({
      name: "XJDF",
      attributes: {
        xmlns: "http://www.CIP4.org/JDFSchema_2_0",
        Version: "2.1",
        JobID: "harbour-2025-07-10-main-north",
        DescriptiveName: "海港日报 2025-07-10",
        Types: "Product",
      },
    });
    expect(root.children.map(({ name }) => name)).toEqual(["AuditPool", "ProductList", "ResourceSet", "ResourceSet"]);
    expect(only("Header").attributes).toMatchObject({ AgentName: "broadsheet", Time: "2025-07-10T00:00:00Z" });
  });

  test("tells of the product its inks, its trimmed size, its bleed, and its pages, of which a panorama is two", () => {
    expect(only("Product").attributes).toMatchObject({ IsRoot: "true", ProductType: "Newspaper" });
    expect(all("Intent").map(({ attributes }) => attributes["Name"])).toEqual([
      "ColorIntent",
      "LayoutIntent",
      "MediaIntent",
    ]);
    for (const intent of all("Intent")) expect(intent.children[0]!.name).toBe(intent.attributes["Name"]);
    expect(all("SurfaceColor").map(({ attributes }) => [attributes["Surface"], attributes["ColorsUsed"]])).toEqual([
      ["Front", "Cyan Magenta Yellow Black"],
      ["Back", "Cyan Magenta Yellow Black"],
    ]);
    const { Bleed, FinishedDimensions, Pages } = only("LayoutIntent").attributes;
    expect(Pages).toBe("4");
    expect(Number(Bleed)).toBeCloseTo((4 * 72) / 25.4, 2);
    const [width, height, depth] = FinishedDimensions!.split(" ").map(Number);
    expect([width! * 25.4, height! * 25.4, depth].map((each) => Math.round(each! / 72))).toEqual([90, 100, 0]);
    expect(all("ResourceSet").map(({ attributes }) => [attributes["Name"], attributes["Usage"]])).toEqual([
      ["Media", "Input"],
      ["RunList", "Input"],
    ]);
  });

  test("lists each file once, in the order of pages, as it lies there", () => {
    const [, runs] = all("ResourceSet");
    const resources = all("Resource", runs);
    expect(resources.map(({ attributes }) => attributes["DescriptiveName"])).toEqual([
      "01 要闻",
      "02 A & <B>",
      "04-05 要闻",
    ]);
    expect(resources.map((each) => all("Part", each).map(({ attributes }) => attributes))).toEqual(
      ["0 0", "1 1", "2 2"].map((RunIndex) => [{ PartVersion: "A", RunIndex }]),
    );
    const specs = resources.flatMap((each) => all("FileSpec", each).map(({ attributes }) => attributes));
    expect(specs.map(({ URL }) => decodeURI(URL!))).toEqual(filesIn(folder).filter((name) => name.endsWith(".pdf")));
    for (const { URL, CheckSum, FileSize, MimeType } of specs) {
      const content = readFileSync(join(folder, decodeURI(URL!)));
      expect(FileSize).toBe(String(content.length));
      expect(CheckSum).toBe(createHash("sha256").update(content).digest("hex"));
      expect(MimeType).toBe("application/pdf");
    }
  });
});
