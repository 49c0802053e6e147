/** What stands in for stories that cannot be had: the standby story that fits best and, for want of one, a house ad. */
import { type Diagnostic, Diagnostics, type Report } from "./base/diagnostic.ts";
import { bottom } from "./base/geometry.ts";
import type { ComposedPage } from "./compose/composed-page.ts";
import { houseAdSlot, standsAlone } from "./input/house-ad-slot.ts";
import { type ReadyStory, readStandby, type StandbyShop } from "./input/read-standby.ts";
import type { Edition, EditionPage } from "./model/edition.ts";
import type { Gap, StandIn, StandIns } from "./model/stand-in.ts";
import { countCharacters, type Story } from "./model/story.ts";
import { slotRect } from "./plan/plan-page.ts";

/** What choosing needs. */
export interface GapShop extends StandbyShop {
  /** Composes a page on trial. */
  compose(page: EditionPage, report: Report): Promise<ComposedPage>;
  /** of a zone: what stands on the edition's own pages, those that the zone shares among them; nothing when absent */
  readonly base?: StandIns;
}

/**
 * Chooses for all gaps, in the order of pages and slots; each story stands at most once. The same edition, the same choice. On pages that
 * a zone shares stands what stands there in the edition. Standby stories that cannot be used are reported.
 */
export const fillGaps = async (edition: Edition, shop: GapShop, report: Report): Promise<StandIns> => {
  const all = await readStandby(edition, shop, report);
  const shared = sharedStandIns(edition, shop.base ?? {});
  const standIns: Record<string, Readonly<Record<string, StandIn>>> = { ...shared };
  const taken = new Set(
    Object.values(shared).flatMap((slots) =>
      Object.values(slots).flatMap((each) => (each.kind === "story" ? [each.path] : [])),
    ),
  );
  const own = edition.pages.filter(({ id }) => !isShared(id, edition));
  let gaps = own.reduce((sum, page) => sum + (page.gaps?.length ?? 0), 0);
  const trials = { left: MOST_IN_ALL };
  for (const page of own) {
    let filled = page;
    for (const gap of page.gaps ?? []) {
      const ready = all.filter(({ standby }) => !taken.has(standby.path) && mayStand(standby.sections, page));
      const most = Math.min(MOST_TRIALS, Math.floor(trials.left / gaps--));
      const choice = await fillGap(filled, gap, { ready, edition, shop, trials, most });
      if (!choice) continue;
      filled = choice.page;
      standIns[page.path] = { ...standIns[page.path], [gap.slot]: choice.standIn };
      if (choice.standIn.kind === "story") taken.add(choice.standIn.path);
    }
  }
  return standIns;
};

const isShared = (id: string, { base }: Edition): boolean => base?.shared.includes(id) === true;

const sharedStandIns = (edition: Edition, base: StandIns): StandIns =>
  Object.fromEntries(
    edition.pages.flatMap(({ id, path }) => {
      const slots = isShared(id, edition) ? base[path] : undefined;
      return slots ? [[path, slots] as const] : [];
    }),
  );

/** Stories that are tried in one slot at most. */
const MOST_TRIALS = 12;

/** Trials of one edition at most: a night on which hundreds of stories are missing is not to wait for them. */
const MOST_IN_ALL = 120;

interface Filling {
  /** stories that may stand there, in the order in which they are to be taken */
  readonly ready: readonly ReadyStory[];
  readonly edition: Edition;
  readonly shop: GapShop;
  /** of the whole edition */
  readonly trials: { left: number };
  /** stories that are tried in this slot */
  readonly most: number;
}

const mayStand = (sections: readonly string[], { section }: EditionPage): boolean =>
  sections.length === 0 || sections.includes(section);

interface Choice {
  readonly page: EditionPage;
  readonly standIn: StandIn;
}

const fillGap = async (page: EditionPage, { slot }: Gap, filling: Filling): Promise<Choice | undefined> => {
  if (!page.layout.stories.includes(slot)) return undefined;
  const best = await bestStory(page, slot, filling);
  if (best?.trial.errors === 0) return best.choice;
  const ad = withHouseAd(page, slot, filling.edition);
  const withAd: Choice | undefined = ad && { page: ad, standIn: { kind: "house-ad" } };
  const other = withAd ?? (await closedUp(page, slot, filling));
  if (!best || !other) return best?.choice ?? other;
  // a story that holds the page back is worse than what it goes out with
  return (await tryPage(other.page, "", filling)).errors < best.trial.errors ? other : best.choice;
};

