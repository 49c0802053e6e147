/** The pages of a night to all plants at once: released ones only, each plant again and again until it has them or time is up. */
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import type { Diagnostic } from "../../base/diagnostic.ts";
import { type CopyPage, copyPages, pressFilesOf } from "../output/copy-pages.ts";
import type { EditionSheet, PlantSheet } from "../output/edition-sheet.ts";
import { baseFolderName, folderName } from "../output/file-name.ts";
import { jobTicket } from "../output/job-ticket.ts";
import type { ManifestPage } from "../output/manifest.ts";
import { isNoPressFile } from "../output/press-files.ts";
import type { Listener } from "../run/job-event.ts";
import type { ArtefactStore } from "../store/artefact-store.ts";
import { deadlineOf } from "./deadline-of.ts";
import { type Delivered, deliverTo, type Where } from "./deliver-to.ts";
import { type Handing, planHandOver } from "./hand-over.ts";
import { fileMark, type HandedPage, keepBook, openBook, type PlantBook, storyMark } from "./plant-book.ts";
import { platesSince } from "./plates-since.ts";

/** How the pages of a night are handed over. */
export interface NightHandOver {
  /** sections whose pages need no release */
  readonly unattended: "all" | readonly string[];
  readonly where: Where;
  /** when the night began, milliseconds since 1970 */
  readonly since: number;
  /** the night's own deadline */
  readonly by?: number;
  readonly backOff?: BackOff;
  /** whether pages wait to be made: a plant that is away is then tried once only */
  readonly once?: () => boolean;
}

/** How long is waited before a plant is tried again, milliseconds. */
export interface BackOff {
  /** before the second try; before each further one twice as long */
  readonly first: number;
  readonly longest: number;
  /** how long a plant is tried where no deadline says it */
  readonly patience: number;
  /** how long it is tried in any case, be the deadline ever so near */
  readonly grace: number;
}

const USUAL: BackOff = { first: 1000, longest: 60_000, patience: 900_000, grace: 120_000 };

/** A page with what decides about it. */
export interface PageToHand {
  readonly entry: ManifestPage;
  /** whether it may go: released, or of a section that needs no release */
  readonly isFree: boolean;
  readonly stories: readonly string[];
}

/** What is handed over. */
export interface NightHanding {
  readonly sheet: EditionSheet;
  /** the edition's output folder */
  readonly folder: string;
  readonly pages: readonly PageToHand[];
  readonly withdrawn: ReadonlySet<string>;
  readonly store: ArtefactStore;
  readonly how: NightHandOver;
  readonly tell: Listener;
  /** no plant is waited for any longer */
  readonly cancel?: AbortSignal;
}

/** What came of it. */
export interface HandedNight {
  readonly plants: readonly HandedPlant[];
  readonly findings: readonly Diagnostic[];
  /** whether all pages of tonight are with all plants */
  readonly isComplete: boolean;
  /** whether a plant could not be reached, and another try may end better */
  readonly isPassing: boolean;
}

/** What came of it at one plant. */
export interface HandedPlant {
  readonly plant: string;
  readonly to: string;
  readonly sent: readonly string[];
  readonly there: readonly string[];
}

/** Hands over. Never rejects because of a plant. */
export const handOverNight = async (night: NightHanding): Promise<HandedNight> => {
  const { sheet, how } = night;
  const until = (press: PlantSheet): number => deadlineOf(press.deadline, how.since) ?? Number.POSITIVE_INFINITY;
  const plants = sheet.targets
    .filter(({ handover }) => handover.to !== undefined)
    .sort((a, b) => (until(a) === until(b) ? 0 : until(a) - until(b)));
  // who takes pages for the shortest time comes first; nobody waits for another
  const all = await Promise.all(plants.map((press) => handOverTo(press, night)));
  const nowhere = plants.length === 0 ? [noAddress] : [];
  return {
    plants: all.map(({ press, delivered }) => ({
      plant: press.plant,
      to: press.handover.to!,
      sent: delivered.sent,
      there: delivered.there,
    })),
    findings: [...nowhere, ...all.flatMap(({ delivered }) => delivered.findings)],
    isComplete: plants.length > 0 && all.every((each) => each.isComplete),
    isPassing: all.some(({ delivered }) => delivered.broken?.passing === true),
  };
};

const noAddress: Diagnostic = {
  code: "handover/unreachable",
  severity: "error",
  message: "no plant says where it takes its pages",
  hint: "write `handover: { to: … }` under `press` or under a plant of `targets`",
};

interface AtPlant {
  readonly press: PlantSheet;
  readonly delivered: Delivered;
  readonly isComplete: boolean;
}

