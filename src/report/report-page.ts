/** One file's report as a sheet: verdict, facts, a picture with the places, and the findings as far as there is room. */
import type { Rect } from "../base/geometry.ts";
import { boxOfPlace } from "../preflight/place-on-page.ts";
import type { PreflightPlace, PreflightReport } from "../preflight/preflight-pdf.ts";
import type { Fonts } from "../text/font-library.ts";
import { type NumberedFinding, numberedFindings } from "./numbered-findings.ts";
import { viewOf } from "./page-view.ts";
import { factRows, type ReportedFile } from "./report-facts.ts";
import { A4, INKS, ReportSheet, type WordLook } from "./report-sheet.ts";
import { type ReportLanguage, type ReportWords, reportWords } from "./report-words.ts";

/** A sheet, ready to be written. */
export interface ReportPage {
  readonly sheet: ReportSheet;
  /** goes under all else */
  readonly picture:
    | { readonly jpeg: Uint8Array; readonly width: number; readonly height: number; readonly rect: Rect }
    | undefined;
}

/** What all sheets of a report share. */
export interface ReportHow {
  readonly fonts: Fonts;
  readonly language: ReportLanguage;
  /** of the program */
  readonly version: string;
  readonly number: number;
  readonly of: number;
}

const MARGIN = 40;
const RIGHT = A4.width - MARGIN;
const FOOT = A4.height - 46;
const BODY: WordLook = { size: 8 };
const GREY: WordLook = { size: 8, ink: INKS.grey };

/** Sets the sheet of one file. */
export const reportPage = (file: ReportedFile, how: ReportHow): ReportPage => {
  const sheet = new ReportSheet(how.fonts);
  const words = reportWords(how.language);
  const numbered = numberedFindings(file.report);
  const top = putHead(sheet, file, words);
  const picture = pictureRect(file, top);
  const facts = putFacts(sheet, { file, words, top, width: picture.x - 18 - MARGIN });
  putPicture(sheet, { file, words, numbered, rect: picture });
  const foot = setFoot(sheet, file, how);
  putFindings(sheet, {
    numbered,
    words,
    language: how.language,
    top: Math.max(facts, picture.y + picture.height + 16) + 10,
    foot: foot.top,
  });
  foot.put();
  return { sheet, picture: file.picture && { ...file.picture, rect: picture } };
};

const countOf = ({ findings }: PreflightReport, severity: string): number =>
  findings.filter((each) => each.severity === severity).length;

const putHead = (sheet: ReportSheet, { name, report }: ReportedFile, words: ReportWords): number => {
  const [errors, warnings] = [countOf(report, "error"), countOf(report, "warning")];
  const ink = errors > 0 ? INKS.error : warnings > 0 ? INKS.warning : INKS.passes;
  sheet.fill({ x: MARGIN, y: MARGIN, width: 6, height: 44 }, ink);
  sheet.line(words.verdict(errors, warnings), { x: MARGIN + 16, y: MARGIN - 4 }, { size: 24, bold: true, ink });
  const profile = words.profile(report.profile, report.base);
  sheet.line(profile, { x: MARGIN + 16, y: MARGIN + 30 }, { size: 10, ink: INKS.grey });
  const look: WordLook = { size: 12, bold: true };
  const lines = sheet.lines(name, RIGHT - MARGIN, look).slice(0, 2);
  sheet.put(lines, { x: MARGIN, y: MARGIN + 58 }, look);
  return MARGIN + 58 + sheet.height(lines.length, look) + 8;
};

/** Room for the picture: what the page's shape leaves of it. */
const pictureRect = ({ picture }: ReportedFile, top: number): Rect => {
  const [most, high] = [170, 235];
  if (!picture) return { x: RIGHT - most, y: top, width: most, height: 60 };
  const scale = Math.min(most / picture.width, high / picture.height);
  const width = picture.width * scale;
  return { x: RIGHT - width, y: top, width, height: picture.height * scale };
};

const LABEL = 74;

const putFacts = (
  sheet: ReportSheet,
  {
    file,
    words,
    top,
    width,
  }: { readonly file: ReportedFile; readonly words: ReportWords; readonly top: number; readonly width: number },
): number => {
  let y = top;
  for (const { label, values } of factRows(file, words)) {
    sheet.line(label, { x: MARGIN, y }, GREY);
    const lines = values.flatMap((value) => sheet.lines(value, width - LABEL, BODY).slice(0, MOST_LINES));
    sheet.put(lines.slice(0, MOST_VALUES), { x: MARGIN + LABEL, y }, BODY);
    y += sheet.height(Math.min(lines.length, MOST_VALUES), BODY) + 3;
  }
  return y;
};

