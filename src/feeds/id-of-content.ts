/** A name for an item that has none: what it says. */
import { createHash } from "node:crypto";

/** The same for the same content, and for no other. */
export const idOfContent = (...parts: readonly unknown[]): string =>
  `content:${createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32)}`;
