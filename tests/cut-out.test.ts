/** Cut-outs on the page: what is reported, what is painted and in which order, what `inspect` tells of them. */
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { Diagnostics } from "../src/base/diagnostic.ts";
import { ellipsePath, rectanglePath } from "../src/base/path.ts";
import { holdsPoint } from "../src/base/polygon.ts";
import type { World } from "../src/base/world.ts";
import { type LaidPage, layPage, openWorkshop, read } from "../src/build.ts";
import { inspectPage } from "../src/cli/inspect-page.ts";
import { withGrounds } from "../src/display/cut-outs.ts";
import type { DisplayItem, PictureItem } from "../src/display/display-list.ts";
import { diskWorld } from "../src/nightly/disk/disk-world.ts";
import type { OpenedFaces } from "../src/text/font-library.ts";
import { glyphBoxes, nearest, opaqueEdge } from "./kit/cut-out.ts";
import { memoryWorld } from "./kit/memory-world.ts";
import { SAMPLE } from "./kit/sample.ts";

const faces: OpenedFaces = new Map();
const disk = diskWorld({ edition: SAMPLE, cache: undefined });
const ZI = 9;
const TEXT = "港湾里的船一早就出了海，码头上只剩下几只海鸥和一位补网的老人。".repeat(40);

/** A boat: a hull that leans, a mast, a hole for a window, soft edges. */
const boat = () =>
  sharp(
    Buffer.from(
      '<svg width="600" height="500"><path d="M20 300H580L500 480H120Z M280 20H310V300H280Z M310 40L520 260H310Z" fill="#a33"/><circle cx="200" cy="380" r="30" fill="#fff"/></svg>',
    ),
  );

interface Laid {
  readonly laid: LaidPage;
  readonly report: Diagnostics;
}

/** A page of one story with an inset. */
const lay = async (inset: string, photo: Uint8Array, more = "", front = ""): Promise<Laid> => {
  const report = new Diagnostics();
  const memory = memoryWorld({
    "edition:edition.yaml":
      "paper: { name: 沧海日报, id: canghai }\ndate: 2025-07-10\nissue: 1\nedition: 1\npress: { bleed: 3mm }\npages: [p.yaml]\n",
    "edition:p.yaml": 'page: "01"\nsection: 港湾\nlayout: small\nstories: { a: a.md }\n',
    "edition:layouts/small.yaml": `format: duikai\ngrid: { columns: 6, measure: 17zi, gutter: 1.5zi, rows: 122, top: 20mm }\nslots:\n  main:\n    col: 1-3\n    row: 1-60\n    stack: { story: a, children: [{ headline: { style: main } }, { body: { legs: 2, insets: [${inset}] ${more}} }] }\n`,
    "edition:a.md": `---\nheadline: 渔船出海\nphotos:\n  - file: boat.png\n    caption: ""\n${front}---\n${TEXT}\n`,
    "edition:boat.png": photo,
  });
  const world: World = {
    read: (file, limit) => (file.root === "edition" ? memory : disk).read(file, limit),
    cached: (key, make) => memory.cached(key, make),
  };
  const workshop = { ...openWorkshop(world), faces };
  const edition = await read("edition.yaml", workshop, report);
  if (!edition) throw new Error(JSON.stringify(report.all()));
  return { laid: await layPage(edition, edition.pages[0]!, workshop, report), report };
};

const itemOf = ({ laid }: Laid): PictureItem =>
  laid.display.items.find((item): item is PictureItem => item.kind === "picture")!;

describe.each([
  ["across two legs", "leg: 1, side: across, row: 3, width: 20zi", ""],
  ["in the middle of a leg, text on both sides", "leg: 2, side: middle, row: 4, width: 10zi", ""],
  ["in vertical legs", "leg: 1, side: across, row: 6, width: 16zi", ", writing: vertical"],
])("a cut-out %s", (_name, where, more) => {
  let page: Laid;
  beforeAll(async () => {
    page = await lay(`{ picture: 1, shape: outline, ${where}, gap: 1zi }`, await boat().png().toBuffer(), more);
  });

  test("no glyph is nearer to an opaque pixel than the gap, though text stands in its rectangle", async () => {
    const edge = await opaqueEdge(itemOf(page));
    const { rect } = itemOf(page);
    const boxes = page.laid.composed.frames
      .filter(({ frame }) => frame.kind === "body")
      .flatMap(({ lines }) => lines.flatMap(glyphBoxes));
    expect(boxes.length).toBeGreaterThan(800);
    expect(nearest(boxes, edge)).toBeGreaterThanOrEqual(ZI);
    const inside = boxes.filter(
      ({ x, y }) => x > rect.x && x < rect.x + rect.width && y > rect.y && y < rect.y + rect.height,
    );
    expect(inside.length).toBeGreaterThan(5);
  });

  test("it is painted before the text, whole, and its text stands there once", () => {
    const { items } = page.laid.display;
    const at = items.indexOf(itemOf(page));
    const first = items.findIndex((item) => item.kind === "glyphs" && item.glyphs.some(({ text }) => text === "港"));
    expect(at).toBeLessThan(first);
    expect(itemOf(page).clip).toBeUndefined();
    const lines = page.laid.composed.frames.find(({ frame }) => frame.kind === "body")!.lines;
    expect(lines.map(({ text }) => text).join("")).toBe(TEXT);
  });

  test("`inspect` tells its outline in points of the page", () => {
    const facts = inspectPage({ ...page.laid }).frames.find(({ kind }) => kind === "picture")!;
    expect(facts.shape).toMatchObject({ kind: "outline", gap: 9 });
    const [polygon] = facts.shape!.polygons!.map((each) => each.map(([x, y]) => ({ x, y })));
    const { rect } = itemOf(page);
    // the hull is in it, the sky beside the mast is not
    expect(holdsPoint(polygon!, { x: rect.x + rect.width / 2, y: rect.y + rect.height * 0.75 })).toBe(true);
    expect(holdsPoint(polygon!, { x: rect.x + rect.width * 0.1, y: rect.y + rect.height * 0.2 })).toBe(false);
  });
});