const handOverTo = async (press: PlantSheet, night: NightHanding): Promise<AtPlant> => {
  const { sheet, store, how, tell } = night;
  const { plant } = press;
  const to = press.handover.to!;
  const key = bookKey(sheet, press);
  const book = await openBook(key, store);
  const base = sheet.base && (await openBook(bookKey({ ...sheet, ...sheet.base }, press), store));
  const chosen = night.pages.map((page) => choose(page, press, { book, night }));
  const handing = handingOf(press, chosen, { book, night, ...(base && { base }) });
  const plan = planHandOver(handing);
  const waits = chosen.flatMap(({ told }) => told ?? []);
  const began = performance.now();
  const delivered: Delivered = plan.isDone
    ? { sent: [], there: [...plan.marks.keys()], findings: plan.findings }
    : await persistently(handing, night);
  const isThere = delivered.broken === undefined && delivered.sent.length + delivered.there.length === plan.marks.size;
  if (isThere && plan.marks.size > 0 && !plan.isDone) {
    const pages = chosen.flatMap(({ handed }) => (handed ? [handed] : []));
    const marks = [...plan.marks].map(([name, sha256]) => [name, fileMark(sha256)] as const);
    const now = {
      names: { ...book.names, ...Object.fromEntries(marks) },
      pages: { ...book.pages, ...Object.fromEntries(pages) },
    };
    await keepBook({ key, edition: how.where.home, book: now }, store);
  }
  if (plan.marks.size > 0) {
    const fault = isThere ? undefined : (delivered.findings[0]?.message ?? "not all files are there");
    tell({
      event: "handover",
      plant,
      to,
      sent: delivered.sent.length,
      there: delivered.there.length,
      seconds: (performance.now() - began) / 1000,
      ...(fault !== undefined && { fault }),
    });
  }
  const late = delivered.sent.length > 0 ? tooLate(press, how.since) : [];
  const findings = [...waits, ...delivered.findings, ...late];
  return {
    press,
    delivered: { ...delivered, findings },
    isComplete: isThere && waits.length === 0 && plan.findings.length === 0,
  };
};

const bookKey = (
  { paper, date, edition, zone }: Pick<EditionSheet, "paper" | "date" | "edition" | "zone">,
  { plant, handover }: PlantSheet,
): string => `handed:${JSON.stringify([paper.id, date.iso, edition, zone, plant, handover.to])}`;

interface Chosen {
  readonly entry: ManifestPage;
  readonly handed?: readonly [string, HandedPage];
  readonly told?: Diagnostic;
}

interface Choosing {
  readonly book: PlantBook;
  readonly night: NightHanding;
  /** of a zone: what the plant has of the edition with which it shares pages */
  readonly base?: PlantBook;
}

/** The page's files for the plant: those of tonight, or of an earlier version that is with the plant already, or none. */
const choose = ({ entry, isFree, stories }: PageToHand, press: PlantSheet, { book, night }: Choosing): Chosen => {
  const { plant } = press;
  const id = entry.page;
  const before = Object.hasOwn(book.pages, id) ? book.pages[id] : undefined;
  const own = entry.files.filter((file) => (file.plant ?? "") === plant && !isNoPressFile(file));
  const withdrawn = new Set([...night.withdrawn].map(storyMark));
  const stays =
    before && before.files.length > 0 && !before.stories.some((mark) => withdrawn.has(mark)) ? before : undefined;
  if (own.length === 0)
    return stays
      ? { entry: { ...entry, files: stays.files }, told: stillThere(id, plant, stays) }
      : { entry: { ...entry, files: [] } };
  const isWithThem = before && own.every(({ sha256 }) => before.files.some((each) => each.sha256 === sha256));
  if (isFree || isWithThem) {
    const files = platesSince(own, { entry, plant, ...(before && { before }) });
    const pressed = entry.prints.find((each) => each["plant"] === plant)?.["pressed"];
    return { entry: { ...entry, files }, handed: [id, { files, pressed, stories: stories.map(storyMark) }] };
  }
  return { entry: { ...entry, files: stays?.files ?? [] }, told: waiting(id, plant, stays) };
};

/** Of a page of which there is nothing for the press tonight. */
const stillThere = (id: string, plant: string, { files }: HandedPage): Diagnostic => {
  const at = plant === "" ? "" : ` \`${plant}\``;
  return {
    code: "handover/incomplete",
    severity: "warning",
    message: `page \`${id}\` is not for the press; the plant${at} keeps version ${files[0]?.version ?? ""}`,
    hint: "mend it, or release it, and hand over again",
    place: { page: id },
  };
};

