/** Clipping paths of photographs: read from JPEG and TIFF, told of where they are of no use, kept from by the text, printed as vectors. */
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { Diagnostics } from "../src/base/diagnostic.ts";
import { areaOf, boundsOf, holdsPoint } from "../src/base/polygon.ts";
import type { World } from "../src/base/world.ts";
import { type LaidPage, layPage, openWorkshop, printPage, read } from "../src/build.ts";
import { CosFile } from "../src/cos/cos-file.ts";
import { dictOf } from "../src/cos/cos-object.ts";
import type { PictureItem } from "../src/display/display-list.ts";
import { diskWorld } from "../src/nightly/disk/disk-world.ts";
import { probePhoto } from "../src/press/probe-photo.ts";
import type { OpenedFaces } from "../src/text/font-library.ts";
import { glyphBoxes, nearest } from "./kit/cut-out.ts";
import { memoryWorld } from "./kit/memory-world.ts";
import { block, circle, clipped, clipsBy, jpegWith, type PathPart, pathData, tiffWith } from "./kit/photoshop.ts";
import { SAMPLE } from "./kit/sample.ts";

const SIZE = { width: 300, height: 200 };
const photo = (size = SIZE) =>
  sharp({ create: { ...size, channels: 3, background: "#c83" } })
    .jpeg()
    .toBuffer();

/** A hull that bulges and a funnel with a hole in it. */
const hull: PathPart = {
  knots: [
    { at: [0.1, 0.6] },
    { at: [0.9, 0.6] },
    { at: [0.7, 0.9], before: [0.95, 0.85], after: [0.6, 0.95] },
    { at: [0.25, 0.9] },
  ],
};
const funnel: PathPart = { knots: circle(0.5, 0.35, [0.2, 0.3]) };
const hole: PathPart = { knots: circle(0.5, 0.3, [0.05, 0.08]), operation: 0 };

const probed = async (bytes: Uint8Array, wish = {}) => {
  const probe = await probePhoto(bytes, wish);
  if (!probe.ok) throw new Error(probe.why);
  return probe;
};

