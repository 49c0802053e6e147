/** Where a job's files are; plain values, for other threads, processes and machines. */

/** An edition on disk, and the folders in which is kept what was made of it. */
export interface JobPlace {
  /** real path of the edition's folder */
  readonly folder: string;
  /** the edition's file, relative to the folder */
  readonly file: string;
  /** kept results of single steps (pictures, unpacked fonts); none when absent */
  readonly cache?: string;
  /** artefacts: a folder, or the address of a store */
  readonly store: string;
  /**
   * for workers without the folder: the SHA-256 of a list, in the store, of the edition's files and their hashes; read from the folder
   * when absent
   */
  readonly inputs?: string;
}
