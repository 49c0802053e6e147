/** `broadsheet check`: everything that building does but writing; copyfit page by page, then all findings. */
import { Diagnostics } from "../base/diagnostic.ts";
import { countCharacters, type Fit, type LaidPage, type Story } from "../index.ts";
import { inFlight } from "../nightly/page/in-flight.ts";
import { makePage } from "../nightly/page/make-page.ts";
import { eachCopy } from "./each-copy.ts";
import { reportFaults } from "./fault-report.ts";
import { fitFacts, together } from "./fit-facts.ts";
import { needsLook } from "./needs-look.ts";
import { openEdition, ownPages, strayOf } from "./open-edition.ts";
import { showProgress } from "./progress.ts";
import { type CommandInput, printFindings, printJson, type Session } from "./session.ts";
import { textTable } from "./text-table.ts";

/** Checks the edition and its zones; 0 when every page is clean, 1 when one has an error, 70 when the program itself failed on one. */
export const check = (input: CommandInput): Promise<number> => eachCopy(input, checkCopy);

const checkCopy = async ({ argument, options, session }: CommandInput): Promise<number> => {
  const opened = ownPages(await openEdition(argument ?? ".", options.page, session));
  const { found, pages } = opened;
  const progress = showProgress(pages.length, session);
  const made = await inFlight(pages, 2, async (page) => {
    const watch = (stage: "lay" | "print", id: string) => progress.at(stage, id);
    const result = await makePage(page, {
      opened,
      standard: undefined,
      plants: opened.edition.targets,
      released: new Map(),
      watch,
    });
    progress.pageDone();
    const copyfit = result.kind === "made" ? copyfitOf(result.laid) : [];
    return { page, copyfit, findings: result.findings, faults: result.kind === "failed" ? [result.fault] : [] };
  });
  progress.end();
  const all = new Diagnostics();
  for (const finding of made.flatMap((each) => each.findings)) if (finding.code !== "nightly/held") all.add(finding);
  for (const finding of strayOf(opened, session)) all.add(finding);
  const textOf = (path: string) => found.textOf(path);
  if (session.json) {
    const tables = made.map(({ page, copyfit }) => ({
      page: page.id,
      section: page.section,
      stories: copyfit.map(factsOf),
    }));
    printJson({ pages: tables }, { all: all.all(), textOf }, session);
  } else {
    for (const { page, copyfit } of made)
      session.terminal.out(`${session.says.page(page.id)}  ${page.section}\n${table(copyfit, session)}\n`);
    if (all.all().length === 0) session.terminal.out(`${session.says.nothingWrong}\n`);
    printFindings(all.all(), textOf, session);
  }
  const faults = made.flatMap((each) => each.faults);
  if (faults.length > 0) return reportFaults(faults, session);
  return needsLook(all.all()) ? 1 : 0;
};

interface Copyfit {
  readonly story: Story;
  readonly fit: Fit;
}

/** The stories of a page that have a body on it, in reading order; one that runs through several has what they have together. */
const copyfitOf = ({ page, composed }: LaidPage): readonly Copyfit[] => {
  const stories = new Map<string, Copyfit>();
  for (const { frame, fit } of composed.frames) {
    if (frame.kind !== "body" || !fit) continue;
    const { path } = frame.story;
    const known = stories.get(path);
    const whole = [...page.stories.values()].find((each) => each.path === path) ?? frame.story;
    stories.set(path, known ? { ...known, fit: together(known.fit, fit) } : { story: whole, fit });
  }
  return [...stories.values()];
};

const factsOf = ({ story, fit }: Copyfit): object => ({
  story: story.id,
  characters: countCharacters(story),
  ...fitFacts(fit),
});

const table = (rows: readonly Copyfit[], { says }: Session): string =>
  textTable(
    says.copyfit,
    rows.map(({ story, fit }) => [
      story.id,
      `${countCharacters(story)}`,
      `${fit.lines}`,
      `${fit.room}`,
      fitWords(fit, says),
    ]),
    [1, 2, 3],
  );

const fitWords = (fit: Fit, says: Session["says"]): string => {
  if (fit.jumped) return says.jumps(fit.jumped.lines, fit.jumped.page);
  if (fit.oversetLines > 0) return says.overset(fit.oversetLines, fit.oversetCharacters);
  return fit.underLines > 0 ? says.underset(fit.underLines, fit.underCharacters) : says.fitsExactly;
};
