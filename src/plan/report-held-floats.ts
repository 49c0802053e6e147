/** Floating pictures that do not stand in the legs of their text, told with the reason. */
import type { Report } from "../base/diagnostic.ts";
import type { EditionPage } from "../model/edition.ts";
import { type Choices, floatKey } from "./choices.ts";
import type { HeldFloat, PlannedFrame } from "./page-plan.ts";

interface HeldOn {
  readonly page: EditionPage;
  /** those that stand in their other places */
  readonly held: Choices["held"];
}

/** Reports them: a note where they stand in their other places, else a warning, for then they are not on the page. */
export const reportHeldFloats = (frames: readonly PlannedFrame[], { page, held }: HeldOn, report: Report): void => {
  for (const frame of frames) {
    if (frame.kind !== "body") continue;
    const names = [...page.stories].flatMap(([name, story]) => (story === frame.story ? [name] : []));
    for (const { photo, why } of frame.held ?? []) {
      const elsewhere = names.some((name) => held.has(floatKey(name, photo)));
      const { path, source } = frame.story.photos[photo - 1]!;
      const [fault, hint] = WORDS[why];
      report.add({
        code: "plan/float",
        severity: elsewhere ? "info" : "warning",
        message: `the picture \`${path}\` of \`${frame.story.id}\` ${fault}; it ${elsewhere ? "stands in its other place" : "is not on the page"}`,
        ...(!elsewhere && { hint }),
        source,
        place: { page: page.id, rect: frame.rect },
      });
    }
  }
};

const WORDS: Readonly<Record<HeldFloat["why"], readonly [fault: string, hint: string]>> = {
  room: [
    "finds no room in the legs of its text",
    "let it float over other legs, make it lower, or give it a place of its own",
  ],
  far: ["would stand far from its reference", "refer to it earlier, or give it a place of its own"],
  text: ["leaves its text too little room", "cut the text, make the picture lower, or give it a place of its own"],
  thread: ["cannot float: its text runs through several bodies", "give it a place of its own"],
};
