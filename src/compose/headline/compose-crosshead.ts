/** A crosshead over several legs, set as display lines broken by sense. */
import type { Report } from "../../base/diagnostic.ts";
import type { CrossheadFrame, HeadlineFrame } from "../../plan/page-plan.ts";
import type { ComposedFrame } from "../composed-page.ts";
import { composeHeadline, type HeadlineShop } from "./headline.ts";
import { composeVerticalHeadline } from "./headline-down.ts";

/** Sets it as a headline of its story; its lines belong to the paragraph that it is. */
export const composeCrosshead = (
  frame: CrossheadFrame,
  shop: HeadlineShop & { readonly page: string },
  report: Report,
): ComposedFrame => {
  const { style, head, paragraph } = frame;
  const headline: HeadlineFrame = {
    ...frame,
    kind: "headline",
    story: head,
    kickerStyle: style,
    deckStyle: style,
    evenLines: false,
    order: "leftward",
  };
  const compose = frame.writing === "vertical" ? composeVerticalHeadline : composeHeadline;
  const { lines } = compose(headline, shop, report);
  return { frame, lines: lines.map((line) => ({ ...line, paragraph })) };
};
