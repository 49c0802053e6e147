/** The letters of a page while it is put in order: what each item was parted into, and what the spaces of its faces are. */

import type { FontFace } from "../../text/font-face.ts";
import type { DisplayItem, GlyphsItem, PlacedGlyph } from "../display-list.ts";

interface Space {
  readonly face: FontFace;
  readonly id: number;
}

/** Begins with the items of the page as they were painted. */
export class PageLetters {
  readonly #parts = new Map<DisplayItem, readonly DisplayItem[]>();
  readonly #spaces = new Map<string, Space>();
  #anySpace: Space | undefined;

  constructor(items: readonly DisplayItem[]) {
    for (const item of items) if (item.kind === "glyphs") this.#learnSpace(item);
  }

  #learnSpace({ face, glyphs }: GlyphsItem): void {
    if (this.#spaces.has(face.key)) return;
    const glyph = glyphs.find(({ text, cell }) => text === " " && !cell);
    if (!glyph) return;
    const space = { face, id: glyph.id };
    this.#spaces.set(face.key, space);
    this.#anySpace ??= space;
  }

  /** A blank behind the last letter of `item`: of its own face, else of another of the page; undefined where none has one. */
  spaceAfter(item: GlyphsItem): { readonly face: FontFace; readonly glyph: PlacedGlyph } | undefined {
    const last = item.glyphs.at(-1);
    const space = this.#spaces.get(item.face.key) ?? this.#anySpace;
    if (!last || !space || /[\s\u00ad]$/u.test(last.text)) return undefined;
    const width = (last.cell?.width ?? item.face.advance(last.id)) * item.size * (item.stretch ?? 1);
    const down = item.turn === 90 || item.axis !== undefined;
    const at = down ? { x: last.x, y: last.y + width } : { x: last.x + width, y: last.y };
    return { face: space.face, glyph: { id: space.id, ...at, text: " " } };
  }

  replace(item: DisplayItem, parts: readonly DisplayItem[]): void {
    this.#parts.set(item, parts);
  }

  /** The page's items with the parts in place of what was parted. */
  parted(items: readonly DisplayItem[]): readonly DisplayItem[] {
    return items.flatMap((item) => this.#parts.get(item) ?? [item]);
  }
}
