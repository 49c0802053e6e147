/** A slot set on trial: what its stories lack when it is planned and composed with these choices. */
import { type Diagnostic, Diagnostics } from "../../base/diagnostic.ts";
import type { DiagnosticCode } from "../../base/diagnostic-codes.ts";
import type { Pt } from "../../base/units.ts";
import type { Edition, EditionPage } from "../../model/edition.ts";
import type { Slot } from "../../model/layout.ts";
import { type Choices, pageWith } from "../../plan/choices.ts";
import type { Measure } from "../../plan/measure.ts";
import { planPage } from "../../plan/plan-page.ts";
import { type ComposeShop, composePage } from "../compose-page.ts";
import type { ComposedFrame } from "../composed-page.ts";

/** A page and all that it takes to set it. */
export interface PageShop {
  readonly page: EditionPage;
  readonly edition: Edition;
  readonly measure: Measure;
  readonly shop: ComposeShop;
}

/** A slot as it came out. */
export interface Trial {
  readonly choices: Choices;
  readonly frames: readonly ComposedFrame[];
  /** height of a row of the page */
  readonly row: Pt;
  /** of the stories in the slot, by their place in the layout */
  readonly states: ReadonlyMap<string, StoryState>;
  readonly cost: number;
}

/** What a story lacks. */
export interface StoryState {
  readonly overset: number;
  /** lines left empty */
  readonly under: number;
  /** legs that begin or end badly, parts that do not fit */
  readonly faults: number;
}

/** Sets the slot alone; nothing is reported. */
export const trySlot = (slot: Slot, choices: Choices, { page, edition, measure, shop }: PageShop): Trial => {
  const report = new Diagnostics();
  const alone = { ...page, layout: { ...page.layout, slots: [slot], rules: [] } };
  const plan = planPage(alone, { edition, measure, choices, layout: page.layout }, report);
  const { frames } = composePage(plan, shop, report);
  const found = report.all();
  const { states, cost } = statesOf(frames, pageWith(page, choices), found);
  const broken = OVERSET * found.filter(({ code }) => PART_FAULTS.has(code)).length;
  // what would leave its body by a choice closes nothing, however well the text then ends
  const outside = OUTSIDE * found.filter(({ code }) => code === "plan/inset-outside").length;
  return { choices, frames, row: plan.grid.row, states, cost: cost + broken + outside };
};

/** What frames and findings say of the stories that stand in them; by their place in the layout. */
export const statesOf = (
  frames: readonly ComposedFrame[],
  page: EditionPage,
  found: readonly Diagnostic[],
): { readonly states: ReadonlyMap<string, StoryState>; readonly cost: number } => {
  const faultsOf = (path: string, table: Readonly<Partial<Record<DiagnosticCode, number>>>): number =>
    found.reduce((sum, { code, source }) => sum + (source?.path === path ? (table[code] ?? 0) : 0), 0);
  const states = new Map<string, StoryState>();
  let cost = 0;
  for (const [name, { path }] of page.stories) {
    const fits = frames.flatMap(({ frame, fit }) =>
      fit && "story" in frame && frame.story.path === path ? [fit] : [],
    );
    if (fits.length === 0) continue;
    const state = {
      overset: fits.reduce((sum, fit) => sum + fit.oversetLines, 0),
      under: fits.reduce((sum, fit) => sum + fit.underLines, 0),
      faults: faultsOf(path, FAULTS),
    };
    states.set(name, state);
    cost += OVERSET * state.overset + UNDER * state.under + state.faults + faultsOf(path, BLEMISHES);
  }
  return { states, cost };
};

/** Lines that a story is short by, or, negative, too long. */
export const holeOf = (state: StoryState | undefined): number => (state ? state.under - state.overset : 0);

/** Whether a story ends on its last row, and no leg of it begins or ends badly. */
export const isClosed = (state: StoryState | undefined): boolean =>
  state === undefined || (state.overset === 0 && state.under === 0 && state.faults === 0);

const OVERSET = 1000;
const UNDER = 20;
/** What keeps a story from being closed. */
const FAULTS: Partial<Record<DiagnosticCode, number>> = { "compose/widow": 12, "compose/head-at-foot": 18 };
/** What is better without. */
const BLEMISHES: Partial<Record<DiagnosticCode, number>> = { "compose/loose-line": 3, "compose/tight-line": 3 };
/** More than any other fault of a slot costs. */
const OUTSIDE = 1e6;
/** What no choice may bring about. */
const PART_FAULTS: ReadonlySet<DiagnosticCode> = new Set([
  "compose/overset-part",
  "compose/table-width",
  "compose/qr",
  "compose/headline-fit",
  "compose/headline-break",
  "plan/slot-overflow",
  "plan/crosshead",
]);