const waiting = (id: string, plant: string, stays: HandedPage | undefined): Diagnostic => {
  const at = plant === "" ? "" : ` \`${plant}\``;
  const version = stays?.files[0]?.version;
  return {
    code: "nightly/unreleased",
    severity: "warning",
    message:
      version === undefined
        ? `page \`${id}\` waits to be released, and is not handed over to the plant${at}`
        : `page \`${id}\` has changed and waits to be released; the plant${at} keeps version ${version}`,
    hint: `release it with \`--release ${id} --released-by NAME\`, or name its section with \`--unattended\``,
    place: { page: id },
  };
};

const handingOf = (press: PlantSheet, chosen: readonly Chosen[], { book, night, base }: Choosing): Handing => {
  const { sheet, store, folder } = night;
  const pages = chosen.map(({ entry }) => entry);
  const shared = base ? sharedEntries(base) : [];
  const told = new Set(chosen.flatMap(({ entry, told: waits }) => (waits ? [entry.page] : [])));
  const ticket = ticketOf(press, copyPages(sheet, pages, shared), sheet);
  const contents = new Map(ticket ? [[ticket.sha256, ticket.content]] : []);
  return {
    edition: sheet,
    press,
    folder,
    pages,
    tickets: ticket ? [ticket] : [],
    // from the store: the output folder may hold a later version than the plant is to have
    contentOf: async ({ sha256 }) => contents.get(sha256) ?? store.get(sha256),
    isWith: (name, sha256) => [book, base].some((each) => each && namedBy(each, name) === fileMark(sha256)),
    // of pages that are shared it was told with the edition itself
    isTold: (id) => told.has(id) || sheet.base?.shared.includes(id) === true,
    ...(base && { base: { folder: join(dirname(folder), baseFolderName(sheet)), pages: shared } }),
  };
};

const namedBy = ({ names }: PlantBook, name: string): string | undefined =>
  Object.hasOwn(names, name) ? names[name] : undefined;

/** Pages as the plant has them of the edition itself. */
const sharedEntries = ({ pages }: PlantBook): readonly ManifestPage[] =>
  Object.entries(pages).map(([page, { files }]) => ({ page, files, prints: [], inputs: {} }));

const ticketOf = (press: PlantSheet, pages: readonly CopyPage[], sheet: EditionSheet) => {
  const files = pages.flatMap((page) => pressFilesOf(page, press.plant)).filter(({ path }) => path.endsWith(".pdf"));
  if (!press.handover.xjdf || files.length === 0) return undefined;
  const content = Buffer.from(jobTicket({ edition: sheet, press, files }));
  const sha256 = createHash("sha256").update(content).digest("hex");
  const plant = press.plant === "" ? {} : { plant: press.plant };
  return { path: `${folderName(sheet)}.xjdf`, ...plant, bytes: content.length, sha256, content };
};

/** Again, after a while, as long as that may help and there is time. */
const persistently = async (handing: Handing, night: NightHanding): Promise<Delivered> => {
  const { how, tell, cancel } = night;
  const { plant, handover, deadline } = handing.press;
  const { first, longest, patience, grace } = how.backOff ?? USUAL;
  const began = Date.now();
  const limit = deadlineOf(deadline, how.since) ?? how.by ?? began + patience;
  const end = Math.max(limit, began + grace);
  for (let attempt = 1; ; attempt++) {
    const delivered = await deliverTo(handing, how.where);
    const { broken } = delivered;
    const wait = Math.min(first * 2 ** (attempt - 1), longest);
    if (!broken?.passing || how.once?.() || cancel?.aborted || Date.now() + wait > end) return delivered;
    const seconds = wait / 1000;
    tell({ event: "handover-retry", plant, to: handover.to!, attempt, fault: broken.why, seconds });
    await pause(wait, cancel);
    if (cancel?.aborted) return delivered;
  }
};

const pause = (milliseconds: number, cancel: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      cancel?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    cancel?.addEventListener("abort", done, { once: true });
  });

const tooLate = ({ plant, deadline }: PlantSheet, since: number): readonly Diagnostic[] => {
  const until = deadlineOf(deadline, since);
  if (until === undefined || Date.now() <= until) return [];
  const at = plant === "" ? "the plant" : `the plant \`${plant}\``;
  return [
    {
      code: "handover/late",
      severity: "warning",
      message: `${at} takes pages until ${deadline?.trim()}, and what was handed over came later`,
      hint: "tell the plant that pages have come",
    },
  ];
};
