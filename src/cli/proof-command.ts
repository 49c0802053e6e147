/** `broadsheet proof`: one page as a picture, with layers over it. */
import { randomBytes } from "node:crypto";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { LAYERS } from "../proof/draw-layers.ts";
import { coverageJson, coverageText } from "./coverage-facts.ts";
import { reportFaults } from "./fault-report.ts";
import { pageName } from "./file-name.ts";
import { onePage } from "./inspect-command.ts";
import { makePage } from "./make-page.ts";
import { openEdition } from "./open-edition.ts";
import { choices, wholeNumber } from "./option-values.ts";
import { pagePicture } from "./page-picture.ts";
import { platePicture } from "./plate-picture.ts";
import { showProgress } from "./progress.ts";
import { type CommandInput, printFindings, printJson } from "./session.ts";
import { outputErrorOf } from "./usage-error.ts";

/** Draws the page as it would be built, and what was found on it; 1 when it has an error. */
export const proof = async ({ argument, options, session }: CommandInput): Promise<number> => {
  const option = (name: string, text: string) => ({ name, text, session });
  const dpi = wholeNumber(option("--dpi", options.dpi ?? "150"), 10, 600);
  const layers = options.layers === undefined ? [] : choices(option("--layers", options.layers), LAYERS);
  const opened = await openEdition(argument ?? ".", options.page, session);
  const page = onePage(opened, session);
  const progress = showProgress(1, session);
  const made = await makePage(page, {
    opened,
    standard: undefined,
    released: new Map(),
    watch: (stage, id) => progress.at(stage, id),
  });
  if (made.kind === "failed") return reportFaults([made.fault], session);
  progress.at("proof", page.id);
  const { picture, coverage } =
    options.plate === undefined
      ? { picture: await pagePicture(made, { dpi, layers }), coverage: undefined }
      : await platePicture(made, { plate: options.plate, dpi, layers, edition: opened.edition, session });
  const file = options.png ?? `${pageName(opened.edition, page)}.png`;
  writeWhole(resolve(session.terminal.cwd, file), picture.png, file);
  progress.end();
  const textOf = (path: string) => opened.found.textOf(path);
  const { width, height } = picture;
  const facts = { page: page.id, png: file, width, height, ...(coverage && { coverage: coverageJson(coverage) }) };
  if (session.json) printJson(facts, { all: made.findings, textOf }, session);
  else {
    printFindings(made.findings, textOf, session);
    session.terminal.out(`${session.says.wroteProof(file, width, height)}\n`);
    if (coverage) session.terminal.out(coverageText(coverage, session));
  }
  return made.findings.some((each) => each.severity === "error") ? 1 : 0;
};

const writeWhole = (path: string, content: Uint8Array, shown: string): void => {
  const aside = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString("hex")}.tmp`);
  try {
    writeFileSync(aside, content, { flush: true });
    renameSync(aside, path);
  } catch (fault) {
    rmSync(aside, { force: true });
    throw outputErrorOf(fault, shown);
  }
};
