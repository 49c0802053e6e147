/** The pages of a run in a report: as pictures, in the spreads that a reader turns. */
import { type Html, html } from "./html.ts";
import { type Spread, spreadsOf } from "./page-spreads.ts";
import type { PartLook } from "./part-look.ts";
import type { ReportFinding, ReportPage, RunReport } from "./run-report.ts";

/** The part; nothing when there are no pages. */
export const pagesPart = ({ pages, edition }: RunReport, look: PartLook): Html | undefined => {
  if (pages.length === 0 || !edition) return undefined;
  const spreads = spreadsOf(pages, edition.binding);
  const tools = { ...look, folder: edition.folder };
  return html`<section><h2>${look.says.pages}</h2><ol class="spreads">${spreads.map((spread) => spreadItem(spread, tools))}</ol></section>`;
};

interface FigureLook extends PartLook {
  /** of the edition, relative to the report */
  readonly folder: string;
}

const spreadItem = ({ left, right, across }: Spread<ReportPage>, look: FigureLook): Html => {
  const isSingle = across === undefined && (left === undefined || right === undefined);
  return html`<li class="spread${isSingle ? " single" : ""}">${left && figure(left, "left", look)}${right && figure(right, "right", look)}${across && figure(across, "across", look)}</li>\n`;
};

const figure = (page: ReportPage, side: "left" | "right" | "across", look: FigureLook): Html => {
  const { says } = look;
  const { state, by } = page;
  const word = says.state[state] ?? state;
  return html`<figure class="${side} s-${/^[a-z-]+$/.test(state) ? state : "other"}">${picture(page, word, look)}
<figcaption><p><b>${page.page}</b> ${page.section}</p>
<p class="state">${word}${by !== undefined && html` ${says.by(by)}`}</p>
<p>${foundLink(page, look)}</p>
<p class="faint">${madeWords(page, look)}</p></figcaption></figure>`;
};

/** The page's own file, or the two of a panorama, as they went out. */
const picture = (page: ReportPage, word: string, { says, pictures, folder }: FigureLook): Html => {
  const pdfs = page.files.filter(({ path }) => path.endsWith(".pdf"));
  const shown = pdfs.slice(0, page.halves).flatMap(({ sha256 }) => pictures.get(sha256) ?? []);
  const alt = says.pictureOf(page.page, page.section, word);
  const images = shown.map(
    ({ width, height, jpeg }, at) =>
      html`<img alt="${at === 0 ? alt : ""}" width="${width}" height="${height}" src="data:image/jpeg;base64,${jpeg}">`,
  );
  const inside = images.length > 0 ? images : says.noPicture;
  const [first] = pdfs;
  if (!first) return html`<span class="picture">${inside}</span>`;
  const address = [folder, ...first.path.split("/").map(encodeURIComponent)].join("/");
  return html`<a class="picture" href="${address}">${inside}</a>`;
};

const foundLink = ({ page, findings }: ReportPage, { says }: FigureLook): Html => {
  if (findings.length === 0) return html`<span class="faint">${says.nothingFound}</span>`;
  return html`<a href="#${anchorOf(page)}">${foundWords(findings, says)}</a>`;
};

const foundWords = (findings: readonly ReportFinding[], says: PartLook["says"]): string => {
  const count = (severity: string): number => findings.filter((each) => each.severity === severity).length;
  return says.found(count("error"), count("warning"), count("info"));
};

/** Where the findings of a page begin. */
export const anchorOf = (page: string): string => `findings-${encodeURIComponent(page)}`;

/** Parts that are named; the JSON has all. */
const NAMED = 3;

const madeWords = ({ outcome, why, seconds }: ReportPage, { says }: FigureLook): string =>
  [
    says.outcome[outcome],
    why ? says.why(why.slice(0, NAMED), Math.max(0, why.length - NAMED)) : "",
    seconds > 0 ? says.seconds(seconds) : "",
  ]
    .filter((each) => each !== "")
    .join(" · ");
