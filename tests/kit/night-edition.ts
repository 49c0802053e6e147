/** An edition of any number of pages, made from fixed seeds: real page shapes, stories written to their room, photographs of their own. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { pageShape } from "./page-family.ts";
import { SAMPLE } from "./sample.ts";

/** Full lines of a column that the slots of each seed's page have room for, as `roomsOfSeed` measures them; all of these pages close. */
const ROOMS: Readonly<Record<string, readonly number[]>> = JSON.parse(
  readFileSync(fileURLToPath(new URL("./night-rooms.json", import.meta.url)), "utf8"),
);

const SEEDS = Object.keys(ROOMS).map(Number);

/** Which edition is made. */
export interface NightHow {
  /** pages; beyond the shapes that there are, these come again with other words */
  readonly pages: number;
  /** lines added to the edition's file */
  readonly more?: string;
  /** whether each page has photographs of its own; one for all when false, which is quicker to make */
  readonly photos?: boolean;
}

/** Writes the edition into `folder`; the same bytes for the same `how`. */
export const writeNight = async (folder: string, { pages, more = "", photos = true }: NightHow): Promise<void> => {
  const put = (path: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  const ids = Array.from({ length: pages }, (_, n) => String(n + 1).padStart(pages > 99 ? 3 : 2, "0"));
  put(
    "edition.yaml",
    `paper: { name: 沧海日报, id: canghai }\ndate: "2026-03-18"\nissue: 4211\nedition: 1\n${more}pages:\n${ids.map((id) => `  - pages/${id}.yaml\n`).join("")}`,
  );
  const one = photos ? undefined : await crop(0);
  for (const [n, id] of ids.entries()) {
    const seed = SEEDS[n % SEEDS.length]!;
    const shape = pageShape(seed);
    const section = SECTIONS[n % SECTIONS.length];
    put(`layouts/shape-${seed}.yaml`, shape.layout);
    const slots = shape.slots.map((slot) => `  ${slot}: stories/${id}-${slot}.md\n`);
    put(
      `pages/${id}.yaml`,
      `page: "${id}"\nsection: ${section}\nlayout: shape-${seed}\ncredits: []\nstories:\n${slots.join("")}`,
    );
    for (const [k, slot] of shape.slots.entries()) {
      const text = shape.story(k, ROOMS[seed]![k]!, n < SEEDS.length ? 0 : n);
      const photo = `photos/${id}-${slot}.jpg`;
      put(`stories/${id}-${slot}.md`, text.replace("photos/p.jpg", photo));
      if (text.includes("photos/p.jpg")) put(photo, one ?? (await crop(n * 16 + k)));
    }
  }
};

const SECTIONS = ["要闻", "本埠", "民生", "县域", "文化", "体育"];

const PHOTO = readFileSync(join(SAMPLE, "photos/zoo-otters.jpg"));

/** A window on the photograph, another for each number, with its profile in it; large enough to be printed at any size. */
const crop = async (n: number): Promise<Uint8Array> => {
  const { width, height } = await sharp(PHOTO).metadata();
  const [w, h] = [Math.floor(width * 0.8), Math.floor(height * 0.8)];
  const left = (n * 37) % (width - w);
  const top = (n * 23) % (height - h);
  const large = sharp(PHOTO).extract({ left, top, width: w, height: h }).resize({ width: 2000 });
  return large.withIccProfile("srgb").jpeg({ quality: 80 }).toBuffer();
};
