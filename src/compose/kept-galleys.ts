/** Galleys that outlive a page: what was set once is not set again as long as its story, its style sheet and its locale stay. */
import type { Diagnostic, Report } from "../base/diagnostic.ts";
import type { Inline, Story } from "../model/story.ts";
import type { CompositionLimits } from "../model/style.ts";
import type { Locale } from "../text/locale.ts";
import type { BodyLine } from "./body-line.ts";
import type { GalleyParagraph } from "./galley/cluster.ts";
import type { Setter } from "./galley/set-galley.ts";

/** Galleys by the limits of their style sheet, an object that is a new one when anything in the sheet or its fonts is. */
export type KeptGalleys = WeakMap<CompositionLimits, Map<string, GalleyMemory>>;

/** Something that was set, and what was said about it. */
export interface Told<T> {
  readonly value: T;
  readonly findings: readonly Diagnostic[];
}

/** What was set, by the objects that were read: they are the same for as long as their files are. */
export interface GalleyMemory {
  readonly bodies: WeakMap<Story, Map<string, Told<readonly GalleyParagraph[]>>>;
  readonly broken: WeakMap<Story, Map<string, readonly BodyLine[]>>;
  readonly paragraphs: WeakMap<Inline, Map<string, Told<GalleyParagraph>>>;
  readonly setters: Map<string, Setter>;
}

/** The memory for a style sheet and a locale; an empty one when nothing is kept. */
export const keptFor = (limits: CompositionLimits, locale: Locale, kept: KeptGalleys = new WeakMap()): GalleyMemory => {
  const known = kept.get(limits) ?? new Map<string, GalleyMemory>();
  kept.set(limits, known);
  const name = JSON.stringify(locale);
  const memory = known.get(name) ?? {
    bodies: new WeakMap(),
    broken: new WeakMap(),
    paragraphs: new WeakMap(),
    setters: new Map(),
  };
  known.set(name, memory);
  return memory;
};

/** A report that remembers: `told` makes what is not known yet, and says again what was said when it was made. */
export const tellerTo = (report: Report) => {
  // what is set may be made of what is set: all that are being made hear what is said
  const listening: Diagnostic[][] = [];
  const tell: Report = {
    add: (finding) => {
      for (const list of listening) list.push(finding);
      report.add(finding);
    },
    text: (path, text) => report.text(path, text),
  };
  const told = <T>(known: Map<string, Told<T>>, key: string, make: () => T): T => {
    const old = known.get(key);
    if (old) {
      for (const finding of old.findings) tell.add(finding);
      return old.value;
    }
    const findings: Diagnostic[] = [];
    listening.push(findings);
    try {
      const value = make();
      known.set(key, { value, findings });
      return value;
    } finally {
      listening.pop();
    }
  };
  return { tell, told };
};
