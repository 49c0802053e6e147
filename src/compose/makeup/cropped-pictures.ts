/** 裁图: a frame that shows too little of a picture, or that cuts into what has to be seen of it. */
import { cropFor, cutFrom, keptOf } from "../../model/crop.ts";
import type { PictureFrame } from "../../plan/page-plan.ts";
import type { MakeupFinding, MakeupPage } from "./makeup-check.ts";

/**
 * Pictures that are cut too far. Where the story says which part of the picture has to be seen, all of that part is shown and the rest
 * may go; of any other picture the style's share of its area is shown.
 */
export const croppedPictures = ({ composed }: MakeupPage): readonly MakeupFinding[] => {
  const { frames, leastPicture } = composed.plan;
  return frames.flatMap((frame) => (frame.kind === "picture" ? cutTooFar(frame, leastPicture) : []));
};

const cutTooFar = (frame: PictureFrame, least: number): readonly MakeupFinding[] => {
  const { photo, rect } = frame;
  if (!photo.photo || rect.width <= 0 || rect.height <= 0) return [];
  const { facts } = photo.photo;
  const crop = cropFor(facts, photo.focus, rect);
  if (photo.subject) {
    const cut = cutFrom(photo.subject, crop);
    const message = `the crop of \`${photo.path}\` cuts ${percent(cut)} off the box that its \`focus\` wants to be seen`;
    return cut > 0 ? [finding(frame, message)] : [];
  }
  const kept = keptOf(crop);
  const message = `the frame shows ${percent(kept)} of \`${photo.path}\`, less than ${percent(least)}`;
  return kept < least - ROUNDING ? [finding(frame, message)] : [];
};

/** What is shown as the same number of per cent is enough. */
const ROUNDING = 0.005;

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** Which way the frame has to grow so that more is seen. */
const finding = ({ photo, rect, source }: PictureFrame, message: string): MakeupFinding => {
  const { facts } = photo.photo!;
  const lower = facts.width / facts.height < rect.width / rect.height;
  const change = lower ? "give the frame more rows or less width" : "give the frame fewer rows or more width";
  return {
    message,
    hint: `${change}${photo.subject ? "" : "; or write the part that has to be seen as `focus: [left, top, right, bottom]`"}`,
    rect,
    source,
  };
};
