/** Findings as people read them: sentence, place in the file with an excerpt, place on the page, hint. */
import type { Diagnostic, Diagnostics, Severity } from "../base/diagnostic.ts";
import { lineColumn } from "../base/source.ts";
import { excerpt } from "./excerpt.ts";
import { FINDING_TITLES } from "./finding-titles.ts";
import type { Language } from "./language.ts";
import { messagesIn } from "./messages.ts";
import { printable, textWidth } from "./text-width.ts";

/** How findings are printed. */
export interface PrintHow {
  readonly language: Language;
  readonly colours: boolean;
  /** columns of a line */
  readonly width: number;
  /** whether info findings are printed, not only counted */
  readonly verbose: boolean;
  /** the text of an input file that was read */
  readonly textOf: Diagnostics["textOf"];
}

/** All findings and a line that counts them; empty when there are none. */
export const printDiagnostics = (findings: readonly Diagnostic[], how: PrintHow): string => {
  if (findings.length === 0) return "";
  const says = messagesIn(how.language);
  const count = (severity: Severity) => findings.filter((each) => each.severity === severity).length;
  const shown = findings.filter((each) => how.verbose || each.severity !== "info");
  const notes = count("info");
  const sum = says.summary(count("error"), count("warning"), how.verbose ? notes : 0);
  const hidden = !how.verbose && notes > 0 ? says.notesHidden(notes) : "";
  const last = [sum, hidden].filter((each) => each !== "").join(how.language === "zh" ? "；" : "; ");
  return `${[...shown.map((each) => printDiagnostic(each, how)), last].join("\n\n")}\n`;
};

/** One finding, without a line end behind it. */
export const printDiagnostic = (finding: Diagnostic, how: PrintHow): string => {
  const says = messagesIn(how.language);
  const paint = painter(how.colours);
  const title = how.language === "zh" ? FINDING_TITLES[finding.code] : undefined;
  const head = paint(finding.severity, `${says.severity[finding.severity]}[${finding.code}]`);
  const sentence = paint("bold", printable(finding.message));
  const { place, hint } = finding;
  const words = place?.words === undefined ? [] : [says.place(printable(place.words))];
  return [
    `${head}${title === undefined ? "" : ` ${title}`}${says.colon}${sentence}`,
    ...sourceLines(finding, how),
    ...(place ? [`  ${[says.page(printable(place.page)), ...words].join(how.language === "zh" ? "，" : ", ")}`] : []),
    ...(hint === undefined ? [] : [`  ${says.hint}${says.colon}${printable(hint)}`]),
  ].join("\n");
};

const sourceLines = ({ source, label, severity }: Diagnostic, how: PrintHow): readonly string[] => {
  if (!source) return [];
  const text = how.textOf(source.path);
  const path = printable(source.path);
  if (text === undefined) return [`  ${path}`];
  const paint = painter(how.colours);
  const at = lineColumn(text, source.start);
  const number = `${at.line}`;
  const said = label === undefined ? "" : ` ${printable(label)}`;
  const cut = excerpt(text, source, { room: how.width - number.length - 6, label: textWidth(said) });
  const edge = (what: string) => paint("faint", `   ${what} |`);
  return [
    `  ${path}:${at.line}:${at.column}`,
    `${edge(number)} ${cut.text}`,
    `${edge(" ".repeat(number.length))} ${paint(severity, `${cut.marks}${said}`)}`,
  ];
};

/** How a piece of text is shown. */
export type Paint = Severity | "bold" | "faint";

const CODES: Readonly<Record<Paint, string>> = { error: "1;31", warning: "1;33", info: "36", bold: "1", faint: "2" };

/** Colours text for a terminal that has colours. */
export const painter =
  (colours: boolean) =>
  (paint: Paint, text: string): string =>
    colours ? `\u001b[${CODES[paint]}m${text}\u001b[0m` : text;
