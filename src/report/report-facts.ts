/** What a printer asks about a file before looking at it: labels and values, as the report's table has them. */
import { createHash } from "node:crypto";
import type { ColourSpace } from "../preflight/content/colour-space.ts";
import type { PageElement } from "../preflight/content/page-content.ts";
import type { DocumentFacts, PageFacts } from "../preflight/document/document-facts.ts";
import type { FontFacts } from "../preflight/fonts/font-facts.ts";
import { heightOf, type PageBox, widthOf } from "../preflight/page-box.ts";
import { millimetresOf } from "../preflight/place-on-page.ts";
import type { PreflightReport } from "../preflight/preflight-pdf.ts";
import type { ReportWords } from "./report-words.ts";

/** The ink of a page, as plates of it show. Percents. */
export interface ReportedInk {
  readonly page: number;
  /** of the page's area */
  readonly plates: readonly { readonly ink: string; readonly percent: number }[];
  /** the most in a square of 15 mm, and on one spot */
  readonly square: number;
  readonly most: number;
}

/** A file that a report is about. */
export interface ReportedFile {
  /** as it was given */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly facts: DocumentFacts;
  readonly report: PreflightReport;
  /** undefined where no plates were made */
  readonly ink: readonly ReportedInk[] | undefined;
  /** sRGB, of the page that the report shows; undefined where it could not be drawn */
  readonly picture:
    | { readonly page: number; readonly jpeg: Uint8Array; readonly width: number; readonly height: number }
    | undefined;
}

/** A row of the table; values are sentences of their own. */
export interface FactRow {
  readonly label: string;
  readonly values: readonly string[];
}

/** The rows. */
export const factRows = (file: ReportedFile, words: ReportWords): readonly FactRow[] => {
  const { facts, report, bytes } = file;
  const { facts: label } = words;
  const elements = facts.pages.flatMap(({ number, content }) =>
    content.elements.map((element) => ({ page: number, element })),
  );
  const version = report.version === "" ? [] : [`PDF ${report.version}`];
  return [
    { label: label.sha, values: halves(createHash("sha256").update(bytes).digest("hex")) },
    { label: label.bytes, values: [words.bytes(bytes.length)] },
    { label: label.pages, values: [`${report.pages}`] },
    { label: label.boxes, values: boxWords(facts.pages[0], words) },
    { label: label.version, values: [...version, words.claims(report.claim)] },
    { label: label.intent, values: intentWords(facts, words) },
    { label: label.fonts, values: fontWords(facts, words) },
    { label: label.pictures, values: [pictureWords(elements, words)] },
    {
      label: label.inks,
      values: inkWords(
        elements.map(({ element }) => element),
        words,
      ),
    },
    { label: label.coverage, values: coverageWords(file, words) },
  ];
};

const halves = (hash: string): readonly string[] => [hash.slice(0, hash.length / 2), hash.slice(hash.length / 2)];

const tenth = (value: number): string => `${Math.round(value * 10) / 10}`;

const boxWords = (page: PageFacts | undefined, words: ReportWords): readonly string[] => {
  if (!page) return [words.none];
  const unit = millimetresOf(page);
  const size = (name: string, box: PageBox | undefined): string =>
    box ? `${name} ${tenth(widthOf(box) * unit)} × ${tenth(heightOf(box) * unit)} mm` : words.noBox(name);
  const { sizes } = words;
  const turned = page.rotate % 360 === 0 ? [] : [words.turned(page.rotate)];
  return [
    size(sizes.trim, page.trim ?? page.art),
    size(sizes.bleed, page.bleed),
    size(sizes.media, page.media),
    ...turned,
  ];
};

const intentWords = ({ intents }: DocumentFacts, words: ReportWords): readonly string[] => {
  const named = intents.flatMap(({ dict }) => {
    const text = (key: string): readonly string[] => (dict.string(key)?.text ? [dict.string(key)!.text] : []);
    return [...new Set([...text("OutputConditionIdentifier"), ...text("Info")])];
  });
  return named.length === 0 ? [words.none] : named;
};

const fontWords = ({ pages }: DocumentFacts, words: ReportWords): readonly string[] => {
  const fonts = new Set<FontFacts>(pages.flatMap(({ content }) => [...content.fonts]));
  if (fonts.size === 0) return [words.none];
  const missing = [...fonts].filter(({ embedded }) => !embedded).map(({ name, subtype }) => name || subtype);
  return [words.embedded(fonts.size - missing.length, fonts.size), ...new Set(missing)].slice(0, 5);
};

type OnPage = { readonly page: number; readonly element: PageElement };

const pictureWords = (elements: readonly OnPage[], words: ReportWords): string => {
  const pictures = elements.flatMap(({ page, element: { image } }) => (image ? [{ page, image }] : []));
  const [first] = pictures;
  if (!first) return words.none;
  const lowest = pictures.reduce((low, each) => (each.image.ppi < low.image.ppi ? each : low), first);
  return words.lowest(pictures.length, Math.round(lowest.image.ppi), pictures.length === 1 ? 0 : lowest.page);
};

/** The process inks and spots that anything is painted in; of pictures those that their space has. */
const inkWords = (elements: readonly PageElement[], words: ReportWords): readonly string[] => {
  const process = new Set<string>();
  const spots = new Set<string>();
  let other = false;
  const take = (space: ColourSpace | undefined): void => {
    if (!space) return;
    if (space.kind === "DeviceCMYK") for (const ink of "CMYK") process.add(ink);
    else if (space.kind === "DeviceGray") process.add("K");
    else if (space.kind === "Separation" || space.kind === "DeviceN")
      for (const name of space.names ?? []) (PROCESS[name] === undefined ? spots : process).add(PROCESS[name] ?? name);
    else if (space.kind === "Indexed" || space.kind === "Pattern") take(space.base);
    else other = true;
  };
  for (const { fill, stroke, image } of elements) {
    for (const paint of [fill, stroke]) {
      if (!paint) continue;
      if (!paint.inks || paint.space.kind === "Separation" || paint.space.kind === "DeviceN") take(paint.space);
      else for (const ink of "cmyk") if (paint.inks[ink as "c"] > 0) process.add(ink.toUpperCase());
    }
    take(image?.space);
  }
  for (const nothing of ["All", "None"]) spots.delete(nothing);
  const said = [
    ...(process.size > 0 ? [[..."CMYK"].filter((ink) => process.has(ink)).join(" ")] : []),
    ...(spots.size > 0 ? [words.spots([...spots])] : []),
    ...(other ? [words.otherColour] : []),
  ];
  return said.length === 0 ? [words.none] : said;
};

const PROCESS: Readonly<Record<string, string>> = { Cyan: "C", Magenta: "M", Yellow: "Y", Black: "K" };

/** Pages whose ink is told one by one. */
const MOST_PAGES = 2;

const coverageWords = ({ ink }: ReportedFile, words: ReportWords): readonly string[] => {
  if (!ink || ink.length === 0) return [words.noPlates];
  const heaviest = [...ink].sort((a, b) => b.square - a.square || a.page - b.page).slice(0, MOST_PAGES);
  return heaviest.map(({ page, plates, square, most }) =>
    words.plates(
      page,
      plates.map((each) => `${SHORT[each.ink] ?? each.ink} ${each.percent.toFixed(1)} %`).join(", "),
      square.toFixed(0),
      most.toFixed(0),
    ),
  );
};

const SHORT = PROCESS;
