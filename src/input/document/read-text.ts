/** Files of the edition, its program's and its packages → bytes and texts; what cannot be had is reported where it is named. */
import { createHash } from "node:crypto";
import type { Diagnostic } from "../../base/diagnostic.ts";
import type { SourceRange } from "../../base/source.ts";
import type { FileRef, ReadFailure, ReadResult, World } from "../../base/world.ts";
import { decodeText } from "./decode-text.ts";
import type { FileRead, ReadShop } from "./read-shop.ts";

export type { ReadShop } from "./read-shop.ts";

/** Which file is wanted, and what is said when it cannot be had. */
export interface Wanted {
  /** places where it may be; the first one where it is counts */
  readonly files: readonly FileRef[];
  /** largest size in bytes */
  readonly limit: number;
  /** where it is named; the edition's own file is named on the command line */
  readonly named?: SourceRange;
  /** what to say when it is nowhere, in place of the usual */
  readonly absent?: Pick<Diagnostic, "code" | "message" | "hint">;
}

/** A file that was read. */
export interface FileBytes {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** SHA-256, hex */
  readonly hash: string;
}

/** A text file that was read. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** Sizes in bytes above which a file is not what it says it is. */
export const LIMITS = { yaml: 1 << 20, story: 4 << 20, photo: 200 << 20, drawing: 8 << 20, profile: 16 << 20 } as const;

/** Where a file that an edition may bring itself is looked for: in the edition's folder, then in the program's. */
export const ownOrProgram = (path: string): readonly FileRef[] => [
  { root: "edition", path },
  { root: "program", path },
];

/** Reads a text file; reports and returns undefined when it cannot be had. */
export const readText = async (wanted: Wanted, shop: ReadShop): Promise<TextFile | undefined> => {
  const file = await readBytes(wanted, shop);
  const text = file && decodeText(file.bytes, file.path, shop.report);
  return file && text !== undefined ? { path: file.path, text } : undefined;
};

/** Reads a file's bytes; reports and returns undefined when they cannot be had. */
export const readBytes = async (wanted: Wanted, shop: ReadShop): Promise<FileBytes | undefined> => {
  const { file, result } = await firstThere(wanted, shop.world);
  if (result.ok) {
    const hash = hashOf(result.bytes);
    noteRead({ files: wanted.files, limit: wanted.limit, path: file.path, hash }, shop);
    return { path: file.path, bytes: result.bytes, hash };
  }
  const { absent, named, limit } = wanted;
  const words = result.why === "missing" && absent ? absent : FAILURES[result.why](printable(file.path), limit);
  shop.report.add({ ...words, severity: "error", source: named ?? { path: file.path, start: 0, end: 0 } });
  return undefined;
};

/** Whether a file is where it was and as it was; it then counts as read. */
export const readAgain = async (read: FileRead, shop: ReadShop): Promise<boolean> => {
  const { file, result } = await firstThere(read, shop.world);
  if (!result.ok || file.path !== read.path || hashOf(result.bytes) !== read.hash) return false;
  noteRead(read, shop);
  return true;
};

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

const noteRead = (read: FileRead, { inputs, reads }: ReadShop): void => {
  inputs.set(read.path, read.hash);
  for (const list of reads) list.push(read);
};

const firstThere = async (
  { files, limit }: Pick<Wanted, "files" | "limit">,
  world: World,
): Promise<{ readonly file: FileRef; readonly result: ReadResult }> => {
  let last: { readonly file: FileRef; readonly result: ReadResult } | undefined;
  for (const file of files) {
    const result: ReadResult = isInside(file.path) ? await world.read(file, limit) : { ok: false, why: "outside" };
    last = { file, result };
    if (result.ok || result.why !== "missing") break;
  }
  return last!;
};

/** A path that goes down from its root and means the same on every system. */
const isInside = (path: string): boolean => !path.includes("\0") && !/\\|^\/|^[A-Za-z]:|(^|\/)\.\.(\/|$)/.test(path);

const printable = (path: string): string => path.replace(/[\p{Cc}\p{Cs}]/gu, "\ufffd");

type Words = Pick<Diagnostic, "code" | "message" | "hint">;

const FAILURES: Readonly<Record<ReadFailure, (path: string, limit: number) => Words>> = {
  missing: (path) => ({
    code: "input/missing-file",
    message: `\`${path}\` is not there`,
    hint: "check the path: it counts from the edition's folder, and capitals differ from small letters",
  }),
  outside: (path) => ({
    code: "input/outside",
    message: `\`${path}\` leaves the edition's folder`,
    hint: "copy the file into the edition's folder, and name it without `..`, with forward slashes",
  }),
  unreadable: (path) => ({
    code: "input/unreadable-file",
    message: `\`${path}\` cannot be read`,
    hint: "check that it is a file, and that its rights let it be read",
  }),
  "too-large": (path, limit) => ({
    code: "input/too-large",
    message: `\`${path}\` is larger than ${limit >> 20} MiB`,
    hint: "check that it is the right file",
  }),
};
