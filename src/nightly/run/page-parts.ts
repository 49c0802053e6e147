/** What goes into a page, part by part, each with its hash: why a page is made again is said by the parts that changed. */
import type { Diagnostic } from "../../base/diagnostic.ts";
import type { Edition, EditionPage } from "../../index.ts";
import { fingerprint } from "./fingerprint.ts";
import { sheetParts } from "./used-styles.ts";

/** Name of a part, as people know it, and its hash. */
export type PageParts = Readonly<Record<string, string>>;

/** What is the same for all pages of one reading. */
export interface SharedParts {
  readonly edition: Edition;
  /** of the program with everything that it uses */
  readonly program: string;
  /** of the font files */
  readonly fontFiles: string;
  /** hashes of objects that many pages share */
  readonly seen: WeakMap<object, string>;
}

/** The parts of `page`. `known` is what reading found about it. */
export const pageParts = (page: EditionPage, known: readonly Diagnostic[], shared: SharedParts): PageParts => ({
  ...editionParts(shared),
  ...ownParts(page, shared),
  findings: fingerprint(known),
});

const editionParts = ({ edition, program, fontFiles, seen }: SharedParts): PageParts => {
  const { paper, date, issue, pageCount, version, zone, zoneTitle, base, closed, binding } = edition;
  const { language, region, names, ads } = edition;
  const number = { paper, date, issue, pageCount, edition: edition.edition, version };
  // the zone with which an edition shares pages decides about names in its files
  const facts = { ...number, zone, zoneTitle, of: base?.zone, closed, binding };
  return {
    program,
    "font files": fontFiles,
    fonts: once(edition.fonts, seen),
    style: fingerprint(sheetParts(edition.style)),
    "edition's facts": fingerprint({ ...facts, language, region, names }),
    ...(ads && { "rules for ads": once(ads, seen) }),
    ...Object.fromEntries(
      edition.targets.map((press) => [`press${press.plant === "" ? "" : ` ${press.plant}`}`, once(press, seen)]),
    ),
  };
};

const ownParts = (page: EditionPage, shared: SharedParts): PageParts => {
  const { id, files, section, layout, stories, continues, ads, gaps, credits, colour, path, source } = page;
  const { edition, seen } = shared;
  const slots = [...stories].map(([slot, story]) => [slot, story.path]);
  const heads = [...stories.values()].filter((story) => story.path === path);
  const earlier = [...continues.values()].map((each) => edition.pages.find((from) => from.id === each.page)!);
  const jumps = jumpsFrom(page, edition);
  return {
    [path]: fingerprint({ id, files, section, continues, credits, colour, path, source, slots, heads, gaps }),
    [layout.path]: once(layout, seen),
    ...Object.fromEntries(
      [...new Set(stories.values())]
        // heads over several stories are in the page's own file
        .filter((story) => story.path !== path)
        .map((story) => [story.path, fingerprint(story)]),
    ),
    ...Object.fromEntries([...(ads ?? [])].map(([slot, ad]) => [`ad in ${slot}`, fingerprint(ad)])),
    ...(jumps.length > 0 && { "jump lines": fingerprint(jumps) }),
    ...Object.fromEntries(
      [...new Set(earlier)].map((from) => [`page ${from.id}`, fingerprint(ownParts(from, shared))]),
    ),
  };
};

/** Where its stories go on, as later pages say: its jump lines name them. */
const jumpsFrom = ({ id }: EditionPage, { pages }: Edition): readonly (readonly [string, string])[] =>
  pages.flatMap((next) =>
    [...next.continues.values()].flatMap(({ page, story }) => (page === id ? [[story, next.id] as const] : [])),
  );

const once = (value: object, seen: WeakMap<object, string>): string => {
  const known = seen.get(value) ?? fingerprint(value);
  seen.set(value, known);
  return known;
};

/** Which parts are not what they were: changed, new or gone. */
export const changedParts = (before: PageParts, after: PageParts): readonly string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((part) => before[part] !== after[part]).sort();
