/** The sentence: read → plan → compose → close → paint → ink → check → write. */
import { Diagnostics, type Report } from "./base/diagnostic.ts";
import { heldReport } from "./base/held-report.ts";
import type { World } from "./base/world.ts";
import { type ComposeShop, composePage, measureWith } from "./compose/compose-page.ts";
import { type ComposeTextOptions, composeText, type TextLine } from "./compose/compose-text.ts";
import type { ComposedPage } from "./compose/composed-page.ts";
import { openGalleys } from "./compose/galleys.ts";
import { restOfPage } from "./compose/jump.ts";
import type { KeptGalleys } from "./compose/kept-galleys.ts";
import { type ClosedPage, closePage } from "./compose/ladder/close-page.ts";
import { reportChoices } from "./compose/ladder/report-choices.ts";
import { checkEdition } from "./compose/makeup/check-edition.ts";
import { checkMakeup } from "./compose/makeup/check-makeup.ts";
import type { DisplayPage } from "./display/display-list.ts";
import { joinSpread } from "./display/join-spread.ts";
import { paintPage } from "./display/paint-page.ts";
import { markAsProof } from "./display/proof-mark.ts";
import type { FaceFor } from "./display/slug.ts";
import type { Verdict } from "./display/slug-facts.ts";
import { fillGaps } from "./fill-gaps.ts";
import { type AdJudge, type Kept, readEdition, readFontManifest, readStyleSheet } from "./input/read-edition.ts";
import type { Edition, EditionPage, Standard } from "./model/edition.ts";
import { facingPages } from "./model/facing-pages.ts";
import type { FontManifest } from "./model/fonts.ts";
import type { Press } from "./model/press.ts";
import type { StandIns } from "./model/stand-in.ts";
import type { FontChoice } from "./model/style.ts";
import { choicesOf, heaviest } from "./model/style-faces.ts";
import type { SubsetFont } from "./pdf/write-pdf.ts";
import type { PagePlan } from "./plan/page-plan.ts";
import { type PlanHow, planPage } from "./plan/plan-page.ts";
import { cutAtFold } from "./press/cut-at-fold.ts";
import { inkPictures } from "./press/ink-pictures.ts";
import type { InkedPicture } from "./press/inked-page.ts";
import { probePhoto } from "./press/probe-photo.ts";
import { settleOverprint } from "./press/settle-overprint.ts";
import { inItsInks, inkForPlant, type PrintedFile, writeSheet } from "./print-page.ts";

export { type AdBreach, type AdJudge, listCopies } from "./input/read-edition.ts";
export { type PrintedFile, writeEdition } from "./print-page.ts";

import { type Fonts, type OpenedFaces, openFonts } from "./text/font-library.ts";
import { localeOf } from "./text/locale.ts";

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

/**
 * Reads the edition at `path` with the stories of those pages alone that are `wanted` (by the paths of their files; asked once for each
 * page, in the edition's order). What no page can see alone is not checked: `checkEdition` wants all pages whole.
 */
export const readPart = (
  path: string,
  { workshop, wanted, standIns = {}, zone }: PartHow,
  report: Report,
): Promise<Edition | undefined> => {
  const { world, judge, kept } = workshop;
  const how = { world, probe: probePhoto, kept, wanted, standIns };
  return readEdition(path, { ...how, ...(judge && { judge }), ...(zone !== undefined && { zone }) }, report);
};

/** Which part of an edition is read. */
export interface PartHow {
  readonly workshop: Workshop;
  readonly wanted: (path: string) => boolean;
  /** what stands in slots whose stories cannot be had, as `chooseStandIns` says; nothing when absent */
  readonly standIns?: StandIns;
  /** name of a zone; the edition itself when absent */
  readonly zone?: string;
}

/**
 * Reads the zone of that name of the edition at `path`, all gaps filled; undefined when there is nothing to go on with (the findings say
 * why), and when it has no such zone.
 */
export const readCopy = async (
  path: string,
  { workshop, zone }: Pick<PartHow, "workshop" | "zone">,
  report: Report,
): Promise<Edition | undefined> => {
  const how = { workshop, wanted: () => true, ...(zone !== undefined && { zone }) };
  const first = heldReport();
  const bare = await readPart(path, how, first);
  const standIns = bare ? await chooseStandIns(bare, workshop, report) : {};
  const isWhole = Object.keys(standIns).length === 0;
  if (isWhole) first.tellTo(report);
  const edition = isWhole ? bare : await readPart(path, { ...how, standIns }, report);
  if (edition) checkEdition(edition, report);
  return edition;
};

/** Reads the edition at `path`, all gaps filled; undefined when there is nothing to go on with (the findings say why). */
export const read = (path: string, workshop: Workshop, report: Report): Promise<Edition | undefined> =>
  readCopy(path, { workshop }, report);

/** What stands in slots of `edition` whose stories cannot be had; all its pages are whole. Standby stories that cannot be used are reported. */
export const chooseStandIns = (edition: Edition, workshop: Workshop, report: Report): Promise<StandIns> => {
  const { world, kept } = workshop;
  const compose = async (page: EditionPage, found: Report) => (await layPage(edition, page, workshop, found)).composed;
  return fillGaps(edition, { world, kept, probe: probePhoto, compose }, report);
};

