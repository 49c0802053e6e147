/** A place to which files are handed over: a folder, or a server by SFTP, behind the same few verbs. */

/** What a file must be to be the one that is meant. */
export interface FileMark {
  readonly bytes: number;
  /** hex */
  readonly sha256: string;
}

/**
 * A place for files. Names have no folders. Every method may be tried again after it failed, and rejects with what the system said.
 * A server answers `holds` by size and by the manifest that was handed over to it last where it can, since hashing there is not to be had.
 */
export interface Destination {
  /** Whether that very file lies there. */
  holds(name: string, file: FileMark): Promise<boolean>;
  /** Writes a file whole and to its disk under a name that nobody looks for; an earlier attempt is overwritten. */
  put(name: string, content: Uint8Array): Promise<void>;
  /** Gives what was put its own name, in the place of a file that has it. */
  reveal(name: string): Promise<void>;
  /** Removes what was put and not revealed. */
  discard(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Under which name a file is written until it is whole: plants' hot folders pass over names with a dot before them. */
export const asideOf = (name: string): string => `.${name}.broadsheet`;
