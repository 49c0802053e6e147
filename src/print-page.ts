/** ink → check → write of one page for one plant; the last third of the sentence in `build.ts`. */
import type { Report } from "./base/diagnostic.ts";
import type { Rect } from "./base/geometry.ts";
import type { DisplayPage } from "./display/display-list.ts";
import { fitToPlant } from "./display/fit-to-plant.ts";
import { paintSheet } from "./display/paint-sheet.ts";
import { markAsProof } from "./display/proof-mark.ts";
import { readPage } from "./display/reading/read-page.ts";
import { type FaceFor, setSlug } from "./display/slug.ts";
import { type SlugSubject, slugFacts } from "./display/slug-facts.ts";
import type { Edition, EditionPage } from "./model/edition.ts";
import { foldOf } from "./model/facing-pages.ts";
import { widestEdges, withBleed } from "./model/page-bleed.ts";
import type { Press, Standard } from "./model/press.ts";
import { type SubsetFont, type WrittenPdf, writePdf } from "./pdf/write-pdf.ts";
import { type ScreenPage, writeScreenPdf } from "./pdf/write-screen-pdf.ts";
import { checkFold } from "./press/check-fold.ts";
import { checkBleedKept, checkPlantSize } from "./press/check-plant-size.ts";
import { checkPress } from "./press/check-press.ts";
import { inkPictures } from "./press/ink-pictures.ts";
import type { InkedPage, InkedPicture } from "./press/inked-page.ts";
import { monoPage } from "./press/mono-page.ts";
import { type Plates, platesOf } from "./press/plates.ts";
import { screenPage } from "./press/screen-page.ts";
import { settleOverprint } from "./press/settle-overprint.ts";
import { reportSpots, withoutSpots } from "./press/spot-colours.ts";
import type { Typeface } from "./text/typeface.ts";

/** One file of a page: the page itself, or a half of a panorama that was cut at its fold. */
export interface PrintedFile {
  /** page id; of a half its own */
  readonly page: string;
  /** PDF bytes */
  readonly pdf: Uint8Array;
  /** the sheet in page coordinates: the bleed, or what bears marks round it */
  readonly sheet: Rect;
  /** SHA-256 over what is printed inside the bleed and how; the same for two versions of a page that did not change */
  readonly print: string;
  /** of a page for screens: what `writeEdition` makes one file of several of */
  readonly screen?: ScreenPage;
  /** plates with ink, each with its hash; marks outside the bleed do not count */
  readonly plates: Plates;
}

/** What inking needs besides the page. */
export interface InkHow {
  readonly press: Press;
  readonly standard: Standard;
  /** pictures that have been separated, by hash */
  readonly pictures: Map<string, Promise<InkedPicture>>;
  /** the face of the proof mark */
  readonly proof: Typeface;
  readonly report: Report;
}

/** The page in the plant's size and inks, checked; its bleed is the plant's own. */
export const inkForPlant = async (
  edition: Edition,
  { page, display }: { readonly page: EditionPage; readonly display: DisplayPage },
  { press, standard, pictures, proof, report }: InkHow,
): Promise<InkedPage> => {
  const fold = foldOf(page.id, edition.binding);
  // judged with the bleed that it was laid out with; what this plant wants less of is cut off
  const widest = widestEdges(edition.targets.map(({ bleed }) => bleed));
  const painted = await inItsInks({ page, display }, { press, standard }, report);
  const fitted = fitToPlant(painted, { ...press, bleed: widest }, fold);
  if (press.size) checkBleedKept({ laid: painted, fitted }, report);
  checkPlantSize(fitted, press, report);
  checkFold(fitted, page.files, report);
  const marked = standard === "proof" ? markAsProof(fitted, proof) : fitted;
  const inked = settleOverprint(await inkPictures(marked, press, { cache: pictures, report }), press);
  checkPress(inked, press, report);
  const seen = standard === "screen" ? await screenPage(inked, press) : inked;
  return { ...seen, page: { ...seen.page, ...withBleed(seen.page.trim, press.bleed, fold) } };
};

/** The painted page in the inks that it may use. */
export const inItsInks = async (
  { page, display }: { readonly page: EditionPage; readonly display: DisplayPage },
  { press, standard }: Pick<InkHow, "press" | "standard">,
  report: Report,
): Promise<DisplayPage> => {
  if (page.colour === "mono") return monoPage(display, press);
  if (press.spots === "convert" || standard === "screen") return withoutSpots(display);
  reportSpots(display, report);
  return display;
};

/** What a sheet is written with. */
export interface SheetHow extends Omit<SlugSubject, "page" | "closed" | "plates"> {
  readonly subsets: Map<string, Promise<SubsetFont>>;
  readonly slugFace: FaceFor;
  readonly report: Report;
}

