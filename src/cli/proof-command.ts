/** `broadsheet proof`: one page as a picture, with layers over it. */
import { resolve } from "node:path";
import { type Diagnostic, Diagnostics } from "../base/diagnostic.ts";
import { type EditionPage, isSpread, type LaidPage, layPage, printSpread } from "../index.ts";
import { pageName } from "../nightly/output/file-name.ts";
import { coverageJson } from "../nightly/page/coverage-json.ts";
import { makePage } from "../nightly/page/make-page.ts";
import type { OpenedEdition } from "../nightly/page/opened-edition.ts";
import { findingsOf } from "../nightly/page/page-findings.ts";
import { type PagePicture, pagePicture } from "../nightly/page/page-picture.ts";
import type { Coverage } from "../proof/coverage.ts";
import { LAYERS } from "../proof/draw-layers.ts";
import { encodePng } from "../proof/encode-png.ts";
import { rasterPdf } from "../proof/raster-pdf.ts";
import { coverageText } from "./coverage-facts.ts";
import { oneCopy } from "./each-copy.ts";
import { reportFaults } from "./fault-report.ts";
import { onePage } from "./inspect-command.ts";
import { openEdition } from "./open-edition.ts";
import { choices, wholeNumber } from "./option-values.ts";
import { plantsOf } from "./plants-of.ts";
import { platePicture } from "./plate-picture.ts";
import { showProgress } from "./progress.ts";
import { type CommandInput, printFindings, printJson, type Session } from "./session.ts";
import { softPicture } from "./soft-picture.ts";
import { UsageError } from "./usage-error.ts";
import { writeWhole } from "./write-whole.ts";

/** Draws the page as it would be built, and what was found on it; 1 when it has an error. */
export const proof = async (asked: CommandInput): Promise<number> => {
  const input = await oneCopy(asked);
  const { argument, options, session } = input;
  const option = (name: string, text: string) => ({ name, text, session });
  const dpi = wholeNumber(option("--dpi", options.dpi ?? "150"), 10, 600);
  if (options.spread !== undefined && !options.soft) return proofSpread(input, dpi);
  if (options.soft && (options.plate !== undefined || options.spread !== undefined))
    throw new UsageError(session.says.softAlone);
  const layers = options.layers === undefined ? [] : choices(option("--layers", options.layers), LAYERS);
  const opened = await openEdition(argument ?? ".", options.page, session);
  const page = onePage(opened, session);
  const [press] = plantsOf(opened.edition, options.plant, session);
  const { size: _, ...unscaled } = press!;
  const progress = showProgress(1, session);
  const made = await makePage(page, {
    opened,
    standard: undefined,
    // layers are drawn in the places of the layout, so the page is not brought to another size under them
    plants: [layers.length > 0 ? unscaled : press!],
    whole: true,
    released: new Map(),
    watch: (stage, id) => progress.at(stage, id),
  });
  if (made.kind === "failed") return reportFaults([made.fault], session);
  progress.at("proof", page.id);
  const { laid, findings, prints } = made;
  const [file] = prints[0]!.printed.files;
  const printed = { laid, file: file!, findings };
  const { picture, coverage } = options.soft
    ? { picture: await softPicture(printed, { dpi, layers, press: press!, session }), coverage: undefined }
    : options.plate === undefined
      ? { picture: await pagePicture(printed, { dpi, layers }), coverage: undefined }
      : await platePicture(printed, { plate: options.plate, dpi, layers, press: press!, session });
  const mono = [...file!.plates.keys()].every((plate) => plate === "K");
  const { edition } = opened;
  const name = pageName({ edition, press: press!, page: page.id, version: edition.version, mono });
  const png = options.png ?? `${name}.png`;
  writeWhole(resolve(session.terminal.cwd, png), picture.png, { shown: png, option: "--png" });
  if (options.pdf !== undefined)
    writeWhole(resolve(session.terminal.cwd, options.pdf), file!.pdf, { shown: options.pdf, option: "--pdf" });
  progress.end();
  return tell({ opened, findings, facts: { page: page.id }, png, pdf: options.pdf, picture, coverage }, session);
};

/** Two pages side by side as one picture, marked as a proof. */
const proofSpread = async ({ argument, options, session }: CommandInput, dpi: number): Promise<number> => {
  if (options.page !== undefined || options.layers !== undefined) throw new UsageError(session.says.spreadAlone);
  const ids = options.spread!.split(",").map((each) => each.trim());
  const opened = await openEdition(argument ?? ".", ids, session);
  const { edition, pages, workshop } = opened;
  const [first, second] = pages;
  if (!first || !second || pages.length !== 2 || ids.length !== 2) throw new UsageError(session.says.twoPages);
  if (!isSpread(first.id, second.id)) throw new UsageError(session.says.notFacing(first.id, second.id));
  const [press] = plantsOf(edition, options.plant, session);
  const progress = showProgress(2, session);
  const own = new Diagnostics();
  const report = { add: own.add.bind(own), text: opened.found.text.bind(opened.found) };
  for (const page of pages) for (const finding of findingsOf(page, opened)) own.add(finding);
  const lay = async (page: EditionPage): Promise<LaidPage> => {
    progress.at("lay", page.id);
    return layPage(edition, page, workshop, report);
  };
  const inOrder = edition.binding === "left" ? ([first, second] as const) : ([second, first] as const);
  const laid = [await lay(inOrder[0]), await lay(inOrder[1])] as const;
  progress.at("print", `${first.id}-${second.id}`);
  const pdf = await printSpread(edition, laid, { workshop, report, press: press! });
  progress.at("proof", `${first.id}-${second.id}`);
  const raster = await rasterPdf(pdf, { page: 1, dpi });
  const picture = { png: await encodePng(raster), width: raster.width, height: raster.height };
  const png = options.png ?? `${edition.paper.id}_${first.id}-${second.id}_PROOF.png`;
  writeWhole(resolve(session.terminal.cwd, png), picture.png, { shown: png, option: "--png" });
  if (options.pdf !== undefined)
    writeWhole(resolve(session.terminal.cwd, options.pdf), pdf, { shown: options.pdf, option: "--pdf" });
  progress.end();
  const facts = { spread: laid.map(({ page }) => page.id) };
  return tell({ opened, findings: own.all(), facts, png, pdf: options.pdf, picture, coverage: undefined }, session);
};

interface Proofed {
  readonly opened: OpenedEdition;
  readonly findings: readonly Diagnostic[];
  readonly facts: object;
  readonly png: string;
  readonly pdf: string | undefined;
  readonly picture: PagePicture;
  /** when plates were asked for */
  readonly coverage: Coverage | undefined;
}

const tell = ({ opened, findings, facts, png, pdf, picture, coverage }: Proofed, session: Session): number => {
  const textOf = (path: string) => opened.found.textOf(path);
  const { width, height } = picture;
  if (session.json) {
    const told = { ...facts, png, ...(pdf !== undefined && { pdf }), width, height };
    const inks = coverage && { coverage: coverageJson(coverage) };
    printJson({ ...told, ...inks }, { all: findings, textOf }, session);
  } else {
    printFindings(findings, textOf, session);
    session.terminal.out(`${session.says.wroteProof(png, width, height)}\n`);
    if (coverage) session.terminal.out(coverageText(coverage, session));
  }
  return findings.some((each) => each.severity === "error") ? 1 : 0;
};