/** Where a slot holds other parts, they may take the story's room: a layout that leaves none of it blank says so by its trial. */
const closedUp = async (page: EditionPage, slot: string, filling: Filling): Promise<Choice | undefined> => {
  if (standsAlone(page.layout, slot) || filling.trials.left <= 0) return undefined;
  const { errors, holes } = await tryPage(page, "", filling);
  return errors + holes === 0 ? { page, standIn: { kind: "neighbours" } } : undefined;
};

const withHouseAd = (page: EditionPage, slot: string, { ads }: Edition): EditionPage | undefined => {
  const layout = ads?.house && houseAdSlot(page.layout, slot);
  return layout && { ...page, layout };
};

/** How a page comes out with a stand-in. */
interface Trial {
  /** error findings of the page */
  readonly errors: number;
  /** slots with more blank rows than the style allows */
  readonly holes: number;
  /** lines by which the story is longer than its bodies, or leaves them or its slots blank */
  readonly misfit: number;
  /** zi by which it is shorter; below 0 when it is longer */
  readonly room: number;
}

/** Zi of a line, about: what differs by less fits alike. */
const LINE = 20;

/** `path` is that of the story that is looked at. */
const tryPage = async (page: EditionPage, path: string, { shop, trials }: Filling): Promise<Trial> => {
  const found = new Diagnostics();
  trials.left--;
  const composed = await shop.compose(page, found);
  const fits = composed.frames.flatMap(({ frame, fit }) =>
    frame.kind === "body" && frame.story.path === path && fit ? [fit] : [],
  );
  const over = fits.reduce((sum, { oversetZi }) => sum + oversetZi, 0);
  const under = fits.reduce((sum, { underZi }) => sum + underZi, 0) + blankZi(composed, page, path);
  const count = (is: (finding: Diagnostic) => boolean): number => found.all().filter(is).length;
  return {
    errors: count(({ severity }) => severity === "error"),
    holes: count(({ code }) => code === "plan/hole"),
    misfit: Math.floor((over + under) / LINE),
    room: under - over,
  };
};

/** What stays blank at the foot of the slots in which the story's bodies stand, in zi of lines: a layout may have space there that grows. */
const blankZi = ({ plan, frames }: ComposedPage, { layout }: EditionPage, path: string): number => {
  const { grid, zi } = plan;
  const ofStory = new Set(
    frames.flatMap(({ frame }) => (frame.kind === "body" && frame.story.path === path ? [frame.slot] : [])),
  );
  const blanks = layout.slots.map((slot) => {
    if (!ofStory.has(slot.name)) return 0;
    const rect = slotRect(slot, grid);
    const foot = Math.max(...frames.flatMap(({ frame }) => (frame.slot === slot.name ? [bottom(frame.rect)] : [])));
    return Math.max(0, ((bottom(rect) - foot) / grid.row) * (rect.width / zi));
  });
  return blanks.reduce((sum, each) => sum + each, 0);
};

interface Tried {
  readonly characters: number;
  readonly choice: Choice;
  readonly trial: Trial;
}

const bestStory = async (page: EditionPage, slot: string, filling: Filling): Promise<Tried | undefined> => {
  const { ready, most } = filling;
  const attempt = async (story: Story): Promise<Tried> => {
    const filled = { ...page, stories: new Map([...page.stories, [slot, story]]) };
    const choice: Choice = { page: filled, standIn: { kind: "story", path: story.path } };
    const characters = countCharacters(story);
    // taken on trust when there is no more time for trials
    if (filling.trials.left <= 0) return { characters, choice, trial: { errors: 0, holes: 0, misfit: 0, room: 0 } };
    return { characters, choice, trial: await tryPage(filled, story.path, filling) };
  };
  const [first, ...others] = ready.map(({ story }) => story);
  if (!first) return undefined;
  const begun = await attempt(first);
  const holds = countCharacters(first) + begun.trial.room;
  const off = (story: Story): number => Math.abs(countCharacters(story) - holds);
  const near = [...others].sort((a, b) => off(a) - off(b)).slice(0, Math.max(0, most - 1));
  // in the edition's order again, so that of two that fit alike the first one stands
  const tried = [begun];
  for (const story of others.filter((each) => near.includes(each))) tried.push(await attempt(story));
  return tried.reduce((best, each) => (isBetter(each, best) ? each : best));
};

/** Where pictures beside it give way, several fit alike: then the longest, so that they need not grow out of their measure. */
const isBetter = (one: Tried, other: Tried): boolean => {
  const [a, b] = [ranks(one), ranks(other)];
  const at = a.findIndex((value, n) => value !== b[n]);
  return at >= 0 && a[at]! < b[at]!;
};

const ranks = ({ characters, trial: { errors, misfit } }: Tried): readonly number[] => [errors, misfit, -characters];
