/** Editions of a few files, read and laid out with the program's own fonts. */
import { readFileSync } from "node:fs";
import { type Diagnostic, Diagnostics } from "../../src/base/diagnostic.ts";
import type { World } from "../../src/base/world.ts";
import { type LaidPage, layPage, openWorkshop, read } from "../../src/build.ts";
import { diskWorld } from "../../src/cli/disk-world.ts";
import type { ComposedFrame, Fit } from "../../src/compose/composed-page.ts";
import type { Edition } from "../../src/model/edition.ts";
import type { OpenedFaces } from "../../src/text/font-library.ts";
import { memoryWorld } from "./memory-world.ts";
import { SAMPLE } from "./sample.ts";

export const PHOTO = readFileSync(`${SAMPLE}/photos/zoo-otters.jpg`);

const faces: OpenedFaces = new Map();
const disk = diskWorld({ edition: SAMPLE, cache: undefined });

export interface LaidFiles {
  readonly edition: Edition | undefined;
  readonly pages: readonly LaidPage[];
  readonly found: readonly Diagnostic[];
}

/** Reads and lays all pages, the edition changed as told; `files` by their path in the edition. `photos/p.jpg` is there. */
export const layFiles = async (
  files: Readonly<Record<string, string>>,
  change: (edition: Edition) => Edition = (edition) => edition,
): Promise<LaidFiles> => {
  const named = Object.fromEntries(Object.entries(files).map(([path, text]) => [`edition:${path}`, text]));
  const memory = memoryWorld({ ...named, "edition:photos/p.jpg": PHOTO });
  const world: World = {
    read: (file, limit) => (file.root === "edition" ? memory : disk).read(file, limit),
    cached: (key, make) => memory.cached(key, make),
  };
  const report = new Diagnostics();
  const workshop = { ...openWorkshop(world), faces };
  const asRead = await read("edition.yaml", workshop, report);
  const edition = asRead && change(asRead);
  const pages: LaidPage[] = [];
  for (const page of edition?.pages ?? []) pages.push(await layPage(edition!, page, workshop, report));
  return { edition, pages, found: report.all() };
};

export type Body = ComposedFrame & { readonly fit: Fit; readonly frame: { readonly kind: "body" } };

/** The bodies of a page, in reading order. */
export const bodiesOf = ({ composed }: LaidPage): readonly Body[] =>
  composed.frames.filter((each): each is Body => each.frame.kind === "body");
