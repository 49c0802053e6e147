/** What closing did, told as notes: every use of the ladder with its place. */
import type { Report } from "../../base/diagnostic.ts";
import type { SourceRange } from "../../base/source.ts";
import type { EditionPage } from "../../model/edition.ts";
import type { Inset, PicturePart, PicturesPart } from "../../model/layout.ts";
import { exhibitName } from "../../plan/find-exhibit.ts";
import type { ClosedPage } from "./close-page.ts";

/** Reports every choice, and how often slots were set for them. `page` is the page as it was asked for. */
export const reportChoices = ({ choices, rounds }: ClosedPage, page: EditionPage, report: Report): void => {
  const note = (message: string, source: SourceRange): void =>
    report.add({ code: "compose/closed", severity: "info", message, source, place: { page: page.id } });
  const idOf = (name: string | undefined): string => page.stories.get(name ?? "")?.id ?? `${name}`;
  for (const [part, rows] of choices.rows) {
    note(
      `${pictureName(part, idOf)} is ${count(Math.abs(rows), "row")} ${rows > 0 ? "taller" : "lower"}, to close the story`,
      part.source,
    );
  }
  for (const [inset, rows] of choices.shifts)
    note(
      `${nameOf(inset)} stands ${count(Math.abs(rows), "row")} ${rows > 0 ? "lower" : "higher"}, to close the story`,
      inset.source,
    );
  for (const [part, rows] of choices.bodies) {
    const change = `${count(Math.abs(rows), "row")} ${rows > 0 ? "longer" : "shorter"}`;
    note(`the legs of \`${idOf(part.story)}\` are ${change} than its text alone asks for, to close it`, part.source);
  }
  for (const [part, rows] of choices.space)
    note(
      part.kind === "headline"
        ? `the headline of \`${idOf(part.story)}\` has ${count(rows, "blank row")} more, to close the story`
        : `crossheads of \`${idOf(part.story)}\` have ${count(rows, "blank row")} over them, to close the story`,
      part.source,
    );
  for (const [part, size] of choices.sizes)
    note(`the headline of \`${idOf(part.story)}\` is set in ${size} pt, to close the story`, part.source);
  for (const [inset, name] of choices.leftOut)
    note(`${nameOf(inset)} of \`${idOf(name)}\` is left out, to close the story`, inset.source);
  for (const [name, left] of choices.trimmed) {
    const story = page.stories.get(name);
    for (const at of story?.optional.slice(0, left) ?? []) {
      const source = story!.paragraphs[at]!.spans[0]?.source ?? story!.source;
      note(`an optional paragraph of \`${story!.id}\` is left out, to close the story`, source);
    }
  }
  for (const [name, times] of rounds) {
    const slot = page.layout.slots.find((each) => each.name === name);
    if (slot) note(`slot \`${name}\` was set ${count(times, "time")} to close it`, slot.source);
  }
};

const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? "" : "s"}`;

const pictureName = (part: PicturePart | PicturesPart | Inset, idOf: (name: string | undefined) => string): string => {
  if ("what" in part) return nameOf(part);
  return part.kind === "pictures"
    ? `the group of pictures of \`${idOf(part.story)}\``
    : `picture ${part.photo} of \`${idOf(part.story)}\``;
};

const nameOf = ({ what }: Inset): string => {
  switch (what.kind) {
    case "picture":
      return `picture ${what.photo}`;
    case "key-figure":
      return `key figure ${what.index}`;
    case "exhibit":
      return exhibitName(what.exhibit);
    default:
      return what satisfies never;
  }
};
