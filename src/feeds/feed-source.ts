/** A source of the mapping file with everything that it does not say. */
import type { FeedInput, FeedSourceInput } from "../input/feed-schema.ts";
import type { ItemField } from "./feed-item.ts";
import { zoneOf } from "./item-facts.ts";

/** Fields of a story that a mapping fills. */
export const STORY_FIELDS = ["headline", "kicker", "deck", "summary", "dateline", "byline", "signature"] as const;
export type StoryField = (typeof STORY_FIELDS)[number];

const USUAL: Readonly<Record<StoryField, readonly ItemField[]>> = {
  headline: ["headline", "title", "slugline"],
  kicker: ["kicker"],
  deck: ["subheadline"],
  summary: [],
  dateline: ["dateline"],
  byline: ["byline"],
  signature: [],
};

const PRIORITIES: Readonly<Record<string, number>> = { 1: 1, 2: 2, 3: 2, 4: 3, 5: 3, 6: 4, 7: 4, 8: 5, 9: 5 };

/** A source, complete. */
export interface FeedSource {
  readonly name: string;
  readonly folder: string;
  readonly language: string;
  /** for each field the item's texts, of which the first that says something counts */
  readonly fields: Readonly<Record<StoryField, readonly ItemField[]>>;
  /** name of a story's file with its `{…}` */
  readonly file: string;
  /** urgency: priority */
  readonly priorities: Readonly<Record<string, number>>;
  readonly take: FeedSourceInput["take"];
  readonly leave: FeedSourceInput["leave"];
  readonly sameText: "drop" | "keep";
  /** pixels of a picture's longer side at most */
  readonly longest: number;
  /** pictures of a story at most */
  readonly most: number;
  /** names of the renditions that are taken; all when absent */
  readonly renditions: readonly string[] | undefined;
}

/** A mapping file, complete. */
export interface FeedMapping {
  readonly stories: string;
  readonly pictures: string;
  readonly ledger: string;
  readonly quarantine: string;
  /** minutes east of UTC, of times that do not say theirs */
  readonly zone: number;
  readonly sources: readonly FeedSource[];
}

/** What the file says, with the usual in place of what it does not. */
export const feedMapping = (input: FeedInput): FeedMapping => ({
  stories: folder(input.stories ?? "stories"),
  pictures: folder(input.pictures ?? "photos"),
  ledger: folder(input.ledger ?? "feed/ledger.json"),
  quarantine: folder(input.quarantine ?? "feed/quarantine"),
  zone: zoneOf(input.zone, 0),
  sources: input.sources.map(sourceOf),
});

const folder = (path: string): string => path.replace(/^(\.\/)+|\/+$/g, "");

const sourceOf = (input: FeedSourceInput): FeedSource => ({
  name: input.name,
  folder: input.folder,
  language: input.language ?? "zh-Hans",
  fields: Object.assign({}, USUAL, input.fields),
  file: input.file ?? "{slug}",
  priorities: { ...PRIORITIES, ...input.priorities },
  take: input.take,
  leave: input.leave,
  sameText: input.sameText ?? "drop",
  longest: input.pictures?.longest ?? 12_000,
  most: input.pictures?.most ?? 12,
  renditions: input.pictures?.renditions,
});
