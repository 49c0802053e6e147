/** How the report looks, and the few lines of script that filter its findings; the page is whole without them. */

/** The style sheet. Colours of text have a contrast of at least 4.5 to what they stand on. */
export const REPORT_STYLE = `
:root { --ink: #1a1a1a; --faint: #5c5c5c; --rule: #d4d0c8; --paper: #fbfaf7; --good: #1d6b3a; --amber: #8a5a00; --bad: #a8201a; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: var(--paper); font: 15px/1.5 "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif; }
header, main, footer { max-width: 1180px; margin: 0 auto; padding: 0 24px; }
h1, h2, h3, .verdict { font-family: "Noto Serif SC", "Source Han Serif SC", "Songti SC", Georgia, serif; }
h1 { margin: 28px 0 4px; font-size: 32px; line-height: 1.25; }
h2 { margin: 44px 0 14px; padding-top: 10px; border-top: 3px double var(--ink); font-size: 22px; }
h3 { margin: 22px 0 6px; font-size: 17px; }
.verdict { margin: 16px 0 0; padding: 14px 18px; border-left: 10px solid; background: #fff; font-size: 22px; font-weight: 700; }
.verdict ul { margin: 6px 0 0; padding: 0; list-style: none; font: 400 15px/1.5 "Noto Sans SC", system-ui, sans-serif; color: var(--ink); }
.verdict li { display: inline; } .verdict li + li::before { content: " · "; color: var(--faint); }
.v-clean { color: var(--good); } .v-replaced { color: var(--amber); } .v-missing, .v-broken { color: var(--bad); }
dl.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(165px, 1fr)); gap: 8px 20px; margin: 18px 0 0; }
dl.facts div { border-top: 1px solid var(--rule); padding-top: 4px; }
dt { color: var(--faint); font-size: 13px; } dd { margin: 0; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.spreads { display: flex; flex-wrap: wrap; gap: 26px 30px; margin: 0; padding: 0; list-style: none; }
.spread { display: grid; grid-template-columns: 172px 172px; gap: 0 3px; align-items: start; }
.across { grid-column: 1 / 3; } .right { grid-column: 2; }
.single { grid-template-columns: 172px; } .single .right { grid-column: 1; }
figure { margin: 0; min-width: 0; }
figure .picture { display: flex; align-items: center; justify-content: center; min-height: 110px; background: #fff; border: 1px solid var(--rule); box-shadow: 0 1px 3px #0002; color: var(--faint); text-decoration: none; font-size: 13px; }
figure img { display: block; width: 50%; flex: 1 1 0; min-width: 0; height: auto; }
figcaption { padding: 6px 4px 0; font-size: 13px; line-height: 1.45; overflow-wrap: anywhere; }
figcaption p { margin: 0; } figcaption b { font-size: 16px; }
.s-held .picture, .s-failed .picture { border: 3px solid var(--bad); } .s-last-good .picture, .s-released .picture { border: 3px solid var(--amber); }
.state { font-weight: 700; color: var(--faint); } .s-press .state { color: var(--good); } .s-held .state, .s-failed .state { color: var(--bad); } .s-last-good .state, .s-released .state { color: var(--amber); }
.faint { color: var(--faint); }
table { width: 100%; border-collapse: collapse; background: #fff; font-size: 14px; }
caption { text-align: left; color: var(--faint); padding: 0 0 6px; }
th, td { padding: 6px 10px; border: 1px solid var(--rule); text-align: left; vertical-align: top; overflow-wrap: anywhere; }
thead th { background: #f1efe9; font-weight: 600; overflow-wrap: normal; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.severity { white-space: nowrap; font-weight: 700; } .error .severity, .bad { color: var(--bad); } .warning .severity { color: var(--amber); } .info .severity { color: var(--faint); } .good { color: var(--good); }
table.findings { table-layout: fixed; } .findings th:nth-child(1) { width: 6.5em; } .findings th:nth-child(2) { width: 15em; } .findings th:nth-child(4) { width: 17em; }
code { font: 13px/1.5 ui-monospace, "DejaVu Sans Mono", Consolas, monospace; }
.hint { color: var(--faint); }
.bar { display: flex; height: 14px; min-width: 120px; background: #f1efe9; } .bar i { display: block; height: 100%; }
.g-read { background: #7a8fa6; } .g-lay { background: #1f5f99; } .g-print { background: #c0792a; } .g-proof { background: #6d4c91; } .g-write { background: #444; } .g-preflight { background: #4f8a5b; }
.key { display: inline-block; width: 10px; height: 10px; margin-right: 4px; }
form { display: flex; flex-wrap: wrap; gap: 6px 18px; margin: 0 0 12px; } form[hidden] { display: none; } input[type=search] { font: inherit; padding: 2px 6px; }
details { margin: 4px 0; } summary { cursor: pointer; } details ul { margin: 4px 0; padding-left: 20px; }
footer { margin-top: 48px; padding-bottom: 32px; color: var(--faint); font-size: 13px; }
a { color: #134f87; } a:focus-visible, summary:focus-visible, input:focus-visible { outline: 3px solid #134f87; outline-offset: 2px; }
@media (max-width: 520px) { .spread { grid-template-columns: 44vw 44vw; } .single { grid-template-columns: 44vw; } header, main, footer { padding: 0 12px; } .wide { overflow-x: auto; } }
@media print {
  @page { margin: 14mm; }
  body { background: #fff; font-size: 10pt; } form { display: none; } a { color: inherit; text-decoration: none; }
  header, main, footer { max-width: none; padding: 0; } .spread, tr, figure { break-inside: avoid; } h2, h3 { break-after: avoid; } thead { display: table-header-group; }
  .spreads { display: block; } .spread { display: inline-grid; margin: 0 5mm 5mm 0; vertical-align: top; grid-template-columns: 28mm 28mm; } .single { grid-template-columns: 28mm; } figcaption { font-size: 7pt; } figcaption b { font-size: 9pt; }
  .verdict, .bar i, .key { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;

/** Shows the form, and hides rows by severity and by what is typed. */
export const REPORT_SCRIPT = `
const form = document.querySelector("form");
if (form) {
  form.hidden = false;
  const apply = () => {
    const text = form.elements.search.value.toLowerCase();
    const shown = new Set([...form.querySelectorAll("[type=checkbox]:checked")].map((each) => each.value));
    for (const row of document.querySelectorAll("table.findings tbody tr"))
      row.hidden = !shown.has(row.className) || !row.textContent.toLowerCase().includes(text);
    for (const part of document.querySelectorAll("section.of-page"))
      part.hidden = part.querySelectorAll("tbody tr:not([hidden])").length === 0;
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector("[value=info]").checked = false;
  apply();
  // whoever follows a link to findings wants to see them
  addEventListener("hashchange", () => {
    const part = document.getElementById(location.hash.slice(1));
    if (!part || !part.hidden) return;
    for (const each of form.querySelectorAll("[type=checkbox]")) each.checked = true;
    form.elements.search.value = "";
    apply();
    part.scrollIntoView();
  });
}
`;
