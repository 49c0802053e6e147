/** A preflight report as people read it: the verdict on a file, then each finding with its places. */
import { type PreflightFinding, type PreflightPlace, type PreflightReport, RULES } from "../index.ts";
import type { MeasuredPlates } from "../nightly/page/preflight-plates.ts";
import { painter } from "./print-diagnostics.ts";
import type { Session } from "./session.ts";
import { printable } from "./text-width.ts";

/** Places that are named; the others are counted. */
const SHOWN = 3;

/** A verdict, and the ink that it was found by. */
export interface PrintedReport {
  readonly report: PreflightReport;
  /** when plates were made */
  readonly measured?: MeasuredPlates | undefined;
  /** why there are no plates, or not of all pages */
  readonly why?: string | undefined;
}

/** The report of one file. */
export const printPreflight = (file: string, { report, measured, why }: PrintedReport, session: Session): string => {
  const { says, terminal, language } = session;
  const paint = painter(terminal.colours);
  const count = (severity: string): number => report.findings.filter((each) => each.severity === severity).length;
  const sum = says.summary(count("error"), count("warning"), 0) || says.nothingWrong;
  const version = report.version === "" ? [] : [`PDF ${report.version}`];
  const facts = [report.profile, ...version, report.claim ?? says.noClaim, says.pages(report.pages)];
  return [
    `${paint("bold", printable(file))}${says.colon}${sum}`,
    paint("faint", `  ${printable(facts.join(", "))}`),
    ...report.findings.flatMap((each) => printFinding(each, session)),
    ...(measured?.pages ?? []).map(({ coverage, judged: { page, square } }) => {
      const shares = coverage.plates.map(({ ink, percent }) => `${printable(ink)} ${percent.toFixed(1)} %`).join(", ");
      return paint("faint", `  ${says.pageInk(page, shares, square.percent.toFixed(0))}`);
    }),
    ...report.notChecked.map(({ source, what, zh }) => {
      const because = why === undefined ? "" : `${says.colon}${printable(why)}`;
      return `  ${says.notChecked(`${language === "zh" ? zh : what} [${source}]`)}${because}`;
    }),
    "",
  ].join("\n");
};

const printFinding = (finding: PreflightFinding, { says, terminal, language }: Session): readonly string[] => {
  const { rule, severity, message, hint, source, places, count } = finding;
  const paint = painter(terminal.colours);
  const title = language === "zh" ? ` ${RULES.find(({ id }) => id === rule)?.zh ?? ""}` : "";
  const shown = places.map((each) => placeWords(each, says)).filter((each) => each !== "");
  const others = count - Math.min(shown.length, SHOWN);
  return [
    `  ${paint(severity, `${says.severity[severity]}[${rule}]`)}${title}${says.colon}${printable(message)}`,
    ...shown.slice(0, SHOWN).map((each) => `    ${each}`),
    ...(shown.length > 0 && others > 0 ? [`    ${says.morePlaces(others)}`] : []),
    `    ${says.hint}${says.colon}${printable(hint)} ${paint("faint", `[${source}]`)}`,
  ];
};

const placeWords = ({ page, box, object }: PreflightPlace, says: Session["says"]): string =>
  [
    ...(page === undefined ? [] : [says.pageOfFile(page)]),
    ...(box ? [says.boxAt(box)] : []),
    ...(object === undefined ? [] : [says.objectNumber(object)]),
  ].join(says.comma);
