/** The fields of a file name's template, and a template filled in. */
import type { IssueDate } from "./edition.ts";

/** The house's own template. */
export const FILE_NAME = "{title}_{date}_{edition}_{section}{page}_{version}.pdf";

/** The house's own template for a zone, whose pages must not bear the names of the edition's. */
export const ZONE_FILE_NAME = "{title}_{date}_{edition}_{zone}_{section}{page}_{version}.pdf";

/** The house's own template where nothing else is said, for an edition or for a zone of one. */
export const usualFileName = (zone: string, base: { readonly zone: string } | undefined): string =>
  base && zone !== "" && zone !== base.zone ? ZONE_FILE_NAME : FILE_NAME;

/** Fields of a template; `paper` is an older word for `title`. */
export const FILE_FIELDS: readonly string[] = [
  "title",
  "paper",
  "date",
  "edition",
  "zone",
  "section",
  "page",
  "version",
  "colour",
  "plant",
];

/** A field in its braces, with its format behind a colon. */
export const NAME_FIELD = /\{([^{}:]*)(?::([^{}]*))?\}/g;

/** The parts of a date in a format such as `DDMMYY`. */
export const DATE_FORM = /YYYY|YY|MM|DD/g;

/** What a template is filled with. */
export type NameFacts = Readonly<
  Record<"title" | "edition" | "zone" | "section" | "page" | "version" | "colour" | "plant", string>
> & { readonly date: IssueDate };

/** The name; numbers are filled with zeros to the figures that the template asks for, fields that it does not know stay. */
export const fillName = (template: string, facts: NameFacts): string =>
  template.replace(NAME_FIELD, (whole, field: string, format?: string) => {
    if (field === "date") return dateAs(format ?? "YYYYMMDD", facts.date);
    const value = field === "paper" ? facts.title : Object.hasOwn(facts, field) ? facts[field as "title"] : undefined;
    if (value === undefined) return whole;
    return format !== undefined && /^\d{1,2}$/.test(format) ? padded(value, Number(format)) : value;
  });

/** Each number of `04-05` by itself. */
const padded = (value: string, figures: number): string =>
  /^\d+(-\d+)?$/.test(value)
    ? value
        .split("-")
        .map((each) => each.padStart(figures, "0"))
        .join("-")
    : value;

const dateAs = (format: string, { iso }: IssueDate): string => {
  const [year = "", month = "", day = ""] = iso.split("-");
  const parts: Readonly<Record<string, string>> = { YYYY: year, YY: year.slice(2), MM: month, DD: day };
  return format.replace(DATE_FORM, (part) => parts[part]!);
};
