/** One page from its stories to its bytes, and the decision that goes with it: for the press, held back, or released. */
import { type Diagnostic, Diagnostics, type Report } from "../base/diagnostic.ts";
import { type EditionPage, type LaidPage, layPage, type PrintedPage, printPage, type Standard } from "../index.ts";
import type { OpenedEdition } from "./open-edition.ts";
import { findingsOf } from "./page-findings.ts";

/** `held` pages have an error finding and carry the proof mark; `released` ones have one too, and somebody who answers for it. */
export type PageState = "press" | "held" | "released" | "proof" | "screen";

/** A page that came out. */
export interface MadePage {
  readonly kind: "made";
  readonly page: EditionPage;
  readonly state: PageState;
  /** who released it */
  readonly by?: string;
  readonly printed: PrintedPage;
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
  /** the edition's own when undefined */
  readonly standard: Standard | undefined;
  /** page id → who releases it */
  readonly released: ReadonlyMap<string, string>;
  readonly watch: (stage: "lay" | "print", page: string) => void;
}

/** Lays and prints `page`. */
export const makePage = async (page: EditionPage, how: MakeHow): Promise<MadePage | FailedPage> => {
  const { found } = how.opened;
  const own = new Diagnostics();
  const report: Report = { add: (finding) => own.add(finding), text: (path, text) => found.text(path, text) };
  for (const finding of findingsOf(page, how.opened)) own.add(finding);
  try {
    return await madePage(page, { ...how, own, report });
  } catch (fault) {
    return { kind: "failed", page, fault, findings: own.all() };
  }
};

const madePage = async (
  page: EditionPage,
  { opened, standard, released, watch, own, report }: MakeHow & { readonly own: Diagnostics; readonly report: Report },
): Promise<MadePage> => {
  const { edition, workshop } = opened;
  const wanted = standard ?? edition.press.standard;
  watch("lay", page.id);
  const laid = await layPage(edition, page, workshop, report);
  watch("print", page.id);
  const printed = await printPage(edition, laid, { standard: wanted, workshop, report });
  const by = released.get(page.id);
  if (!own.has("error")) {
    const state = wanted === "proof" || wanted === "screen" ? wanted : "press";
    return { kind: "made", page, state, printed, findings: own.all() };
  }
  if (by !== undefined) {
    own.add(releasedFinding(page, by));
    return { kind: "made", page, state: "released", by, printed, findings: own.all() };
  }
  own.add(heldFinding(page));
  return { kind: "made", page, state: "held", printed: await asProof(laid, opened, printed), findings: own.all() };
};

/** Printed again with the proof mark; what the press check says about the mark itself is of no interest. */
const asProof = async (
  laid: LaidPage,
  { edition, workshop }: OpenedEdition,
  printed: PrintedPage,
): Promise<PrintedPage> => {
  if (printed.standard === "proof") return printed;
  return printPage(edition, laid, { standard: "proof", workshop, report: new Diagnostics() });
};

const heldFinding = ({ id }: EditionPage): Diagnostic => ({
  code: "nightly/held",
  severity: "warning",
  message: `page \`${id}\` is held back from the press`,
  hint: `mend its errors, or release it with \`--release ${id} --by NAME\``,
  place: { page: id },
});

const releasedFinding = ({ id }: EditionPage, by: string): Diagnostic => ({
  code: "nightly/released",
  severity: "warning",
  message: `page \`${id}\` goes to press with its errors, released by \`${by}\``,
  place: { page: id },
});
