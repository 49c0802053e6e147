/** What is kept from one build to the next, and a page as far as paper, which is kept there too. */
import type { World } from "./base/world.ts";
import type { ComposedPage } from "./compose/composed-page.ts";
import type { KeptGalleys } from "./compose/kept-galleys.ts";
import type { DisplayPage } from "./display/display-list.ts";
import type { AdJudge, Kept } from "./input/read-edition.ts";
import type { EditionPage } from "./model/edition.ts";
import type { SubsetFont } from "./pdf/write-pdf.ts";
import type { PagePlan } from "./plan/page-plan.ts";
import type { InkedPicture } from "./press/inked-page.ts";
import { probePhoto } from "./press/probe-photo.ts";
import type { OpenedFaces } from "./text/font-library.ts";

/** What is kept from one build to the next in one process: files read, opened fonts, text set, separated pictures, font subsets. */
export interface Workshop {
  readonly world: World;
  /** the preflight of ads, which stands beside the sentence: who starts the engine introduces it */
  readonly judge?: AdJudge;
  readonly faces: OpenedFaces;
  readonly pictures: Map<string, Promise<InkedPicture>>;
  readonly subsets: Map<string, Promise<SubsetFont>>;
  /** pages whose stories go on on others */
  readonly begun: WeakMap<EditionPage, Promise<LaidPage>>;
  /** files that were read, and what was in them */
  readonly kept: Kept;
  readonly galleys: KeptGalleys;
}

/** An empty workshop; `judge` preflights the ads. */
export const openWorkshop = (world: World, judge?: AdJudge): Workshop => ({
  world,
  ...(judge && { judge }),
  faces: new Map(),
  pictures: new Map(),
  subsets: new Map(),
  begun: new WeakMap(),
  kept: new WeakMap(),
  galleys: new WeakMap(),
});

/** Lets go of stories, pictures and subsets, so that hundreds of pages need no more memory than a few; fonts, styles and layouts stay. */
export const forgetPages = ({ kept, pictures, subsets }: Workshop): void => {
  // stories are kept by who probes their pictures
  kept.delete(probePhoto);
  pictures.clear();
  subsets.clear();
};

/** A page as far as paper: planned, composed, painted. */
export interface LaidPage {
  readonly page: EditionPage;
  readonly plan: PagePlan;
  readonly composed: ComposedPage;
  readonly display: DisplayPage;
}
