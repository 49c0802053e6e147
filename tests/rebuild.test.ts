/** Rebuilds in one process: only what has changed is read and set anew, and a page comes out as if nothing had been kept. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Diagnostic, Diagnostics } from "../src/base/diagnostic.ts";
import type { World } from "../src/base/world.ts";
import { type LaidPage, layPage, openWorkshop, read, type Workshop } from "../src/build.ts";
import type { Edition } from "../src/model/edition.ts";
import { diskWorld } from "../src/nightly/disk/disk-world.ts";
import { SAMPLE } from "./kit/sample.ts";

const disk = diskWorld({ edition: SAMPLE, cache: undefined });

/** The sample edition with some of its files changed, or, where undefined, taken away. */
class ChangingWorld implements World {
  readonly changed = new Map<string, string | undefined>();

  async read(...[file, limit]: Parameters<World["read"]>): ReturnType<World["read"]> {
    if (file.root !== "edition" || !this.changed.has(file.path)) return disk.read(file, limit);
    const text = this.changed.get(file.path);
    return text === undefined ? { ok: false, why: "missing" } : { ok: true, bytes: Buffer.from(text) };
  }

  cached(...[key, make]: Parameters<World["cached"]>): ReturnType<World["cached"]> {
    return disk.cached(key, make);
  }
}

const STORY = "stories/home-care.md";
const original = readFileSync(`${SAMPLE}/${STORY}`, "utf8");

interface Built {
  readonly edition: Edition;
  readonly page: LaidPage;
  readonly found: readonly Diagnostic[];
}

const build = async (workshop: Workshop): Promise<Built> => {
  const report = new Diagnostics();
  const edition = (await read("edition.yaml", workshop, report))!;
  const page = await layPage(edition, edition.pages[0]!, workshop, report);
  return { edition, page, found: report.all() };
};

const linesOf = ({ page }: Built) =>
  page.composed.frames.flatMap(({ lines }) =>
    lines.map(({ text, x, baseline, ratio }) => ({ text, x, baseline, ratio })),
  );

/** A display list is large: a difference is told by its hash. The bytes of pictures are in the hash of their file. */
const hashOf = (display: LaidPage["display"]): string => {
  const plain = (_key: string, value: unknown) =>
    value instanceof Map ? [...value] : value instanceof Uint8Array ? value.length : value;
  return createHash("sha256").update(JSON.stringify(display, plain)).digest("hex");
};

/** The sample's stories by their files. */
const storiesOf = ({ edition }: Built) =>
  new Map([...edition.pages[0]!.stories.values()].map((story) => [story.path, story] as const));

describe("a rebuild", () => {
  test("reads the changed story anew, and has the very same objects for all others", async () => {
    const world = new ChangingWorld();
    const workshop = openWorkshop(world);
    const before = await build(workshop);
    world.changed.set(STORY, original.replace("老人", "老年人"));
    const after = await build(workshop);
    const [old, now] = [storiesOf(before), storiesOf(after)];
    expect(old.size).toBeGreaterThan(10);
    expect([...old].filter(([path, story]) => now.get(path) !== story).map(([path]) => path)).toEqual([STORY]);
    expect(after.edition.style === before.edition.style).toBe(true);
    expect(after.edition.inputs.get(STORY)).not.toBe(before.edition.inputs.get(STORY));
    expect([...after.edition.inputs.keys()]).toEqual([...before.edition.inputs.keys()]);
  });

  test.each([
    ["a word more", original.replace("老人", "老年人")],
    ["a character in no font", original.replace("老人", "老人\u{1f6b2}")],
    ["a shorter headline", original.replace(/headline:.*/, "headline: 一份安心")],
  ])("after %s is what a first build of the same files is, findings and all", async (_, text) => {
    const world = new ChangingWorld();
    const workshop = openWorkshop(world);
    await build(workshop);
    world.changed.set(STORY, text);
    const [again, twice] = [await build(workshop), await build(workshop)];
    const fresh = await build(openWorkshop(world));
    expect(linesOf(again)).toEqual(linesOf(fresh));
    expect(again.found).toEqual(fresh.found);
    expect(twice.found).toEqual(fresh.found);
    expect(hashOf(again.page.display)).toBe(hashOf(fresh.page.display));
  });

  test("with a story gone says so, and has it again when it is back", async () => {
    const world = new ChangingWorld();
    const workshop = openWorkshop(world);
    const before = await build(workshop);
    world.changed.set(STORY, undefined);
    const without = await build(workshop);
    expect(without.found.some(({ code, message }) => code === "input/missing-file" && message.includes(STORY))).toBe(
      true,
    );
    expect(storiesOf(without).has(STORY)).toBe(false);
    world.changed.clear();
    const back = await build(workshop);
    expect(back.found).toEqual(before.found);
    expect(linesOf(back)).toEqual(linesOf(before));
  });

  test("with another style sheet sets everything anew", async () => {
    const world = new ChangingWorld();
    const workshop = openWorkshop(world);
    const before = await build(workshop);
    const sheet = (await disk.read({ root: "program", path: "layouts/styles/newspaper-cn.yaml" })) as {
      bytes: Uint8Array;
    };
    world.changed.set(
      "layouts/styles/newspaper-cn.yaml",
      Buffer.from(sheet.bytes).toString("utf8").replace("punctuation: kaiming", "punctuation: quanjiao"),
    );
    const after = await build(workshop);
    expect(after.edition.style === before.edition.style).toBe(false);
    expect(linesOf(after)).not.toEqual(linesOf(before));
    expect(linesOf(after)).toEqual(linesOf(await build(openWorkshop(world))));
  });
});
