/** One process: the first page by stage, then warm rebuilds after an edit of one story. Prints JSON. Started by page.mjs. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [edition, runs] = process.argv.slice(2);
const began = performance.now();
const { openEditionFonts, openWorkshop, read } = await import("../dist/build.js");
const { Diagnostics } = await import("../dist/base/diagnostic.js");
const { diskWorld } = await import("../dist/nightly/disk/disk-world.js");
const { composePage, measureWith } = await import("../dist/compose/compose-page.js");
const { closePage } = await import("../dist/compose/ladder/close-page.js");
const { checkMakeup } = await import("../dist/compose/makeup/check-makeup.js");
const { openGalleys } = await import("../dist/compose/galleys.js");
const { localeOf } = await import("../dist/text/locale.js");
const { planPage } = await import("../dist/plan/plan-page.js");
const { paintPage } = await import("../dist/display/paint-page.js");
const { inkPictures } = await import("../dist/press/ink-pictures.js");
const { checkPress } = await import("../dist/press/check-press.js");
const { writePdf } = await import("../dist/pdf/write-pdf.js");
const start = performance.now() - began;

const shop = openWorkshop(diskWorld({ edition, cache: undefined }));

/** The sentence with a stop-watch beside it. */
const page = async () => {
  const report = new Diagnostics();
  const times = {};
  let last = performance.now();
  const lap = (name) => {
    const now = performance.now();
    times[name] = now - last;
    last = now;
  };
  const paper = await read("edition.yaml", shop, report);
  lap("read");
  const fonts = await openEditionFonts(paper, shop, report);
  lap("open fonts");
  const { limits } = paper.style;
  const setting = { fonts, limits, locale: localeOf(paper.language, paper.region), kept: shop.galleys };
  const composing = { galleys: openGalleys(setting, report), names: paper.names };
  const how = { edition: paper, measure: measureWith(composing, paper.style) };
  const found = new Diagnostics();
  const plan = planPage(paper.pages[0], how, found);
  lap("plan (with shaping)");
  const first = composePage(plan, composing, found);
  lap("compose");
  const closed = closePage({ page: paper.pages[0], shop: composing, ...how }, { composed: first, found: found.all() });
  const again = () =>
    composePage(planPage(paper.pages[0], { ...how, choices: closed.choices }, report), composing, report);
  const composed = closed.rounds.size > 0 ? again() : first;
  lap("close");
  checkMakeup(composed, paper, report);
  lap("check make-up");
  const display = paintPage(composed);
  lap("paint");
  const inked = await inkPictures(display, paper.press, { cache: shop.pictures, report });
  lap("pictures");
  checkPress(inked, paper.press, report);
  lap("check");
  const { press, language, date } = paper;
  const file = await writePdf(inked, {
    press,
    standard: "pdfx4",
    title: "bench",
    language,
    date,
    subsets: shop.subsets,
    id: "bench",
  });
  lap("write");
  if (report.has("error") || file.bytes.length < 1e5) throw new Error(JSON.stringify(report.all().slice(0, 3)));
  times.total = Object.values(times).reduce((sum, each) => sum + each, 0);
  return times;
};

const first = { "start (modules)": start, ...(await page()) };
const story = join(edition, "stories", "home-care.md");
const text = readFileSync(story, "utf8");
const warm = [];
for (let n = 0; n < Number(runs) + 1; n++) {
  // one character more or less in the middle of a paragraph: what an editor does between two looks at the proof
  writeFileSync(story, n % 2 === 0 ? text.replace("，", "，也") : text);
  warm.push(await page());
}
writeFileSync(story, text);
console.log(JSON.stringify({ first, warm: warm.slice(1), peak: process.resourceUsage().maxRSS }));
