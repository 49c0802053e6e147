/** One page from its stories to its bytes for each plant, and the decision that goes with it: for the press, held back, or released. */
import { type Diagnostic, Diagnostics, type Report } from "../../base/diagnostic.ts";
import {
  changedPlates,
  type EditionPage,
  type LaidPage,
  layPage,
  type Press,
  type PrintedPage,
  printPage,
  type Standard,
} from "../../index.ts";
import type { PressedVersion } from "../output/earlier-prints.ts";
import { isLater, nextVersion } from "../output/version-letter.ts";
import type { OpenedEdition } from "./opened-edition.ts";
import { findingsOf } from "./page-findings.ts";

/** `held` pages have an error finding and carry the proof mark; `released` ones have one too, and somebody who answers for it. */
export type PageState = "press" | "held" | "released" | "proof" | "screen";

/** A page as it came out for one plant. */
export interface MadePrint {
  readonly press: Press;
  readonly state: PageState;
  /** who released it */
  readonly by?: string;
  readonly printed: PrintedPage;
  /** version letter */
  readonly version: string;
  /** the version that last was for the press: this one, or an earlier one; undefined when none ever was */
  readonly pressed?: PressedVersion;
}

/** A page that came out. */
export interface MadePage {
  readonly kind: "made";
  readonly page: EditionPage;
  readonly laid: LaidPage;
  /** one for each plant */
  readonly prints: readonly MadePrint[];
  /** everything that was found about the page, reading included */
  readonly findings: readonly Diagnostic[];
}

/** A page over which the program itself stumbled; the others are none the worse for it. */
export interface FailedPage {
  readonly kind: "failed";
  readonly page: EditionPage;
  readonly fault: unknown;
  readonly findings: readonly Diagnostic[];
}

/** What was asked about all pages. */
export interface MakeHow {
  readonly opened: OpenedEdition;
  /** the plants' own when undefined */
  readonly standard: Standard | undefined;
  /** for which plants; the first alone when absent */
  readonly plants?: readonly Press[];
  /** whether panoramas are not cut at the fold */
  readonly whole?: boolean;
  /** page id → who releases it */
  readonly released: ReadonlyMap<string, string>;
  /** what reading found about the page, where more is known than `opened` tells */
  readonly known?: readonly Diagnostic[];
  /** a letter for all pages, whatever they had before */
  readonly version?: string;
  /** what is known of the page's last version for the press; nothing when absent */
  readonly earlier?: (page: EditionPage, press: Press) => PressedVersion | undefined;
  readonly watch: (stage: "lay" | "print", page: string) => void;
}

/** Lays `page` once and prints it for every plant. */
export const makePage = async (page: EditionPage, how: MakeHow): Promise<MadePage | FailedPage> => {
  const own = new Diagnostics();
  const report = reportTo(own, how);
  for (const finding of how.known ?? findingsOf(page, how.opened)) own.add(finding);
  try {
    return await madePage(page, { ...how, own, report });
  } catch (fault) {
    return { kind: "failed", page, fault, findings: own.all() };
  }
};

const reportTo = (own: Diagnostics, { opened }: MakeHow): Report => ({
  add: (finding) => own.add(finding),
  text: (path, text) => opened.found.text(path, text),
});

interface PageWork extends MakeHow {
  /** what was found up to now, whatever the plant */
  readonly own: Diagnostics;
  readonly report: Report;
}

const madePage = async (page: EditionPage, work: PageWork): Promise<MadePage> => {
  const { opened, watch, own, report } = work;
  const { edition, workshop } = opened;
  watch("lay", page.id);
  const laid = await layPage(edition, page, workshop, report);
  watch("print", page.id);
  const plants = work.plants ?? [edition.press];
  const works: PlantWork[] = [];
  for (const press of plants) works.push(await printFor(press, laid, work));
  for (const finding of plantFindings(works)) own.add(finding);
  for (const finding of decisions(page, works)) own.add(finding);
  return { kind: "made", page, laid, prints: works.map(({ print }) => print), findings: own.all() };
};

interface PlantWork {
  readonly print: MadePrint;
  /** what was found while printing for this plant alone */
  readonly found: readonly Diagnostic[];
}

