/** Files that are wrong as files, or say wrong things of themselves. */
import { ALL, BOTH, type BrokenCase, breaking, X1A, X4 } from "./broken-case.ts";
import { tinyProfile } from "./pdf-draft.ts";

export const FILE_CASES: readonly BrokenCase[] = [
  ...breaking("file/not-pdf", ALL, {
    "it is text": (d) => (d.finish = () => "this is a letter\n"),
    "it is empty": (d) => (d.finish = () => ""),
    "it is cut after its header": (d) => (d.finish = (file) => file.slice(0, 30)),
  }),
  ...breaking("file/encrypted", ALL, {
    "with a standard handler": (d) => (d.trailer += " /Encrypt <</Filter/Standard /V 1 /R 2 /O (x) /U (y) /P -4>>"),
  }),
  ...breaking("file/header", BOTH, {
    "bytes before it": (d) => (d.finish = (file) => `From: me\n\n${file}`),
    "none at all": (d) => (d.finish = (file) => file.replace("%PDF-", "%PDX-")),
  }),
  ...breaking("file/version", BOTH, {
    "in the header": (d, base) => (d.header = base === "pdfx4" ? "%PDF-1.7" : "%PDF-1.5"),
    "in the catalog": (d) => d.add("catalog", "/Version/1.7"),
    "PDF 2.0": (d) => (d.header = "%PDF-2.0"),
  }),
  ...breaking("file/damaged", BOTH, {
    "startxref is wrong": (d) => (d.finish = (file) => file.replace(/startxref\n\d+/, "startxref\n77")),
    "the table is wrong": (d) => (d.finish = (file) => file.replace(/(\d{10}) 00000 n/g, "0000000005 00000 n")),
    "a stream's length is wrong": (d) =>
      (d.finish = (file) => file.replace(/(\/N 4 \/Filter\/FlateDecode \/Length) \d+/, "$1 3")),
    "a stream's data is damaged": (d) => {
      d.stream("content", "", "q Q ".repeat(30));
      const { data } = d.objects.get("content")!;
      data!.fill(0, data!.length - 4);
      d.content("");
    },
    "an object is torn": (d) => d.set("torn", "<</A [1 2").add("catalog", "/Torn @torn"),
  }),
  ...breaking("file/too-much", BOTH, {
    "forms call forms by tens": (d) => {
      for (let n = 0; n < 8; n++)
        d.stream(
          `deep${n}`,
          `/Type/XObject /Subtype/Form /BBox [0 0 9 9] /Resources <</XObject <</D @deep${n + 1}>>>>`,
          "/D Do ".repeat(10),
        );
      d.stream("deep8", "/Type/XObject /Subtype/Form /BBox [0 0 9 9]", "q Q");
      d.use("XObject", "D", "@deep0").draw("/D Do");
    },
  }),
  ...breaking("file/id", ALL, {
    none: (d) => (d.trailer = d.trailer.replace(/\/ID.*/, "")),
    "only one half": (d) => (d.trailer = d.trailer.replace("<0304>", "")),
  }),
  ...breaking("file/compressed-objects", X1A, {
    "a cross-reference stream": (d) => (d.compressed = true),
  }),
  ...breaking("pdfx/claim", X4, {
    none: (d) => d.metadata(/<pdfxid:GTS.*/, ""),
    another: (d) => d.metadata("PDF/X-4<", "PDF/X-3<"),
  }),
  ...breaking("pdfx/claim", X1A, {
    none: (d) => d.swap("info", "/GTS_PDFXVersion (PDF/X-1a:2003)", ""),
    another: (d) => d.swap("info", "X-1a:2003", "X-3:2003"),
  }),
  ...breaking("pdfx/conformance", BOTH, {
    "of an older standard": (d) => d.add("info", "/GTS_PDFXConformance (PDF/X-1a:2001)"),
  }),
  ...breaking("info/keys", X1A, {
    "no title": (d) => d.swap("info", "/Title (Harbour)", ""),
    "no creation date": (d) => d.swap("info", "/CreationDate (D:20250710120000+08'00')", ""),
    "no date of change": (d) => d.swap("info", "/ModDate (D:20250710120000+08'00')", ""),
    "no Trapped": (d) => d.swap("info", "/Trapped /False", ""),
    "no producer": (d) => d.swap("info", "/Producer (draft)", ""),
    "an empty creator": (d) => d.swap("info", "/Creator (draft)", "/Creator ()").metadata(/<xmp:CreatorTool>.*/, ""),
  }),
  ...breaking("info/dates", BOTH, {
    "a word": (d) => d.swap("info", "/CreationDate (D:20250710120000+08'00')", "/CreationDate (yesterday)"),
    "a name": (d) => d.swap("info", "/ModDate (D:20250710120000+08'00')", "/ModDate /Today"),
  }),
  ...breaking("info/agrees", BOTH, {
    "another title": (d) => d.swap("info", "(Harbour)", "(Port)"),
    "another producer": (d) => d.swap("info", "/Producer (draft)", "/Producer (press)"),
    "another hour": (d) => d.swap("info", "/ModDate (D:20250710120000+08'00')", "/ModDate (D:20250710120000Z)"),
    "trapped and not": (d) => d.swap("info", "/Trapped /False", "/Trapped /True"),
  }),
  ...breaking("info/trapped", BOTH, {
    "a string": (d) => d.swap("info", "/Trapped /False", "/Trapped (False)"),
    unknown: (d) => d.swap("info", "/Trapped /False", "/Trapped /Unknown").metadata(">False<", ">Unknown<"),
  }),
  ...breaking("info/trapped", X4, {
    nowhere: (d) => d.swap("info", "/Trapped /False", "").metadata(/<pdf:Trapped>.*/, ""),
  }),
  ...breaking("xmp/missing", X4, { none: (d) => d.swap("catalog", "/Metadata @metadata", "") }),
  ...breaking("xmp/malformed", BOTH, {
    "a tag is not closed": (d) => d.metadata("</pdf:Producer>", ""),
    "a bare ampersand": (d) => d.metadata("<xmpMM:DocumentID>uuid:1", "<xmpMM:DocumentID>uuid:1 & 2"),
    "another subtype": (d) => d.swap("metadata", "/Subtype/XML", "/Subtype/TXT"),
  }),
  ...breaking("xmp/fields", X4, {
    "no title": (d) => d.metadata(/<dc:title>.*/, ""),
    "no creation date": (d) => d.metadata(/<xmp:CreateDate>.*/, ""),
    "no date of change": (d) => d.metadata(/<xmp:ModifyDate>.*/, ""),
    "no date of itself": (d) => d.metadata(/<xmp:MetadataDate>.*/, ""),
    "no document id": (d) => d.metadata(/<xmpMM:DocumentID>.*/, ""),
    "no version": (d) => d.metadata(/<xmpMM:VersionID>.*/, ""),
    "no rendition": (d) => d.metadata(/<xmpMM:RenditionClass>.*/, ""),
  }),
  ...breaking("intent/one", ALL, {
    none: (d) => d.swap("catalog", "/OutputIntents [@intent]", ""),
    two: (d) => d.swap("catalog", "[@intent]", "[@intent @intent]"),
    "one of PDF/A": (d) => d.swap("intent", "GTS_PDFX", "GTS_PDFA1"),
  }),
  ...breaking("intent/identifier", ALL, {
    none: (d) => d.swap("intent", "/OutputConditionIdentifier (IFRA26)", ""),
    empty: (d) => d.swap("intent", "(IFRA26)", "( )"),
  }),
  ...breaking("intent/profile", BOTH, { none: (d) => d.swap("intent", "/DestOutputProfile @profile", "") }),
  ...breaking("intent/profile", X4, {
    "a registry in its place": (d) =>
      d.swap("intent", "/DestOutputProfile @profile", "/RegistryName (http://www.color.org)"),
  }),
  ...breaking("intent/info", ALL, { none: (d) => d.swap("intent", "/Info (Newsprint)", "") }),
  ...breaking("intent/profile-class", BOTH, {
    "no profile at all": (d) => d.stream("profile", "/N 4", "a picture of a profile"),
    "a scanner's": (d) => d.stream("profile", "/N 4", tinyProfile("CMYK", "scnr")),
    cut: (d) => d.stream("profile", "/N 4", tinyProfile().subarray(0, 150)),
    "without a table": (d) => d.stream("profile", "/N 4", tinyProfile("CMYK", "prtr", ["A2B0"])),
    "another number of inks": (d) => d.swap("profile", "/N 4", "/N 3"),
  }),
  ...breaking("intent/cmyk", ["pdfx1a", "newspaper", "newspaper-ad"], {
    "an RGB printer": (d) => d.stream("profile", "/N 3", tinyProfile("RGB ")),
  }),
];
