/** Pictures and groups of them as boxes, with the captions that stand under them or beside them. */
import type { Report } from "../base/diagnostic.ts";
import type { Pt, Rows } from "../base/units.ts";
import type { PicturePart, PicturesPart } from "../model/layout.ts";
import { type Inline, type PictureWords, plainText, type Story, type StoryPhoto } from "../model/story.ts";
import type { Box } from "./arrange.ts";
import { type PartContent, part } from "./part-box.ts";
import { groupHeight, type PictureGroup } from "./picture-group.ts";
import type { PlanContext } from "./plan-context.ts";

/** A picture part with its story. */
export interface StoryPart<Part> {
  readonly node: Part;
  readonly story: Story;
}

/** A picture with its caption; undefined, and reported, when the story has no such photo. */
export const pictureBox = (
  { node, story }: StoryPart<PicturePart>,
  context: PlanContext,
  report: Report,
): Box<PartContent> | undefined => {
  const photo = story.photos[node.photo - 1];
  if (!photo) {
    reportMissing(`picture ${node.photo}`, { story, context, report });
    return undefined;
  }
  const box = part({ kind: "picture", node, story, photo }, (width) => pictureRows(node, photo, width, context));
  return withCaption(asChosen(box, node, context), { node, story, words: photo }, context);
};

/** With as many rows as closing wants, where the layout says how many it has. */
const asChosen = (
  box: Box<PartContent>,
  node: PicturePart | PicturesPart,
  { choices }: PlanContext,
): Box<PartContent> => ({
  ...box,
  ...(box.rows !== undefined && { rows: Math.max(1, box.rows + (choices.rows.get(node) ?? 0)) }),
});

/** A group with one caption; a group of less than two pictures is set as what it has. */
export const picturesBox = (
  { node, story }: StoryPart<PicturesPart>,
  context: PlanContext,
  report: Report,
): Box<PartContent> | undefined => {
  const asked = node.photos.length > 0 ? node.photos : story.photos.map((_, n) => n + 1);
  for (const n of asked) if (!story.photos[n - 1]) reportMissing(`picture ${n}`, { story, context, report });
  const photos = asked.flatMap((n) => story.photos[n - 1] ?? []);
  if (photos.length === 0) {
    if (asked.length === 0) reportMissing("a group of pictures", { story, context, report });
    return undefined;
  }
  const group = groupOf(node, photos);
  const { row } = context.grid;
  const more = context.choices.rows.get(node) ?? 0;
  const box = part({ kind: "pictures", node, story, photos }, (width) =>
    node.grow > 0 ? node.minRows : Math.max(node.minRows, Math.round(groupHeight(group, width) / row) + more),
  );
  return withCaption(asChosen(box, node, context), { node, story, words: wordsOf(photos) }, context);
};

/** What a picture is taken for whose file is not there. */
const USUAL_SHAPE = 3 / 2;

/** The group that these photos make; one alone is a row of one. */
export const groupOf = ({ pattern, gap }: PicturesPart, photos: readonly StoryPhoto[]): PictureGroup => ({
  pattern: photos.length === 1 ? "row" : pattern,
  gap,
  shapes: photos.map(({ photo }) => (photo ? photo.facts.width / photo.facts.height : USUAL_SHAPE)),
});

/** All captions one after another, as the story has them with their （上） and （图①）, and each credit once. */
const wordsOf = (photos: readonly StoryPhoto[]): PictureWords => {
  const credits = new Map(photos.map(({ credit }) => [plainText(credit), credit]));
  return {
    caption: joined(photos.map(({ caption }) => caption)),
    credit: joined([...credits.values()]),
    source: photos[0]!.source,
  };
};

/** The words of each picture, for captions on them; a credit that all share stands once, on the last of them. */
export const wordsOnEach = (photos: readonly StoryPhoto[]): readonly PictureWords[] => {
  const credits = new Set(photos.flatMap(({ credit }) => (credit.length > 0 ? [plainText(credit)] : [])));
  const last = photos.findLastIndex(({ credit }) => credit.length > 0);
  return photos.map((photo, n) => ({
    caption: photo.caption,
    credit: credits.size > 1 || n === last ? photo.credit : [],
    source: photo.source,
  }));
};

/** With an em between them. */
const joined = (texts: readonly Inline[]): Inline =>
  texts
    .filter((text) => text.length > 0)
    .flatMap((text, n) => {
      const first = text[0]!;
      return n === 0 ? text : [{ text: "\u3000", face: first.face, source: first.source }, ...text];
    });

interface MissingPart {
  readonly story: Story;
  readonly context: PlanContext;
  readonly report: Report;
}

const reportMissing = (what: string, { story, context, report }: MissingPart): void =>
  report.add({
    code: "plan/missing-part",
    severity: "warning",
    message: `layout \`${context.page.layout.name}\` shows ${what} of \`${story.id}\`, which has ${story.photos.length}`,
    hint: "give the story another photo, or choose a layout without it",
    source: story.source,
    place: { page: context.page.id },
  });

/** A picture that may grow starts from its least height; one that may not shows the whole photograph. */
const pictureRows = (node: PicturePart, photo: StoryPhoto, width: Pt, { grid, choices }: PlanContext): Rows => {
  if (node.grow > 0 || !photo.photo) return node.minRows;
  const { width: w, height: h } = photo.photo.facts;
  const more = choices.rows.get(node) ?? 0;
  return Math.max(node.minRows, Math.round((width * h) / w / grid.row) + more);
};

/** Blank between a picture and a caption beside it. */
const BESIDE_ZI = 1;

const withCaption = (
  picture: Box<PartContent>,
  { node, story, words }: StoryPart<PicturePart | PicturesPart> & { readonly words: PictureWords },
  context: PlanContext,
): Box<PartContent> => {
  const { caption } = node;
  if (caption.kind === "none" || caption.kind === "on" || words.caption.length + words.credit.length === 0)
    return picture;
  const style = context.textStyle(caption.style);
  const height = (width: Pt) => Math.ceil(context.measure.caption(words, style, width) / context.grid.row - 0.01);
  const own = part({ kind: "caption", node, story, words, style }, height);
  const { rows: _rows, maxRows: _maxRows, ...free } = { ...own, grow: 0, minRows: 1 };
  const around = { content: { kind: "space", node } as const, grow: node.grow, shrinks: false };
  if (caption.kind === "below") return { ...around, direction: "down", gap: 0, minRows: 0, children: [picture, free] };
  const beside = { ...free, width: caption.width * context.grid.zi };
  return {
    ...around,
    direction: "across",
    gap: BESIDE_ZI * context.grid.zi,
    minRows: node.minRows,
    ...(picture.rows !== undefined && { rows: picture.rows }),
    ...(picture.maxRows !== undefined && { maxRows: picture.maxRows }),
    children: caption.side === "left" ? [beside, picture] : [picture, beside],
  };
};
