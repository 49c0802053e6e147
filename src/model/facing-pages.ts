/** Page numbers at the fold: which side a page lies on, and the two pages of a panorama. */

/** The two pages of a panorama as they lie open. */
export interface FacingPages {
  readonly left: string;
  readonly right: string;
  /** whether they do lie open together: an even page and the next one */
  readonly faces: boolean;
}

/** Side of the fold on a single page: a first page is bound at `binding`, the second on the other side. */
const foldSide = (id: string, binding: "left" | "right"): "left" | "right" => {
  const odd = numberOf(id) % 2 === 1;
  return (binding === "left") === odd ? "left" : "right";
};

/** The pages of `A04-05`: A04 and A05, from left to right; undefined for a page by itself. */
export const facingPages = (id: string, binding: "left" | "right"): FacingPages | undefined => {
  const [, section = "", low, high] = /^(\p{L}*)(\d+)-(\d+)$/u.exec(id) ?? [];
  if (low === undefined || high === undefined) return undefined;
  const pages = [`${section}${low}`, `${section}${high.padStart(low.length, "0")}`] as const;
  const [left, right] = binding === "left" ? pages : [pages[1], pages[0]];
  return { left, right, faces: Number(low) % 2 === 0 && Number(high) === Number(low) + 1 };
};

/** The single pages that an id stands for: A04 and A05 of `A04-05`, from the lower to the higher. */
export const coveredPages = (id: string): readonly string[] => {
  const [, section = "", low, high] = /^(\p{L}*)(\d+)-(\d+)$/u.exec(id) ?? [];
  if (low === undefined || high === undefined) return [id];
  const count = Math.max(1, Number(high) - Number(low) + 1);
  return Array.from({ length: count }, (_, n) => `${section}${String(Number(low) + n).padStart(low.length, "0")}`);
};

/** Whether two single pages lie open together: an even page and the next one of its section, whichever is named first. */
export const isSpread = (one: string, other: string): boolean => {
  const [low, high] = numberOf(one) < numberOf(other) ? [one, other] : [other, one];
  const single = /^(\p{L}*)\d+$/u;
  const [section, same] = [single.exec(low)?.[1], single.exec(high)?.[1]];
  return section !== undefined && section === same && numberOf(low) % 2 === 0 && numberOf(high) === numberOf(low) + 1;
};

/** The edge at which a page is folded. */
export const foldOf = (id: string, binding: "left" | "right"): "left" | "right" | "none" =>
  facingPages(id, binding) ? "none" : foldSide(id, binding);

/** The number in a page's id; 1 where it has none. */
const numberOf = (id: string): number => Number(/\d+/.exec(id)?.[0] ?? 1);
