/** A marked copy of a file: each finding as an annotation in its place, in an update behind bytes that stay as they were. */
import { appendUpdate, firstFree, type UpdateRefusal, updateRefusal } from "../cos/append-update.ts";
import { CosDict, CosString, type CosValue, dictOf } from "../cos/cos-object.ts";
import { numberedText } from "../cos/numbered-text.ts";
import { numbers } from "../pdf/pdf-number.ts";
import type { DocumentFacts, PageFacts } from "../preflight/document/document-facts.ts";
import { MAX_PAGES } from "../preflight/document/page-tree.ts";
import type { PreflightReport } from "../preflight/preflight-pdf.ts";
import { numberedFindings } from "./numbered-findings.ts";
import { type MarkHow, type PageFault, type PageMark, pageMarks } from "./page-marks.ts";
import { viewOf } from "./page-view.ts";

/** Why there is no marked copy. */
export type AnnotateRefusal = UpdateRefusal | "no pages" | "loose page";

/** Names of marks begin so: those of an earlier copy are taken off before new ones are put on. */
const NAME = "broadsheet-preflight-";

/** The marked copy, or why there is none. The same findings of the same file give the same bytes. */
export const annotatePdf = (
  facts: DocumentFacts,
  report: PreflightReport,
  how: MarkHow,
): Uint8Array | AnnotateRefusal => {
  const { file, pages } = facts;
  const refused = updateRefusal(file);
  if (refused) return refused;
  if (pages.length === 0) return "no pages";
  if (pages.some(({ object }) => object === undefined)) return "loose page";
  const update: Update = { facts, objects: new Map(), next: firstFree(file), shapes: new Map() };
  const faults = faultsByPage(report);
  for (const page of pages) annotatePage(page, pageMarks(page, faults.get(page.number) ?? [], how), update);
  return appendUpdate(file, update.objects);
};

interface Update {
  readonly facts: DocumentFacts;
  readonly objects: Map<number, Uint8Array>;
  next: number;
  /** equal appearances are written once */
  readonly shapes: Map<string, number>;
}

/** What is about the file as a whole stands on its first page. */
const faultsByPage = (report: PreflightReport): ReadonlyMap<number, readonly PageFault[]> => {
  const found = new Map<number, PageFault[]>();
  for (const numbered of numberedFindings(report)) {
    for (const finding of numbered.findings) {
      for (const place of finding.places) {
        const number = Math.min(place.page ?? 1, MAX_PAGES);
        const list = found.get(number) ?? [];
        found.set(number, list);
        list.push({ numbered, finding, place });
      }
    }
  }
  return found;
};

const annotatePage = (page: PageFacts, marks: readonly PageMark[], update: Update): void => {
  const added = marks.map((mark, index) => writeMark(mark, { page, index, update }));
  const list = page.dict.array("Annots");
  const kept = (list?.raw ?? []).filter((_, index) => !isOurs(list?.at(index)));
  const annots = `[${[...kept.map(numberedText), ...added.map((number) => `${number} 0 R`)].join(" ")}]`;
  const entries = [...page.dict.raw].filter(([key]) => key !== "Annots");
  const rest = numberedText(new CosDict(new Map(entries), update.facts.file));
  update.objects.set(page.object!, latin1(`${rest.slice(0, -2)} /Annots ${annots}>>`));
};

const isOurs = (value: CosValue): boolean => {
  const name = dictOf(value)?.get("NM");
  return name instanceof CosString && name.text.startsWith(NAME);
};

const latin1 = (text: string): Uint8Array => Buffer.from(text, "latin1");

interface MarkPlace {
  readonly page: PageFacts;
  readonly index: number;
  readonly update: Update;
}

const PRINT = 4;

const writeMark = (mark: PageMark, { page, index, update }: MarkPlace): number => {
  const view = viewOf(page);
  const own = view.own(mark.rect);
  const shape = writeShape(mark, view.turns, update);
  const frame = mark.frame && view.own(mark.frame);
  const generation = update.facts.file.generationOf(page.object!);
  const entries = [
    `/Type/Annot /Subtype/${mark.subtype} /Rect [${numbers(own.x0, own.y0, own.x1, own.y1)}]`,
    `/F ${PRINT} /P ${page.object} ${generation} R`,
    `/NM ${textOf(`${NAME}${page.number}-${index + 1}`)} /T ${textOf("broadsheet preflight")}`,
    `/Contents ${textOf(mark.contents)} /C [${numbers(...mark.colour.rgb)}] /AP <</N ${shape} 0 R>>`,
    ...(frame
      ? [
          `/RD [${numbers(...[frame.x0 - own.x0, frame.y0 - own.y0, own.x1 - frame.x1, own.y1 - frame.y1].map(atLeast))}]`,
          "/BS <</W 1 /S/S>>",
        ]
      : ["/DA (/Helv 7 Tf 0 g)"]),
  ];
  const number = update.next++;
  update.objects.set(number, latin1(`<<${entries.join(" ")}>>`));
  return number;
};

const atLeast = (value: number): number => Math.max(0, value);

/** Rotation that sets a drawing upright on a turned page (ISO 32000-1, 12.5.5: readers fit it into the Rect). */
const UPRIGHT = ["1 0 0 1 0 0", "0 1 -1 0 0 0", "-1 0 0 -1 0 0", "0 -1 1 0 0 0"] as const;

const writeShape = ({ shape }: PageMark, turns: 0 | 1 | 2 | 3, update: Update): number => {
  const { width, height, operators } = shape;
  const dict = `/Type/XObject /Subtype/Form /BBox [${numbers(0, 0, width, height)}] /Matrix [${UPRIGHT[turns]}] /Resources <<>>`;
  const body = `<<${dict} /Length ${operators.length}>>\nstream\n${operators}\nendstream`;
  const known = update.shapes.get(body);
  if (known !== undefined) return known;
  const number = update.next++;
  update.objects.set(number, latin1(body));
  update.shapes.set(body, number);
  return number;
};

/** A text string: UTF-16 with its mark, as every reader takes it. */
const textOf = (text: string): string => {
  const bytes = Buffer.from(`\ufeff${text}`, "utf16le").swap16();
  return numberedText(new CosString(bytes));
};
