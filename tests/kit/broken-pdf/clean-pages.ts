/** Pages that look wrong and are not: what must not be found. */
import type { ProfileName } from "../../../src/preflight/rules/rule.ts";
import { ALL, BOTH, NEWS, X4, X4_NEWS } from "./broken-case.ts";
import { image, type PdfDraft } from "./pdf-draft.ts";

/** A page on which nothing is to be found. */
export interface CleanPage {
  readonly what: string;
  readonly profiles: readonly ProfileName[];
  readonly change: (draft: PdfDraft) => unknown;
}

const clean = (
  profiles: readonly ProfileName[],
  pages: Readonly<Record<string, (draft: PdfDraft) => unknown>>,
): readonly CleanPage[] => Object.entries(pages).map(([what, change]) => ({ what, profiles, change }));

const GROUND = "/Over gs 0.3 0 0 0 k 60 60 100 100 re f";

export const CLEAN: readonly CleanPage[] = [
  ...clean(ALL, {
    "the draft as it is": () => undefined,
    "a font that is named and shows nothing": (d) =>
      d.use("Font", "H", "<</Type/Font /Subtype/Type1 /BaseFont/Helvetica>>"),
    "invisible text in a font of old": (d) =>
      d
        .use("Font", "H", "<</Type/Font /Subtype/Type1 /BaseFont/Helvetica>>")
        .draw("q BT 3 Tr /H 9 Tf 60 60 Td (A) Tj ET Q"),
    "RGB that is set and not used": (d) => d.draw("q 1 0 0 rg Q"),
    "RGB that is clipped away": (d) => d.draw("q 0 0 9 9 re W n 1 0 0 rg 60 60 9 9 re f Q"),
    "a printer's mark and a note outside the bleed": (d) =>
      d.add("page", "/Annots [<</Subtype/PrinterMark /Rect [60 60 80 80]>> <</Subtype/Text /Rect [0 0 5 5]>>]"),
    "a view on opening": (d) => d.add("catalog", "/OpenAction [@page /Fit]"),
    "a media box from above": (d) =>
      d.swap("page", "/MediaBox [0 0 300 400]", "").add("pages", "/MediaBox [0 0 300 400]"),
    "a box with its corners turned": (d) => d.swap("page", "/TrimBox [20 20 280 380]", "/TrimBox [280 380 20 20]"),
    "an art box in the place of the trim": (d) => d.swap("page", "/TrimBox", "/ArtBox"),
    "the ink Black as a Separation": (d) =>
      d
        .use(
          "ColorSpace",
          "K",
          "[/Separation /Black /DeviceCMYK <</FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0 0] /C1 [0 0 0 1]>>]",
        )
        .draw("/K cs 1 scn BT /F1 9 Tf 70 100 Td (A) Tj ET"),
    "content in two streams, cut between two operators": (d) =>
      d
        .stream("content2", "", "0 0 0 1 k 60 60 9 9 re f")
        .swap("page", "/Contents @content", "/Contents [@content @content2]"),
    "an inline picture with EI in its bytes": (d) =>
      d.draw("q 4 0 0 4 60 60 cm BI /W 4/H 4/CS/G/BPC 8 ID ab EI q\n1 foo xyz\nEI Q".replace("xyz", "xyz")),
    "registration colour outside the trim": (d) =>
      d
        .use(
          "ColorSpace",
          "A",
          "[/Separation /All /DeviceCMYK <</FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0 0] /C1 [1 1 1 1]>>]",
        )
        .draw("/A CS 1 SCN 0.25 w 0 20 m 9 20 l S"),
  }),
  ...clean(BOTH, {
    "a spot colour, defined twice alike": (d) => {
      const gold =
        "[/Separation /Gold /DeviceCMYK <</FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0 0] /C1 [0 0.2 1 0]>>]";
      d.use("ColorSpace", "G1", gold)
        .use("ColorSpace", "G2", gold)
        .draw("/G1 cs 1 scn 60 60 9 9 re f /G2 cs 1 scn 80 60 9 9 re f");
    },
    "the default transfer function": (d) => d.use("ExtGState", "S", "<</TR2/Default>>").draw("q /S gs Q"),
  }),
  ...clean(X4, {
    "RGB with a default space": (d) =>
      d.use("ColorSpace", "DefaultRGB", "[/CalRGB <</WhitePoint [0.95 1 1.09]>>]").draw("1 0 0 rg 60 60 9 9 re f"),
    "a profile of CMYK that does not overprint": (d) =>
      d
        .stream("icc", "/N 4", "")
        .use("ColorSpace", "C", "[/ICCBased @icc]")
        .draw("/Out gs /C cs 0 1 0 0 scn 60 60 9 9 re f"),
  }),
  ...clean(X4_NEWS, {
    "transparency in CMYK": (d) =>
      d
        .add("page", "/Group <</S/Transparency /CS/DeviceCMYK>>")
        .use("ExtGState", "Half", "<</ca 0.5 /BM/Multiply>>")
        .draw("q /Half gs 0 1 0 0 k 60 60 20 20 re f Q"),
    "a luminosity mask in grey": (d) =>
      d
        .stream(
          "mask",
          "/Type/XObject /Subtype/Form /BBox [0 0 9 9] /Group <</S/Transparency /CS/DeviceGray>>",
          "0 g 0 0 9 9 re f",
        )
        .use("ExtGState", "S", "<</SMask <</S/Luminosity /G @mask>>>>")
        .draw("q /S gs 0 1 0 0 k 60 60 20 20 re f Q"),
    "layers with a name": (d) => d.add("catalog", "/OCProperties <</OCGs [] /D <</Name (a)>>>>"),
  }),
  ...clean(NEWS, {
    "black text that knocks out of paper": (d) => d.draw("/Out gs 0 0 0 1 k BT /F1 9 Tf 70 100 Td (A) Tj ET"),
    "black text that knocks out of a white box on a tint": (d) =>
      d.draw(`${GROUND} /Out gs 0 0 0 0 k 62 92 60 30 re f 0 0 0 1 k BT /F1 9 Tf 70 100 Td (A) Tj ET`),
    "a headline that knocks out of a tint": (d) =>
      d.draw(`${GROUND} /Out gs 0 0 0 1 k BT /F1 24 Tf 70 100 Td (A) Tj ET`),
    "black text beside a tint": (d) => d.draw(`${GROUND} /Out gs 0 0 0 1 k BT /F1 9 Tf 170 150 Td (A) Tj ET`),
    "white text that knocks out at 10 pt": (d) =>
      d.draw(`${GROUND} /Out gs 0 0 0 0 k BT /F1 10 Tf 70 100 Td (A) Tj ET`),
    "two inks at 10 pt": (d) => d.draw("/Out gs 0 1 1 0 k BT /F1 10 Tf 70 100 Td (A) Tj ET"),
    "a thin line in one ink": (d) => d.draw("/Over gs 0 0 0 1 K 0.1 w 80 80 m 120 80 l S"),
    "a tint in grey": (d) => d.draw("/Out gs 0.8 g 60 60 40 40 re f"),
    "a small area over the limit": (d) => d.draw("/Out gs 0.9 0.8 0.7 0.1 k 60 60 40 40 re f"),
    "a tiny picture of few pixels": (d) =>
      d
        .stream("dot", image("/ColorSpace/DeviceGray /BitsPerComponent 8", 16), new Uint8Array(256))
        .use("XObject", "Dot", "@dot")
        .draw("q 40 0 0 40 60 60 cm /Dot Do Q"),
    "line art of 800 ppi": (d) =>
      d
        .stream("art", image("/ColorSpace/DeviceGray /BitsPerComponent 1", 800), new Uint8Array(80000))
        .use("XObject", "Art", "@art")
        .draw("q 72 0 0 72 60 60 cm /Art Do Q"),
  }),
];
