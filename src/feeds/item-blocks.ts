/** The text of an item → blocks; of one without text, what describes it stands in its place. */
import type { BodyBlocks } from "./block.ts";
import type { FeedItem } from "./feed-item.ts";
import { markupBlocks } from "./markup-blocks.ts";
import { plainBlocks } from "./plain-blocks.ts";

/** Blocks, and whether they are the body's own. */
export interface ItemBlocks extends BodyBlocks {
  /** the text that stands in place of the body, when it has none */
  readonly instead?: "description" | "title" | "headline" | "slugline";
}

/** No blocks when the item says nothing at all. */
export const itemBlocks = ({ body, fields }: FeedItem): ItemBlocks => {
  const own = body ? blocksOf(body) : NONE;
  if (own.blocks.length > 0) return own;
  const instead = (["description", "title", "headline", "slugline"] as const).find(
    (each) => fields[each] !== undefined,
  );
  if (instead === undefined) return own;
  return { ...own, blocks: plainBlocks(fields[instead]!), instead };
};

const NONE: BodyBlocks = { blocks: [], pictures: [], dropped: [] };

const blocksOf = (body: NonNullable<FeedItem["body"]>): BodyBlocks => {
  if (body.kind === "markup") return markupBlocks(body.nodes);
  return body.kind === "plain" ? { ...NONE, blocks: plainBlocks(body.text) } : NONE;
};