/** Marks, then bytes. */
export const writeSheet = async (
  inked: InkedPage,
  { subsets, slugFace, report, ...facts }: SheetHow,
): Promise<{ readonly file: PrintedFile; readonly fonts: readonly string[] }> => {
  const { edition, press, standard, version, section } = facts;
  const { id, trim } = inked.page;
  const plates = platesOf(inked);
  const mono = [...plates.keys()].every((plate) => plate === "K");
  const slug = press.marks.has("slug")
    ? setSlug(
        slugFacts({ ...facts, page: id, closed: edition.closed, plates: [...plates.keys()] }),
        trim.width,
        slugFace,
      )
    : undefined;
  if (standard === "screen") return writeScreen(inked, { subsets, report, ...facts }, plates);
  const page = paintSheet(inked.page, { marks: press.marks, mono, slug });
  const { language, date, paper } = edition;
  const name = [...issueOf(edition), ...(press.plant === "" ? [] : [press.plant]), id, version];
  const file = await writePdf(
    { ...inked, page },
    {
      press,
      standard,
      title: `${paper.name} ${date.iso} ${section} ${id}`,
      language,
      date,
      subsets,
      mono,
      id: name.join("-"),
    },
  );
  reportFaults(file.faults, { page: id, standard }, report);
  const sheet = page.sheet?.rect ?? page.bleed;
  return { file: { page: id, pdf: file.bytes, sheet, print: file.print, plates }, fonts: file.fonts };
};

/** What tells an edition from all others; a zone's from the edition's, too. */
const issueOf = ({ paper, date, edition, zone, base }: Edition): readonly string[] => [
  paper.id,
  date.iso,
  edition,
  ...(base && zone !== base.zone ? [zone] : []),
];

/** A page for screens: tagged, with links and bookmarks, and without marks. */
const writeScreen = async (
  inked: InkedPage,
  { edition, press, section, version, subsets, report }: Omit<SheetHow, "slugFace">,
  plates: Plates,
): Promise<{ readonly file: PrintedFile; readonly fonts: readonly string[] }> => {
  const { language, date, paper } = edition;
  const { id, bleed } = inked.page;
  const name = [...issueOf(edition), ...(press.plant === "" ? [] : [press.plant]), id, version];
  const title = `${paper.name} ${date.iso} ${section} ${id}`;
  const page = readForScreen(inked, { edition, section, report });
  const written = await writeScreenPdf([page], { press, title, language, date, subsets, id: name.join("-") });
  reportFaults(written.faults, { page: id, standard: "screen" }, report);
  const file = { page: id, pdf: written.bytes, sheet: bleed, print: written.print, screen: page, plates };
  return { file, fonts: written.fonts };
};

/** All pages for screens as one file, with bookmarks and threads over all of them; undefined when none is for screens. */
export const writeEdition = async (
  edition: Edition,
  files: readonly PrintedFile[],
  subsets: Map<string, Promise<SubsetFont>>,
): Promise<Uint8Array | undefined> => {
  const pages = files.flatMap(({ screen }) => screen ?? []);
  if (pages.length === 0) return undefined;
  const { language, date, paper, press, version } = edition;
  const id = [...issueOf(edition), version].join("-");
  const title = `${paper.name} ${date.iso}`;
  return (await writeScreenPdf(pages, { press, title, language, date, subsets, id })).bytes;
};

/** The page with its order of reading; tells of pictures of which nothing is said. */
const readForScreen = (
  inked: InkedPage,
  { edition, section, report }: { readonly edition: Edition; readonly section: string; readonly report: Report },
): ScreenPage => {
  const { id } = inked.page;
  const pages = edition.pages.map((each) => each.id);
  const { page, articles } = readPage(inked.page, {
    language: edition.language,
    pages,
    missing: ({ photo, rect }) =>
      report.add({
        code: "screen/alt-missing",
        severity: "warning",
        message: `nothing says what \`${photo.path}\` shows to readers who do not see it`,
        hint: 'give the picture an `alt:` or a caption, or `alt: ""` when it is decoration',
        source: photo.source,
        place: { page: id, rect },
      }),
  });
  return { inked: { ...inked, page }, articles, section };
};

/** All at once, whatever the file may have become by them. */
const reportFaults = (
  faults: WrittenPdf["faults"],
  { page, standard }: { readonly page: string; readonly standard: Standard },
  report: Report,
): void => {
  for (const { rule, verdict } of faults) {
    report.add({
      code: "press/standard",
      severity: "error",
      message: `the file ${verdict === "never" ? "has" : "lacks"} ${rule.words}, against \`${standard}\``,
      hint: `see ${rule.source}, or write the page by another standard`,
      place: { page },
    });
  }
};
