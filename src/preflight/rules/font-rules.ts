/** Rules about fonts: embedded, whole, and as wide as they say. */
import type { DocumentFacts, PageFacts } from "../document/document-facts.ts";
import type { ShownCode } from "../fonts/code-map.ts";
import type { FontFacts } from "../fonts/font-facts.ts";
import { BOTH, NEWS_WARNING, type Rule } from "./rule.ts";

/** Thousandths of an em by which widths may differ: producers round. */
const WIDTH_SLACK = 2;

export const FONT_RULES: readonly Rule[] = [
  {
    id: "font/embedded",
    source: "ISO 15930, PRINT §1 #18",
    zh: "字体没有嵌入",
    looksAt: "FontFile, FontFile2 or FontFile3 of every font that shows something, the fourteen of old included",
    hint: "export with all fonts embedded",
    severity: BOTH,
    check: (facts, say) =>
      fonts(facts, (font, page) => {
        if (!font.embedded) say({ message: `the font \`${font.name}\` is not embedded`, page, object: font.object });
      }),
  },
  {
    id: "font/damaged",
    source: "ISO 32000-1, 9.9, PRINT §1 #18",
    zh: "嵌入的字体无法读取",
    looksAt: "whether an embedded program can be read as TrueType, OpenType, CFF or Type 1",
    hint: "export the page anew, or outline the text",
    severity: BOTH,
    check: (facts, say) =>
      fonts(facts, (font, page) => {
        if (font.embedded && !font.program && !font.type3)
          say({ message: `the program of the font \`${font.name}\` cannot be read`, page, object: font.object });
      }),
  },
  {
    id: "font/missing-glyph",
    source: "ISO 15930, PRINT §1 #18",
    zh: "嵌入的字体缺字形",
    looksAt: "glyphs of all codes shown, in the embedded program",
    hint: "export the page anew; the subset was made of another text",
    severity: BOTH,
    check: (facts, say) =>
      fonts(facts, (font, page) => {
        const codes = used(font).filter((each) => font.glyph(each) === "missing");
        if (codes.length > 0)
          say({ message: `the font \`${font.name}\` lacks ${counted(codes)}`, page, object: font.object });
      }),
  },
  {
    id: "font/notdef",
    source: "ISO 15930, PRINT §1 #18",
    zh: "显示了 .notdef（缺字框）",
    looksAt: "codes shown that lead to .notdef",
    hint: "set the characters in a font that has them",
    severity: BOTH,
    check: (facts, say) =>
      fonts(facts, (font, page) => {
        const codes = used(font).filter((each) => font.glyph(each) === "notdef");
        if (codes.length > 0)
          say({ message: `the font \`${font.name}\` shows .notdef for ${counted(codes)}`, page, object: font.object });
      }),
  },
  {
    id: "font/widths",
    source: "ISO 32000-1, 9.2.4, PRINT §1 #18",
    zh: "字宽与字体不符",
    looksAt:
      "`Widths` or `W` against the advances in the program, in Type 3 glyphs `d0` and `d1`, for all codes shown; 2/1000 em are let pass",
    hint: "export the page anew; another version of the font was used",
    severity: BOTH,
    check: (facts, say) =>
      fonts(facts, (font, page) => {
        const wrong = used(font).filter((each) => differs(font, each));
        const [first] = wrong;
        if (first)
          say({
            message: `the font \`${font.name || font.subtype}\` says other widths than its program for ${counted(wrong)}`,
            page,
            object: font.object,
          });
      }),
  },
  {
    id: "font/courier",
    source: "GWG 2022 R0014",
    zh: "使用了 Courier 字体",
    looksAt: "fonts named Courier, which stands in for a font that was not found",
    hint: "look whether another font was meant",
    severity: NEWS_WARNING,
    check: (facts, say) =>
      fonts(facts, (font, page) => {
        if (font.name === "Courier") say({ message: "the font `Courier` is used", page, object: font.object });
      }),
  },
];

/** Every font with the first page that shows something in it. */
const fonts = ({ pages }: DocumentFacts, look: (font: FontFacts, page: PageFacts) => void): void => {
  const seen = new Set<FontFacts>();
  for (const page of pages)
    for (const font of page.content.fonts) {
      if (seen.has(font)) continue;
      seen.add(font);
      look(font, page);
    }
};

const used = (font: FontFacts): readonly ShownCode[] => [...font.used.values()];

const differs = (font: FontFacts, shown: ShownCode): boolean => {
  // a multiple-master program computes its widths
  if (font.subtype === "MMType1") return false;
  const glyph = font.glyph(shown);
  const program = typeof glyph === "number" ? font.program?.width(glyph) : undefined;
  const own = font.type3 ? font.advances.get(shown.code) : program;
  const said = font.width(shown);
  return own !== undefined && said !== undefined && Math.abs(own - said) > WIDTH_SLACK;
};

const counted = (codes: readonly ShownCode[]): string => {
  const [first] = codes;
  const hex = `<${(first?.code ?? 0)
    .toString(16)
    .toUpperCase()
    .padStart((first?.length ?? 1) * 2, "0")}>`;
  return codes.length === 1 ? `the code \`${hex}\`` : `${codes.length} codes, \`${hex}\` the first`;
};
