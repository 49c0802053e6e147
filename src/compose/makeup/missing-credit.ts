/** 图片说明: who took a picture is always said, once for all pictures of a story. */
import { plainText, type Story } from "../../model/story.ts";
import type { CaptionFrame } from "../../plan/page-plan.ts";
import type { ComposedPage } from "../composed-page.ts";
import type { MakeupFinding, MakeupPage } from "./makeup-check.ts";

/** A credit that is written into the words: 记者 张三 摄, 李四/图, 某某供图, 资料图片. */
const CREDIT_IN_TEXT = /(摄|供图|图片|摄影报道|\/图)[）)。]?$/u;

/** The first caption of each story whose pictures all stand without a credit. */
export const missingCredit = ({ composed }: MakeupPage): readonly MakeupFinding[] => {
  const captions = composed.plan.frames.filter(
    (frame): frame is CaptionFrame => frame.kind === "caption" && !frame.isNumber,
  );
  return [...new Set(captions.map(({ story }) => story))]
    .filter((story) => !isCredited(story, composed))
    .map((story) => finding(captions.filter((caption) => caption.story === story)));
};

/** Printed: under or on one of the story's pictures, or at the end of its text. */
const isCredited = (story: Story, { plan }: ComposedPage): boolean =>
  plan.frames.some(
    (frame) =>
      (frame.kind === "caption" &&
        frame.story === story &&
        (frame.words.credit.length > 0 || CREDIT_IN_TEXT.test(plainText(frame.words.caption)))) ||
      (frame.kind === "body" && frame.story === story && endsInCredit(story)),
  );

const endsInCredit = (story: Story): boolean => {
  const last = story.paragraphs.at(-1);
  return story.signature.length > 0 || (last !== undefined && CREDIT_IN_TEXT.test(plainText(last.spans)));
};

const finding = (captions: readonly CaptionFrame[]): MakeupFinding => {
  const [{ story, words, rect }] = captions as readonly [CaptionFrame];
  return {
    message: `${captions.length > 1 ? "the pictures" : "the picture"} of \`${story.id}\` ${captions.length > 1 ? "have captions" : "has a caption"} and no credit`,
    hint: "add a line such as `credit: 张三 摄` under the photo, once for all pictures of the story",
    rect,
    source: words.source,
  };
};
