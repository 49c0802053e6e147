/** Items that cannot be stories → their files in quarantine: the original, byte for byte, and its finding beside it. */
import type { Diagnostic } from "../base/diagnostic.ts";
import { lineColumn } from "../base/source.ts";
import type { FileWrite } from "./feed-run.ts";
import { sha256 } from "./file-plan.ts";

/** An item that is kept aside, and the file that it came in. */
export interface KeptAside {
  readonly finding: Diagnostic;
  readonly path: string;
  /** absent of a file that could not be read: it stays in the inbox alone */
  readonly bytes?: Uint8Array;
  readonly text: string;
  /** the item's own part of the file; the whole file is kept when absent */
  readonly part?: { readonly start: number; readonly end: number };
}

/** Both files, or the finding alone of what could not be read. The same item makes the same files, so that a second run adds none. */
export const quarantineFiles = (
  folder: string,
  { finding, path, bytes, text, part }: KeptAside,
): readonly FileWrite[] => {
  const original = bytes && part ? new TextEncoder().encode(text.slice(part.start, part.end)) : bytes;
  const { code, message, hint, source } = finding;
  const at = source ? lineColumn(text, source.start) : undefined;
  const why = {
    code,
    message,
    ...(hint !== undefined && { hint }),
    path,
    ...(at && { line: at.line, column: at.column }),
  };
  const name = path
    .replace(/^.*\//, "")
    .replace(/[^\p{L}\p{N}._-]+/gu, "-")
    .slice(-80);
  const dot = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? "";
  const stem = `${folder}/${name.slice(0, name.length - dot.length).replace(/^[.-]+/, "") || "item"}-${sha256(original ?? new TextEncoder().encode(path)).slice(0, 12)}`;
  return [
    ...(original ? [{ path: `${stem}${dot}`, bytes: original }] : []),
    { path: `${stem}.finding.json`, bytes: new TextEncoder().encode(`${JSON.stringify(why, undefined, 1)}\n`) },
  ];
};
