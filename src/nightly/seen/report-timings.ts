/** How long pages took in a report: a row for each page that was made, slowest first, with its stages as a bar. */
import { type Html, html } from "./html.ts";
import type { PartLook } from "./part-look.ts";
import type { ReportPage, RunReport } from "./run-report.ts";

/** In the order in which they come; others that are told come after them. */
const ORDER = ["read", "lay", "print", "proof", "write", "preflight"];

/** The part. */
export const timingsPart = ({ pages }: RunReport, { says }: PartLook): Html | undefined => {
  if (pages.length === 0) return undefined;
  const timed = pages.filter(({ seconds }) => seconds > 0).sort((one, other) => other.seconds - one.seconds);
  if (timed.length === 0) return html`<section><h2>${says.timings}</h2><p>${says.noTimings}</p></section>`;
  const told = new Set(timed.flatMap(({ stages }) => stages.map(({ stage }) => stage)));
  const stages = [...ORDER.filter((each) => told.has(each)), ...[...told].filter((each) => !ORDER.includes(each))];
  const longest = timed[0]!.seconds;
  return html`<section><h2>${says.timings}</h2><div class="wide"><table><caption>${says.timingsNote}</caption>
<thead><tr><th scope="col">${says.pageColumn}</th><th scope="col">${says.share}</th>${stages.map(
    (stage) =>
      html`<th scope="col" class="number"><i class="key ${classOf(stage)}"></i>${says.stage[stage] ?? stage}</th>`,
  )}<th scope="col" class="number">${says.total}</th></tr></thead>
<tbody>${timed.map((page) => row(page, stages, longest))}</tbody></table></div></section>`;
};

const row = (page: ReportPage, stages: readonly string[], longest: number): Html => {
  const spent = stages.map((stage) => ({
    stage,
    seconds: page.stages.filter((each) => each.stage === stage).reduce((sum, { seconds }) => sum + seconds, 0),
  }));
  return html`<tr><th scope="row">${page.page}</th><td><div class="bar" aria-hidden="true">${spent.map(
    ({ stage, seconds }) =>
      html`<i class="${classOf(stage)}" style="width:${((seconds / longest) * 100).toFixed(2)}%"></i>`,
  )}</div></td>${spent.map(({ seconds }) => html`<td class="number">${seconds.toFixed(2)}</td>`)}<td class="number">${page.seconds.toFixed(2)}</td></tr>\n`;
};

const classOf = (stage: string): string => (ORDER.includes(stage) ? `g-${stage}` : "g-write");
