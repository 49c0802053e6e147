/** The soft proof: the paper is as dark as its profile says, black over a colour is darker than black, spot colours are seen. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, describe, expect, test } from "vitest";
import { runCli } from "../src/cli/run-cli.ts";
import { separate } from "../src/nightly/page/ghostscript.ts";
import { openPaperView } from "../src/press/paper-view.ts";
import { drawSoft } from "../src/proof/draw-soft.ts";
import type { Plate } from "../src/proof/plate.ts";
import { PdfDraft } from "./kit/broken-pdf/pdf-draft.ts";
import { PRESS } from "./kit/ink-one.ts";
import { SAMPLE } from "./kit/sample.ts";
import { has } from "./kit/witness.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-soft-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Three = readonly [number, number, number];

const D50: Three = [0.9642, 1, 0.8249];

/** CIE L*a*b* of XYZ (ISO 11664-4). */
const labOf = (xyz: Three): Three => {
  const [x, y, z] = xyz.map((each, n) => {
    const share = each / D50[n]!;
    return share > 216 / 24389 ? Math.cbrt(share) : (share * 24389) / 27 / 116 + 16 / 116;
  }) as unknown as Three;
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
};

/** XYZ of D50 of sRGB (IEC 61966-2-1, adapted by Bradford's matrix, as ICC profiles of it have it). */
const xyzOf = (rgb: Uint8Array): Three => {
  const [r, g, b] = [...rgb.subarray(0, 3)].map((each) => {
    const value = each / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as unknown as Three;
  return [
    0.4360747 * r + 0.3850649 * g + 0.1430804 * b,
    0.2225045 * r + 0.7168786 * g + 0.0606169 * b,
    0.0139322 * r + 0.0971045 * g + 0.7141733 * b,
  ];
};

const distance = (a: Three, b: Three): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

/** The `wtpt` tag of a profile (ICC.1, 9.2.36), read by hand. */
const paperOf = (profile: Uint8Array): Three => {
  const view = new DataView(profile.buffer, profile.byteOffset);
  for (let n = 0; n < view.getUint32(128); n++) {
    const at = 132 + n * 12;
    if (view.getUint32(at) !== 0x77747074) continue;
    const value = view.getUint32(at + 4) + 8;
    return [0, 4, 8].map((each) => view.getInt32(value + each) / 65536) as unknown as Three;
  }
  throw new Error("the profile has no wtpt");
};

const view = async () => (await openPaperView(PRESS.condition))!;

test("bare paper is the paper of the profile, within ΔE 1", async () => {
  const seen = labOf(xyzOf((await view())(new Uint8Array(4))));
  const paper = labOf(paperOf(PRESS.condition.profile));
  expect(paper[0]).toBeLessThan(90);
  expect(distance(seen, paper), `${seen} for ${paper}`).toBeLessThanOrEqual(1);
});

test("a profile that is damaged gives no view", async () => {
  const profile = PRESS.condition.profile.slice(0, 400);
  expect(await openPaperView({ ...PRESS.condition, profile, hash: "damaged" })).toBeUndefined();
});

test("a spot colour is seen as the inks that stand for it; sums end at full ink", () => {
  const plate = (ink: string, tone: number): Plate => ({
    ink,
    width: 1,
    height: 1,
    dpi: 72,
    tone: Uint8Array.of(tone),
  });
  let inks: readonly number[] = [];
  drawSoft([plate("Magenta", 200), plate("Harbour red", 128), plate("Varnish", 255)], {
    alternates: new Map([["Harbour red", { c: 0, m: 100, y: 50, k: 0 }]]),
    view: (seen) => {
      inks = [...seen];
      return Uint8Array.of(1, 2, 3);
    },
  });
  expect(inks).toEqual([0, 255, 64, 0]);
});

describe.skipIf(!has("gs"))("by Ghostscript's plates", () => {
  test("black that overprints a colour is seen to be darker than black that knocks out", async () => {
    const bytes = new PdfDraft("pdfx4")
      .draw("1 0 0 0 k 100 100 80 80 re f /Over gs 0 0 0 1 k 110 110 20 60 re f /Out gs 0 0 0 1 k 150 110 20 60 re f")
      .build();
    const plates = await separate(bytes, { page: 1, dpi: 72 });
    if ("kind" in plates) throw new Error(plates.why);
    const convert = await view();
    const { rgba, width } = drawSoft(plates, { alternates: new Map(), view: convert });
    const at = (x: number, y: number): readonly number[] => {
      const from = ((400 - y) * width + x) * 4;
      return [...rgba.subarray(from, from + 3)];
    };
    const [over, out] = [at(120, 140), at(160, 140)];
    expect(over).toEqual([...convert(Uint8Array.of(255, 0, 0, 255))]);
    expect(out).toEqual([...convert(Uint8Array.of(0, 0, 0, 255))]);
    expect(over[0]!).toBeLessThan(out[0]! - 10);
  });

  test("`proof --soft` shows the sample page on its paper; with `--plate` it makes no sense", async () => {
    const proof = async (...more: readonly string[]) => {
      const said: string[] = [];
      const argv = ["proof", join(SAMPLE, "edition.yaml"), "--page", "05", "--png", "soft.png", "--dpi", "50", ...more];
      const code = await runCli(argv, {
        cwd: folder,
        env: { BROADSHEET_CACHE: join(folder, "cache") },
        out: (text) => said.push(text),
        err: (text) => said.push(text),
        watched: false,
        input: async () => new Uint8Array(),
        colours: false,
        width: 100,
      });
      return { code, said: said.join("") };
    };
    expect(await proof("--soft", "--plate", "K")).toMatchObject({ code: 2 });
    expect(existsSync(join(folder, "soft.png"))).toBe(false);
    expect(await proof("--soft")).toMatchObject({ code: 0 });
    const { data, info } = await sharp(readFileSync(join(folder, "soft.png")))
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(info.width).toBeGreaterThan(700);
    expect([...data.subarray(0, 3)]).toEqual([...(await view())(new Uint8Array(4))]);
  }, 120_000);
});
