/** What reading files needs: the world, where findings go, and what was read. */
import type { Diagnostic, Report } from "../../base/diagnostic.ts";
import type { FileRef, World } from "../../base/world.ts";

/** What every reader of files needs. */
export interface ReadShop {
  readonly world: World;
  readonly report: Report;
  /** SHA-256 of each file that was read, by path */
  readonly inputs: Map<string, string>;
  /** what earlier readings left */
  readonly kept: Kept;
  /** lists of those that want to know which files are read */
  readonly reads: readonly FileRead[][];
}

/** A shop in which nothing was read yet. */
export const openReadShop = ({
  world,
  report,
  kept = new WeakMap(),
}: Pick<ReadShop, "world" | "report"> & Partial<Pick<ReadShop, "kept">>): ReadShop => ({
  world,
  report,
  inputs: new Map(),
  kept,
  reads: [],
});

/** A file as it was read: where it was looked for, where it was, and what was in it. */
export interface FileRead {
  /** places where it may be; the first one where it is counts */
  readonly files: readonly FileRef[];
  /** largest size in bytes */
  readonly limit: number;
  readonly path: string;
  /** SHA-256, hex */
  readonly hash: string;
}

/** Readings by what kind of thing was read (an object that stands for it), and by its name. */
export type Kept = WeakMap<object, Map<string, Reading>>;

/** Something that was read without an error. */
export interface Reading {
  readonly value: unknown;
  readonly findings: readonly Diagnostic[];
  readonly texts: readonly (readonly [path: string, text: string])[];
  readonly reads: readonly FileRead[];
}
