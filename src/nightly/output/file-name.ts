/** What a page's files are called: the plant's template with the page's facts in it. */
import { fillName } from "../../model/file-name.ts";
import type { Press, Standard } from "../../model/press.ts";
import type { EditionSheet } from "./edition-sheet.ts";

/** What folders are named by. */
export type FolderFacts = Pick<EditionSheet, "paper" | "date" | "edition" | "zone" | "base">;

/** The edition's folder below `--out`: `canghai-2025-07-10-main`; of a zone that shares pages `canghai-2025-07-10-main-city`. */
export const folderName = ({ paper, date, edition, zone, base }: FolderFacts): string =>
  safe([paper.id, date.iso, edition, ...(base && zone !== base.zone ? [zone] : [])].join("-"));

/** The folder of the edition with which a zone shares pages. */
export const baseFolderName = ({ paper, date, base }: FolderFacts): string =>
  safe([paper.id, date.iso, base?.edition ?? ""].join("-"));

/** A file that is to be named. */
export interface Named {
  readonly edition: EditionSheet;
  readonly press: Pick<Press, "fileName" | "plant">;
  /** page id; of a half of a panorama its own */
  readonly page: string;
  readonly version: string;
  /** whether it prints on the black plate alone */
  readonly mono: boolean;
}

/**
 * A page's file name without its ending. Fields of the template: {title} is the paper's id, {date} the date as 20250710 or in the
 * form of `{date:DDMMYY}`, {edition}, {zone}, {version}, {plant}, {colour} `P` for process colours and `M` for black alone, {section}
 * the letters that the page id begins with (`A01` → `A`, `05` → nothing), and {page} the page id: all of it, or what follows the
 * letters where the template has {section}, too, so that `{section}{page}` is `A01`. `{page:02}` fills numbers with zeros to two
 * digits. Characters that some system does not take in a file name become `_`.
 */
export const pageName = ({ edition, press, page, version, mono }: Named): string =>
  safe(rawName({ edition, press, page, version, mono }));

/** The name before characters that some system does not take are replaced. */
export const rawName = ({ edition, press, page, version, mono }: Named): string => {
  const template = press.fileName;
  const section = /^\p{L}*/u.exec(page)?.[0] ?? "";
  return fillName(template, {
    title: edition.paper.id,
    date: edition.date,
    edition: edition.edition,
    zone: edition.zone,
    section,
    page: template.includes("{section}") ? page.slice(section.length) : page,
    version,
    colour: mono ? "M" : "P",
    plant: press.plant,
  }).replace(/\.pdf$/i, "");
};

/** A file below the edition's folder, in the plant's own where it has one. */
export const inFolder = ({ folder }: Pick<Press, "folder">, path: string): string =>
  folder === "" ? path : `${safe(folder)}/${path}`;

/** A page's file: what is not for the press does not bear a press file's name. */
export const pageFile = (name: string, standard: Standard, held: boolean): string => {
  if (held) return `held/${name}_PROOF.pdf`;
  return `${name}${standard === "proof" ? "_PROOF" : standard === "screen" ? "_SCREEN" : ""}.pdf`;
};

/** A page's picture. */
export const pictureFile = (name: string): string => `proof/${name}.png`;

/** All names under which a page may lie in the folder: whoever writes one removes the others. */
export const allFiles = (name: string): readonly string[] => [
  pageFile(name, "pdfx4", false),
  pageFile(name, "proof", false),
  pageFile(name, "screen", false),
  pageFile(name, "proof", true),
  pictureFile(name),
];

/** 200 bytes leave room for endings and for the name under which a file is written aside; the limit is 255. */
const LONGEST = 200;

const safe = (name: string): string => {
  const clean = name
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}/\\:*?"<>|]/gu, "_")
    .replace(/^[.\s]+|[.\s]+$/g, "_")
    .replace(/^(con|prn|aux|nul|com\d|lpt\d)(?=$|\.)/i, "_$1");
  let short = "";
  for (const character of clean) {
    if (Buffer.byteLength(short + character) > LONGEST) break;
    short += character;
  }
  return short === "" ? "_" : short;
};