describe("reading", () => {
  test("a JPEG's path is its outline: polygons hold the curves and hardly more", async () => {
    const { facts, pathFault } = await probed(jpegWith(await photo(), clipped("小船", [hull, funnel])));
    expect(pathFault).toBeUndefined();
    expect(facts.outline).toHaveLength(2);
    const disc = facts.outline![1]!;
    for (let n = 0; n < 360; n++) {
      const angle = (n * Math.PI) / 180;
      const [x, y] = [0.5 + 0.2 * Math.cos(angle), 0.35 + 0.3 * Math.sin(angle)];
      expect(holdsPoint(disc, { x: 0.5 + (x - 0.5) * 0.9995, y: 0.35 + (y - 0.35) * 0.9995 })).toBe(true);
    }
    expect(areaOf(disc) / (Math.PI * 0.2 * 0.3)).toBeLessThan(1.01);
    expect(facts.clip?.path.filter(({ kind }) => kind === "curve").length).toBeGreaterThanOrEqual(6);
    expect(facts.clip?.evenOdd).toBe(false);
  });

  test("blocks that go on over several segments, and others between them, are read", async () => {
    const blocks = Buffer.concat([
      block(1005, "", Buffer.alloc(16)),
      block(2001, "另一条", pathData([funnel])),
      clipped("小船", [hull]),
    ]);
    const { facts } = await probed(jpegWith(await photo(), blocks, 50));
    expect(boundsOf(facts.outline!).y).toBeCloseTo(0.6, 2);
    const named = await probed(jpegWith(await photo(), blocks, 50), { clippingPath: "另一条" });
    expect(boundsOf(named.facts.outline!).y).toBeCloseTo(0.05, 2);
  });

  test("a TIFF's path is in its tag 34377", async () => {
    const rgb = Buffer.alloc(30 * 20 * 3, 120);
    const { facts } = await probed(tiffWith({ width: 30, height: 20, rgb }, clipped("p", [funnel])));
    expect(facts).toMatchObject({ width: 30, height: 20 });
    expect(boundsOf(facts.outline!)).toMatchObject({ x: expect.closeTo(0.3, 2), y: expect.closeTo(0.05, 2) });
  });

  // where the middle of the hull at (0.5, 0.75) is seen
  test.each([
    [1, 0.5, 0.75],
    [2, 0.5, 0.75],
    [3, 0.5, 0.25],
    [4, 0.5, 0.25],
    [5, 0.75, 0.5],
    [6, 0.25, 0.5],
    [7, 0.25, 0.5],
    [8, 0.75, 0.5],
  ])("EXIF orientation %i turns the path with the picture", async (orientation, x, y) => {
    const rgb = Buffer.alloc(30 * 20 * 3, 120);
    // the left end of the hull tells mirrored from turned
    const part: PathPart = {
      knots: [{ at: [0.1, 0.65] }, { at: [0.9, 0.65] }, { at: [0.9, 0.85] }, { at: [0.1, 0.85] }],
    };
    const { facts } = await probed(tiffWith({ width: 30, height: 20, rgb, orientation }, clipped("p", [part])));
    expect(facts.width).toBe(orientation > 4 ? 20 : 30);
    const { x: left, y: top, width, height } = boundsOf(facts.outline!);
    expect(left + width / 2).toBeCloseTo(x, 2);
    expect(top + height / 2).toBeCloseTo(y, 2);
  });

  test("a mirrored picture's path is mirrored: checked by a mark in its pixels", async () => {
    for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const [width, height] = [40, 20];
      const rgb = Buffer.alloc(width * height * 3, 255);
      // a dark square near the top left of the stored pixels, and the path round it
      for (let y = 2; y < 6; y++)
        for (let x = 4; x < 12; x++) rgb.fill(0, (y * width + x) * 3, (y * width + x) * 3 + 3);
      const knots = [
        [0.1, 0.1],
        [0.3, 0.1],
        [0.3, 0.3],
        [0.1, 0.3],
      ].map(([x, y]) => ({ at: [x!, y!] as const }));
      const bytes = tiffWith({ width, height, rgb, orientation }, clipped("p", [{ knots }]));
      const { facts } = await probed(bytes);
      const seen = await sharp(bytes).autoOrient().greyscale().raw().toBuffer({ resolveWithObject: true });
      const { x, y, width: w, height: h } = boundsOf(facts.outline!);
      const at = (u: number, v: number) =>
        seen.data[(Math.floor(v * facts.height) * facts.width + Math.floor(u * facts.width)) * seen.info.channels]!;
      expect(at(x + w / 2, y + h / 2), `orientation ${orientation}`).toBeLessThan(20);
      expect(at(1 - x - w / 2, 1 - y - h / 2)).toBeGreaterThan(200);
    }
  });

  test("parts that are added are one area whichever way they turn; others cut one another out", async () => {
    const back = {
      ...funnel,
      knots: [...funnel.knots].reverse().map(({ at, before, after }) => ({ at, before: after!, after: before! })),
    };
    const { facts } = await probed(jpegWith(await photo(), clipped("p", [hull, back])));
    expect(facts.clip?.evenOdd).toBe(false);
    const cut = await probed(jpegWith(await photo(), clipped("p", [funnel, hole])));
    expect(cut.facts.clip?.evenOdd).toBe(true);
  });

  test("thousands of points are read, and brought down to those that are seen", async () => {
    const knots = Array.from({ length: 8000 }, (_, n) => {
      const angle = (2 * Math.PI * n) / 8000;
      return { at: [0.5 + 0.4 * Math.cos(angle), 0.5 + 0.4 * Math.sin(angle)] as const };
    });
    const { facts } = await probed(jpegWith(await photo(), clipped("p", [{ knots }])));
    expect(facts.clip?.path.length).toBeGreaterThan(8000);
    expect(facts.outline![0]!.length).toBeLessThan(1000);
    expect(areaOf(facts.outline![0]!) / (Math.PI * 0.16)).toBeCloseTo(1, 2);
  });

  test("the story says whose outline it wants", async () => {
    const png = await sharp(
      Buffer.from('<svg width="60" height="40"><circle cx="30" cy="20" r="15" fill="#a33"/></svg>'),
    )
      .png()
      .toBuffer();
    expect((await probed(png)).facts.outline).toHaveLength(1);
    expect((await probed(png, { outline: "none" })).facts.outline).toBeUndefined();
    expect(await probed(png, { outline: "clip" })).toMatchObject({
      pathFault: expect.stringMatching(/no clipping path/),
    });
    const both = jpegWith(await photo(), clipped("p", [hull]));
    expect((await probed(both, { outline: "alpha" })).facts).not.toHaveProperty("outline");
  });
});

