/** Which styles of its sheet a page uses: a change of one makes those pages anew, and no others. */

import { choicesOf } from "../../model/style-faces.ts";
import type { StyleSheet } from "../../model/style-sheet.ts";
import { fingerprint } from "./fingerprint.ts";

/** The tables of a style sheet whose entries are known by name. */
const TABLES = [
  "text",
  "headlines",
  "rules",
  "boxes",
  "tables",
  "figures",
  "quotes",
  "charts",
  "sidebars",
] as const satisfies readonly (keyof StyleSheet)[];

/** Hashes by table and name, `headlines lead`; a name that is not there has none. `text *` is the whole table. */
export type StyleHashes = Readonly<Record<string, string>>;

/** What every page takes from its sheet, whichever styles it names; the faces choose the one of the proof mark. */
export const sheetParts = (style: StyleSheet): object => {
  const { name, zi, row, measureStep, limits, closing } = style;
  return { name, zi, row, measureStep, limits, closing, faces: choicesOf(style) };
};

/** All styles of a sheet. */
export const styleHashes = (style: StyleSheet): StyleHashes =>
  Object.fromEntries(
    TABLES.flatMap((table) => [
      [`${table} *`, fingerprint(style[table])] as const,
      ...[...style[table]].map(([name, each]) => [`${table} ${name}`, fingerprint(each)] as const),
    ]),
  );

/** A sheet that remembers what was asked of it. */
export interface RecordedStyle {
  readonly style: StyleSheet;
  /** what was asked for up to now, as `StyleHashes` names it; in order */
  used(): readonly string[];
}

/** Records what is asked of `style`. */
export const recordStyle = (style: StyleSheet): RecordedStyle => {
  const used = new Set<string>();
  const record = <V>(table: (typeof TABLES)[number], entries: ReadonlyMap<string, V>): ReadonlyMap<string, V> =>
    new RecordedTable(entries, (name) => used.add(`${table} ${name}`));
  const recorded: Pick<StyleSheet, (typeof TABLES)[number]> = {
    text: record("text", style.text),
    headlines: record("headlines", style.headlines),
    rules: record("rules", style.rules),
    boxes: record("boxes", style.boxes),
    tables: record("tables", style.tables),
    figures: record("figures", style.figures),
    quotes: record("quotes", style.quotes),
    charts: record("charts", style.charts),
    sidebars: record("sidebars", style.sidebars),
  };
  return { style: { ...style, ...recorded }, used: () => [...used].sort() };
};

class RecordedTable<V> extends Map<string, V> {
  readonly #note: (name: string) => void;

  constructor(entries: ReadonlyMap<string, V>, note: (name: string) => void) {
    super();
    for (const [name, each] of entries) super.set(name, each);
    this.#note = note;
  }

  override get(name: string): V | undefined {
    this.#note(name);
    return super.get(name);
  }

  override has(name: string): boolean {
    this.#note(name);
    return super.has(name);
  }

  // who goes through all of them may use any; `values` alone is how faces are collected, which are a part of their own
  override entries(): MapIterator<[string, V]> {
    this.#note("*");
    return super.entries();
  }

  override [Symbol.iterator](): MapIterator<[string, V]> {
    return this.entries();
  }

  override keys(): MapIterator<string> {
    this.#note("*");
    return super.keys();
  }

  override forEach(each: (value: V, name: string, map: Map<string, V>) => void): void {
    this.#note("*");
    super.forEach(each);
  }
}

/** The hashes of the styles of those names. */
export const hashesOf = (names: readonly string[], hashes: StyleHashes): StyleHashes =>
  Object.fromEntries(names.flatMap((name) => (hashes[name] === undefined ? [] : [[name, hashes[name]]])));
