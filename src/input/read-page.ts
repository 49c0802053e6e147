/** A page's YAML → the page with its layout and its stories. */
import type { Diagnostic } from "../base/diagnostic.ts";
import type { SourceRange } from "../base/source.ts";
import type { Continuation, EditionPage } from "../model/edition.ts";
import type { Layout, LayoutNode } from "../model/layout.ts";
import type { Gap, StandIns } from "../model/stand-in.ts";
import type { Story } from "../model/story.ts";
import type { StyleSheet } from "../model/style-sheet.ts";
import { keep } from "./document/kept.ts";
import { nameHint } from "./document/nearest-name.ts";
import type { ReadShop } from "./document/read-text.ts";
import { type CheckedFile, readYaml } from "./document/read-yaml.ts";
import type { YamlDocument } from "./document/yaml-document.ts";
import { type PageInput, pageSchema } from "./edition-schema.ts";
import { houseAdSlot } from "./house-ad-slot.ts";
import { readLayout } from "./read-layout.ts";
import type { ProbePhoto } from "./read-photo.ts";
import { onPage, readSlots } from "./read-slots.ts";
import { readHeads } from "./story/read-heads.ts";

/** What reading a page needs. */
export interface PageShop {
  readonly shop: ReadShop;
  readonly probe: ProbePhoto;
  /** undefined when it could not be read; then no page can be set, but its faults are still told */
  readonly style: StyleSheet | undefined;
  /** of stories that do not say their own */
  readonly language: string;
  /** what stands in slots whose stories cannot be had, by the page's file */
  readonly standIns?: StandIns;
  /** layouts that have been read, by name */
  readonly layouts: Map<string, Promise<Layout | undefined>>;
}

/** A page's file by its path, and where it is named. */
export interface PageWanted {
  readonly path: string;
  readonly named: SourceRange;
}

/** What thin pages are kept by. */
const THIN = {};

/**
 * The page without its stories: what other pages need to know of it. Nothing is said about stories and slots. Undefined as with
 * `readPage`.
 */
export const readThinPage = ({ path, named }: PageWanted, how: PageShop): Promise<EditionPage | undefined> =>
  keep({ kind: THIN, name: path }, how.shop, async (shop) => {
    const file = await readYaml({ files: [{ root: "edition", path }], named }, pageSchema, shop);
    if (!file) return undefined;
    const layout = await layoutOf(file.partial, file.document, { ...how, shop });
    return pageOf(file, { layout, stories: new Map() });
  });

/** Undefined when the page's file or its layout cannot be read; a story that cannot is left out and reported. */
export const readPage = async ({ path, named }: PageWanted, how: PageShop): Promise<EditionPage | undefined> => {
  const file = await readYaml({ files: [{ root: "edition", path }], named }, pageSchema, how.shop);
  if (!file) return undefined;
  const { partial, document } = file;
  const heads = readHeads(
    partial.heads ?? {},
    { document, path: file.path, language: how.language },
    onPage(partial.page, how.shop).report,
  );
  const [asIs, { stories, gaps }] = await Promise.all([
    layoutOf(partial, document, how),
    readSlots(partial, { document, path }, how),
  ]);
  const { continues = {} } = partial;
  if (asIs && partial.stories)
    checkSlots(partial.stories, { document, layout: asIs, continues, heads, page: partial.page, shop: how.shop });
  const layout = gaps.reduce((layout, gap) => withHouseAd(layout, gap), asIs);
  return pageOf(file, { layout, stories: new Map([...stories, ...heads]), gaps });
};

const withHouseAd = (layout: Layout | undefined, { slot, standIn }: Gap): Layout | undefined =>
  (layout && standIn?.kind === "house-ad" && houseAdSlot(layout, slot)) || layout;