describe("a path that is of no use is told, and the picture is there without it", () => {
  const path = pathData([hull]);
  const jpeg = async (blocks: Uint8Array) => jpegWith(await photo(), blocks);
  test.each([
    ["it is named and not there", clipsBy("帆船"), /clipped by its path `帆船`, which it does not have/],
    ["no parts", clipped("p", []), /path `p` that holds nothing/],
    ["a part of one point", clipped("p", [{ knots: [{ at: [0.5, 0.5] }] }]), /holds nothing/],
    ["a part without points", clipped("p", [{ knots: [] }]), /holds nothing/],
    [
      "all on one line",
      clipped("p", [{ knots: [{ at: [0, 0] }, { at: [1, 1] }, { at: [0.5, 0.5] }] }]),
      /holds nothing of it/,
    ],
    ["all outside", clipped("p", [{ knots: circle(3, 3, [0.5, 0.5]) }]), /holds nothing of it/],
    ["a point out of range", clipped("p", [{ knots: [...hull.knots, { at: [100, -90] }] }]), /far outside/],
    ["fewer points than it says", clipped("p", [{ ...hull, claims: 9 }]), /fewer points/],
    ["more points than it says", clipped("p", [{ ...hull, claims: 2 }]), /more points/],
    [
      "an unknown record",
      Buffer.concat([block(2000, "p", Buffer.concat([path, Buffer.alloc(26, 0x55)])), clipsBy("p")]),
      /damaged/,
    ],
    ["records cut off", Buffer.concat([block(2000, "p", path.subarray(0, 60)), clipsBy("p")]), /cut off/],
    ["the block cut off", Buffer.concat([clipsBy("p"), block(2000, "p", path).subarray(0, 80)]), /cut off/],
    ["parts of which only the overlap counts", clipped("p", [hull, { ...funnel, operation: 3 }]), /share/],
    [
      "a hundred thousand points",
      clipped(
        "p",
        [0, 1, 2].map(() => ({
          knots: Array.from({ length: 9000 }, (_, n) => ({ at: [n / 9000, (n % 7) / 7] as const })),
        })),
      ),
      /more than 20000 points/,
    ],
  ])("%s", async (_name, blocks, why) => {
    const probe = await probed(await jpeg(blocks));
    expect(probe.pathFault).toMatch(why);
    expect(probe.facts).toEqual({ ...SIZE, mono: false });
  });

  test("blocks of any bytes never throw", async () => {
    const good = await jpeg(clipped("p", [hull, funnel]));
    for (let cut = 2; cut < 900; cut += 13) {
      const bytes = Buffer.from(good);
      bytes[cut] = bytes[cut]! ^ 0xff;
      expect(typeof (await probePhoto(bytes)).ok).toBe("boolean");
      expect(typeof (await probePhoto(good.subarray(0, cut))).ok).toBe("boolean");
    }
  });

  test("a picture that clips by nothing has no path, and nothing is told", async () => {
    for (const blocks of [
      block(2000, "p", path),
      Buffer.concat([block(2000, "p", path), clipsBy("")]),
      Buffer.alloc(0),
    ])
      expect(await probed(await jpeg(blocks))).toEqual({ ok: true, facts: { ...SIZE, mono: false } });
  });
});

const faces: OpenedFaces = new Map();
const disk = diskWorld({ edition: SAMPLE, cache: undefined });
const ZI = 9;
const TEXT = "港湾里的船一早就出了海，码头上只剩下几只海鸥和一位补网的老人。".repeat(40);

/** A page of one story with an inset, laid and printed. */
const lay = async (file: Uint8Array, front = "", inset = "leg: 1, side: across, row: 3, width: 20zi") => {
  const report = new Diagnostics();
  const memory = memoryWorld({
    "edition:edition.yaml":
      "paper: { name: 沧海日报, id: canghai }\ndate: 2025-07-10\nissue: 1\nedition: 1\npress: { bleed: 3mm }\npages: [p.yaml]\n",
    "edition:p.yaml": 'page: "01"\nsection: 港湾\nlayout: small\nstories: { a: a.md }\n',
    "edition:layouts/small.yaml": `format: duikai\ngrid: { columns: 6, measure: 17zi, gutter: 1.5zi, rows: 122, top: 20mm }\nslots:\n  main:\n    col: 1-3\n    row: 1-60\n    stack: { story: a, children: [{ headline: { style: main } }, { body: { legs: 2, insets: [{ picture: 1, shape: outline, ${inset}, gap: 1zi }]} }] }\n`,
    "edition:a.md": `---\nheadline: 渔船出海\nphotos:\n  - file: boat.jpg\n    caption: ""\n${front}---\n${TEXT}\n`,
    "edition:boat.jpg": file,
  });
  const world: World = {
    read: (each, limit) => (each.root === "edition" ? memory : disk).read(each, limit),
    cached: (key, make) => memory.cached(key, make),
  };
  const workshop = { ...openWorkshop(world), faces };
  const edition = await read("edition.yaml", workshop, report);
  if (!edition) throw new Error(JSON.stringify(report.all()));
  const laid = await layPage(edition, edition.pages[0]!, workshop, report);
  return { laid, report, print: () => printPage(edition, laid, { standard: "pdfx4", workshop, report }) };
};