/** Lines of one value, and of all values of a row: names in files may be as long as they like. */
const MOST_LINES = 3;
const MOST_VALUES = 7;

interface PictureParts {
  readonly file: ReportedFile;
  readonly words: ReportWords;
  readonly numbered: readonly NumberedFinding[];
  readonly rect: Rect;
}

const CAPTION: WordLook = { size: 7, ink: INKS.grey };

const putPicture = (sheet: ReportSheet, { file, words, numbered, rect }: PictureParts): void => {
  const { picture, report } = file;
  sheet.stroke(rect, INKS.line, 0.5);
  const below = { x: rect.x, y: rect.y + rect.height + 3 };
  if (!picture) {
    sheet.line(words.noPicture, { x: rect.x + 8, y: rect.y + 8 }, CAPTION);
    return;
  }
  sheet.line(words.picture(picture.page, report.pages), below, CAPTION);
  const corners = new Map<string, number>();
  for (const finding of numbered) putPlaces(sheet, { file, finding, rect, page: picture.page, corners });
};

/** Places of one rule that are drawn: more of them hide the page. */
const MOST_PLACES = 12;

interface PlaceParts {
  readonly file: ReportedFile;
  readonly finding: NumberedFinding;
  readonly rect: Rect;
  readonly page: number;
  /** widths of badges at one corner, which stand side by side */
  readonly corners: Map<string, number>;
}

const putPlaces = (sheet: ReportSheet, { file, finding, rect, page, corners }: PlaceParts): void => {
  const facts = file.facts.pages[page - 1];
  if (!facts) return;
  const view = viewOf(facts);
  const scale = { x: rect.width / view.width, y: rect.height / view.height };
  const on = finding.places.filter((place) => place.page === page && place.box).slice(0, MOST_PLACES);
  for (const { box } of on) {
    const own = boxOfPlace(box!, facts);
    if (!own) continue;
    const seen = view.seen(own);
    const left = Math.max(0, seen.x) * scale.x;
    const top = Math.max(0, seen.y) * scale.y;
    const width = Math.min(view.width, seen.x + seen.width) * scale.x - left;
    const height = Math.min(view.height, seen.y + seen.height) * scale.y - top;
    if (width < 0 || height < 0) continue;
    const [wide, high] = [Math.max(width, 2), Math.max(height, 2)];
    const place = {
      x: rect.x + left - (wide - width) / 2,
      y: rect.y + top - (high - height) / 2,
      width: wide,
      height: high,
    };
    const ink = INKS[finding.severity];
    sheet.stroke(place, ink, 0.8);
    const y = Math.max(rect.y, place.y - 9.2);
    const key = `${Math.round(place.x / 4)} ${Math.round(y / 4)}`;
    const beside = corners.get(key) ?? 0;
    const x = Math.max(rect.x, Math.min(place.x + beside, rect.x + rect.width - 9));
    corners.set(key, beside + sheet.badge(finding.number, { x, y }, ink) + 0.3);
  }
};

interface Foot {
  /** where it begins */
  readonly top: number;
  put(): void;
}

/** What stands at the foot, and where findings have to end; it is put last, so that it is read last. */
const setFoot = (sheet: ReportSheet, { report }: ReportedFile, { language, version, number, of }: ReportHow): Foot => {
  const words = reportWords(language);
  const look: WordLook = { size: 7, ink: INKS.grey };
  const missing = report.notChecked.map(
    ({ what, zh, source }) => `${words.notChecked}${language === "zh" ? zh : what} [${source}]`,
  );
  const said = [...missing, words.measured, words.footer(version)].flatMap((each) =>
    sheet.lines(each, RIGHT - MARGIN - 40, look),
  );
  const y = FOOT + 16 - sheet.height(said.length, look) + sheet.height(1, look);
  const put = (): void => {
    sheet.fill({ x: MARGIN, y: y - 6, width: RIGHT - MARGIN, height: 0.5 }, INKS.line);
    sheet.put(said, { x: MARGIN, y }, look);
    if (of > 1) {
      const folio = words.sheet(number, of);
      sheet.line(folio, { x: RIGHT - sheet.width(folio, look), y }, look);
    }
  };
  return { top: y - 12, put };
};

interface FindingParts {
  readonly numbered: readonly NumberedFinding[];
  readonly words: ReportWords;
  readonly language: ReportLanguage;
  readonly top: number;
  readonly foot: number;
}

const HEADING: WordLook = { size: 10, bold: true };

