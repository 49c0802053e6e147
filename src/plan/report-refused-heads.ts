/** Crossheads that were to span legs and stand in one, told with the reason. */
import type { Report } from "../base/diagnostic.ts";
import type { EditionPage } from "../model/edition.ts";
import { plainText } from "../model/story.ts";
import type { BodyFrame, PlannedFrame, RefusedHead } from "./page-plan.ts";

/** Reports each of them at its place in the story; no text is lost by it. */
export const reportRefusedHeads = (frames: readonly PlannedFrame[], page: EditionPage, report: Report): void => {
  for (const frame of frames) {
    if (frame.kind !== "body") continue;
    for (const { paragraph, why } of frame.refused ?? []) reportOne(frame, { paragraph, why, page: page.id }, report);
  }
};

const WORDS: Readonly<Record<RefusedHead["why"], readonly [fault: string, hint: string]>> = {
  foot: ["would stand at the foot of the legs that it spans", "give the body more rows, or the story more text"],
  short: ["has too little text under it to span legs", "write more text under it, or let it stand in its leg"],
  inset: ["meets an inset in the legs that it spans", "let the inset stand some rows higher or lower"],
  legs: ["is to span more legs than there are", "use `span: all`, or give the body more legs"],
  thread: ["cannot span legs: its text runs through several bodies", "take `crosshead` out of the layout"],
};

const reportOne = (
  { story, rect, source }: BodyFrame,
  { paragraph, why, page }: RefusedHead & { readonly page: string },
  report: Report,
): void => {
  const [fault, hint] = WORDS[why];
  const spans = story.paragraphs[paragraph]?.spans ?? [];
  const [first, last] = [spans[0], spans.at(-1)];
  report.add({
    code: "plan/crosshead",
    severity: "warning",
    message: `the crosshead \`${plainText(spans)}\` of \`${story.id}\` ${fault}; it stands in its leg`,
    hint,
    source: first && last ? { ...first.source, end: last.source.end } : source,
    place: { page, rect },
  });
};
