/** Rules about what may not be in a file at all: filters, things outside the file, programs, forms, layers, annotations. */

import { CosArray, CosDict, CosStream, type CosValue, dictOf } from "../../cos/cos-object.ts";
import { filtersOf } from "../../cos/decode-stream.ts";
import type { DocumentFacts, PageFacts } from "../document/document-facts.ts";
import type { FoundObject } from "../document/reachable.ts";
import { boxOf, overlap } from "../page-box.ts";
import { type BaseStandard, BOTH, type Rule, X1A, X4 } from "./rule.ts";

const FORBIDDEN: Readonly<Record<BaseStandard, readonly string[]>> = {
  pdfx4: ["LZWDecode", "Crypt"],
  pdfx1a: ["LZWDecode", "JBIG2Decode", "JPXDecode", "Crypt"],
};

/** A rule about dictionaries of whatever kind: `found` gives the sentence. */
const scan =
  (found: (dict: CosDict, each: FoundObject) => string | undefined): Rule["check"] =>
  ({ objects }, say) => {
    for (const each of objects) {
      const message = found(each.value instanceof CosStream ? each.value.dict : each.value, each);
      if (message !== undefined) say({ message, object: each.object });
    }
  };

export const STRUCTURE_RULES: readonly Rule[] = [
  {
    id: "stream/filter",
    source: "ISO 15930, PRINT §1 #25",
    zh: "使用了不允许的压缩方式",
    looksAt: "filters of all streams and inline images: no LZW or Crypt, and no JBIG2 or JPX in PDF/X-1a",
    hint: "compress with Flate or JPEG",
    severity: BOTH,
    check: ({ objects, pages }, say, base) => {
      const bad = FORBIDDEN[base];
      for (const { value, object } of objects)
        for (const filter of value instanceof CosStream ? filtersOf(value.dict) : [])
          if (bad.includes(filter)) say({ message: `a stream is compressed with \`${filter}\``, object });
      for (const page of pages)
        for (const { image, box, object } of page.content.elements)
          for (const filter of image?.inline ? image.filters : [])
            if (bad.includes(filter))
              say({ message: `an inline image is compressed with \`${filter}\``, page, box, object });
    },
  },
  {
    id: "external/stream",
    source: "ISO 15930, PRINT §1 #26",
    zh: "数据在文件之外",
    looksAt: "`F` of streams",
    hint: "embed what the file refers to",
    severity: BOTH,
    check: scan((dict, { value }) =>
      value instanceof CosStream && dict.raw.has("F") ? "a stream's data stands in another file" : undefined,
    ),
  },
  {
    id: "external/reference",
    source: "ISO 15930, PRINT §1 #26",
    zh: "引用其他文件的页面",
    looksAt: "`Ref` of forms",
    hint: "embed the page that is referred to",
    severity: BOTH,
    check: scan((dict, { value }) =>
      value instanceof CosStream && dict.has("Ref") ? "a form refers to a page of another file" : undefined,
    ),
  },
  {
    id: "external/opi",
    source: "ISO 15930, PRINT §1 #26",
    zh: "使用了 OPI",
    looksAt: "`OPI` of forms and images",
    hint: "put the fine pictures in before exporting",
    severity: BOTH,
    check: scan((dict, { value }) =>
      value instanceof CosStream && dict.has("OPI") ? "a picture is to be replaced by OPI" : undefined,
    ),
  },
  {
    id: "external/alternates",
    source: "ISO 15930, PRINT §1 #26",
    zh: "图片另有印刷用的替代图",
    looksAt: "`Alternates` with `DefaultForPrinting`",
    hint: "keep the picture that is to be printed, and no other",
    severity: BOTH,
    check: scan((dict) =>
      dict
        .array("Alternates")
        ?.values()
        .some((each) => dictOf(each)?.get("DefaultForPrinting") === true)
        ? "a picture has another one for printing"
        : undefined,
    ),
  },
  {
    id: "external/embedded-files",
    source: "ISO 15930-4, PRINT §1 #26",
    zh: "嵌入了其他文件",
    looksAt: "`Names/EmbeddedFiles`, file specifications with `EF`",
    hint: "remove attachments",
    severity: X1A,
    check: scan((dict) => (dict.has("EF") || dict.has("EmbeddedFiles") ? "files are attached" : undefined)),
  },
  {
    id: "postscript",
    source: "ISO 15930, PRINT §1 #27",
    zh: "含 PostScript 程序",
    looksAt: "XObjects of `Subtype /PS` or `Subtype2 /PS`",
    hint: "convert PostScript to PDF before exporting",
    severity: BOTH,
    check: scan((dict, { value }) =>
      value instanceof CosStream && (dict.name("Subtype") === "PS" || dict.name("Subtype2") === "PS")
        ? "the file has a PostScript XObject"
        : undefined,
    ),
  },
  {
    id: "annotation/in-bleed",
    source: "ISO 15930, PRINT §1 #28",
    zh: "出血范围内有注释",
    looksAt: "`Annots` but TrapNet and PrinterMark: wholly outside the BleedBox, or the TrimBox where there is none",
    hint: "remove notes, links and fields",
    severity: BOTH,
    check: ({ pages }, say) => {
      for (const page of pages) for (const each of page.annotations) checkAnnotation(page, each, say);
    },
  },
  {
    id: "action/javascript",
    source: "ISO 15930, PRINT §1 #29",
    zh: "含 JavaScript",
    looksAt: "actions of type JavaScript, `Names/JavaScript`",
    hint: "remove scripts",
    severity: BOTH,
    check: scan((dict) => (dict.name("S") === "JavaScript" && dict.has("JS") ? "the file has a script" : undefined)),
  },
  {
    id: "action/automatic",
    source: "ISO 15930, PRINT §1 #29",
    zh: "含自动执行的动作",
    looksAt: "`OpenAction` with an action (not a view), `AA`",
    hint: "remove actions",
    severity: BOTH,
    check: scan((dict) => {
      const open = dict.get("OpenAction");
      const acts = open instanceof CosDict && open.name("S") !== "GoTo" && open.name("S") !== "JavaScript";
      if (acts) return "the file does something when it is opened";
      return dict.dict("AA")?.keys().length ? "the file has actions of its own" : undefined;
    }),
  },
  {
    id: "form/fields",
    source: "ISO 15930, PRINT §1 #29",
    zh: "含表单域",
    looksAt: "`AcroForm` with fields",
    hint: "flatten the form",
    severity: BOTH,
    check: ({ catalog }, say) => {
      const form = catalog?.dict("AcroForm");
      if (form && ((form.array("Fields")?.length ?? 0) > 0 || form.has("XFA")))
        say({ message: "the file has form fields", object: catalog?.objectOf("AcroForm") });
    },
  },
  {
    id: "page/separated",
    source: "ISO 15930, PRINT §1 #30",
    zh: "预分色页面",
    looksAt: "`SeparationInfo` of pages",
    hint: "export composite pages",
    severity: BOTH,
    check: ({ pages }, say) => {
      for (const page of pages)
        if (page.dict.has("SeparationInfo"))
          say({ message: "the page is one plate of a separated page", page, object: page.object });
    },
  },
  {
    id: "layers/present",
    source: "ISO 15930-4, PRINT §1 #31",
    zh: "含图层（可选内容）",
    looksAt: "`Root/OCProperties`",
    hint: "flatten layers",
    severity: X1A,
    check: ({ catalog }, say) => {
      if (catalog?.has("OCProperties"))
        say({ message: "the file has layers", object: catalog.objectOf("OCProperties") });
    },
  },
  {
    id: "layers/configuration",
    source: "ISO 15930-7, PRINT §1 #31",
    zh: "图层设置不合规定",
    looksAt: "configurations in `OCProperties`: with `Name` and without `AS`",
    hint: "flatten layers",
    severity: X4,
    check: ({ catalog }, say) => {
      const layers = catalog?.dict("OCProperties");
      const object = catalog?.objectOf("OCProperties");
      for (const each of [layers?.get("D"), ...(layers?.array("Configs")?.values() ?? [])]) {
        const dict = dictOf(each);
        if (dict && !dict.string("Name")?.text) say({ message: "a configuration of layers has no name", object });
        if (dict?.has("AS")) say({ message: "layers turn on and off by themselves (`AS`)", object });
      }
    },
  },
  {
    id: "layers/several",
    source: "GWG 2022 R0034",
    zh: "图层有几套设置",
    looksAt: "`OCProperties/Configs`",
    hint: "flatten layers",
    severity: { "newspaper-ad": "error" },
    check: ({ catalog }, say) => {
      if (catalog?.dict("OCProperties")?.has("Configs"))
        say({ message: "the layers have more than one configuration", object: catalog.objectOf("OCProperties") });
    },
  },
  {
    id: "state/transfer",
    source: "ISO 15930, PRINT §1 #23",
    zh: "含传递函数",
    looksAt: "`TR` and `TR2` of graphics states; `TR2 /Default` is let pass",
    hint: "remove transfer functions",
    severity: BOTH,
    check: (facts, say) =>
      states(facts, (dict, at) => {
        if (dict.has("TR")) say({ ...at, message: "a graphics state has a transfer function (`TR`)" });
        if (dict.has("TR2") && dict.name("TR2") !== "Default")
          say({ ...at, message: "a graphics state has a transfer function (`TR2`)" });
      }),
  },
  {
    id: "state/halftone",
    source: "ISO 15930, PRINT §1 #24",
    zh: "含网点设置",
    looksAt: "`HTP` and `HT` of graphics states: type 1 or 5, no HalftoneName",
    hint: "leave screening to the printer",
    severity: BOTH,
    check: (facts, say) =>
      states(facts, (dict, at) => {
        if (dict.has("HTP")) say({ ...at, message: "a graphics state has a halftone phase" });
        const halftone = dict.dict("HT");
        if (!halftone) return;
        const type = halftone.number("HalftoneType");
        if (type !== 1 && type !== 5) say({ ...at, message: `a halftone is of type ${type ?? "none"}, not 1 or 5` });
        if (halftone.has("HalftoneName")) say({ ...at, message: "a halftone is named" });
      }),
  },
];

/** All graphics states of all pages, each page's once. */
export const states = (
  { pages }: DocumentFacts,
  look: (dict: CosDict, at: { readonly page: PageFacts; readonly object: number | undefined }) => void,
): void => {
  for (const page of pages) for (const { dict, object } of page.content.states) look(dict, { page, object });
};

const HARMLESS: readonly string[] = ["TrapNet", "PrinterMark"];

const checkAnnotation = (page: PageFacts, { value, object }: FoundObject, say: Parameters<Rule["check"]>[1]): void => {
  const dict = value instanceof CosStream ? value.dict : value;
  const subtype = dict.name("Subtype") ?? "?";
  const rect: CosValue = dict.get("Rect");
  const box = rect instanceof CosArray ? boxOf(rect.numbers()) : undefined;
  const area = page.bleed ?? page.trim ?? page.art;
  if (HARMLESS.includes(subtype) || !box || !area || !overlap(box, area, -0.001)) return;
  say({
    message: `an annotation (\`${subtype}\`) stands within the ${page.bleed ? "bleed" : "trim"}`,
    page,
    box,
    object,
  });
};