const itemOf = (laid: LaidPage): PictureItem =>
  laid.display.items.find((item): item is PictureItem => item.kind === "picture")!;

/** Points on the curves of a clip, by their own formula, in page coordinates. */
const onCurves = ({ clip = [], rect }: PictureItem) => {
  const points: { x: number; y: number }[] = [];
  let from = { x: 0, y: 0 };
  for (const each of clip) {
    if (each.kind === "close") continue;
    for (let n = 0; n <= 100; n++) {
      const t = n / 100;
      const s = 1 - t;
      if (each.kind === "line") points.push({ x: s * from.x + t * each.x, y: s * from.y + t * each.y });
      else if (each.kind === "curve")
        points.push({
          x: s ** 3 * from.x + 3 * s * s * t * each.x1 + 3 * s * t * t * each.x2 + t ** 3 * each.x,
          y: s ** 3 * from.y + 3 * s * s * t * each.y1 + 3 * s * t * t * each.y2 + t ** 3 * each.y,
        });
    }
    from = each;
  }
  return points.filter(
    ({ x, y }) => x >= rect.x && y >= rect.y && x <= rect.x + rect.width && y <= rect.y + rect.height,
  );
};

describe("on the page", () => {
  let page: Awaited<ReturnType<typeof lay>>;
  beforeAll(async () => {
    page = await lay(jpegWith(await photo({ width: 900, height: 600 }), clipped("小船", [hull, funnel])));
  });

  test("no glyph is nearer to the path than the gap, though text stands in the picture's rectangle", () => {
    const item = itemOf(page.laid);
    const boxes = page.laid.composed.frames
      .filter(({ frame }) => frame.kind === "body")
      .flatMap(({ lines }) => lines.flatMap(glyphBoxes));
    const path = onCurves(item);
    expect(path.length).toBeGreaterThan(500);
    expect(nearest(boxes, path)).toBeGreaterThanOrEqual(ZI);
    expect(nearest(boxes, path)).toBeLessThan(ZI + 2);
    const { rect } = item;
    const inside = boxes.filter(
      ({ x, y }) => x > rect.x && x < rect.x + rect.width && y > rect.y && y < rect.y + rect.height,
    );
    expect(inside.length).toBeGreaterThan(5);
    expect(page.report.all().filter(({ code }) => /outline|clipping/.test(code))).toEqual([]);
  });

  test("the picture is clipped by the path in the PDF, curves as curves", async () => {
    const { pdf } = await page.print();
    const file = new CosFile(pdf);
    const page1 = dictOf(file.trailer.dict("Root")!.dict("Pages")!.array("Kids")!.at(0))!;
    const text = Buffer.from(file.decode(page1.stream("Contents")!).bytes).toString("latin1");
    const clip = /q\n((?:[\d. -]+ [mlch]\n|h\n)+)W n\n[\d. -]+ cm\n\/P1 Do\nQ/.exec(text);
    expect(clip).not.toBeNull();
    expect(clip![1]!.match(/ c\n/g)!.length).toBeGreaterThanOrEqual(6);
    expect(page.report.all().filter(({ severity }) => severity === "error")).toEqual([]);
  });

  test("a path that is not there is told with its place, and text runs round the frame", async () => {
    const { report, laid } = await lay(jpegWith(await photo(), clipped("小船", [hull])), "    clippingPath: 帆船\n");
    const told = report.all().filter(({ code }) => code === "input/clipping-path");
    expect(told).toMatchObject([
      { severity: "warning", message: "the picture `boat.jpg` has no path `帆船`", source: { path: "a.md" } },
    ]);
    expect(laid.plan.frames.find(({ kind }) => kind === "picture")).toMatchObject({ shape: { kind: "rectangle" } });
    expect(report.all().map(({ code }) => code)).toContain("plan/no-outline");
  });
});
