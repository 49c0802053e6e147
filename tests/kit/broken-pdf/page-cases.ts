/** Pages whose boxes are wrong, and files that hold what no press file may. */
import { ADS, ALL, BOTH, type BrokenCase, breaking, NEWS, PAGES, X1A, X4 } from "./broken-case.ts";
import { image, type PdfDraft } from "./pdf-draft.ts";

const annotation = (d: PdfDraft, more: string): PdfDraft =>
  d.set("note", `<</Type/Annot ${more}>>`).add("page", "/Annots [@note]");

const form = "/Type/XObject /Subtype/Form /BBox [0 0 9 9]";

const placed = (d: PdfDraft, entries: string, data = "q Q"): PdfDraft =>
  d.stream("placed", entries, data).use("XObject", "X", "@placed").draw("q 36 0 0 36 60 60 cm /X Do Q");

const pixels = image("/ColorSpace/DeviceCMYK /BitsPerComponent 8", 200);

const second = (d: PdfDraft, trim: string): PdfDraft =>
  d
    .set(
      "page2",
      `<</Type/Page /Parent @pages /MediaBox [0 0 300 400] /TrimBox [${trim}] /Resources @resources /Contents @content>>`,
    )
    .swap("pages", "[@page] /Count 1", "[@page @page2] /Count 2");

const state = (d: PdfDraft, source: string): PdfDraft => d.use("ExtGState", "S", source).draw("q /S gs Q");

