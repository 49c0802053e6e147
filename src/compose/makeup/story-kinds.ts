/** Kinds of story that a rule of makeup does not mean, told from how they stand on the page. */
import type { Rect } from "../../base/geometry.ts";
import { fits } from "../../base/units.ts";
import { countCharacters, type Story } from "../../model/story.ts";
import type { BodyFrame } from "../../plan/page-plan.ts";
import type { ComposedPage } from "../composed-page.ts";
import { headlinesOf } from "./headline-ink.ts";

/** Photo news (图片新闻) has a picture and no headline. */
export const isPhotoNews = ({ headline }: Story): boolean => headline.length === 0;

/** A brief's head is at most this many times as large as its text. */
const BRIEF_HEAD = 2;

/** A text of so many characters is a brief wherever it stands. */
const BRIEF_TEXT = 100;

/** A brief (简讯): hardly any text, or one leg, no wider than a column, under a small head. */
export const isBrief = (composed: ComposedPage, story: Story): boolean => {
  if (countCharacters(story) <= BRIEF_TEXT) return true;
  const { columnWidth } = composed.plan.grid;
  const bodies = bodiesOf(composed, story);
  const heads = headlinesOf(composed).filter(({ frame }) => frame.story === story);
  return (
    bodies.every(({ legs, rect }) => legs.length === 1 && fits(rect.width, columnWidth)) &&
    heads.every(({ size }) => bodies.every(({ style }) => fits(size, BRIEF_HEAD * style.size)))
  );
};

/** A photo feature (图片专题): its pictures take more of the page than its text; its head belongs to them. */
export const isPhotoFeature = ({ frames }: ComposedPage, story: Story): boolean => {
  const area = (kind: "picture" | "body"): number =>
    frames.reduce((sum, { frame }) => sum + (frame.kind === kind && frame.story === story ? areaOf(frame.rect) : 0), 0);
  return area("picture") > area("body");
};

/** The frames in which a story's text stands. */
export const bodiesOf = ({ plan }: ComposedPage, story: Story): readonly BodyFrame[] =>
  plan.frames.filter((frame): frame is BodyFrame => frame.kind === "body" && frame.story === story);

const areaOf = ({ width, height }: Rect): number => width * height;