const putFindings = (sheet: ReportSheet, { numbered, words, language, top, foot }: FindingParts): void => {
  sheet.fill({ x: MARGIN, y: top, width: RIGHT - MARGIN, height: 1 }, INKS.text);
  sheet.line(words.list, { x: MARGIN, y: top + 5 }, HEADING);
  let y = top + 24;
  if (numbered.length === 0) sheet.line(words.nothing, { x: MARGIN, y }, BODY);
  const rows = findingRows(sheet, { numbered, words, language }, foot - y);
  for (const [index, row] of rows.entries()) {
    // the last row may use the line that says how many are left out
    const room = index === rows.length - 1 ? foot : foot - sheet.height(1, BODY) - 2;
    if (y + row.height > room) {
      sheet.line(words.hiddenRules(rows.length - index), { x: MARGIN, y }, { ...BODY, bold: true });
      return;
    }
    row.putAt(y);
    y += row.height + row.gap;
  }
};

interface FindingRow {
  readonly height: number;
  /** below it */
  readonly gap: number;
  putAt(y: number): void;
}

/** Roomy rows; close ones where that makes more of them go onto the sheet. */
const findingRows = (
  sheet: ReportSheet,
  { numbered, words, language }: Pick<FindingParts, "numbered" | "words" | "language">,
  room: number,
): readonly FindingRow[] => {
  const roomy = numbered.map((finding) => findingRow(sheet, finding, { words, language, close: false }));
  const height = roomy.reduce((sum, row) => sum + row.height + row.gap, 0);
  if (height <= room) return roomy;
  return numbered.map((finding) => findingRow(sheet, finding, { words, language, close: true }));
};

const INDENT = 22;

const findingRow = (
  sheet: ReportSheet,
  finding: NumberedFinding,
  {
    words,
    language,
    close,
  }: { readonly words: ReportWords; readonly language: ReportLanguage; readonly close: boolean },
): FindingRow => {
  const { number, rule, zh, severity, findings, count, hint, source } = finding;
  const bold: WordLook = { ...BODY, bold: true };
  const title = [words.severity[severity], rule, ...(language === "zh" ? [zh] : [])].join("  ");
  const times = count > 1 ? words.times(count) : "";
  const sentences = new Set(findings.map(({ message }) => message)).size;
  const message = sentences > 1 ? `${findings[0]!.message} ${words.others(sentences - 1)}` : findings[0]!.message;
  const width = RIGHT - MARGIN - INDENT;
  const beside = sheet.width(title, bold) + 8;
  const left = width - beside - (times === "" ? 0 : sheet.width(times, bold) + 8);
  const runsOn = close && sheet.width(message, BODY) <= left;
  const said = runsOn ? [] : sheet.lines(message, width, BODY).slice(0, 2);
  const places = placesOf(finding, words);
  const advice = `${words.hint}${words.colon}${hint} [${source}]`;
  const more = close
    ? sheet.lines(`${places}${words.semicolon}${advice}`, width, GREY).slice(0, 2)
    : [...sheet.lines(places, width, GREY).slice(0, 2), ...sheet.lines(advice, width, GREY).slice(0, 2)];
  const x = MARGIN + INDENT;
  return {
    height: sheet.height(1 + said.length + more.length, BODY),
    gap: close ? 3 : 6,
    putAt: (y) => {
      sheet.badge(number, { x: MARGIN, y: y + 1 }, INKS[severity]);
      sheet.line(title, { x, y }, { ...bold, ink: INKS[severity] });
      if (runsOn) sheet.line(message, { x: x + beside, y }, BODY);
      sheet.line(times, { x: RIGHT - sheet.width(times, bold), y }, bold);
      sheet.put(said, { x, y: y + sheet.height(1, BODY) }, BODY);
      sheet.put(more, { x, y: y + sheet.height(1 + said.length, BODY) }, GREY);
    },
  };
};

/** Places that are named; the others are counted. */
const NAMED = 3;

const placesOf = ({ places, count }: NumberedFinding, words: ReportWords): string => {
  const named = places.slice(0, NAMED).map((place) => placeWords(place, words));
  const more = count - named.length;
  return [...new Set(named), ...(more > 0 ? [words.more(more)] : [])].join(words.semicolon);
};

const placeWords = ({ page, box, object }: PreflightPlace, words: ReportWords): string =>
  [
    page === undefined ? words.wholeFile : box ? words.page(page) : words.wholePage(page),
    ...(box ? [words.at(box)] : []),
    ...(object === undefined ? [] : [words.object(object)]),
  ].join(words.comma);