export const PAGE_CASES: readonly BrokenCase[] = [
  ...breaking("page/none", BOTH, { "no kids": (d) => d.swap("pages", "[@page] /Count 1", "[] /Count 0") }),
  ...breaking("page/tree", BOTH, {
    "a circle": (d) => d.swap("pages", "[@page]", "[@page @pages]"),
    "another count": (d) => d.swap("pages", "/Count 1", "/Count 5"),
    "a page that is not there": (d) => d.swap("pages", "[@page]", "[@page 999 0 R]"),
  }),
  ...breaking("box/media", BOTH, { none: (d) => d.swap("page", "/MediaBox [0 0 300 400]", "") }),
  ...breaking("box/trim", ALL, {
    none: (d) => d.swap("page", "/TrimBox [20 20 280 380]", ""),
    "art as well": (d) => d.add("page", "/ArtBox [20 20 280 380]"),
  }),
  ...breaking("box/trim", BOTH, {
    "on the tree alone": (d) => d.swap("page", "/TrimBox [20 20 280 380]", "").add("pages", "/TrimBox [20 20 280 380]"),
  }),
  ...breaking("box/nesting", BOTH, {
    "bleed beyond media": (d) => d.swap("page", "/BleedBox [10 10 290 390]", "/BleedBox [-1 10 290 390]"),
    "trim beyond bleed": (d) => d.swap("page", "/TrimBox [20 20 280 380]", "/TrimBox [5 20 280 380]"),
    "trim beyond crop": (d) => d.add("page", "/CropBox [30 0 300 400]"),
    "crop beyond media": (d) => d.add("page", "/CropBox [0 0 300 401]"),
    "art beyond bleed": (d) => d.swap("page", "/TrimBox [20 20 280 380]", "/ArtBox [20 20 295 380]"),
  }),
  ...breaking("box/user-unit", NEWS, { one: (d) => d.add("page", "/UserUnit 1") }),
  ...breaking("box/crop", NEWS, { smaller: (d) => d.add("page", "/CropBox [10 10 290 390]") }),
  ...breaking("box/same-size", PAGES, {
    "a second page, smaller": (d) => second(d, "20 20 270 380"),
    turned: (d) => d.add("page", "/Rotate 90"),
  }),
  ...breaking("page/one", ADS, { two: (d) => second(d, "20 20 280 380") }),
  ...breaking("page/empty", NEWS, {
    nothing: (d) => d.content(""),
    "white alone": (d) => d.content("0 0 0 0 k 30 30 90 90 re f"),
    "outside the trim": (d) => d.content("0 0 0 1 k 1 1 8 8 re f"),
    "clipped away": (d) => d.content("q 30 30 9 9 re W n 0 0 0 1 k 100 100 50 50 re f Q"),
    "invisible text": (d) => d.content("BT 3 Tr /F1 12 Tf 40 340 Td (AB) Tj ET"),
  }),
  ...breaking(
    "viewer/areas",
    BOTH,
    Object.fromEntries(
      ["ViewArea", "ViewClip", "PrintArea", "PrintClip"].map((key) => [
        key,
        (d: PdfDraft) => d.add("catalog", `/ViewerPreferences <</${key}/TrimBox>>`),
      ]),
    ),
  ),
  ...breaking("stream/filter", BOTH, {
    LZW: (d) => placed(d, `${pixels} /Filter/LZWDecode`),
    Crypt: (d) => placed(d, `${pixels} /Filter[/Crypt/FlateDecode]`),
    "an inline image": (d) => d.draw("q 9 0 0 9 60 60 cm BI /W 20/H 20/CS/G/BPC 8/F/LZW ID abc\nEI Q"),
  }),
  ...breaking("stream/filter", X1A, {
    JBIG2: (d) => placed(d, `${image("/ColorSpace/DeviceGray /BitsPerComponent 1", 500)} /Filter/JBIG2Decode`),
    "JPEG 2000": (d) => placed(d, `${pixels} /Filter/JPXDecode`),
  }),
  ...breaking("external/stream", BOTH, {
    "an image": (d) => placed(d, `${pixels} /F (photo.jpg) /Filter/DCTDecode`, ""),
  }),
  ...breaking("external/reference", BOTH, { "a form": (d) => placed(d, `${form} /Ref <</F (ad.pdf) /Page 0>>`) }),
  ...breaking("external/opi", BOTH, {
    "an image": (d) => placed(d, `${pixels} /OPI <</2.0 <</F (fine.tif)>>>> /Filter/DCTDecode`),
  }),
  ...breaking("external/alternates", BOTH, {
    "for printing": (d) =>
      placed(d, `${pixels} /Alternates [<</Image @image /DefaultForPrinting true>>] /Filter/DCTDecode`),
  }),
  ...breaking("external/embedded-files", X1A, {
    "an attachment": (d) => d.add("catalog", "/Names <</EmbeddedFiles <</Names []>>>>"),
  }),
  ...breaking("postscript", BOTH, {
    "an XObject": (d) => placed(d, "/Type/XObject /Subtype/PS", "showpage"),
    "a form of old": (d) => placed(d, `${form} /Subtype2/PS`),
  }),
  ...breaking("annotation/in-bleed", ALL, {
    "a link": (d) => annotation(d, "/Subtype/Link /Rect [50 50 90 90]"),
    "a note on the edge": (d) => annotation(d, "/Subtype/Text /Rect [5 5 15 15]"),
  }),
  ...breaking("action/javascript", BOTH, {
    "on opening": (d) => d.add("catalog", "/OpenAction <</S/JavaScript /JS (alert)>>"),
    "by name": (d) => d.add("catalog", "/Names <</JavaScript <</Names [(a) <</S/JavaScript /JS (x)>>]>>>>"),
  }),
  ...breaking("action/automatic", BOTH, {
    "on opening": (d) => d.add("catalog", "/OpenAction <</S/Launch /F (x)>>"),
    "of the page": (d) => d.add("page", "/AA <</O <</S/GoTo /D [0]>>>>"),
  }),
  ...breaking("form/fields", BOTH, { one: (d) => d.add("catalog", "/AcroForm <</Fields [<</FT/Tx /T (a)>>]>>") }),
  ...breaking("page/separated", BOTH, { cyan: (d) => d.add("page", "/SeparationInfo <</DeviceColorant/Cyan>>") }),
  ...breaking("layers/present", X1A, { some: (d) => d.add("catalog", "/OCProperties <</OCGs [] /D <</Name (a)>>>>") }),
  ...breaking("layers/configuration", X4, {
    "no name": (d) => d.add("catalog", "/OCProperties <</OCGs [] /D <<>>>>"),
    automatic: (d) => d.add("catalog", "/OCProperties <</OCGs [] /D <</Name (a) /AS []>>>>"),
  }),
  ...breaking("layers/several", ADS, {
    two: (d) => d.add("catalog", "/OCProperties <</OCGs [] /D <</Name (a)>> /Configs [<</Name (b)>>]>>"),
  }),
  ...breaking("state/transfer", ALL, {
    TR: (d) => state(d, "<</TR/Identity>>"),
    TR2: (d) => state(d, "<</TR2/Identity>>"),
  }),
  ...breaking("state/halftone", BOTH, {
    "a phase": (d) => state(d, "<</HTP [0 0]>>"),
    "type 6": (d) => state(d, "<</HT <</HalftoneType 6>>>>"),
    "a name": (d) => state(d, "<</HT <</HalftoneType 1 /HalftoneName (Round)>>>>"),
  }),
];
