/** Which floating pictures stand in their other places: the page is planned, and planned again with those that found none in their text. */
import { Diagnostics, type Report } from "../base/diagnostic.ts";
import type { EditionPage } from "../model/edition.ts";
import type { Layout, LayoutNode } from "../model/layout.ts";
import { type Choices, floatKey } from "./choices.ts";
import type { HeldFloat, PlannedFrame } from "./page-plan.ts";

type Held = Choices["held"];

interface Settling {
  /** those that are known already */
  readonly held: Held;
  readonly layout: Layout;
  readonly page: EditionPage;
  readonly report: Report;
}

/** The frames, with the pictures that stand outside their text. What planning finds is reported for the last plan alone. */
export const settleFloats = (
  plan: (held: Held, report: Report) => readonly PlannedFrame[],
  { held, layout, page, report }: Settling,
): { readonly frames: readonly PlannedFrame[]; readonly held: Held } => {
  const others = layout.slots.flatMap(({ node }) => othersIn(node));
  if (others.length === 0) return { frames: plan(held, report), held };
  const first = new Diagnostics();
  const frames = plan(held, first);
  const found = new Map(
    [...page.stories].flatMap(([name, story]) =>
      frames.flatMap((frame) =>
        frame.kind === "body" && frame.story === story
          ? (frame.held ?? []).map(({ photo, why }): [string, HeldFloat["why"]] => [floatKey(name, photo), why])
          : [],
      ),
    ),
  );
  const fresh = [...found].filter(([key]) => others.includes(key) && !held.has(key));
  if (fresh.length === 0) {
    for (const finding of first.all()) report.add(finding);
    return { frames, held };
  }
  const all = new Map([...held, ...fresh]);
  return { frames: plan(all, report), held: all };
};

/** Pictures that have a place for when they find none in their text. */
const othersIn = (node: LayoutNode): readonly string[] => {
  if (node.kind === "stack" || node.kind === "band") return node.children.flatMap(othersIn);
  return node.kind === "picture" && node.otherwise ? [floatKey(node.story, node.photo)] : [];
};
