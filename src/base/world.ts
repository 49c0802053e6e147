/** The one door to the outside: all input comes through it. On disk in the program, in memory in tests. */

/** Where a path starts: the edition's folder, the program's own files, or an npm package beside the program. */
export type Root = "edition" | "program" | "package";

/** A file by its root and its path there, with forward slashes. A package path begins with the package's name. */
export interface FileRef {
  readonly root: Root;
  readonly path: string;
}

/** Why a file could not be read. `outside`: the path leaves its root, by dots, by being absolute, or through a link. */
export type ReadFailure = "missing" | "outside" | "unreadable" | "too-large";

export type ReadResult =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly why: ReadFailure };

/** The outside world as the engine sees it. No clock, no folder listing, no environment. */
export interface World {
  /** The bytes of a file; refused with `too-large` over `limit` bytes. Never throws because of the file. */
  read(file: FileRef, limit?: number): Promise<ReadResult>;
  /** What `make` returns, kept under `key` for the next time; `key` names the content, so that it never gets stale. */
  cached(key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array>;
}
