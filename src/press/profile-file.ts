/** The press profile as a file on disk for as long as it is needed: sharp takes a path and nothing else. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * A profile as a file, written when it is first asked for. It has a folder of its own that nobody else knows, so that several
 * processes never see one another's half-written file.
 */
export class ProfileFile {
  readonly #bytes: Uint8Array;
  #folder: Promise<string> | undefined;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Where the file is. Rejects when the temporary folder cannot be written. */
  async path(): Promise<string> {
    this.#folder ??= this.#write();
    return join(await this.#folder, "press.icc");
  }

  /** Takes the file away; to be called when nobody reads it any more. */
  async remove(): Promise<void> {
    const folder = await this.#folder?.catch(() => undefined);
    if (folder) await rm(folder, { recursive: true, force: true });
  }

  async #write(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), "broadsheet-profile-"));
    await writeFile(join(folder, "press.icc"), this.#bytes);
    return folder;
  }
}
