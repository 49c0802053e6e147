/** The report as a page that people read: one file, without network and without need of script. */
import { createHash } from "node:crypto";
import { type Html, html } from "./html.ts";
import type { ReportLook } from "./part-look.ts";
import { findingsPart } from "./report-findings.ts";
import { pagesPart } from "./report-pages.ts";
import { REPORT_SCRIPT, REPORT_STYLE } from "./report-style.ts";
import { timingsPart } from "./report-timings.ts";
import { type ReportWords, reportWords } from "./report-words.ts";
import type { RunReport } from "./run-report.ts";

/** The whole file. */
export const reportHtml = (report: RunReport, look: ReportLook): string => {
  const says = reportWords(look.language);
  const part = { ...look, says };
  const title = report.edition ? says.title(report.edition.paper, report.edition.date) : says.noEdition;
  const page = html`<!doctype html>
<html lang="${says.tag}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${{ markup: REPORT_STYLE }}</style>
</head>
<body>
<header>
<h1>${title}</h1>
${verdict(report, says)}
${facts(report, says)}
</header>
<main>
${pagesPart(report, part)}
${findingsPart(report, part)}
${timingsPart(report, part)}
${runPart(report, says)}
</main>
<footer>broadsheet ${report.program.version} · ${says.facts.zoned}</footer>
<script>${{ markup: REPORT_SCRIPT }}</script>
</body>
</html>
`;
  return page.markup;
};

/** Nothing is loaded from anywhere, and no script runs but ours. */
const policy = (): string => {
  const hash = createHash("sha256").update(REPORT_SCRIPT).digest("base64");
  return `default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
};

const verdict = ({ verdict: judged }: RunReport, says: ReportWords): Html =>
  html`<div class="verdict v-${judged.kind}" role="status">${says.verdict(judged)}<ul>${says
    .details(judged)
    .map((each) => html`<li>${each}</li>`)}</ul></div>`;

const facts = (report: RunReport, says: ReportWords): Html => {
  const { edition, pages, read, commit, verdict: judged, deadline } = report;
  const names = says.facts;
  const all: readonly (readonly [string, string | undefined])[] = [
    [names.edition, edition?.edition],
    [names.issue, edition && says.issue(edition.issue)],
    [names.zone, edition?.zone || undefined],
    [names.version, edition?.version],
    [names.began, localTime(report.began)],
    [names.ended, localTime(report.ended)],
    [names.took, says.seconds(report.seconds)],
    [names.deadline, deadline === undefined ? names.noDeadline : localTime(deadline)],
    [names.workers, String(report.workers)],
    [names.reading, read && (read.cached ? names.cached : says.seconds(read.seconds))],
    [names.cache, says.cacheHits(judged.kept, pages.length)],
    [names.commit, commit && `${commit.files} (${says.seconds(commit.seconds)})`],
    [names.program, `broadsheet ${report.program.version}`],
  ];
  return html`<dl class="facts">${all.flatMap(([name, value]) =>
    value === undefined ? [] : [html`<div><dt>${name}</dt><dd>${value}</dd></div>`],
  )}</dl>`;
};

/** `2026-03-18 23:41:07`, by the machine's clock and zone. */
const localTime = (iso: string): string => {
  const time = new Date(iso);
  const two = (value: number): string => String(value).padStart(2, "0");
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
};

/** What was tried again, and the hand-over. */
const runPart = ({ retries, handovers }: RunReport, says: ReportWords): readonly Html[] => [
  ...(handovers.length === 0 ? [] : [handoverTable(handovers, says)]),
  ...(retries.length === 0 ? [] : [retryTable(retries, says)]),
];

const handoverTable = (handovers: RunReport["handovers"], says: ReportWords): Html => {
  const { plant, to, sent, there, result } = says.handoverColumns;
  return html`<section><h2>${says.handovers}</h2><div class="wide"><table>
<thead><tr><th scope="col">${plant}</th><th scope="col">${to}</th><th scope="col" class="number">${sent}</th><th scope="col" class="number">${there}</th><th scope="col">${result}</th></tr></thead>
<tbody>${handovers.map(
    (each) =>
      html`<tr><th scope="row">${each.plant}</th><td><code>${each.to}</code></td><td class="number">${each.sent}</td><td class="number">${each.there}</td><td class="${each.fault === undefined ? "good" : "bad"}">${each.fault ?? says.delivered}</td></tr>\n`,
  )}</tbody></table></div></section>`;
};

const retryTable = (retries: RunReport["retries"], says: ReportWords): Html => {
  const { task, what, how } = says.retryColumns;
  return html`<section><h2>${says.retries}</h2><div class="wide"><table>
<thead><tr><th scope="col">${task}</th><th scope="col">${what}</th><th scope="col">${how}</th></tr></thead>
<tbody>${retries.map(
    (each) =>
      html`<tr><th scope="row">${each.task}</th><td>${each.fault}</td><td>${each.alone ? says.alone : says.again}</td></tr>\n`,
  )}</tbody></table></div></section>`;
};
