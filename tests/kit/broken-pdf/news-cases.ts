/** What prints badly on newsprint, by the sheets of GWG 2022. */
import { ADS, type BrokenCase, breaking, NEWS, PAGES } from "./broken-case.ts";
import { image, type PdfDraft } from "./pdf-draft.ts";

/** A tint of cyan from 60, 60 to 160, 160. */
const GROUND = "/Over gs 0.3 0 0 0 k 60 60 100 100 re f";

const text = (how: string, size: number, colour: string): string =>
  `/${how} gs ${colour} k BT /F1 ${size} Tf 70 100 Td (AB) Tj ET`;

const picture = (
  d: PdfDraft,
  pixels: number,
  points: number,
  entries = "/ColorSpace/DeviceGray /BitsPerComponent 8",
): PdfDraft =>
  d
    .stream("picture", image(entries, pixels), new Uint8Array(pixels * pixels))
    .use("XObject", "P", "@picture")
    .draw(`q ${points} 0 0 ${points} 60 60 cm /P Do Q`);

/** The page is one picture of so many pixels an inch and nothing else. */
const whole = (d: PdfDraft, ppi: number): PdfDraft => {
  const [width, height] = [Math.ceil((300 / 72) * ppi), Math.ceil((400 / 72) * ppi)];
  return d
    .stream(
      "scan",
      `/Type/XObject /Subtype/Image /Width ${width} /Height ${height} /ColorSpace/DeviceGray /BitsPerComponent 8 /Filter/DCTDecode`,
      "",
    )
    .use("XObject", "Scan", "@scan")
    .content("q 300 0 0 400 0 0 cm /Scan Do Q");
};

export const NEWS_CASES: readonly BrokenCase[] = [
  ...breaking("news/white-text-overprint", NEWS, {
    "on a tint": (d) => d.draw(`${GROUND} ${text("Over", 24, "0 0 0 0")}`),
    "on a picture": (d) => d.draw(`/Over gs 0 0 0 0 k BT /F1 24 Tf 205 105 Td (A) Tj ET`),
  }),
  ...breaking("news/white-path-overprint", NEWS, {
    "an area": (d) => d.draw(`${GROUND} /Over gs 0 0 0 0 k 80 80 20 20 re f`),
    "a line": (d) => d.draw(`${GROUND} /Over gs 0 0 0 0 K 2 w 80 80 m 120 80 l S`),
  }),
  ...breaking("news/black-text-knockout", NEWS, {
    "it knocks out": (d) => d.draw(`${GROUND} ${text("Out", 9, "0 0 0 1")}`),
    "without OPM 1": (d) =>
      d.use("ExtGState", "Old", "<</OP true /op true /OPM 0>>").draw(`${GROUND} ${text("Old", 9, "0 0 0 1")}`),
    "set small by its matrix": (d) =>
      d.draw(`${GROUND} /Out gs 0 0 0 1 k q 0.5 0 0 0.5 0 0 cm BT /F1 20 Tf 140 200 Td (AB) Tj ET Q`),
    "on a white box with a hole beside it": (d) =>
      d.draw(`${GROUND} /Out gs 0 0 0 0 k 65 95 9 20 re f ${text("Out", 9, "0 0 0 1")}`),
  }),
  ...breaking("news/black-line-knockout", NEWS, {
    "a line": (d) => d.draw(`${GROUND} /Out gs 0 0 0 1 K 1 w 80 80 m 120 80 l S`),
    "a thin area": (d) => d.draw(`${GROUND} /Out gs 0 0 0 1 k 80 80 40 1 re f`),
  }),
  ...breaking("news/grey-text", NEWS, { black: (d) => d.draw("/Out gs 0 g BT /F1 9 Tf 70 100 Td (AB) Tj ET") }),
  ...breaking("news/grey-line", NEWS, {
    "a line": (d) => d.draw("/Out gs 0.5 G 1 w 80 80 m 120 80 l S"),
    "a thin area": (d) => d.draw("/Out gs 0.5 g 80 80 40 1 re f"),
  }),
  ...breaking("news/grey-overprint", NEWS, { "an area": (d) => d.draw(`${GROUND} 0.5 g 80 80 20 20 re f`) }),
  ...breaking("news/rich-black-text", NEWS, { "a headline": (d) => d.draw(text("Out", 24, "0.6 0.5 0.4 0.9")) }),
  ...breaking("news/small-white-text", NEWS, { "on a tint": (d) => d.draw(`${GROUND} ${text("Out", 8, "0 0 0 0")}`) }),
  ...breaking("news/small-coloured-text", NEWS, { "two inks": (d) => d.draw(text("Out", 9, "0 0.5 0.5 0")) }),
  ...breaking("news/thin-white-line", NEWS, {
    "a line": (d) => d.draw(`${GROUND} /Out gs 0 0 0 0 K 0.2 w 80 80 m 120 80 l S`),
    "a thin area": (d) => d.draw(`${GROUND} /Out gs 0 0 0 0 k 80 80 40 0.2 re f`),
  }),
  ...breaking("news/thin-coloured-line", NEWS, {
    "a line": (d) => d.draw("/Out gs 0 0.5 0.5 0 K 0.2 w 80 80 m 120 80 l S"),
    "a hairline": (d) => d.draw("/Out gs 0 0.5 0.5 0 K 0 w 80 80 m 120 80 l S"),
    "made thin by its matrix": (d) => d.draw("/Out gs 0 1 1 0 K q 0.1 0 0 0.1 0 0 cm 1 w 800 800 m 1200 800 l S Q"),
    "a thin area": (d) => d.draw("/Out gs 0 0.5 0.5 0 k 80 80 0.2 40 re f"),
  }),
  ...breaking("news/coverage", NEWS, {
    "an area of 18 mm": (d) => d.draw("/Out gs 0.9 0.8 0.7 0.1 k 60 60 51 51 re f"),
  }),
  ...breaking("image/resolution", NEWS, {
    "a warning": (d) => picture(d, 100, 60),
    "an error": (d) => picture(d, 100, 90),
    "stretched one way": (d) =>
      d
        .stream("picture", image("/ColorSpace/DeviceGray /BitsPerComponent 8", 100), new Uint8Array(10000))
        .use("XObject", "P", "@picture")
        .draw("q 20 0 0 80 60 60 cm /P Do Q"),
    turned: (d) =>
      d
        .stream("picture", image("/ColorSpace/DeviceGray /BitsPerComponent 8", 100), new Uint8Array(10000))
        .use("XObject", "P", "@picture")
        .draw("q 0 80 -80 0 160 60 cm /P Do Q"),
    inline: (d) => d.draw(`q 40 0 0 40 60 60 cm BI /W 20/H 20/CS/G/BPC 8 ID ${"x".repeat(400)}\nEI Q`),
  }),
  ...breaking("image/resolution-line-art", NEWS, {
    "a warning": (d) => picture(d, 500, 50, "/ColorSpace/DeviceGray /BitsPerComponent 1"),
    "an error": (d) => picture(d, 500, 90, "/ColorSpace/DeviceGray /BitsPerComponent 1"),
    "a stencil": (d) => picture(d.draw("/Over gs 0 0 0 1 k"), 500, 90, "/ImageMask true"),
  }),
  ...breaking("image/resolution-page", ADS, {
    "a warning": (d) => whole(d, 300),
    "an error": (d) => whole(d, 90),
  }),
  ...breaking("page/empty", PAGES, { "a white picture's place": (d) => d.content("q Q") }),
];
