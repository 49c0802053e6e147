/** Colours, pictures and transparency that the press does not take. */
import { ALL, BOTH, type BrokenCase, breaking, NEWS, X1A, X4 } from "./broken-case.ts";
import { image, type PdfDraft, tinyProfile } from "./pdf-draft.ts";

const BOX = "60 60 20 20 re f";

const inSpace = (d: PdfDraft, space: string, colour: string): PdfDraft =>
  d.use("ColorSpace", "C", space).draw(`/C cs ${colour} scn ${BOX}`);

const picture = (d: PdfDraft, entries: string, more = ""): PdfDraft =>
  d
    .stream("picture", image(`${entries} ${more}`, 100), new Uint8Array(30000))
    .use("XObject", "P", "@picture")
    .draw("q 36 0 0 36 60 60 cm /P Do Q");

const form = (d: PdfDraft, content: string, more = ""): PdfDraft =>
  d
    .stream("form", `/Type/XObject /Subtype/Form /BBox [0 0 300 400] /Resources @resources ${more}`, content)
    .use("XObject", "Fm", "@form")
    .draw("/Fm Do");

const tint = (n: number, out = "0 1 0 0"): string =>
  `<</FunctionType 2 /Domain [0 1] /N ${n} /C0 [${out
    .split(" ")
    .map(() => 0)
    .join(" ")}] /C1 [${out}]>>`;

const cell = (d: PdfDraft, paint: number, content: string): PdfDraft =>
  d
    .stream(
      "cell",
      `/Type/Pattern /PatternType 1 /PaintType ${paint} /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources <<>>`,
      content,
    )
    .use("Pattern", "T", "@cell");

const glyph = (d: PdfDraft, content: string): PdfDraft =>
  d
    .stream("glyph", "", content)
    .set(
      "type3",
      "<</Type/Font /Subtype/Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 97 /LastChar 97 /Widths [1000] /Encoding <</Differences [97 /a]>> /CharProcs <</a @glyph>> /Resources <<>>>>",
    )
    .use("Font", "T3", "@type3")
    .draw("BT /T3 20 Tf 100 250 Td (a) Tj ET");

const profiled = (d: PdfDraft, components: number): string => {
  d.stream("icc", `/N ${components}`, tinyProfile(components === 4 ? "CMYK" : components === 3 ? "RGB " : "GRAY"));
  return "[/ICCBased @icc]";
};

/** Ways to paint in RGB: each has to be seen, wherever it hides. */
const RGB: Readonly<Record<string, BrokenCase["break"]>> = {
  "an area": (d) => d.draw(`1 0 0 rg ${BOX}`),
  "a line": (d) => d.draw("0 0 1 RG 3 w 60 60 m 90 60 l S"),
  "by name": (d) => d.draw(`/DeviceRGB cs 1 0 0 sc ${BOX}`),
  text: (d) => d.draw("1 0 0 rg BT /F1 24 Tf 60 60 Td (A) Tj ET"),
  "a picture": (d) => picture(d, "/ColorSpace/DeviceRGB /BitsPerComponent 8"),
  "an indexed picture": (d) => picture(d, "/ColorSpace [/Indexed /DeviceRGB 1 <FF00000000FF>] /BitsPerComponent 8"),
  "an inline picture": (d) => d.draw("q 9 0 0 9 60 60 cm BI /W 2/H 2/CS/RGB/BPC 8 ID abcdefghijkl\nEI Q"),
  "a shading": (d) =>
    d
      .use("Shading", "Sh", `<</ShadingType 2 /ColorSpace/DeviceRGB /Coords [0 0 9 9] /Function ${tint(1, "1 0 0")}>>`)
      .draw("q 60 60 20 20 re W n /Sh sh Q"),
  "a shading pattern": (d) =>
    d
      .use(
        "Pattern",
        "Sp",
        `<</PatternType 2 /Shading <</ShadingType 2 /ColorSpace/DeviceRGB /Coords [0 0 9 9] /Function ${tint(1, "1 0 0")}>>>>`,
      )
      .draw(`/Pattern cs /Sp scn ${BOX}`),
  "a form": (d) => form(d, `1 0 0 rg ${BOX}`),
  "a pattern's cell": (d) => cell(d, 1, "1 0 0 rg 0 0 5 5 re f").draw(`/Pattern cs /T scn ${BOX}`),
  "a pattern without colour": (d) =>
    cell(d, 2, "0 0 5 5 re f").use("ColorSpace", "U", "[/Pattern /DeviceRGB]").draw(`/U cs 1 0 0 /T scn ${BOX}`),
  "a glyph": (d) => glyph(d, "1000 0 d0 1 0 0 rg 0 0 500 500 re f"),
  "an annotation": (d) =>
    d
      .stream("look", "/Type/XObject /Subtype/Form /BBox [0 0 9 9]", "1 0 0 rg 0 0 9 9 re f")
      .add("page", "/Annots [<</Subtype/PrinterMark /F 4 /Rect [60 60 80 80] /AP <</N @look>>>>]"),
  "white in the state of another": (d) => d.draw(`q 1 1 1 rg Q 1 1 1 rg ${BOX}`),
};

