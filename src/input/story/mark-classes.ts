/** The classes of bracketed spans, `[text]{.class}`, and the marks that they stand for. */
import type { Mark } from "../../model/story.ts";

/** Class → mark (CLREQ 3.1.3.4, LC-90 to LC-96; `upright` LC-101). */
export const MARK_CLASSES: ReadonlyMap<string, Mark> = new Map<string, Mark>([
  ["dots", "emphasis-dots"],
  ["name", "proper-name"],
  ["title", "book-title"],
  ["underline", "underline"],
  ["deceased", "deceased"],
  ["upright", "upright"],
]);

/** The classes as they are written, `.name`, for hints. */
export const CLASS_NAMES: readonly string[] = [...MARK_CLASSES.keys()].map((name) => `.${name}`);
