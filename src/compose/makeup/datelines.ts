/** Datelines of a page are of one form. */
import { bottom } from "../../base/geometry.ts";
import type { Story } from "../../model/story.ts";
import type { BodyFrame } from "../../plan/page-plan.ts";
import { strayDatelines } from "./dateline-form.ts";
import type { MakeupFinding, MakeupPage } from "./makeup-check.ts";

/** Stories of the page whose dateline is written otherwise than most. */
export const datelines = ({ composed }: MakeupPage): readonly MakeupFinding[] => {
  const bodies = composed.plan.frames.filter((frame): frame is BodyFrame => frame.kind === "body");
  const stories: readonly Story[] = [...new Set(bodies.map(({ story }) => story))];
  return strayDatelines(stories).map(({ dateline, usual }) => {
    const body = bodies.find(({ story }) => story === dateline.story)!;
    const { grid } = composed.plan;
    return {
      message: datelineMessage(dateline, usual),
      hint: `write it as \`${usual.text}\` is written`,
      rect: { ...body.rect, height: Math.min(grid.row, bottom(body.rect) - body.rect.y) },
      source: dateline.source,
    };
  });
};

/** Says what is different: the words, the face, or what follows. */
export const datelineMessage = (
  dateline: ReturnType<typeof strayDatelines>[number]["dateline"],
  usual: typeof dateline,
): string => {
  const { story, text, face, form, after } = dateline;
  const differs =
    form !== usual.form
      ? `\`${text}\`, others \`${usual.text}\``
      : face !== usual.face
        ? `\`${text}\` in another face than the others`
        : `\`${text}\` before \`${after}\`, others before \`${usual.after}\``;
  return `the dateline of \`${story.id}\` is written ${differs}`;
};
