/** The pages of one plant to where it takes them: all of them or none, what is there already not again, the manifest last. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Diagnostic } from "../../base/diagnostic.ts";
import { programVersion } from "../disk/program-folders.ts";
import { type CopyPage, copyPages, pressFilesOf } from "../output/copy-pages.ts";
import type { EditionSheet, PlantSheet } from "../output/edition-sheet.ts";
import { folderName } from "../output/file-name.ts";
import type { ManifestFile, ManifestPage, ManifestTicket } from "../output/manifest.ts";
import { OutputError } from "../output/output-error.ts";
import type { Destination, FileMark } from "./destination.ts";

/** What is handed over. */
export interface Handing {
  readonly edition: EditionSheet;
  readonly press: PlantSheet;
  /** the output folder of the edition */
  readonly folder: string;
  readonly pages: readonly ManifestPage[];
  readonly tickets: readonly ManifestTicket[];
  /** where contents come from; the output folder when absent */
  contentOf?(file: Pick<ManifestFile, "path" | "sha256">): Promise<Uint8Array | undefined>;
  /** whether that very file was handed over before: then nobody looks for it, since plants take files away */
  isWith?(name: string, sha256: string): boolean;
  /** whether it was told already why a page is missing */
  isTold?(id: string): boolean;
  /** of a zone: the folder and the manifest's pages of the edition with which it shares pages */
  readonly base?: { readonly folder: string; readonly pages: readonly ManifestPage[] };
}

/** What came of it. */
export interface HandedOver {
  readonly sent: readonly string[];
  /** files that lay there already */
  readonly there: readonly string[];
  readonly findings: readonly Diagnostic[];
}

/** A file to be handed over; its content is read when it is needed, one at a time. */
interface Parcel extends FileMark {
  readonly name: string;
  content(): Promise<Uint8Array>;
}

/** Handing over was broken off; `cause` is what broke it. */
export class CutOff extends Error {
  /** how many of the files have their names already, and of how many; the manifest has not */
  readonly named: number;
  readonly of: number;

  constructor(cause: unknown, { named, of }: { readonly named: number; readonly of: number }) {
    super("handing over was broken off", { cause });
    this.named = named;
    this.of = of;
  }
}

/** Name of the file that tells the plant what lies there. */
export const plantManifestName = (edition: EditionSheet): string => `${folderName(edition)}.json`;

/**
 * Hands over every page that is for the press. Files are written whole under other names first, then named all at once; a run that is
 * cut off leaves no page half there, and the next one goes on where it was. Rejects with a `CutOff`.
 */
export const handOver = async (handing: Handing, destination: Destination): Promise<HandedOver> => {
  const { all, fresh, files, left } = parcelsOf(handing);
  const faults = await faultsOf(fresh);
  if (faults.length > 0) return { sent: [], there: [], findings: [...left, ...faults] };
  if (files.length === 0) return { sent: [], there: [], findings: left };
  const wanted: Parcel[] = [];
  for (const parcel of fresh) if (!(await destination.holds(parcel.name, parcel))) wanted.push(parcel);
  await putAll(wanted, destination);
  return { sent: names(wanted), there: names(all.filter((each) => !wanted.includes(each))), findings: left };
};

/** What is to be known without asking the plant. */
export interface PlannedHandOver {
  /** names of all files that the plant is to have, with their SHA-256 */
  readonly marks: ReadonlyMap<string, string>;
  /** whether all of them were handed over before */
  readonly isDone: boolean;
  /** pages that are not among them */
  readonly findings: readonly Diagnostic[];
}

/** What would be handed over. */
export const planHandOver = (handing: Handing): PlannedHandOver => {
  const { all, fresh, files, left } = parcelsOf(handing);
  return {
    marks: new Map(files.length === 0 ? [] : all.map(({ name, sha256 }) => [name, sha256])),
    isDone: files.length === 0 || fresh.length === 0,
    findings: left,
  };
};

interface Parcels {
  readonly files: readonly ManifestFile[];
  /** the manifest last */
  readonly all: readonly Parcel[];
  /** those that are not known to be with the plant */
  readonly fresh: readonly Parcel[];
  readonly left: readonly Diagnostic[];
}

const parcelsOf = (handing: Handing): Parcels => {
  const { pages, press, edition, folder, base, tickets } = handing;
  const copy = copyPages(edition, pages, base?.pages ?? []);
  const located = copy.flatMap((page) =>
    pressFilesOf(page, press.plant).map((file) => ({
      file,
      folder: page.isShared ? (base?.folder ?? folder) : folder,
    })),
  );
  const files = located.map(({ file }) => file);
  const absent = copy.filter(({ page }) => !files.some((file) => file.page === page.id));
  const left = absent.filter(({ page }) => !handing.isTold?.(page.id)).map((page) => notReady(page, handing));
  const all = [
    ...[...located, ...tickets.filter((each) => isOf(press, each)).map((file) => ({ file, folder }))].map((each) =>
      parcelOf(each, handing),
    ),
    plantManifest(
      handing,
      files,
      absent.map(({ page }) => page.id),
    ),
  ];
  return { files, all, fresh: all.filter(({ name, sha256 }) => !handing.isWith?.(name, sha256)), left };
};

