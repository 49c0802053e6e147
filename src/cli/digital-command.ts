/** `broadsheet digital`: the edition for screens: a picture of each page with the place of each story, the stories as HTML and JSON. */
import { resolve } from "node:path";
import { type Diagnostic, Diagnostics } from "../base/diagnostic.ts";
import { folderName } from "../nightly/output/file-name.ts";
import { openOutput } from "../nightly/output/write-output.ts";
import { makePage } from "../nightly/page/make-page.ts";
import { shownPath } from "./build-command.ts";
import { digitalPackage } from "./digital-package.ts";
import { eachCopy } from "./each-copy.ts";
import { reportFaults } from "./fault-report.ts";
import { onInterrupt } from "./interrupts.ts";
import { openEdition, strayOf } from "./open-edition.ts";
import { showProgress } from "./progress.ts";
import { type CommandInput, printFindings, printJson } from "./session.ts";

/** Writes a package for the edition and each of its zones; 0 when every page is in it, 1 when one is not because it has an error, 70 when the program failed on one. */
export const digital = (input: CommandInput): Promise<number> => eachCopy(input, digitalCopy);

/** A package has all pages of its copy, those that it shares among them: readers take one and no other. */
const digitalCopy = async ({ argument, options, session }: CommandInput): Promise<number> => {
  const opened = await openEdition(argument ?? ".", options.page, session);
  const folder = resolve(session.terminal.cwd, options.out ?? "out", folderName(opened.edition), "digital");
  const shown = shownPath(folder, session.terminal.cwd);
  const output = openOutput({ folder, shown, parts: ["stories", "pictures"] });
  const quiet = onInterrupt(() => output.abort());
  const progress = showProgress(opened.pages.length, session);
  const written = digitalPackage(opened.edition, output);
  const faults: unknown[] = [];
  const found: Diagnostic[] = [];
  const left: string[] = [];
  try {
    for (const page of opened.pages) {
      const watch = (stage: "lay" | "print", id: string) => progress.at(stage, id);
      const made = await makePage(page, { opened, standard: "screen", whole: true, released: new Map(), watch });
      found.push(...made.findings.filter(({ code }) => code !== "nightly/held"));
      if (made.kind === "failed") faults.push(made.fault);
      else if (made.prints[0]!.state === "held") left.push(page.id);
      else await written.add(made.prints[0]!.printed);
      progress.pageDone();
    }
    progress.at("write");
    await written.commit();
  } finally {
    progress.end();
    quiet();
    output.abort();
  }
  const all = new Diagnostics();
  for (const each of [...found, ...strayOf(opened, session)]) all.add(each);
  const textOf = (path: string) => opened.found.textOf(path);
  if (session.json) printJson({ folder: shown, ...written.facts(), left }, { all: all.all(), textOf }, session);
  else {
    printFindings(all.all(), textOf, session);
    const { pages, stories } = written.facts();
    session.terminal.out(`${session.says.wroteDigital(shown, pages, stories)}\n`);
    if (left.length > 0) session.terminal.out(`${session.says.leftOut(left)}\n`);
  }
  if (faults.length > 0) return reportFaults(faults, session);
  return all.has("error") ? 1 : 0;
};