/** A page as far as paper: planned, composed, painted. */
export interface LaidPage {
  readonly page: EditionPage;
  readonly plan: PagePlan;
  readonly composed: ComposedPage;
  readonly display: DisplayPage;
}

/** plan → compose → close → paint */
export const layPage = async (
  edition: Edition,
  asked: EditionPage,
  workshop: Workshop,
  report: Report,
): Promise<LaidPage> => {
  const page = await withRests(edition, asked, workshop, report);
  const fonts = await openEditionFonts(edition, workshop, report);
  const shop = {
    galleys: openGalleys(
      {
        fonts,
        limits: edition.style.limits,
        locale: localeOf(edition.language, edition.region),
        kept: workshop.galleys,
      },
      report,
    ),
    names: edition.names,
  };
  const how = { edition, measure: measureWith(shop, edition.style) };
  const first = new Diagnostics();
  const plan = planPage(page, how, first);
  const composed = composePage(plan, shop, first);
  const closed = closePage({ page, shop, ...how }, { composed, found: first.all() });
  const laid =
    closed.rounds.size === 0 ? { plan, composed, found: first.all() } : layAgain(page, { shop, how, closed });
  for (const finding of laid.found) report.add(finding);
  reportChoices(closed, page, report);
  checkMakeup(laid.composed, edition, report);
  return { page, plan: laid.plan, composed: laid.composed, display: paintPage(laid.composed) };
};

/** The page with what goes on on it from earlier pages; those are laid for it once. */
const withRests = async (
  edition: Edition,
  page: EditionPage,
  workshop: Workshop,
  report: Report,
): Promise<EditionPage> => {
  if (page.continues.size === 0) return page;
  const stories = new Map(page.stories);
  for (const [slot, { page: id, story, source }] of page.continues) {
    const from = edition.pages.find((each) => each.id === id)!;
    const laying = workshop.begun.get(from) ?? layPage(edition, from, workshop, new Diagnostics());
    workshop.begun.set(from, laying);
    const rest = restOfPage(await laying, story);
    if (rest) stories.set(slot, rest);
    else
      report.add({
        code: "compose/jump",
        severity: "warning",
        message: `all of \`${story}\` stands on page \`${id}\`; nothing goes on in \`${slot}\``,
        hint: "give the slot another story",
        source,
        place: { page: page.id },
      });
  }
  return { ...page, stories };
};

interface Again {
  readonly shop: ComposeShop;
  readonly how: PlanHow;
  readonly closed: ClosedPage;
}

/** plan → compose with what closing has chosen */
const layAgain = (page: EditionPage, { shop, how, closed }: Again) => {
  const report = new Diagnostics();
  const plan = planPage(page, { ...how, choices: closed.choices }, report);
  const composed = composePage(plan, shop, report);
  return { plan, composed, found: report.all() };
};

/** A page as files. */
export interface PrintedPage {
  readonly laid: LaidPage;
  /** one, or the two halves of a panorama from left to right */
  readonly files: readonly PrintedFile[];
  /** PDF bytes of the first file */
  readonly pdf: Uint8Array;
  readonly standard: Standard;
  /** font names that the files embed */
  readonly fonts: readonly string[];
}

/** How a page is printed. */
export interface PrintHow {
  readonly standard: Standard;
  readonly workshop: Workshop;
  readonly report: Report;
  /** for which plant; the edition's first when absent */
  readonly press?: Press;
  /** version letter; the edition's when absent */
  readonly version?: string;
  /** whether a panorama stays whole even though it goes to the press as two files */
  readonly whole?: boolean;
  /** what was found on the page, asked for after the press check; for the slug */
  readonly verdict?: () => Verdict;
}

/**
 * ink → check → write, for one plant. With standard `proof` the page carries the proof mark 清样 and no PDF/X keys. A panorama that is
 * to be two files is cut at the fold.
 */
export const printPage = async (edition: Edition, laid: LaidPage, how: PrintHow): Promise<PrintedPage> => {
  const { workshop, report, standard, press = edition.press } = how;
  const fonts = await openEditionFonts(edition, workshop, report);
  const inked = await inkForPlant(edition, laid, {
    standard,
    press,
    pictures: workshop.pictures,
    report,
    proof: fonts.face(heaviest(edition.style)),
  });
  const facing =
    laid.page.files === "two" && how.whole !== true ? facingPages(laid.page.id, edition.binding) : undefined;
  const pieces = facing ? cutAtFold(inked, { ...facing, bleed: press.bleed }) : [inked];
  const verdict = how.verdict?.();
  const { section } = laid.page;
  const sheet = { edition, press, standard, version: how.version ?? edition.version, section, report };
  const written = await Promise.all(
    pieces.map((piece) =>
      writeSheet(piece, { ...sheet, verdict, subsets: workshop.subsets, slugFace: slugFace(edition, fonts) }),
    ),
  );
  return {
    laid,
    files: written.map(({ file }) => file),
    pdf: written[0]!.file.pdf,
    standard,
    fonts: [...new Set(written.flatMap((each) => each.fonts))],
  };
};