/** A file and the output folder that it lies in. */
interface Located {
  readonly file: Pick<ManifestFile, "path" | "bytes" | "sha256">;
  readonly folder: string;
}

const parcelOf = ({ file: { path, bytes, sha256 }, folder }: Located, handing: Handing): Parcel => ({
  name: basename(path),
  bytes,
  sha256,
  content: async () => {
    const content = await (handing.contentOf?.({ path, sha256 }) ??
      readFile(join(folder, path)).catch(() => undefined));
    if (content && hashOf(content) === sha256) return content;
    throw new Faulty({
      code: "handover/incomplete",
      severity: "error",
      message: `\`${path}\` ${content ? "is not the file that was built" : "is not there"}; nothing is handed over`,
      hint: "build the page again",
    });
  },
});

/** A file that is not what the manifest says. */
class Faulty extends OutputError {
  constructor(finding: Diagnostic) {
    super([finding]);
  }
}

/** One file that is not what the manifest says keeps all of them here. */
const faultsOf = async (parcels: readonly Parcel[]): Promise<readonly Diagnostic[]> => {
  const faults: Diagnostic[] = [];
  for (const parcel of parcels) {
    try {
      await parcel.content();
    } catch (fault) {
      if (!(fault instanceof Faulty)) throw fault;
      faults.push(...fault.findings);
    }
  }
  return faults;
};

const names = (parcels: readonly Parcel[]): readonly string[] => parcels.map(({ name }) => name);

const putAll = async (parcels: readonly Parcel[], destination: Destination): Promise<void> => {
  let named = 0;
  try {
    for (const { name, content } of parcels) await destination.put(name, await content());
    // in the order of the parcels: the manifest, which says that all is there, comes last
    for (const { name } of parcels) {
      await destination.reveal(name);
      named++;
    }
  } catch (fault) {
    for (const { name } of parcels.slice(named)) await destination.discard(name).catch(() => undefined);
    throw new CutOff(fault, { named, of: parcels.length });
  }
};

const isOf = ({ plant }: PlantSheet, file: { readonly plant?: string }): boolean => (file.plant ?? "") === plant;

const notReady = ({ page, entry, isShared }: CopyPage, { press: { plant }, edition }: Handing): Diagnostic => {
  const { id } = page;
  const print = entry?.prints.find((each) => each["plant"] === plant);
  const name = edition.copies?.find((each) => each.zone === edition.zone && each.edition === edition.edition)?.name;
  const asZone = edition.base && !isShared && name !== undefined ? ` --zone ${name}` : "";
  const state = typeof print?.["state"] === "string" ? print["state"] : undefined;
  return {
    code: "handover/incomplete",
    severity: "warning",
    message: `page \`${id}\` ${state === undefined ? "has not been built" : `is ${WORDS[state] ?? "not for the press"}`} and is not handed over`,
    hint:
      state === undefined
        ? `build it with \`build --page ${id}${asZone}\``
        : "mend it, or release it, and hand over again",
    place: { page: id },
  };
};

const WORDS: Readonly<Record<string, string>> = { held: "held back", proof: "a proof", screen: "for screens" };

/** What the plant is told: which pages are there in which version, what they replace, and what is still to come. */
const plantManifest = (
  { edition, press }: Handing,
  files: readonly ManifestFile[],
  missing: readonly string[],
): Parcel => {
  const { paper, date, issue, zone, closed } = edition;
  const text = `${JSON.stringify(
    {
      handover: 1,
      program: { name: "broadsheet", version: programVersion() },
      paper,
      date: date.iso,
      issue,
      edition: edition.edition,
      ...(zone !== "" && { zone }),
      ...(closed !== "" && { closed }),
      ...(press.plant !== "" && { plant: press.plant }),
      ...(press.deadline !== undefined && { deadline: press.deadline }),
      profile: { name: press.condition.identifier, sha256: press.condition.hash, inkLimit: press.inkLimit },
      files: files.map(({ path, ...facts }) => ({ name: basename(path), ...facts })),
      missing,
    },
    undefined,
    1,
  )}\n`;
  const content = Buffer.from(text);
  return {
    name: plantManifestName(edition),
    content: async () => content,
    bytes: content.length,
    sha256: hashOf(content),
  };
};

const hashOf = (content: Uint8Array): string => createHash("sha256").update(content).digest("hex");