export const COLOUR_CASES: readonly BrokenCase[] = [
  ...breaking("colour/device-rgb", BOTH, RGB),
  ...breaking("colour/newspaper", NEWS, {
    ...RGB,
    ICC: (d) => inSpace(d, profiled(d, 4), "0 1 0 0"),
    Lab: (d) => inSpace(d, "[/Lab <</WhitePoint [0.96 1 0.82]>>]", "50 0 0"),
    CalRGB: (d) => inSpace(d, "[/CalRGB <</WhitePoint [0.95 1 1.09]>>]", "1 0 0"),
    CalGray: (d) => inSpace(d, "[/CalGray <</WhitePoint [0.95 1 1.09]>>]", "0"),
    "what an ink falls back on": (d) => inSpace(d, `[/Separation /Black /DeviceRGB ${tint(1, "0 0 0")}]`, "0.5"),
  }),
  ...breaking("colour/device-independent", X1A, {
    ICC: (d) => inSpace(d, profiled(d, 4), "0 1 0 0"),
    "a picture with a profile": (d) => picture(d, `/ColorSpace ${profiled(d, 3)} /BitsPerComponent 8`),
    Lab: (d) => inSpace(d, "[/Lab <</WhitePoint [0.96 1 0.82]>>]", "50 0 0"),
    CalRGB: (d) => inSpace(d, "[/CalRGB <</WhitePoint [0.95 1 1.09]>>]", "1 0 0"),
    CalGray: (d) => inSpace(d, "[/CalGray <</WhitePoint [0.95 1 1.09]>>]", "0"),
  }),
  ...breaking("colour/alternate", BOTH, {
    RGB: (d) => inSpace(d, `[/Separation /Gold /DeviceRGB ${tint(1, "1 1 0")}]`, "1"),
    "RGB for two inks": (d) => inSpace(d, `[/DeviceN [/Gold /Black] /DeviceRGB ${tint(1, "1 1 0")}]`, "1 0"),
  }),
  ...breaking("colour/alternate", X1A, {
    Lab: (d) => inSpace(d, `[/Separation /Gold [/Lab <</WhitePoint [0.96 1 0.82]>>] ${tint(1, "50 0 0")}]`, "1"),
  }),
  ...breaking("colour/default-space", X1A, {
    "for CMYK": (d) => d.use("ColorSpace", "DefaultCMYK", "/DeviceCMYK"),
    "for RGB": (d) => d.use("ColorSpace", "DefaultRGB", "[/CalRGB <</WhitePoint [0.95 1 1.09]>>]"),
  }),
  ...breaking("colour/spots", NEWS, {
    one: (d) => inSpace(d, `[/Separation /Gold /DeviceCMYK ${tint(1)}]`, "1"),
    "one of two": (d) => inSpace(d, `[/DeviceN [/Black /Gold] /DeviceCMYK ${tint(1)}]`, "0 1"),
    "in a picture": (d) => picture(d, `/ColorSpace [/Separation /Gold /DeviceCMYK ${tint(1)}] /BitsPerComponent 8`),
  }),
  ...breaking("colour/spot-consistency", BOTH, {
    "two transforms": (d) =>
      inSpace(d, `[/Separation /Gold /DeviceCMYK ${tint(1)}]`, "1")
        .use("ColorSpace", "C2", `[/Separation /Gold /DeviceCMYK ${tint(1, "0 0 1 0")}]`)
        .draw(`/C2 cs 1 scn ${BOX}`),
    "two alternates": (d) =>
      inSpace(d, `[/Separation /Gold /DeviceCMYK ${tint(1)}]`, "1")
        .use("ColorSpace", "C2", `[/Separation /Gold /DeviceGray ${tint(1, "1")}]`)
        .draw(`/C2 cs 1 scn ${BOX}`),
  }),
  ...breaking("colour/icc-overprint", X4, { "an area": (d) => inSpace(d, profiled(d, 4), "0 1 0 0") }),
  ...breaking("colour/registration", NEWS, {
    "a mark within the trim": (d) => inSpace(d, `[/Separation /All /DeviceCMYK ${tint(1, "1 1 1 1")}]`, "1"),
  }),
  ...breaking("image/16-bit", [...BOTH, ...NEWS], {
    one: (d) => picture(d, "/ColorSpace/DeviceGray /BitsPerComponent 16"),
  }),
  ...breaking("transparency/alpha", X1A, {
    "of areas": (d) => d.use("ExtGState", "S", "<</ca 0.5>>").draw("q /S gs Q"),
    "of lines": (d) => d.use("ExtGState", "S", "<</CA 0.5>>"),
  }),
  ...breaking("transparency/blend-mode", X1A, {
    multiply: (d) => d.use("ExtGState", "S", "<</BM/Multiply>>"),
    "one of several": (d) => d.use("ExtGState", "S", "<</BM [/Darken /Normal]>>"),
  }),
  ...breaking("transparency/soft-mask", X1A, {
    "of the state": (d) =>
      d
        .stream(
          "mask",
          "/Type/XObject /Subtype/Form /BBox [0 0 9 9] /Group <</S/Transparency /CS/DeviceGray>>",
          "0 g 0 0 9 9 re f",
        )
        .use("ExtGState", "S", "<</SMask <</S/Luminosity /G @mask>>>>")
        .draw("q /S gs Q"),
  }),
  ...breaking("transparency/image-mask", X1A, {
    "of a picture": (d) =>
      picture(
        d.stream("alpha", image("/ColorSpace/DeviceGray /BitsPerComponent 8", 100), new Uint8Array(10000)),
        "/ColorSpace/DeviceCMYK /BitsPerComponent 8",
        "/SMask @alpha",
      ),
  }),
  ...breaking("transparency/group", X1A, {
    "the page": (d) => d.add("page", "/Group <</S/Transparency /CS/DeviceCMYK>>"),
    "a form": (d) => form(d, `0 1 0 0 k ${BOX}`, "/Group <</S/Transparency /CS/DeviceCMYK>>"),
  }),
  ...breaking("transparency/blend-space", X4, {
    "the page in RGB": (d) => d.add("page", "/Group <</S/Transparency /CS/DeviceRGB>>"),
    "a form in RGB": (d) => form(d, `0 1 0 0 k ${BOX}`, "/Group <</S/Transparency /CS/DeviceRGB>>"),
    "a form in a profile of RGB": (d) =>
      form(d, `0 1 0 0 k ${BOX}`, `/Group <</S/Transparency /CS ${profiled(d, 3)}>>`),
  }),
  ...breaking("transparency/newspaper", NEWS, {
    "the page in RGB": (d) => d.add("page", "/Group <</S/Transparency /CS/DeviceRGB>>"),
    "a form in grey": (d) => form(d, `0 1 0 0 k ${BOX}`, "/Group <</S/Transparency /CS/DeviceGray>>"),
    "a form in a profile of CMYK": (d) =>
      form(d, `0 1 0 0 k ${BOX}`, `/Group <</S/Transparency /CS ${profiled(d, 4)}>>`),
    "a mask in RGB": (d) =>
      d
        .stream(
          "mask",
          "/Type/XObject /Subtype/Form /BBox [0 0 9 9] /Group <</S/Transparency /CS/DeviceRGB>>",
          "0 g 0 0 9 9 re f",
        )
        .use("ExtGState", "S", "<</SMask <</S/Luminosity /G @mask>>>>")
        .draw("q /S gs Q"),
  }),
  ...breaking(
    "page/empty",
    ALL.filter((each) => each.startsWith("news")),
    {
      "all white, in grey": (d) => d.content(`1 g ${BOX}`),
    },
  ),
];
