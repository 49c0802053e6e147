/** All findings of a run in a report, by page, and what the preflight says of its files. */
import { type Html, html, quoted } from "./html.ts";
import type { PartLook } from "./part-look.ts";
import { anchorOf } from "./report-pages.ts";
import type { ReportFinding, ReportPage, RunReport } from "./run-report.ts";

/** The parts. */
export const findingsPart = ({ pages, findings }: RunReport, look: PartLook): readonly Html[] => {
  const { says } = look;
  const parts = [
    ...(findings.length === 0 ? [] : [section({ heading: says.ofNoPage, id: "findings", findings }, look)]),
    ...pages
      .filter((page) => page.findings.length > 0)
      .map(({ page, section: name, findings: found }) =>
        section({ heading: `${says.page(page)} ${name}`, id: anchorOf(page), findings: found }, look),
      ),
  ];
  const all = parts.length === 0 ? html`<p>${says.noFindings}</p>` : html`${filterForm(look)}${parts}`;
  return [html`<section><h2>${says.findings}</h2>${all}</section>`, ...preflightPart(pages, look)];
};

const SEVERITIES = ["error", "warning", "info"] as const;

/** Shown by the script, which alone makes it work. */
const filterForm = ({ says }: PartLook): Html =>
  html`<form hidden><span>${says.filter}</span>${SEVERITIES.map(
    (each) => html`<label><input type="checkbox" value="${each}" checked> ${says.severity[each]}</label>`,
  )}<label>${says.search} <input type="search" name="search"></label></form>`;

interface FindingSection {
  readonly heading: string;
  readonly id: string;
  readonly findings: readonly ReportFinding[];
}

const section = ({ heading, id, findings }: FindingSection, look: PartLook): Html => {
  const { severity, code, finding, place } = look.says.columns;
  const sorted = SEVERITIES.flatMap((each) => findings.filter((found) => found.severity === each));
  return html`<section class="of-page" id="${id}"><h3>${heading}</h3><div class="wide"><table class="findings">
<thead><tr><th scope="col">${severity}</th><th scope="col">${code}</th><th scope="col">${finding}</th><th scope="col">${place}</th></tr></thead>
<tbody>${sorted.map((each) => row(each, look))}</tbody></table></div></section>\n`;
};

const row = ({ severity, code, message, hint, ...where }: ReportFinding, { says, titleOf }: PartLook): Html => {
  const title = titleOf(code);
  return html`<tr class="${severity}"><td class="severity">${says.severity[severity]}</td><td><code>${code}</code>${title !== undefined && html`<br><span class="faint">${title}</span>`}</td><td>${quoted(message)}${hint !== undefined && html`<br><span class="hint">${says.hint}${quoted(hint)}</span>`}</td><td>${placeOf(where)}</td></tr>\n`;
};

const placeOf = ({
  path,
  line,
  column,
  place,
}: Omit<ReportFinding, "severity" | "code" | "message">): readonly Html[] => {
  const at = line === undefined ? "" : `:${line}${column === undefined ? "" : `:${column}`}`;
  return [
    ...(path === undefined ? [] : [html`<code>${path}${at}</code>`]),
    ...(place === undefined ? [] : [html`${path !== undefined && html`<br>`}${place}`]),
  ];
};

/** What passes is counted; what does not has a row. */
const preflightPart = (pages: readonly ReportPage[], { says }: PartLook): readonly Html[] => {
  const all = pages.flatMap(({ preflight }) => preflight);
  if (all.length === 0) return [];
  const wrong = all.filter(({ findings }) => findings.length > 0);
  const { file, profile, result } = says.preflightColumns;
  const table = html`<div class="wide"><table>
<thead><tr><th scope="col">${file}</th><th scope="col">${profile}</th><th scope="col">${result}</th></tr></thead>
<tbody>${wrong.map((each) => preflightRow(each, says))}</tbody></table></div>`;
  return [
    html`<section><h2>${says.preflight}</h2><p>${says.passed(all.length - wrong.length, all.length)}</p>${wrong.length > 0 && table}</section>`,
  ];
};

const preflightRow = (
  { file, profile, errors, warnings, findings }: ReportPage["preflight"][number],
  says: PartLook["says"],
): Html =>
  html`<tr><th scope="row"><code>${file}</code></th><td>${profile}</td><td><details><summary class="${errors > 0 ? "bad" : ""}">${says.found(errors, warnings, findings.length - errors - warnings)}</summary><ul>${findings.map(
    (each) => html`<li>${quoted(each.message ?? "")}</li>`,
  )}</ul></details></td></tr>\n`;
