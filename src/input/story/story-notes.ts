/** What is noted of a story's characters while it is read: mostly one finding for each kind, with its count and first place. */
import type { Diagnostic, Report } from "../../base/diagnostic.ts";
import type { SourceRange } from "../../base/source.ts";

/** A kind of note. */
export interface NoteKind extends Pick<Diagnostic, "code" | "severity" | "message"> {
  readonly hint?: string;
}

/** Notes of one story. */
export interface StoryNotes {
  /** Notes one place; `kind` is the same object, or says the same, for each place of its kind. */
  add(kind: NoteKind, source: SourceRange): void;
  /** Notes a place that is a finding of its own. */
  each(kind: NoteKind, source: SourceRange): void;
  /** Reports all kinds that were noted. */
  tell(report: Report): void;
}

interface Noted {
  readonly kind: NoteKind;
  times: number;
  first: SourceRange;
}

/** No notes yet. */
export const storyNotes = (): StoryNotes => {
  const noted = new Map<string, Noted>();
  const single: Diagnostic[] = [];
  return {
    add: (kind, source) => {
      const key = `${kind.code} ${kind.message}`;
      const known = noted.get(key);
      if (!known) noted.set(key, { kind, times: 1, first: source });
      else {
        known.times++;
        if (source.start < known.first.start) known.first = source;
      }
    },
    each: (kind, source) => {
      single.push({ ...kind, source });
    },
    tell: (report) => {
      for (const each of single) report.add(each);
      for (const { kind, times, first } of noted.values()) {
        const message = times === 1 ? kind.message : `${kind.message} (${times} times)`;
        report.add({ ...kind, message, source: first });
      }
    },
  };
};

/** The note that something was brought to house form. */
export const normalised = (name: string): NoteKind => ({
  code: "input/normalised",
  severity: "info",
  message: `brought to house form: ${name}`,
  hint: "leave it: the page has it in house form; or write it so in the story, and the note is gone",
});
