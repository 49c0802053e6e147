/**
 * The stage `close` (收口): a page whose stories do not end on their last rows is set anew, with what the style sheet's elasticity
 * ladder allows, until they do or the ladder is at its end.
 */
import type { Diagnostic } from "../../base/diagnostic.ts";
import type { Slot } from "../../model/layout.ts";
import { type Choices, NO_CHOICES, pageWith } from "../../plan/choices.ts";
import type { ComposedPage } from "../composed-page.ts";
import { leversOf } from "./levers.ts";
import { movesOf } from "./moves.ts";
import { reachOf } from "./reach.ts";
import { holeOf, isClosed, type PageShop, statesOf, type Trial, trySlot } from "./trial.ts";

/** A page as closing leaves it. */
export interface ClosedPage {
  readonly choices: Choices;
  /** how often each slot was set anew; slots that were closed of themselves are not among them */
  readonly rounds: ReadonlyMap<string, number>;
}

/** The choices with which the stories of the page close; one that cannot be closed is left as it is, or less overset where it is too long. */
export const closePage = (
  shop: PageShop,
  first: { readonly composed: ComposedPage; readonly found: readonly Diagnostic[] },
): ClosedPage => {
  let choices: Choices = { ...NO_CHOICES, held: first.composed.plan.held };
  const rounds = new Map<string, number>();
  for (const slot of shop.page.layout.slots) {
    const frames = first.composed.frames.filter(({ frame }) => frame.slot === slot.name);
    if ([...statesOf(frames, shop.page, first.found).states.values()].every(isClosed)) continue;
    const closed = closeSlot(slot, choices, shop);
    choices = closed.choices;
    if (closed.rounds > 0) rounds.set(slot.name, closed.rounds);
  }
  return { choices, rounds };
};

const closeSlot = (slot: Slot, choices: Choices, shop: PageShop) => {
  let trial = trySlot(slot, choices, shop);
  let rounds = 0;
  for (const name of trial.states.keys()) {
    if (goesOnElsewhere(name, slot, shop)) continue;
    // its own parts first; where it has too little room, those of the stories that share the slot with it may give some
    for (const only of [name, undefined]) {
      const state = trial.states.get(name);
      if (isClosed(state) || (only === undefined && (state?.overset === 0 || trial.states.size === 1))) break;
      const levers = leversOf(slot, shop.page.stories, only);
      if (holeOf(state) > reachOf(shop.edition.style.closing.ladder, levers)) break;
      const search = { slot, name, only, shop, left: shop.edition.style.closing.rounds };
      trial = climbLadder(trial, search);
      rounds += shop.edition.style.closing.rounds - search.left;
    }
  }
  for (const name of trial.states.keys()) {
    if (goesOnElsewhere(name, slot, shop)) continue;
    const cut = cutOptional(trial, name, { slot, shop });
    rounds += cut.rounds;
    trial = cut.trial;
  }
  return { choices: trial.choices, rounds };
};

/** Whether bodies of the story stand in other slots too: on trial alone, one of them would have to hold all of the text. */
const goesOnElsewhere = (name: string, slot: Slot, { page: { layout, stories } }: PageShop): boolean =>
  layout.slots.some((other) => other.name !== slot.name && leversOf(other, stories, name).bodies.length > 0);

/** Where the layout says so, text that is still too long loses optional paragraphs, as few as make it fit, hole or no hole. */
const cutOptional = (
  start: Trial,
  name: string,
  { slot, shop }: { readonly slot: Slot; readonly shop: PageShop },
): { readonly trial: Trial; readonly rounds: number } => {
  const cuts = leversOf(slot, shop.page.stories, name).bodies.at(-1)?.overset === "cut";
  const already = start.choices.trimmed.get(name) ?? 0;
  const optional = shop.page.stories.get(name)?.optional.length ?? 0;
  if (!cuts || holeOf(start.states.get(name)) >= 0 || already >= optional) return { trial: start, rounds: 0 };
  let rounds = 0;
  const without = (count: number): Trial => {
    rounds++;
    return trySlot(slot, { ...start.choices, trimmed: new Map([...start.choices.trimmed, [name, count]]) }, shop);
  };
  // the fewer stay, the shorter the text: the least that is enough is found by halving
  let trial = without(optional);
  let [tooFew, enough] = [already, optional];
  while (holeOf(trial.states.get(name)) >= 0 && enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    const tried = without(middle);
    if (holeOf(tried.states.get(name)) < 0) tooFew = middle;
    else [trial, enough] = [tried, middle];
  }
  return { trial, rounds };
};

/** A story to be closed; `left` counts the rounds down. */
interface Search {
  readonly slot: Slot;
  readonly name: string;
  readonly only: string | undefined;
  readonly shop: PageShop;
  left: number;
}

/** Rung after rung, until the story is closed; of one that is too long the best that was found. A rung is tried with all those below it. */
const climbLadder = (start: Trial, search: Search): Trial => {
  let best = start;
  for (let rung = 0; rung < search.shop.edition.style.closing.ladder.length; rung++) {
    best = tryRung(rung, { from: start, best }, search);
    if (isClosed(best.states.get(search.name)) && best !== start) return best;
  }
  // what does not close a hole is not done; of text that is too long, what is left over is less
  const hole = (trial: Trial) => holeOf(trial.states.get(search.name));
  return hole(start) < 0 || hole(best) === 0 ? best : start;
};

const tryRung = (
  rung: number,
  { from, best: known }: { readonly from: Trial; readonly best: Trial },
  search: Search,
): Trial => {
  const { slot, name, only, shop } = search;
  const step = shop.edition.style.closing.ladder[rung]!;
  const { stories } = pageWith(shop.page, from.choices);
  let best = known;
  const hole = holeOf(from.states.get(name));
  for (const choices of movesOf(step, { levers: leversOf(slot, stories, only), trial: from, name })) {
    if (search.left <= 0) return best;
    search.left--;
    const trial = trySlot(slot, choices, shop);
    if (trial.cost < best.cost) best = trial;
    if (isClosed(best.states.get(name))) return best;
    // what is farther off than before is no way to the goal, what is past it may be
    const now = holeOf(trial.states.get(name));
    if (now * hole > 0 && Math.abs(now) >= Math.abs(hole)) continue;
    // headlines and crossheads can both have space
    const last = step.kind === "space" ? rung : rung - 1;
    for (let below = 0; below <= last; below++) {
      best = tryRung(below, { from: trial, best }, search);
      if (isClosed(best.states.get(name))) return best;
    }
  }
  return best;
};
