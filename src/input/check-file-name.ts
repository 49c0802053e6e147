/** Whether a template makes a file name for each page that every system takes. */
import type { SourceRange } from "../base/source.ts";
import { DATE_FORM, FILE_FIELDS, FILE_NAME, NAME_FIELD } from "../model/file-name.ts";
import { nameHint } from "./document/nearest-name.ts";
import type { ReadShop } from "./document/read-text.ts";

export { FILE_NAME } from "../model/file-name.ts";

/** Reports fields that there are not, formats that a field does not take, and characters that file systems or FTP refuse. */
export const checkFileName = (template: string, source: SourceRange, shop: ReadShop): void => {
  for (const [, field = "", format] of template.matchAll(NAME_FIELD)) checkField({ field, format, source }, shop);
  const rest = template.replace(/\{[^{}]*\}/g, "");
  const add = (message: string, hint: string): void =>
    shop.report.add({ code: "input/wrong-value", severity: "error", message, hint, source });
  if (!/\{page(:[^{}]*)?\}/.test(template) || /[/\\{}]/.test(rest)) {
    add(
      "the template of file names must hold `{page}`, no folder and no other brace",
      `write it as in \`${FILE_NAME}\``,
    );
  }
  const refused = [...new Set(rest.match(/[\s\p{Cc}:*?"<>|%#&$;'`!~]|[^\x20-\x7e]/gu) ?? [])];
  if (refused.length > 0) {
    add(
      `file names must not hold ${refused.map((each) => `\`${each}\``).join(" ")}: not every disk and server takes it`,
      "use letters of A to Z, digits, `-`, `_` and `.`",
    );
  }
};

interface Field {
  readonly field: string;
  readonly format: string | undefined;
  readonly source: SourceRange;
}

const checkField = ({ field, format, source }: Field, { report }: ReadShop): void => {
  if (!FILE_FIELDS.includes(field)) {
    report.add({
      code: "input/unknown-name",
      severity: "error",
      message: `file names have no field \`{${field}}\``,
      hint: nameHint(field, FILE_FIELDS),
      source,
    });
    return;
  }
  if (format === undefined || (field === "date" ? isDateForm(format) : /^\d{1,2}$/.test(format))) return;
  report.add({
    code: "input/wrong-value",
    severity: "error",
    message: `the field \`{${field}}\` cannot be written as \`${format}\``,
    hint:
      field === "date"
        ? "use YYYY, YY, MM and DD, as in `{date:DDMMYY}`"
        : `give how many figures it has, as in \`{${field}:03}\``,
    source,
  });
};

/** A form with at least one part of the date in it. */
const isDateForm = (format: string): boolean =>
  /[YMD]/.test(format) &&
  /^[A-Za-z0-9_-]*$/.test(format.replace(DATE_FORM, "")) &&
  !/[YMD]/.test(format.replace(DATE_FORM, ""));
