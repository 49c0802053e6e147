/** The sentence: read → plan → compose → close → paint → ink → check → write. */
import { Diagnostics, type Report } from "./base/diagnostic.ts";
import { heldReport } from "./base/held-report.ts";
import { type ComposeShop, composePage, measureWith } from "./compose/compose-page.ts";
import { type ComposeTextOptions, composeText, type TextLine } from "./compose/compose-text.ts";
import { openGalleys } from "./compose/galleys.ts";
import { restOfPage } from "./compose/jump.ts";
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
import { openEditionFonts } from "./engine-fonts.ts";
import { fillGaps } from "./fill-gaps.ts";
import { readEdition, readFontManifest, readStyleSheet } from "./input/read-edition.ts";
import type { Edition, EditionPage, Standard } from "./model/edition.ts";
import { facingPages } from "./model/facing-pages.ts";
import type { Press } from "./model/press.ts";
import type { StandIns } from "./model/stand-in.ts";
import { heaviest } from "./model/style-faces.ts";
import { type PlanHow, planPage } from "./plan/plan-page.ts";
import { cutAtFold } from "./press/cut-at-fold.ts";
import { inkPictures } from "./press/ink-pictures.ts";
import { probePhoto } from "./press/probe-photo.ts";
import { settleOverprint } from "./press/settle-overprint.ts";
import { inItsInks, inkForPlant, type PrintedFile, writeSheet } from "./print-page.ts";
import { type Fonts, openFonts } from "./text/font-library.ts";
import { localeOf } from "./text/locale.ts";
import type { LaidPage, Workshop } from "./workshop.ts";

export { type FontListing, listFonts, openEditionFonts, openProgramFonts } from "./engine-fonts.ts";
export { type AdBreach, type AdJudge, listCopies } from "./input/read-edition.ts";
export { type PrintedFile, writeEdition } from "./print-page.ts";
export { forgetPages, type LaidPage, openWorkshop, type Workshop } from "./workshop.ts";

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
  const base = bare && wantsBase(bare) ? await baseStandIns(path, workshop) : {};
  const standIns = bare ? await chooseStandIns(bare, { workshop, base }, report) : {};
  const isWhole = Object.keys(standIns).length === 0;
  if (isWhole) first.tellTo(report);
  const edition = isWhole ? bare : await readPart(path, { ...how, standIns }, report);
  if (edition) checkEdition(edition, report);
  return edition;
};

/** Reads the edition at `path`, all gaps filled; undefined when there is nothing to go on with (the findings say why). */
export const read = (path: string, workshop: Workshop, report: Report): Promise<Edition | undefined> =>
  readCopy(path, { workshop }, report);

/** Whether what stands in on pages of the edition itself has a say in what stands in here: in a zone with gaps. */
export const wantsBase = ({ base, pages }: Edition): boolean =>
  base !== undefined && pages.some(({ gaps = [] }) => gaps.length > 0);

/** What stands in on the pages of the edition itself, which tells what is wrong with them. */
const baseStandIns = async (path: string, workshop: Workshop): Promise<StandIns> => {
  const bare = await readPart(path, { workshop, wanted: () => true }, new Diagnostics());
  return bare ? chooseStandIns(bare, { workshop }, new Diagnostics()) : {};
};

/**
 * What stands in slots of `edition` whose stories cannot be had; all its pages are whole. `base` is what stands in on the pages of the
 * edition with which a zone shares pages. Standby stories that cannot be used are reported.
 */
export const chooseStandIns = (
  edition: Edition,
  { workshop, base = {} }: { readonly workshop: Workshop; readonly base?: StandIns },
  report: Report,
): Promise<StandIns> => {
  const { world, kept } = workshop;
  const compose = async (page: EditionPage, found: Report) => (await layPage(edition, page, workshop, found)).composed;
  return fillGaps(edition, { world, kept, probe: probePhoto, compose, base }, report);
};

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

/** Slugs are set in the face of bodies. */
const slugFace = ({ style }: Edition, fonts: Fonts): FaceFor => {
  const choice = style.text.get("body")?.faces.text ?? heaviest(style);
  return (code) => fonts.faceFor(choice, code);
};
