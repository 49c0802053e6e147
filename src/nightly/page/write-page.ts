/** A made page into the output folder: a file for each plant and half, and a picture when one is asked for. */
import type { Diagnostic } from "../../base/diagnostic.ts";
import type { EditionPage, Press, PrintedFile, Standard } from "../../index.ts";
import { readFacts } from "../../preflight/preflight-pdf.ts";
import type { PressedVersion } from "../output/earlier-prints.ts";
import { inFolder, pageFile, pageName, pictureFile } from "../output/file-name.ts";
import { type ManifestFile, type ManifestPage, manifestPage } from "../output/manifest.ts";
import type { Output } from "../output/write-output.ts";
import { coverageJson } from "./coverage-json.ts";
import { type FailedPage, type MadePage, type MadePrint, makePage } from "./make-page.ts";
import type { OpenedEdition } from "./opened-edition.ts";
import { pagePicture } from "./page-picture.ts";
import { measurePlates } from "./preflight-plates.ts";

/** Who wants to know how far a page is. */
export interface PageWatch {
  /** a stage of a page begins */
  at(stage: "lay" | "print" | "proof", page: string): void;
  /** one more page is done */
  pageDone(): void;
}

/** What pages are built with. */
export interface PageBuild {
  readonly standard: Standard | undefined;
  readonly version: string | undefined;
  readonly pictures: boolean;
  /** whether the ink of each file is measured on plates */
  readonly ink: boolean;
  readonly plants: readonly Press[];
  readonly opened: OpenedEdition;
  readonly released: ReadonlyMap<string, string>;
  readonly earlier: (page: EditionPage, press: Press) => PressedVersion | undefined;
  readonly known?: readonly Diagnostic[];
  readonly output: Pick<Output, "add">;
  readonly progress: PageWatch;
}

/** A page with its files; its bytes are on disk and no longer in memory. */
export interface WrittenPage {
  readonly page: EditionPage;
  /** at its worst plant */
  readonly state: string;
  readonly by?: string;
  readonly fault?: FailedPage;
  readonly findings: readonly Diagnostic[];
  readonly entry: ManifestPage;
}

/** Makes the page and writes its files aside. */
export const writePage = async (page: EditionPage, build: PageBuild): Promise<WrittenPage> => {
  const { opened, standard, released, progress, plants, version, earlier, known: told } = build;
  const watch = (stage: "lay" | "print", id: string) => progress.at(stage, id);
  const how = {
    opened,
    standard,
    released,
    watch,
    plants,
    earlier,
    ...(version !== undefined && { version }),
    ...(told && { known: told }),
  };
  const made = await makePage(page, how);
  const known = plants.flatMap((press) => {
    const pressed = earlier(page, press);
    return pressed ? [[press.plant, pressed] as const] : [];
  });
  const textOf = (path: string) => opened.found.textOf(path);
  const facts = { edition: opened.edition, textOf, earlier: new Map(known) };
  if (made.kind === "failed") {
    return { page, state: "failed", fault: made, findings: made.findings, entry: manifestPage(made, [], facts) };
  }
  const files: ManifestFile[] = [];
  for (const print of made.prints) files.push(...(await writePrint(made, print, build)));
  progress.pageDone();
  const { state, by } = made.prints.find((each) => each.state === "held") ?? made.prints[0]!;
  const entry = manifestPage(made, files, facts);
  return { page, state, ...(by !== undefined && { by }), findings: made.findings, entry };
};

const writePrint = async (made: MadePage, print: MadePrint, build: PageBuild): Promise<readonly ManifestFile[]> => {
  const files: ManifestFile[] = [];
  for (const file of print.printed.files) files.push(...(await writeFile(file, { made, print, build })));
  return files;
};

interface FileWork {
  readonly made: MadePage;
  readonly print: MadePrint;
  readonly build: PageBuild;
}

const writeFile = async (file: PrintedFile, { made, print, build }: FileWork): Promise<readonly ManifestFile[]> => {
  const { opened, output, progress, pictures } = build;
  const { press, printed, state, version } = print;
  const mono = [...file.plates.keys()].every((plate) => plate === "K");
  const name = pageName({ edition: opened.edition, press, page: file.page, version, mono });
  const common = {
    page: made.page.id,
    section: made.page.section,
    ...(press.plant !== "" && { plant: press.plant }),
    version,
    standard: printed.standard,
    state,
  };
  const path = inFolder(press, pageFile(name, printed.standard, state === "held"));
  const { bytes, sha256 } = await output.add(path, file.pdf);
  const pdf: ManifestFile = {
    path,
    ...common,
    bytes,
    sha256,
    ...(file.page !== made.page.id && { half: file.page }),
    plates: [...file.plates.keys()],
    ...(build.ink && { ink: await inkOf(file) }),
    ...replacedBy(file, print),
  };
  // a picture shows the page, which is the same for all plants
  if (!pictures || press !== build.plants[0]) return [pdf];
  progress.at("proof", made.page.id);
  const at = inFolder(press, pictureFile(name));
  const picture = await pagePicture({ laid: made.laid, file, findings: made.findings }, { dpi: 150, layers: [] });
  const written = await output.add(at, picture.png);
  return [pdf, { path: at, ...common, bytes: written.bytes, sha256: written.sha256 }];
};

/** Each ink's share, the most ink and the ink keys, within the trim; or why they are not known. */
const inkOf = async ({ pdf }: PrintedFile): Promise<object> => {
  const { pages, why } = await measurePlates(pdf, readFacts(pdf));
  return pages[0] ? coverageJson(pages[0].coverage) : { notMeasured: why };
};

/** What a file for the press takes the place of. */
const replacedBy = (file: PrintedFile, { state, pressed }: MadePrint): Partial<ManifestFile> => {
  const replaces = state === "press" || state === "released" ? pressed?.replaces : undefined;
  if (!replaces) return {};
  return { replaces: replaces.version, changedPlates: replaces.changed.get(file.page) ?? [] };
};