const printFor = async (press: Press, laid: LaidPage, work: PageWork): Promise<PlantWork> => {
  const { page } = laid;
  const { opened, own } = work;
  const found = new Diagnostics();
  const standard = work.standard ?? press.standard;
  const earlier = work.earlier?.(page, press);
  const printAs = (version: string, report: Report, as: Standard = standard): Promise<PrintedPage> => {
    const verdict = () => verdictOf([own, found]);
    return printPage(opened.edition, laid, {
      press,
      standard: as,
      workshop: opened.workshop,
      report,
      version,
      verdict,
    });
  };
  const version = work.version ?? laterOf(earlier?.version, opened.edition.version);
  const printed = await printAs(version, reportTo(found, work));
  const by = work.released.get(page.id);
  const bad = own.has("error") || found.has("error");
  const known = { press, version, ...(earlier && { pressed: earlier }) };
  if (bad && by === undefined) {
    // what the press check says about the proof mark itself is of no interest
    const held = standard === "proof" ? printed : await printAs(version, new Diagnostics(), "proof");
    return { print: { ...known, state: "held", printed: held }, found: found.all() };
  }
  if (!bad && (standard === "proof" || standard === "screen"))
    return { print: { ...known, state: standard, printed }, found: found.all() };
  const state = bad ? { state: "released" as const, ...(by !== undefined && { by }) } : { state: "press" as const };
  const latest = earlier?.latest ?? earlier?.version;
  const changed =
    work.version === undefined && latest !== undefined && !isLater(version, latest) && !isSame(printed, earlier!);
  const letter = changed ? nextVersion(latest) : version;
  const final = changed ? await printAs(letter, new Diagnostics()) : printed;
  const pressed = asPressed(final, letter, earlier);
  return { print: { press, ...state, printed: final, version: letter, pressed }, found: found.all() };
};

const verdictOf = (all: readonly Diagnostics[]): { readonly errors: number; readonly warnings: number } => {
  const found = new Diagnostics();
  for (const finding of all.flatMap((each) => each.all())) found.add(finding);
  const count = (severity: Diagnostic["severity"]) => found.all().filter((each) => each.severity === severity).length;
  return { errors: count("error"), warnings: count("warning") };
};

const laterOf = (earlier: string | undefined, first: string): string =>
  earlier !== undefined && isLater(earlier, first) ? earlier : first;

const isSame = ({ files }: PrintedPage, earlier: PressedVersion): boolean =>
  files.length === earlier.files.size && files.every(({ page, print }) => earlier.files.get(page)?.print === print);

/** The version as it is remembered, with what it changed in the one before. */
const asPressed = (printed: PrintedPage, version: string, earlier: PressedVersion | undefined): PressedVersion => {
  const files = new Map(printed.files.map(({ page, print, plates }) => [page, { print, plates }]));
  if (!earlier) return { version, files };
  if (earlier.version === version && isSame(printed, earlier)) return earlier;
  const changed = printed.files.map(
    ({ page, plates }) => [page, changedPlates(earlier.files.get(page)?.plates ?? new Map(), plates)] as const,
  );
  return { version, files, replaces: { version: earlier.version, changed: new Map(changed) } };
};

/** What was found at all plants is said once; what only some plants have trouble with, with their names. */
const plantFindings = (works: readonly PlantWork[]): readonly Diagnostic[] => {
  const keys = works.map(({ found }) => new Map(found.map((each) => [keyOf(each), each])));
  return works.flatMap(({ found, print }) =>
    found.map((finding) =>
      keys.every((each) => each.has(keyOf(finding)))
        ? keys[0]!.get(keyOf(finding))!
        : { ...finding, message: `${finding.message} (plant \`${print.press.plant}\`)` },
    ),
  );
};

/** Where on the page it is differs with the plant's trim. */
const keyOf = ({ place: _, ...finding }: Diagnostic): string => JSON.stringify(finding);

/** Pages that are held back or released, at all plants or at those that are named. */
const decisions = ({ id }: EditionPage, works: readonly PlantWork[]): readonly Diagnostic[] =>
  works.flatMap(({ print }): readonly Diagnostic[] => {
    const all = works.every((each) => each.print.state === print.state);
    const where = all ? "" : ` at plant \`${print.press.plant}\``;
    if (print.state === "held")
      return [
        {
          code: "nightly/held",
          severity: "warning",
          message: `page \`${id}\` is held back from the press${where}`,
          hint: `mend its errors, or release it with \`--release ${id}\` and the name of who answers for it`,
          place: { page: id },
        },
      ];
    if (print.state !== "released") return [];
    return [
      {
        code: "nightly/released",
        severity: "warning",
        message: `page \`${id}\` goes to press with its errors${where}, released by \`${print.by ?? ""}\``,
        place: { page: id },
      },
    ];
  });
