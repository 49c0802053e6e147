/** What the readers of formats need beside the item. */

/** Where an item is read. */
export interface ReadPlace {
  /** in findings: the source's name and the path in its inbox */
  readonly path: string;
  /** of times that do not say theirs, minutes east of UTC */
  readonly zone: number;
}
