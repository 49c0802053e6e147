/** Where a job keeps what it has made: bytes under their SHA-256, and records under the hash of everything that went into them. */

/** A store that several processes, or machines, may use at the same time. Nothing in it is ever half there. */
export interface ArtefactStore {
  /** Keeps bytes; returns their SHA-256, hex. */
  put(content: Uint8Array): Promise<string>;
  /** The bytes of that hash; undefined when they are not there, or are damaged. */
  get(sha256: string): Promise<Uint8Array | undefined>;
  /** Calls `use` with a file that holds the bytes of that hash; false when they are not there, or are damaged. */
  asFile(sha256: string, use: (path: string) => Promise<void>): Promise<boolean>;
  /** Whether the bytes of that hash are there. */
  has(sha256: string): Promise<boolean>;
  /** Keeps a record under a key, in place of the one that was there. */
  putRecord(key: string, record: object): Promise<void>;
  /** The record of that key; undefined when there is none, or it is damaged. */
  getRecord(key: string): Promise<unknown>;
  /** Forgets a record. */
  dropRecord(key: string): Promise<void>;
  /** Forgets bytes. */
  drop(sha256: string): Promise<void>;
  /**
   * Forgets every record of whose text `isOut` says so, and then all bytes whose hash no other record names: those of what was made and
   * not yet recorded among them. What another run is making in the same store at that time is made again.
   */
  purge(isOut: (record: string) => boolean): Promise<void>;
}
