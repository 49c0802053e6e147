/** Vector pictures: SVG as areas and lines, in the inks of the press, clipped to their frames; what is not drawn is named. */
import { describe, expect, test } from "vitest";
import { coverage } from "../src/base/colour.ts";
import type { PathCommand } from "../src/base/path.ts";
import { printPage } from "../src/build.ts";
import type { DrawingItem } from "../src/display/display-list.ts";
import { readSvg } from "../src/input/svg/read-svg.ts";
import type { Drawing } from "../src/model/story.ts";
import { inkPictures } from "../src/press/ink-pictures.ts";
import { type Card, layCard, withPdf } from "./kit/card.ts";
import { has, type PlateName, platesOf, run } from "./kit/witness.ts";

const svg = (inside: string, head = 'viewBox="0 0 100 50"'): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${head}>${inside}</svg>`;

const drawn = (inside: string, head?: string): Drawing => {
  const read = readSvg(svg(inside, head));
  if (!read.ok) throw new Error(read.why);
  return read.drawing;
};

const leftOut = (inside: string): readonly string[] => {
  const read = readSvg(svg(inside));
  return read.ok ? [...read.left.keys()] : [`! ${read.why}`];
};

const boundsOf = (path: readonly PathCommand[]) => {
  const points = path.flatMap((each) => (each.kind === "close" ? [] : [each]));
  const round = (value: number) => Math.round(value * 1000) / 1000 + 0;
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)].map(round);
};

const card = (drawing: string, part = "picture: { caption: none, rows: 10 }"): Promise<Card> =>
  layCard({
    head: "photos: [{ file: photos/d.svg }]",
    body: "正文有一段话。".repeat(40),
    parts: [part, "body: {}"],
    columns: "1-2",
    files: { "photos/d.svg": drawing },
  });

describe("shapes", () => {
  test.each([
    ['<rect x="10" y="20" width="30" height="5"/>', [10, 20, 40, 25]],
    ['<rect x="10" y="20" width="30" height="20" rx="4"/>', [10, 20, 40, 40]],
    ['<circle cx="50" cy="25" r="5"/>', [45, 20, 55, 30]],
    ['<ellipse cx="50" cy="25" rx="20" ry="5"/>', [30, 20, 70, 30]],
    ['<line x1="1" y1="2" x2="3" y2="4" stroke="red"/>', [1, 2, 3, 4]],
    ['<polyline points="0,0 10,5 20 0"/>', [0, 0, 20, 5]],
    ['<polygon points="0,0 10,5 20 0"/>', [0, 0, 20, 5]],
    ['<path d="m5 5h10v10h-10z"/>', [5, 5, 15, 15]],
    ['<path d="M0 0Q10 20 20 0T40 0"/>', [0, 0, 40, 0]],
    ['<path d="M10 0A10 10 0 0 1 10 20A10 10 0 0 1 10 0z"/>', [0, 0, 20, 20]],
    ['<g transform="translate(10 5) scale(2)"><rect width="5" height="5" transform="rotate(90)"/></g>', [0, 5, 10, 15]],
    ['<g transform="matrix(1 0 0 -1 0 50)"><rect y="40" width="5" height="10"/></g>', [0, 0, 5, 10]],
    ['<defs><rect id="a" width="2" height="2"/></defs><use href="#a" x="7" y="8"/>', [7, 8, 9, 10]],
    [
      '<symbol id="a"><rect width="2" height="2"/></symbol><g transform="scale(3)"><use xlink:href="#a" x="1"/></g>',
      [3, 0, 9, 6],
    ],
  ])("%s", (inside, bounds) => {
    const { shapes } = drawn(inside);
    expect(shapes).toHaveLength(1);
    const own = boundsOf(shapes[0]!.path);
    for (const [n, value] of own.entries()) expect(value).toBeCloseTo(bounds[n]!, 2);
  });

  test("the view box begins anywhere; without one width and height count", () => {
    const box = drawn('<rect x="-10" y="-5" width="1" height="1"/>', 'viewBox="-10 -5 20 10"');
    expect(boundsOf(box.shapes[0]!.path)).toEqual([0, 0, 1, 1]);
    expect(drawn("<rect width='1' height='1'/>", 'width="40" height="30px"')).toMatchObject({ width: 40, height: 30 });
    expect(readSvg(svg("<rect/>", "")).ok).toBe(false);
  });

  test("paint is inherited, and rules of a style sheet, attributes and styles count in their order", () => {
    const { shapes } = drawn(
      '<style>.a, .b { fill: #f00 } #c{fill:blue}</style><g fill="lime" stroke="#000" stroke-width="2" stroke-dasharray="3 1 2" transform="scale(2)"><rect class="a" width="1" height="1"/><rect id="c" class="b" width="1" height="1"/><rect class="a" style="fill:#fff;stroke:none" width="1" height="1"/><rect width="1" height="1" fill-rule="evenodd"/></g>',
    );
    expect(shapes.map(({ fill }) => [fill!.colour.red, fill!.colour.green, fill!.colour.blue])).toEqual([
      [255, 0, 0],
      [0, 0, 255],
      [255, 255, 255],
      [0, 255, 0],
    ]);
    expect(shapes[0]!.stroke).toMatchObject({ thickness: 4, dash: [6, 2, 4, 6, 2, 4] });
    expect(shapes[2]!.stroke).toBeUndefined();
    expect(shapes.map(({ fill }) => fill!.evenOdd)).toEqual([false, false, false, true]);
  });

  test("clips of shapes are kept, in the coordinates of what they clip", () => {
    const { shapes } = drawn(
      '<clipPath id="k"><rect width="5" height="5"/></clipPath><g transform="translate(10 0)" clip-path="url(#k)"><rect width="50" height="50"/></g>',
    );
    expect(shapes[0]!.clips.map(boundsOf)).toEqual([[10, 0, 15, 5]]);
  });

  test("nothing hidden is drawn", () => {
    const read = readSvg(
      svg(
        '<g display="none"><rect width="9" height="9"/></g><rect visibility="hidden" width="9" height="9"/><rect fill="none" width="9" height="9"/><rect width="0" height="9"/><rect width="1" height="1"/>',
      ),
    );
    expect(read.ok && read.drawing.shapes).toHaveLength(1);
  });
});

describe("what is not drawn is named, and the rest is drawn", () => {
  const rest = '<rect width="1" height="1"/>';
  test.each([
    ["<text>字</text>", "text"],
    ['<image href="a.png"/>', "a picture within it"],
    ["<script>alert(1)</script>", "a script"],
    ['<rect width="1" height="1" fill="url(#g)"/>', "a gradient or pattern"],
    ['<rect width="1" height="1" opacity=".5"/>', "transparency"],
    ['<rect width="1" height="1" fill="rgba(0,0,0,.5)"/>', "transparency"],
    ['<rect width="1" height="1" filter="url(#f)"/>', "a filter"],
    ['<rect width="1" height="1" mask="url(#f)"/>', "a mask"],
    ['<rect width="1" height="1" fill="hsl(1 2% 3%)"/>', "the colour `hsl(1 2% 3%)`"],
    ['<use href="http://example.org/a.svg#b"/>', "a reference to another file"],
    ['<use href="#nothing"/>', "a reference to nothing, or in a circle"],
    ['<g id="me"><use href="#me"/></g>', "a reference to nothing, or in a circle"],
    ["<foreignObject/>", "a foreign object"],
    ["<animate/>", "an animation"],
    ["<blink/>", "`<blink>`"],
    ["<style>g > rect { fill: red }</style>", "a rule of its style sheet"],
    ['<path d="M0 0L5 5X"/>', "the end of a path that is broken"],
  ])("%s", (inside, what) => {
    expect(leftOut(inside + rest)).toEqual([what]);
  });

  test("as warnings at the photo in the story", async () => {
    const made = await card(svg(`<text>一</text><text>二</text>${rest}`));
    const [warning] = made.found.filter(({ code }) => code === "input/unsupported");
    expect(warning).toMatchObject({
      severity: "warning",
      message: "text of the drawing `photos/d.svg` is not drawn (2 times)",
    });
    const { path, start, end } = warning!.source!;
    expect(made.report.textOf(path)!.slice(start, end)).toBe("photos/d.svg");
  });
});

describe("bad and hostile files", () => {
  test.each([
    ["", "is not well-formed XML"],
    ["<svg", "is not well-formed XML"],
    ["<html/>", "is no SVG"],
    [svg("<g>"), "is not well-formed XML"],
    [svg(""), "holds nothing that is drawn"],
    [
      `<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>${svg('<path d="&b;"/>')}`,
      "is not well-formed XML",
    ],
    [`<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>${svg("<text>&x;</text>")}`, "is not well-formed XML"],
    [svg("<g>".repeat(5000) + "</g>".repeat(5000)), "nested too deep"],
    [
      svg(
        Array.from({ length: 8 }, (_, n) => `<g id="g${n}">${`<use href="#g${n + 1}"/>`.repeat(20)}</g>`).join("") +
          '<g id="g8"/>',
      ),
      "copies its elements without end",
    ],
    [svg('<rect width="1" height="1"/>'.repeat(20_001)), "more than 20000 shapes"],
  ])("%#: %.40s", (text, why) => {
    const read = readSvg(text);
    expect(read.ok ? "drawn" : read.why).toContain(why);
  });

  test("a drawing that cannot be read is an error, and its place a crossed box", async () => {
    const made = await card("<svg");
    expect(made.found.find(({ code }) => code === "input/photo")).toMatchObject({
      severity: "error",
      place: { page: "01" },
    });
    expect(made.laid.display.items.filter(({ kind }) => kind === "stroke")).toHaveLength(3);
  });
});

describe("in the page", () => {
  const MAP = svg(
    '<rect width="100" height="50" fill="#804020"/><rect width="50" height="50" fill="#808080"/><line x1="0" y1="25" x2="100" y2="25" stroke="#000"/><path d="M70 10h20v20h-20zM75 15h10v10h-10z" fill="#fff" fill-rule="evenodd"/>',
  );

  const itemOf = ({ laid }: Card) => laid.display.items.find((item): item is DrawingItem => item.kind === "drawing")!;

  test("it fills its frame and is clipped to it, cropped as a photograph is", async () => {
    const item = itemOf(await card(MAP));
    const [left, , right] = boundsOf(item.shapes[0]!.path);
    const scale = (right! - left!) / 100;
    expect(boundsOf(item.clip)).toEqual(
      [item.rect.x, item.rect.y, item.rect.x + item.rect.width, item.rect.y + item.rect.height].map(
        (each) => Math.round(each * 1000) / 1000,
      ),
    );
    expect(Math.max(item.rect.width / 100, item.rect.height / 50)).toBeCloseTo(scale, 6);
    expect(item.shapes[2]!.stroke!.thickness).toBeCloseTo(scale, 6);
  });

  test("without rows it stands in its own proportions", async () => {
    const { rect } = itemOf(await card(MAP, "picture: { caption: none }"));
    expect(Math.abs(rect.height - rect.width / 2)).toBeLessThanOrEqual(11.7 / 2);
  });

  test("greys go onto the black plate alone, black lines overprint, other colours are separated under the ink limit", async () => {
    const made = await card(MAP);
    const { edition, laid, report } = made;
    const inked = await inkPictures(laid.display, { ...edition.press, inkLimit: 150 }, { cache: new Map(), report });
    const [brown, grey, line, white] = inked.drawings!.get(itemOf(made))!.map(({ items }) => items[0]!);
    expect(grey!.ink).toEqual({ c: 0, m: 0, y: 0, k: 49.8 });
    expect(line).toMatchObject({ kind: "stroke", ink: { c: 0, m: 0, y: 0, k: 100 }, overprint: true });
    expect(white).toMatchObject({ kind: "fill", ink: { c: 0, m: 0, y: 0, k: 0 }, overprint: false, evenOdd: true });
    expect(brown!.ink.m).toBeGreaterThan(20);
    expect(brown!.ink.y).toBeGreaterThan(brown!.ink.c);
    expect(coverage(brown!.ink)).toBeLessThanOrEqual(150);
    expect(coverage(brown!.ink)).toBeGreaterThan(100);
  });

  test("hairlines of a drawing are told of once, at the story's photo", async () => {
    const made = await card(
      svg(
        '<path d="M0 0L100 50M0 50L100 0" stroke="#000" stroke-width=".01"/><path d="M0 0L9 50" stroke="#000" stroke-width=".01"/>',
      ),
    );
    await printPage(made.edition, made.laid, { standard: "pdfx4", workshop: made.workshop, report: made.report });
    const hairlines = made.report.all().filter(({ code }) => code === "press/hairline");
    expect(hairlines).toHaveLength(1);
    expect(hairlines[0]!.source?.path).toBe("stories/a.md");
  });

  test.skipIf(!has("pdfimages"))("it is no image in the file (poppler)", async () => {
    await withPdf(await card(MAP), (file) => {
      expect(run("pdfimages", ["-list", file]).trim().split("\n").slice(2)).toEqual([]);
    });
  });

  test.skipIf(!has("gs"))(
    "the plates hold it where it stands: grey on black alone, the hole of an even-odd area open (Ghostscript)",
    async () => {
      const made = await card(MAP);
      const { rect } = itemOf(made);
      const { bleed } = made.laid.display;
      await withPdf(made, (file) => {
        const plates = platesOf(file, 144);
        const [item] = [itemOf(made)];
        const [x0, y0, x1] = boundsOf(item.shapes[0]!.path);
        const scale = (x1! - x0!) / 100;
        const at = (plate: PlateName, x: number, y: number): number => {
          const { width, pixels } = plates[plate];
          const column = Math.round((x0! + x * scale - bleed.x) * 2);
          const row = Math.round((y0! + y * scale - bleed.y) * 2);
          return 255 - pixels[row * width + column]!;
        };
        expect((["Cyan", "Magenta", "Yellow"] as const).map((plate) => at(plate, 25, 12))).toEqual([0, 0, 0]);
        expect(at("Black", 25, 12)).toBeGreaterThan(110);
        expect(at("Black", 25, 12)).toBeLessThan(145);
        // the ring is white, its hole shows the brown below
        expect(at("Magenta", 72, 12)).toBe(0);
        expect(at("Magenta", 80, 20)).toBeGreaterThan(50);
        expect(rect.width).toBeGreaterThan(100);
      });
    },
  );
});