/** Two pages side by side, `left` and `right` as they lie open: one proof, with the proof mark on either page, never a press file. */
export const printSpread = async (
  edition: Edition,
  [left, right]: readonly [LaidPage, LaidPage],
  { workshop, report, press = edition.press }: Omit<PrintHow, "standard" | "verdict" | "version">,
): Promise<Uint8Array> => {
  const fonts = await openEditionFonts(edition, workshop, report);
  const face = fonts.face(heaviest(edition.style));
  const side = async (laid: LaidPage): Promise<DisplayPage> =>
    markAsProof(await inItsInks(laid, { press, standard: "proof" }, report), face);
  const joined = joinSpread(await side(left), await side(right));
  const inked = settleOverprint(await inkPictures(joined, press, { cache: workshop.pictures, report }), press);
  const { file } = await writeSheet(inked, {
    edition,
    report,
    press: { ...press, marks: new Set(["crop", "slug"]) },
    standard: "proof",
    version: edition.version,
    section: [...new Set([left.page.section, right.page.section])].join(" "),
    verdict: undefined,
    subsets: workshop.subsets,
    slugFace: slugFace(edition, fonts),
  });
  return file.pdf;
};

/** The line breaker alone: each text is a paragraph. The texts of a paragraph's lines joined give the paragraph back. */
export const composeTexts = async (
  texts: readonly string[],
  options: ComposeTextOptions,
  how: { readonly workshop: Workshop; readonly report: Report },
): Promise<readonly TextLine[]> => {
  const { workshop, report } = how;
  const manifest = await readFontManifest(workshop.world, report);
  const sheet = await readStyleSheet("newspaper-cn", workshop.world, report);
  const style = sheet?.text.get("body");
  if (!manifest || !sheet || !style) return [];
  const fonts = await openFonts(
    [style.faces.text, ...(style.latin ? [style.latin] : []), ...(style.figures ? [style.figures] : [])],
    { manifest, world: workshop.world, opened: workshop.faces },
    report,
  );
  return composeText(texts, options, { fonts, style, limits: sheet.limits, report });
};

/** A family of the manifest, with what was found on disk. */
export interface FontListing {
  readonly family: string;
  readonly title: string;
  readonly licence: string;
  readonly weight: number;
  /** package or path, as the manifest says */
  readonly file: string;
  /** PostScript name, glyphs; absent when the file is not there or no font */
  readonly found?: { readonly name: string; readonly glyphs: number };
  readonly fallback: readonly string[];
}

/** All fonts of the program's manifest, or of an edition's. */
export const listFonts = async (
  workshop: Workshop,
  report: Report,
  edition?: Edition,
): Promise<readonly FontListing[]> => {
  const manifest = edition?.fonts ?? (await readFontManifest(workshop.world, report));
  if (!manifest) return [];
  const rows = [...manifest.families.values()].flatMap((family) => family.files.map((file) => ({ family, file })));
  return Promise.all(
    rows.map(async ({ family, file }) => {
      const found = await foundFont(manifest, { family: family.name, weight: file.weight }, { workshop, report });
      const { name, title, licence, fallback } = family;
      return {
        family: name,
        title,
        licence,
        weight: file.weight,
        file: file.file.path,
        fallback,
        ...(found && { found }),
      };
    }),
  );
};

const foundFont = async (
  manifest: FontManifest,
  choice: FontChoice,
  { workshop, report }: { readonly workshop: Workshop; readonly report: Report },
): Promise<{ readonly name: string; readonly glyphs: number } | undefined> => {
  const family = manifest.families.get(choice.family);
  if (!family) return undefined;
  const alone = { families: new Map([[choice.family, { ...family, fallback: [] }]]) };
  const fonts = await openFonts([choice], { manifest: alone, world: workshop.world, opened: workshop.faces }, report);
  const face = fonts.faceFor(choice, 0x4e00) ?? fonts.faceFor(choice, 0x41);
  return face && { name: face.name, glyphs: face.glyphCount };
};

/** Every face that the edition's style can ask for; opened once for each workshop. */
export const openEditionFonts = (edition: Edition, workshop: Workshop, report: Report): Promise<Fonts> =>
  openFonts(
    choicesOf(edition.style),
    { manifest: edition.fonts, world: workshop.world, opened: workshop.faces },
    report,
  );

/** Slugs are set in the face of bodies. */
const slugFace = ({ style }: Edition, fonts: Fonts): FaceFor => {
  const choice = style.text.get("body")?.faces.text ?? heaviest(style);
  return (code) => fonts.faceFor(choice, code);
};

/** Faces of the program's own families, for what is no page of an edition; undefined when the families cannot be read. */
export const openProgramFonts = async (
  choices: readonly FontChoice[],
  workshop: Workshop,
  report: Report,
): Promise<Fonts | undefined> => {
  const manifest = await readFontManifest(workshop.world, report);
  return manifest && openFonts(choices, { manifest, world: workshop.world, opened: workshop.faces }, report);
};
