/** The ToUnicode map (ISO 32000-1, 9.10.3): what a reader copies, finds and reads aloud. */
import type { FontCode } from "./font-codes.ts";
import { hex4 } from "./pdf-number.ts";

/** A CMap may not hold more entries in one block (Adobe TN 5014). */
const BLOCK = 100;

/**
 * The map for `codes`, built from what the glyphs stand for in the story and never from the font's own table, which gives ⼈ for 人.
 * Codes without text (the rest of a cluster) are left out.
 */
export const toUnicode = (codes: readonly FontCode[]): string => {
  const entries = codes.flatMap(({ text }, index) => (text ? [`<${hex4(index + 1)}> <${utf16(text)}>`] : []));
  const blocks: string[] = [];
  for (let at = 0; at < entries.length; at += BLOCK) {
    const block = entries.slice(at, at + BLOCK);
    blocks.push(`${block.length} beginbfchar`, ...block, "endbfchar");
  }
  return [...HEAD, ...blocks, ...TAIL].join("\n");
};

const utf16 = (text: string): string =>
  Array.from({ length: text.length }, (_, index) => hex4(text.charCodeAt(index))).join("");

const HEAD = [
  "/CIDInit /ProcSet findresource begin",
  "12 dict begin",
  "begincmap",
  "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
  "/CMapName /Adobe-Identity-UCS def",
  "/CMapType 2 def",
  "1 begincodespacerange",
  "<0000> <ffff>",
  "endcodespacerange",
];

const TAIL = ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"];
