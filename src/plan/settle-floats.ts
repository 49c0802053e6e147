/** Which floating pictures stand in their other places: the page is planned, and planned again with those that found none in their text. */
import type { Diagnostic, Report } from "../base/diagnostic.ts";
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

/** A page as it was planned, and what was found. */
interface Planned {
  readonly frames: readonly PlannedFrame[];
  readonly found: readonly Diagnostic[];
}

/** The plan, with the pictures that stand outside their text. What planning finds is reported for the last plan alone. */
export const settleFloats = <P extends Planned>(
  plan: (held: Held) => P,
  { held, layout, page, report }: Settling,
): P & { readonly held: Held } => {
  const settled = (planned: P, held: Held): P & { readonly held: Held } => {
    for (const finding of planned.found) report.add(finding);
    return { ...planned, held };
  };
  const others = layout.slots.flatMap(({ node }) => othersIn(node));
  const first = plan(held);
  if (others.length === 0) return settled(first, held);
  const { frames } = first;
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
  if (fresh.length === 0) return settled(first, held);
  const all = new Map([...held, ...fresh]);
  return settled(plan(all), all);
};

/** Pictures that have a place for when they find none in their text. */
const othersIn = (node: LayoutNode): readonly string[] => {
  if (node.kind === "stack" || node.kind === "band") return node.children.flatMap(othersIn);
  return node.kind === "picture" && node.otherwise ? [floatKey(node.story, node.photo)] : [];
};