const pageOf = (
  { complete, document, path }: CheckedFile<PageInput>,
  {
    layout,
    stories,
    gaps = [],
  }: {
    readonly layout: Layout | undefined;
    readonly stories: ReadonlyMap<string, Story>;
    readonly gaps?: readonly Gap[];
  },
): EditionPage | undefined => {
  if (!layout || !complete) return undefined;
  const { page: id, section, credits = [], colour = "colour", files = "one" } = complete;
  const saysColour = complete.colour !== undefined;
  const begun = new Map(
    Object.entries(complete.continues ?? {}).map(([slot, from]): readonly [string, Continuation] => [
      slot,
      { ...from, source: document.range(["continues", slot]) },
    ]),
  );
  const source = document.range([]);
  const missing = gaps.length > 0 && { gaps };
  const facts = { id, files, section, layout, stories, continues: begun, credits, colour, saysColour, path, source };
  return { ...facts, ...missing };
};

const layoutOf = (
  { layout: name }: Partial<PageInput>,
  document: YamlDocument,
  { layouts, shop, style }: PageShop,
): Promise<Layout | undefined> => {
  if (name === undefined) return Promise.resolve(undefined);
  const known = layouts.get(name);
  if (known) return known;
  const reading = readLayout(name, { shop, style, named: document.range(["layout"]) });
  layouts.set(name, reading);
  return reading;
};

interface SlotCheck {
  readonly document: YamlDocument;
  readonly layout: Layout;
  readonly continues: NonNullable<PageInput["continues"]>;
  readonly heads: ReadonlyMap<string, Story>;
  readonly page: string | undefined;
  readonly shop: ReadShop;
}

const checkSlots = (
  stories: PageInput["stories"],
  { document, layout, continues, heads, page, shop }: SlotCheck,
): void => {
  const named = [
    ...Object.keys(stories).map((slot) => ["stories", slot] as const),
    ...Object.keys(continues).map((slot) => ["continues", slot] as const),
    ...[...heads.keys()].map((slot) => ["heads", slot] as const),
  ];
  for (const [field, slot] of named) {
    if (field === "continues" && Object.hasOwn(stories, slot)) {
      shop.report.add({
        code: "input/duplicate",
        severity: "error",
        message: `\`${slot}\` has a story of its own and goes on with another`,
        hint: "take it out of `stories` or out of `continues`",
        source: document.keyRange([field, slot]),
      });
    }
    if (field === "heads" && (Object.hasOwn(stories, slot) || Object.hasOwn(continues, slot))) {
      shop.report.add({
        code: "input/duplicate",
        severity: "error",
        message: `\`${slot}\` has a story and is a head over several`,
        hint: "give one of them another place of the layout",
        source: document.keyRange([field, slot]),
      });
    }
    if (layout.stories.includes(slot)) continue;
    shop.report.add({
      code: "input/unknown-name",
      severity: "error",
      message: `layout \`${layout.name}\` has no place for a story \`${slot}\``,
      hint: nameHint(slot, layout.stories),
      source: document.keyRange([field, slot]),
    });
  }
  for (const slot of layout.stories) {
    if (Object.hasOwn(stories, slot) || Object.hasOwn(continues, slot) || heads.has(slot)) continue;
    shop.report.add({
      code: "input/empty-slot",
      ...emptySlot(slot, layout, document),
      ...(page !== undefined && { place: { page } }),
    });
  }
};

/** A head over several stories that has no words leaves a hole at the top of all of them. */
const emptySlot = (
  slot: string,
  layout: Layout,
  document: YamlDocument,
): Pick<Diagnostic, "severity" | "message" | "hint" | "source"> =>
  layout.slots.some(({ node }) => isUmbrella(node, slot))
    ? {
        severity: "error",
        message: `\`${slot}\` of layout \`${layout.name}\`, a headline over several stories, has no words on this page`,
        hint: `add \`heads: { ${slot}: { headline: … } }\``,
        source: document.keyRange(["heads"]),
      }
    : {
        severity: "warning",
        message: `\`${slot}\` of layout \`${layout.name}\` has no story on this page`,
        hint: `add \`${slot}: stories/…\` under \`stories:\``,
        source: document.keyRange(["stories"]),
      };

const isUmbrella = (node: LayoutNode, slot: string): boolean =>
  node.kind === "stack" || node.kind === "band"
    ? node.children.some((child) => isUmbrella(child, slot))
    : node.kind === "headline" && node.over !== undefined && node.story === slot;
