/** Whether an edition's pages are those that the press is set up for; pages on positions without colour become mono. */
import type { Diagnostic, Report } from "../base/diagnostic.ts";
import type { SourceRange } from "../base/source.ts";
import type { EditionPage } from "../model/edition.ts";
import { coveredPages } from "../model/facing-pages.ts";
import type { YamlDocument } from "./document/yaml-document.ts";
import type { PlanInput } from "./edition-schema.ts";

/** A plan and where it stands. */
export interface PlanPlace {
  readonly plan: PlanInput | undefined;
  /** steps to it */
  readonly at: readonly PropertyKey[];
  readonly document: YamlDocument;
}

/** A press prints two leaves of a broadsheet at a time. */
const STEP = 4;

/** Reports what is not as planned. The pages come back as they can be printed. */
export const checkPagePlan = (
  pages: readonly EditionPage[],
  { plan, at, document }: PlanPlace,
  report: Report,
): readonly EditionPage[] => {
  if (!plan) return pages;
  const range = (...field: readonly PropertyKey[]): SourceRange => document.range([...at, ...field]);
  const work: PlanWork = { plan, range, report };
  const sizes = sectionSizes(pages, work);
  for (const finding of [...counts(pages, sizes, work), ...steps(sizes, work), ...centres(pages, sizes)])
    report.add(finding);
  return pages.map((page) => onPosition(page, work));
};

interface PlanWork {
  readonly plan: PlanInput;
  readonly range: (...field: readonly PropertyKey[]) => SourceRange;
  readonly report: Report;
}

const sectionOf = (id: string): string => /^\p{L}*/u.exec(id)?.[0] ?? "";
const numberOf = (id: string): number => Number(/\d+/.exec(id)?.[0] ?? 0);

/** Planned pages of each section; of a paper without sections all of them. */
const sectionSizes = (pages: readonly EditionPage[], { plan }: PlanWork): ReadonlyMap<string, number> => {
  if (plan.sections) return new Map(Object.entries(plan.sections));
  const found = new Set(pages.map(({ id }) => sectionOf(id)));
  const [only] = found;
  return plan.pages !== undefined && found.size === 1 ? new Map([[only!, plan.pages]]) : new Map();
};

const finding = (message: string, hint: string, source: SourceRange): Diagnostic => ({
  code: "input/page-plan",
  severity: "error",
  message,
  hint,
  source,
});

const titled = (section: string): string => (section === "" ? "the paper" : `section \`${section}\``);

/** Every planned page once, and no other. */
const counts = (
  pages: readonly EditionPage[],
  sizes: ReadonlyMap<string, number>,
  { plan, range }: PlanWork,
): readonly Diagnostic[] => {
  const ids = pages.flatMap(({ id }) => coveredPages(id));
  const place = (section: string): SourceRange => (plan.sections ? range("sections", section) : range("pages"));
  const hint = "put the pages right, or the plan";
  const found = [...sizes].flatMap(([section, size]): readonly Diagnostic[] => {
    const here = new Set(ids.filter((id) => sectionOf(id) === section).map(numberOf));
    const lacking = Array.from({ length: size }, (_, n) => n + 1).filter((n) => !here.has(n));
    const beyond = [...here].filter((n) => n > size || n < 1);
    if (lacking.length === 0 && beyond.length === 0) return [];
    const words = [
      ...(lacking.length > 0 ? [`${listed(section, lacking)} missing`] : []),
      ...(beyond.length > 0 ? [`${listed(section, beyond)} beyond them`] : []),
    ];
    return [finding(`${titled(section)} is planned with ${size} pages; ${words.join(", ")}`, hint, place(section))];
  });
  const strange = sizes.size === 0 ? [] : [...new Set(ids.map(sectionOf))].filter((section) => !sizes.has(section));
  const sum = sizes.size > 0 ? [...sizes.values()].reduce((all, each) => all + each, 0) : ids.length;
  return [
    ...found,
    ...strange.map((section) => finding(`${titled(section)} is not in the plan of pages`, hint, range("sections"))),
    ...(plan.pages !== undefined && plan.pages !== sum
      ? [
          finding(
            `${plan.pages} pages are planned, and ${plan.sections ? "its sections have" : "there are"} ${sum}`,
            hint,
            range("pages"),
          ),
        ]
      : []),
  ];
};

const MOST_NAMED = 6;

const listed = (section: string, numbers: readonly number[]): string => {
  const named = [...numbers].sort((a, b) => a - b).slice(0, MOST_NAMED);
  const names = named.map((n) => `\`${section}${String(n).padStart(2, "0")}\``).join(", ");
  const more = numbers.length > MOST_NAMED ? ` and ${numbers.length - MOST_NAMED} more` : "";
  return `${names}${more} ${numbers.length === 1 ? "is" : "are"}`;
};

/** A web of paper is folded into leaves of four pages. */
const steps = (sizes: ReadonlyMap<string, number>, { plan, range }: PlanWork): readonly Diagnostic[] => {
  const step = plan.step ?? STEP;
  return [...sizes].flatMap(([section, size]) =>
    size % step === 0
      ? []
      : [
          finding(
            `${titled(section)} is planned with ${size} pages, and the press prints ${step} at a time`,
            `plan ${size - (size % step) || step} or ${size - (size % step) + step} pages, or give the press's \`step\``,
            plan.sections ? range("sections", section) : range("pages"),
          ),
        ],
  );
};

/** Only the two pages in the middle of a section are one sheet, so that one plate can print over both. */
const centres = (pages: readonly EditionPage[], sizes: ReadonlyMap<string, number>): readonly Diagnostic[] =>
  pages.flatMap(({ id, files, source }): readonly Diagnostic[] => {
    const size = sizes.get(sectionOf(id));
    const covered = coveredPages(id);
    if (covered.length !== 2 || files === "two" || size === undefined) return [];
    const middle = size / 2;
    if (numberOf(id) === middle) return [];
    return [
      {
        code: "input/page-plan",
        severity: "error",
        message: `panorama \`${id}\` is one file for two sheets: the middle of ${titled(sectionOf(id))} is \`${middle}-${middle + 1}\``,
        hint: "add `files: two`, so that it is cut at the fold, or move it to the middle",
        source,
        place: { page: id },
      },
    ];
  });

/** A page on a position without colour is printed in black; one that wants colour there is told of. */
const onPosition = (page: EditionPage, { plan, report }: PlanWork): EditionPage => {
  if (!plan.colour || page.colour === "mono") return page;
  const coloured = new Set(plan.colour.flatMap(coveredPages).map(positionOf));
  const mono = coveredPages(page.id).filter((id) => !coloured.has(positionOf(id)));
  if (mono.length === 0) return page;
  if (page.saysColour !== true) return { ...page, colour: "mono" };
  const refused = plan.onMono === "refuse";
  const where = mono.map((id) => `\`${id}\``).join(" and ");
  report.add({
    code: "input/page-plan",
    severity: refused ? "error" : "warning",
    message: `page \`${page.id}\` wants colour, and the press has none on ${where}${refused ? "" : "; it is printed in black"}`,
    hint: "move the page, or write `colour: mono`",
    source: page.source,
    place: { page: page.id },
  });
  return refused ? page : { ...page, colour: "mono" };
};

/** `5` is `05`. */
const positionOf = (id: string): string => `${sectionOf(id)}${numberOf(id)}`;
