/** What a slug says: paper, date, edition, page, version, time, plant, profile and verdict; no clock, all of it is given. */
import type { Edition } from "../model/edition.ts";
import type { Press, Standard } from "../model/press.ts";

/** What was found on the page up to its printing. */
export interface Verdict {
  readonly errors: number;
  readonly warnings: number;
}

/** The sheet that the slug is about. */
export interface SlugSubject {
  readonly edition: Edition;
  /** page id, of a half of a panorama its own */
  readonly page: string;
  readonly section: string;
  readonly press: Press;
  readonly standard: Standard;
  readonly version: string;
  /** plates with ink, C M Y K and spots */
  readonly plates: readonly string[];
  /** empty when nobody said when the edition was closed */
  readonly closed: string;
  /** undefined when nobody judged the page */
  readonly verdict: Verdict | undefined;
}

/** The facts in the order in which they are looked for; those that nobody knows are empty. */
export const slugFacts = (subject: SlugSubject): readonly string[] => {
  const { edition, page, section, press, standard, version, plates, closed, verdict } = subject;
  const words = WORDS[edition.language.slice(0, 2)] ?? ENGLISH;
  const { identifier } = press.condition;
  return [
    edition.paper.name,
    edition.date.iso,
    words.issue(edition.issue),
    words.edition([edition.edition, edition.zone].filter((each) => each !== "").join(" ")),
    words.page(page, section),
    words.version(version),
    press.plant,
    closed === "" ? "" : words.closed(closed),
    `${STANDARD_NAMES[standard]} ${identifier} ${press.inkLimit}%`,
    plates.join(" "),
    verdict ? words.verdict(verdict) : "",
    "broadsheet",
  ];
};

const STANDARD_NAMES: Readonly<Record<Standard, string>> = {
  pdfx4: "PDF/X-4",
  pdfx1a: "PDF/X-1a",
  proof: "PROOF",
  screen: "SCREEN",
};

interface Words {
  readonly issue: (number: number) => string;
  readonly edition: (name: string) => string;
  readonly page: (id: string, section: string) => string;
  readonly version: (letter: string) => string;
  readonly closed: (time: string) => string;
  readonly verdict: (verdict: Verdict) => string;
}

const ENGLISH: Words = {
  issue: (number) => `No. ${number}`,
  edition: (name) => `edition ${name}`,
  page: (id, section) => `page ${id} ${section}`,
  version: (letter) => `version ${letter}`,
  closed: (time) => `closed ${time}`,
  verdict: ({ errors, warnings }) => `check: ${errors} errors, ${warnings} warnings`,
};

const WORDS: Readonly<Record<string, Words>> = {
  zh: {
    issue: (number) => `第${number}期`,
    edition: (name) => `版次 ${name}`,
    page: (id, section) => `${id}版 ${section}`,
    version: (letter) => `版本 ${letter}`,
    closed: (time) => `签印 ${time}`,
    verdict: ({ errors, warnings }) => `检查：错误 ${errors}，警告 ${warnings}`,
  },
  ja: {
    issue: (number) => `第${number}号`,
    edition: (name) => `${name}版`,
    page: (id, section) => `${id}面 ${section}`,
    version: (letter) => `版本 ${letter}`,
    closed: (time) => `降版 ${time}`,
    verdict: ({ errors, warnings }) => `検査：誤り ${errors}，警告 ${warnings}`,
  },
};
