/** What an earlier manifest remembers of each page and plant: the version that last was for the press, and its plates. */
import type { Plates } from "../../index.ts";
import { isLater } from "./version-letter.ts";

/** A file of the version that last was for the press. */
export interface PressedFile {
  /** SHA-256 over what is printed and how */
  readonly print: string;
  /** plate → SHA-256 */
  readonly plates: Plates;
}

/** The version of a page that last was for the press at one plant. */
export interface PressedVersion {
  readonly version: string;
  /** the last letter that went out, where that was a later one: a last good version takes none back */
  readonly latest?: string;
  /** by page id: the page, or the halves of a panorama */
  readonly files: ReadonlyMap<string, PressedFile>;
  /** the version before it, and the plates that differ from that, by page id */
  readonly replaces?: { readonly version: string; readonly changed: ReadonlyMap<string, readonly string[]> };
}

/** As it stands in the manifest. */
export const pressedJson = ({ version, latest, files, replaces }: PressedVersion): object => ({
  version,
  ...(latest !== undefined && { latest }),
  files: Object.fromEntries(
    [...files].map(([page, { print, plates }]) => [page, { print, plates: Object.fromEntries(plates) }]),
  ),
  ...(replaces && { replaces: { version: replaces.version, changed: Object.fromEntries(replaces.changed) } }),
});

/** Of `page` at `plant`; undefined when there was none, or when what stands there is none of ours. */
export const pressedVersion = (
  page: { readonly prints: readonly Readonly<Record<string, unknown>>[] } | undefined,
  plant: string,
): PressedVersion | undefined => {
  const print = page?.prints.find((each) => each["plant"] === plant);
  return print && readPressed(print["pressed"]);
};

const readPressed = (value: unknown): PressedVersion | undefined => {
  if (!isMap(value) || !isVersion(value["version"]) || !isMap(value["files"])) return undefined;
  const files = new Map<string, PressedFile>();
  for (const [page, file] of Object.entries(value["files"])) {
    if (!isMap(file) || typeof file["print"] !== "string" || !isMap(file["plates"])) return undefined;
    const plates = Object.entries(file["plates"]).flatMap(([name, hash]) =>
      typeof hash === "string" ? [[name, hash] as const] : [],
    );
    files.set(page, { print: file["print"], plates: new Map(plates) });
  }
  const replaces = readReplaces(value["replaces"]);
  const latest = isVersion(value["latest"]) ? value["latest"] : undefined;
  return {
    version: value["version"],
    ...(latest !== undefined && { latest }),
    files,
    ...(replaces && { replaces }),
  };
};

/** `pressed` after `before`: as it is, but for a letter that went out since. */
export const withLatest = (pressed: PressedVersion, before: PressedVersion | undefined): PressedVersion => {
  const [own, last] = [pressed, before].map((each) => each?.latest ?? each?.version);
  return last !== undefined && isLater(last, own!) ? { ...pressed, latest: last } : pressed;
};

const readReplaces = (value: unknown): PressedVersion["replaces"] => {
  if (!isMap(value) || !isVersion(value["version"]) || !isMap(value["changed"])) return undefined;
  const changed = Object.entries(value["changed"]).flatMap(([page, plates]) =>
    Array.isArray(plates) ? [[page, plates.filter((each) => typeof each === "string")] as const] : [],
  );
  return { version: value["version"], changed: new Map(changed) };
};

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isVersion = (value: unknown): value is string => typeof value === "string" && /^[A-Z0-9]{1,3}$/.test(value);
