/** The language that the program speaks to people in; what it writes for machines is the same everywhere. */

/** Interface languages. */
export type Language = "en" | "zh";

/** `--lang`, else the locale (LC_ALL, LC_MESSAGES, LANG, in this order, as POSIX has it). */
export const languageOf = (option: string | undefined, env: Readonly<Record<string, string | undefined>>): Language => {
  const wanted = option || env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || "";
  return /^zh/i.test(wanted) ? "zh" : "en";
};