describe("other shapes", () => {
  const opaque = () => boat().flatten({ background: "#fff" }).png().toBuffer();
  const common = "leg: 1, side: across, row: 3, width: 18zi, rows: 12";

  test("a picture without an outline: told once, the rectangle is taken", async () => {
    const page = await lay(`{ picture: 1, shape: outline, ${common} }`, await opaque());
    const told = page.report.all().filter(({ code }) => code === "plan/no-outline");
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ severity: "warning", source: { path: "layouts/small.yaml" } });
    const frame = page.laid.plan.frames.find(({ kind }) => kind === "picture");
    expect(frame).toMatchObject({ shape: { kind: "rectangle" } });
    expect(itemOf(page).clip).toBeUndefined();
  });

  test("a picture that is not there is told once, as missing", async () => {
    const page = await lay(`{ picture: 1, shape: outline, ${common} }`, new Uint8Array());
    expect(page.report.all().map(({ code }) => code)).toContain("input/photo");
    expect(page.report.all().map(({ code }) => code)).not.toContain("plan/no-outline");
  });

  test.each([
    ["rounded", "shape: rounded, radius: 2zi", "rounded", 10],
    ["ellipse", "shape: ellipse", "ellipse", 6],
    ["polygon", "shape: polygon, points: [[50, 0], [100, 100], [0, 100]]", "polygons", 4],
    ["path", 'shape: path, path: "M50 0C100 0 100 100 50 100S0 0 50 0Z"', "polygons", 50],
  ])("%s clips the picture and keeps the text off", async (_name, shape, kind, commands) => {
    const page = await lay(`{ picture: 1, ${shape}, ${common} }`, await opaque());
    const facts = inspectPage({ ...page.laid }).frames.find((each) => each.kind === "picture")!;
    expect(facts.shape!.kind).toBe(kind);
    expect(itemOf(page).clip!.length).toBeGreaterThanOrEqual(commands);
    const clip = itemOf(page).clip!.flatMap((each) => (each.kind === "close" ? [] : [{ x: each.x, y: each.y }]));
    const boxes = page.laid.composed.frames
      .filter(({ frame }) => frame.kind === "body")
      .flatMap(({ lines }) => lines.flatMap(glyphBoxes));
    expect(nearest(boxes, clip)).toBeGreaterThanOrEqual(ZI);
    expect(nearest(boxes, clip)).toBeLessThan(2.5 * ZI);
    expect(page.report.all().filter(({ severity }) => severity === "error")).toEqual([]);
  });
});

describe("a drop cap", () => {
  const told = async (inset: string) => {
    const page = await lay(inset, await boat().png().toBuffer(), "", "dropCap: 3\n");
    return page.report.all().filter(({ code }) => code === "compose/drop-cap");
  };

  test("beside an inset that parts its rows is told of, with its place in the story", async () => {
    const found = await told("{ picture: 1, shape: outline, leg: 1, side: middle, row: 1, width: 9zi }");
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ severity: "warning", source: { path: "a.md" } });
  });

  test("above one is not", async () => {
    expect(await told("{ picture: 1, shape: outline, leg: 1, side: middle, row: 6, width: 9zi }")).toEqual([]);
    expect(await told("{ picture: 1, shape: outline, leg: 1, side: right, row: 1, width: 9zi }")).toEqual([]);
  });
});

describe("what lies below a cut-out", () => {
  const outline = [
    [
      { x: 20, y: 20 },
      { x: 60, y: 20 },
      { x: 40, y: 60 },
    ],
  ];
  const picture = { kind: "picture", rect: { x: 10, y: 10, width: 60, height: 60 }, outline } as unknown as PictureItem;
  const tint = { c: 0, m: 10, y: 30, k: 0 };
  const fill = (path: ReturnType<typeof rectanglePath>): DisplayItem => ({
    kind: "fill",
    path,
    ink: tint,
    overprint: false,
  });
  const painted = (...below: readonly DisplayItem[]): PictureItem =>
    withGrounds([...below, picture]).at(-1) as PictureItem;

  test("on paper it is painted whole", () => {
    expect(painted()).toBe(picture);
    expect(painted(fill(rectanglePath({ x: 100, y: 0, width: 50, height: 50 })))).toBe(picture);
  });

  test("a tint that holds it is mixed with its edges, and it is clipped by its outline", () => {
    const whole = painted(fill(rectanglePath({ x: 0, y: 0, width: 100, height: 100 })));
    expect(whole.ground).toEqual(tint);
    expect(whole.clip).toHaveLength(4);
  });

  test("a tint below a part of it, or a round one, is not mixed; it is clipped", () => {
    for (const path of [
      rectanglePath({ x: 0, y: 0, width: 40, height: 100 }),
      ellipsePath({ x: 0, y: 0, width: 100, height: 100 }),
    ]) {
      const part = painted(fill(path));
      expect(part.ground).toBeUndefined();
      expect(part.clip).toHaveLength(4);
    }
  });
});
