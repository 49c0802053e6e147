/** One picture through the ink stage. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import sharp from "sharp";
import { type Diagnostic, Diagnostics } from "../../src/base/diagnostic.ts";
import { mm } from "../../src/base/units.ts";
import type { PictureItem } from "../../src/display/display-list.ts";
import type { Press } from "../../src/model/edition.ts";
import { inkPictures } from "../../src/press/ink-pictures.ts";
import type { InkedPicture } from "../../src/press/inked-page.ts";
import { decodeCmyk } from "../../src/press/photo-pixels.ts";
import { probePhoto } from "../../src/press/probe-photo.ts";
import { ROOT } from "./sample.ts";

/** SHA-256, hex. */
export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** The profile that the program ships. */
export const NEWSPRINT = `${ROOT}profiles/newsprint26-tac240.icc`;

const profile = readFileSync(NEWSPRINT);

/** A newspaper press as it is by default. */
export const PRESS: Press = {
  standard: "pdfx4",
  condition: {
    identifier: "IFRA26",
    registry: "http://www.color.org",
    info: "newsprint",
    profile,
    hash: sha256(profile),
    profileLimit: 240,
  },
  inkLimit: 220,
  intent: "perceptual",
  sharpening: "light",
  untaggedCmyk: "keep",
  spots: "convert",
  plant: "",
  folder: "",
  handover: { xjdf: false, hostKeys: [] },
  bleed: { top: mm(3), bottom: mm(3), inside: mm(3), outside: mm(3) },
  marks: new Set(),
  resolution: { target: 200, warn: 150, error: 100 },
  fileName: "{page}",
};

/** What came of a picture; it is absent when it could not be read. */
export interface InkedOne {
  readonly picture: InkedPicture;
  readonly found: readonly Diagnostic[];
}

/** The picture one inch wide and high, unless `more` says otherwise. */
export const inkOne = async (
  bytes: Uint8Array,
  press: Press = PRESS,
  more: Partial<PictureItem> = {},
): Promise<InkedOne> => {
  const probe = await probePhoto(bytes);
  if (!probe.ok) throw new Error(probe.why);
  const photo = { path: "photos/a", bytes, hash: sha256(bytes), facts: probe.facts };
  const item: PictureItem = {
    kind: "picture",
    photo,
    crop: { x: 0, y: 0, width: 1, height: 1 },
    rect: { x: 0, y: 0, width: 72, height: 72 },
    source: { path: "stories/port.md", start: 10, end: 20 },
    ...more,
  };
  const report = new Diagnostics();
  const box = { x: 0, y: 0, width: 400, height: 600 };
  const page = { id: "05", trim: box, bleed: box, items: [item] };
  const inked = await inkPictures(page, press, { cache: new Map(), report });
  return { picture: inked.pictures.get(item)!, found: report.all() };
};

/** The inks of a picture's middle, in per cent, rounded to tenths; black alone for a grey one. */
export const middleInks = async ({ data, space, width, height }: InkedPicture): Promise<readonly number[]> => {
  const at = Math.floor(height / 2) * width + Math.floor(width / 2);
  const tenths = (value: number) => Math.round((value * 1000) / 255) / 10;
  if (space === "gray") {
    const grey = await sharp(data).toColourspace("b-w").raw().toBuffer();
    return [0, 0, 0, tenths(255 - grey[at]!)];
  }
  const inks = await decodeCmyk(data);
  return [...inks.data.subarray(at * 4, at * 4 + 4)].map(tenths);
};

/** L* of inks on newsprint beside its paper, as `transicc` has it. */
export const lightnessOf = (inks: readonly number[]): number => {
  const args = ["-t1", "-n", `-i${NEWSPRINT}`, "-o*Lab"];
  const { stdout } = spawnSync("transicc", args, { input: `${inks.join(" ")}\n`, encoding: "utf8" });
  return Number(stdout.trim().split(/\s+/)[0]);
};
