/** Fonts and content streams that are not what they should be. */
import { ALL, BOTH, type BrokenCase, breaking, NEWS } from "./broken-case.ts";
import type { PdfDraft } from "./pdf-draft.ts";

/** A composite font over the same program; its codes are its glyphs. */
const composite = (d: PdfDraft, { file = "/FontFile2 @fontfile", widths = "[1 [600 700 250]]" } = {}): PdfDraft =>
  d
    .set(
      "deep",
      `<</Type/Font /Subtype/CIDFontType2 /BaseFont/ABCDEG+Tiny /CIDSystemInfo <</Registry(Adobe) /Ordering(Identity) /Supplement 0>> /DW 500 /W ${widths} /CIDToGIDMap/Identity /FontDescriptor @deepdescriptor>>`,
    )
    .set(
      "deepdescriptor",
      `<</Type/FontDescriptor /FontName/ABCDEG+Tiny /Flags 4 /FontBBox [0 0 500 700] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 ${file}>>`,
    )
    .set(
      "composite",
      "<</Type/Font /Subtype/Type0 /BaseFont/ABCDEG+Tiny /Encoding/Identity-H /DescendantFonts [@deep]>>",
    )
    .use("Font", "F2", "@composite");

const shown = (d: PdfDraft, font: string, string: string): PdfDraft =>
  d.draw(`0 0 0 1 k BT /${font} 12 Tf 60 60 Td ${string} Tj ET`);

const call = (d: PdfDraft, entries: string, content: string): PdfDraft => d.stream("loop", entries, content);

export const CONTENT_CASES: readonly BrokenCase[] = [
  ...breaking("font/embedded", ALL, {
    "one of the fourteen": (d) =>
      shown(
        d.use("Font", "H", "<</Type/Font /Subtype/Type1 /BaseFont/Helvetica /Encoding/WinAnsiEncoding>>"),
        "H",
        "(A)",
      ),
    "a composite one": (d) => shown(composite(d, { file: "" }), "F2", "<0001>"),
    "as a clip alone": (d) =>
      d
        .use("Font", "H", "<</Type/Font /Subtype/Type1 /BaseFont/Helvetica>>")
        .draw("q BT 7 Tr /H 12 Tf 60 60 Td (A) Tj ET Q"),
  }),
  ...breaking("font/damaged", BOTH, { "its program is noise": (d) => d.stream("fontfile", "", "noise") }),
  ...breaking("font/missing-glyph", ALL, {
    "a letter that the subset lacks": (d) => shown(d, "F1", "(C)"),
    "a glyph beyond the last": (d) => shown(composite(d), "F2", "<00010063>"),
  }),
  ...breaking("font/notdef", ALL, { "of a composite font": (d) => shown(composite(d), "F2", "<00010000>") }),
  ...breaking("font/widths", ALL, {
    "of a simple font": (d) => d.swap("widths", "600", "650"),
    "of a composite font": (d) => shown(composite(d, { widths: "[1 [600 720 250]]" }), "F2", "<00010002>"),
    "of a range": (d) => shown(composite(d, { widths: "[1 3 600]" }), "F2", "<00010002>"),
    "of a Type 3 font": (d) =>
      d
        .stream("glyph", "", "800 0 0 0 750 750 d1 0 0 500 500 re f")
        .use(
          "Font",
          "T3",
          "<</Type/Font /Subtype/Type3 /FontBBox [0 0 750 750] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 97 /LastChar 97 /Widths [750] /Encoding <</Differences [97 /a]>> /CharProcs <</a @glyph>> /Resources <<>>>>",
        )
        .draw("BT /T3 12 Tf 60 60 Td (a) Tj ET"),
  }),
  ...breaking("font/courier", NEWS, { "by name": (d) => d.swap("font", "ABCDEF+Tiny", "ABCDEF+Courier") }),
  ...breaking("content/operator", ALL, {
    "one that is none": (d) => d.draw("foo"),
    "in a form": (d) =>
      call(d, "/Type/XObject /Subtype/Form /BBox [0 0 9 9]", "3 bar").use("XObject", "L", "@loop").draw("/L Do"),
  }),
  ...breaking("content/compatibility", BOTH, { BX: (d) => d.draw("BX EX") }),
  ...breaking("content/damaged", BOTH, {
    "a stray bracket": (d) => d.draw("]"),
    "an operator without operands": (d) => d.draw("q 1 0 0 cm Q"),
    "a string without end": (d) => d.draw("q Q (abc"),
  }),
  ...breaking("content/unbalanced", BOTH, {
    q: (d) => d.draw("q"),
    Q: (d) => d.draw("Q"),
  }),
  ...breaking("content/missing-resource", BOTH, {
    "a font": (d) => d.draw("BT /F9 12 Tf ET"),
    "an image": (d) => d.draw("/X9 Do"),
    "a state": (d) => d.draw("/S9 gs"),
    "a colour space": (d) => d.draw("/C9 cs"),
    "a pattern": (d) => d.draw("/Pattern cs /P9 scn"),
    "a shading": (d) => d.draw("/H9 sh"),
    "resources at all": (d) => d.swap("page", "/Resources @resources", "").content("/Over gs 0 0 0 1 k 60 60 9 9 re f"),
  }),
  ...breaking("content/circle", BOTH, {
    "a form in itself": (d) =>
      call(d, "/Type/XObject /Subtype/Form /BBox [0 0 9 9] /Resources <</XObject <</L @loop>>>>", "/L Do")
        .use("XObject", "L", "@loop")
        .draw("/L Do"),
    "two forms in one another": (d) =>
      call(d, "/Type/XObject /Subtype/Form /BBox [0 0 9 9] /Resources <</XObject <</L @back>>>>", "/L Do")
        .stream("back", "/Type/XObject /Subtype/Form /BBox [0 0 9 9] /Resources <</XObject <</L @loop>>>>", "/L Do")
        .use("XObject", "L", "@loop")
        .draw("/L Do"),
  }),
];
