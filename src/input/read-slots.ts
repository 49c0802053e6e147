/** The stories that a page's file names → the story of each slot, or what stands in for it. */
import type { Diagnostic, Report } from "../base/diagnostic.ts";
import { heldReport } from "../base/held-report.ts";
import type { SourceRange } from "../base/source.ts";
import type { Gap, StandIn, StandIns } from "../model/stand-in.ts";
import type { Story } from "../model/story.ts";
import type { ReadShop } from "./document/read-shop.ts";
import type { YamlDocument } from "./document/yaml-document.ts";
import type { PageInput } from "./edition-schema.ts";
import type { ProbePhoto } from "./read-photo.ts";
import { readStory } from "./story/read-story.ts";

/** What reading them needs. */
export interface SlotShop {
  readonly shop: ReadShop;
  readonly probe: ProbePhoto;
  /** of stories that do not say their own */
  readonly language: string;
  /** by the page's file and slot */
  readonly standIns?: StandIns;
}

/** Stories by slot, and the slots whose own could not be had. */
export interface SlotStories {
  readonly stories: ReadonlyMap<string, Story>;
  readonly gaps: readonly Gap[];
}

/** Reads each story once; one that stands in two slots is told. */
export const readSlots = async (
  { stories = {}, page }: Partial<PageInput>,
  { document, path }: { readonly document: YamlDocument; readonly path: string },
  how: SlotShop,
): Promise<SlotStories> => {
  const shop = onPage(page, how.shop);
  const standIns = how.standIns?.[path] ?? {};
  const slots = new Map<string, string>();
  const byPath = new Map<string, Promise<Read>>();
  for (const [slot, story] of Object.entries(stories)) {
    const named = document.range(["stories", slot]);
    const other = slots.get(story);
    if (other !== undefined) {
      shop.report.add({
        code: "input/duplicate",
        severity: "warning",
        message: `\`${story}\` stands in \`${other}\` and in \`${slot}\``,
        hint: "give one of the slots another story",
        source: named,
      });
    } else byPath.set(story, readHeld(story, named, { ...how, shop }));
    slots.set(story, other ?? slot);
  }
  const filled = await Promise.all(
    Object.entries(stories).map(async ([slot, story]) => {
      const named = document.range(["stories", slot]);
      const filling = { slot, path: story, named, standIn: standIns[slot], ...(await byPath.get(story)!) };
      return fill(filling, { ...how, shop });
    }),
  );
  return {
    stories: new Map(filled.flatMap(({ slot, story }) => (story ? [[slot, story] as const] : []))),
    gaps: filled.flatMap(({ gap }) => gap ?? []),
  };
};

/** A finding in a story holds back the page on which the story stands, also when the story could not be read at all. */
export const onPage = (page: string | undefined, shop: ReadShop): ReadShop => {
  const { report } = shop;
  if (page === undefined) return shop;
  const placed: Report = {
    add: (finding) => report.add({ place: { page }, ...finding }),
    text: (path, text) => report.text(path, text),
  };
  return { ...shop, report: placed };
};

interface Read {
  readonly story: Story | undefined;
  readonly found: readonly Diagnostic[];
}

const readHeld = async (path: string, named: SourceRange, { shop, probe, language }: SlotShop): Promise<Read> => {
  const found = heldReport();
  const report: Report = { add: found.add, text: (at, text) => shop.report.text(at, text) };
  const story = await readStory(path, { named, shop: { ...shop, report }, probe, language });
  // an empty file leaves its slot as blank as one that is not there; a photograph without words does not
  const isEmpty = story?.photos.length === 0 && found.findings.some(({ code }) => code === "input/empty-story");
  return { story: isEmpty ? undefined : story, found: found.findings };
};

interface Filling extends Read {
  readonly slot: string;
  readonly path: string;
  readonly named: SourceRange;
  readonly standIn: StandIn | undefined;
}

interface Filled {
  readonly slot: string;
  readonly story?: Story;
  readonly gap?: Gap;
}

const fill = async ({ slot, path, named, standIn, story, found }: Filling, how: SlotShop): Promise<Filled> => {
  const { report } = how.shop;
  const isFilled = !story && standIn !== undefined;
  // what is wrong with a story that does not stand on the page holds the page no longer
  for (const each of found) report.add(isFilled && each.severity === "error" ? { ...each, severity: "warning" } : each);
  if (story) return { slot, story };
  if (!standIn) return { slot, gap: { slot, path } };
  const gap = { slot, path, standIn };
  report.add({
    ...said(standIn, path, slot),
    severity: "warning",
    hint: "mend the story, or give the slot another one, and build the page again",
    source: named,
  });
  if (standIn.kind !== "story") return { slot, gap };
  const { shop, probe, language } = how;
  const other = await readStory(standIn.path, { named, shop, probe, language });
  return { slot, gap, ...(other && { story: other }) };
};

const said = (standIn: StandIn, path: string, slot: string): Pick<Diagnostic, "code" | "message"> => {
  const missing = `\`${path}\` cannot be had`;
  switch (standIn.kind) {
    case "story":
      return { code: "input/standby", message: `${missing}; \`${standIn.path}\` stands in its slot \`${slot}\`` };
    case "house-ad":
      return { code: "input/house-ad", message: `${missing}; a house ad stands in its slot \`${slot}\`` };
    case "neighbours":
      return {
        code: "input/closed-up",
        message: `${missing}; what stands beside its place \`${slot}\` takes its room`,
      };
  }
};
