/** Words for what goes on elsewhere, by language: jump lines (转版), and the mark over a table's further parts (续表). */

/** `#` stands for the page. Sources: NEWSPAPER 5.3 and 5.4, JIS newspapers' use, Korean dailies'. */
const WORDS: Readonly<Record<string, { readonly to: string; readonly from: string; readonly table: string }>> = {
  zh: { to: "（下转第#版）", from: "（上接第#版）", table: "（续表）" },
  ja: { to: "（#面に続く）", from: "（#面から続く）", table: "（続き）" },
  ko: { to: "(#면에 계속)", from: "(#면에서 계속)", table: "(계속)" },
  en: { to: "(Continued on page #)", from: "(Continued from page #)", table: "(continued)" },
};

const TRADITIONAL = /^zh-(Hant|TW|HK|MO)\b/i;

const wordsOf = (language: string) => WORDS[language.split("-")[0]!.toLowerCase()] ?? WORDS["en"]!;

/** The words of a jump line to a page, or from one. */
export const jumpWords = (language: string, way: "to" | "from", page: string): string =>
  wordsOf(language)[way].replace("#", page);

/** The mark over what goes on of a table. */
export const continuedWords = (language: string): string =>
  TRADITIONAL.test(language) ? "（續表）" : wordsOf(language).table;
