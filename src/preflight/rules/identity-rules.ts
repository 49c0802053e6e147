/** Rules about what the file says of itself: document information and XMP. */
import { CosName, CosString } from "../../cos/cos-object.ts";
import { CLAIM_NAMESPACES, type DocumentFacts } from "../document/document-facts.ts";
import { BOTH, type Rule, X1A, X4 } from "./rule.ts";

const PDF = "http://ns.adobe.com/pdf/1.3/";
const XMP = "http://ns.adobe.com/xap/1.0/";
const MM = "http://ns.adobe.com/xap/1.0/mm/";
const DC = "http://purl.org/dc/elements/1.1/";

const CLAIM_1A = "PDF/X-1a:2003";
const CLAIM_4 = "PDF/X-4";

export const IDENTITY_RULES: readonly Rule[] = [
  {
    id: "pdfx/claim",
    source: "ISO 15930, PRINT §1 #2",
    zh: "没有标明 PDF/X 标准",
    looksAt: "Info `GTS_PDFXVersion` (PDF/X-1a), XMP `pdfxid:GTS_PDFXVersion` (PDF/X-4)",
    hint: "export for the standard that the printer asks for",
    severity: BOTH,
    check: ({ info, xmp }, say, base) => {
      if (base === "pdfx1a") {
        const claim = info?.string("GTS_PDFXVersion")?.text;
        if (claim !== CLAIM_1A) say({ message: claims(claim, CLAIM_1A) });
      } else if (xmp) {
        const claim = xmp.properties.get(`${CLAIM_NAMESPACES[0]}GTS_PDFXVersion`);
        if (claim !== CLAIM_4) say({ message: claims(claim, CLAIM_4) });
      }
    },
  },
  {
    id: "pdfx/conformance",
    source: "ISO 15930, PRINT §1 #3",
    zh: "GTS_PDFXConformance 与标准不符",
    looksAt: "Info `GTS_PDFXConformance`, where it is there",
    hint: "remove the key, or make it say the same as the version",
    severity: BOTH,
    check: ({ info }, say, base) => {
      const conformance = info?.string("GTS_PDFXConformance")?.text;
      if (conformance !== undefined && !(base === "pdfx1a" && conformance === CLAIM_1A))
        say({ message: `the information says conformance \`${conformance}\`, which the standard does not have` });
    },
  },
  {
    id: "info/keys",
    source: "ISO 15930-4, PRINT §1 #4",
    zh: "文档信息不全",
    looksAt: "Info `Title`, `CreationDate`, `ModDate`, `Trapped`, and `Creator`, `Producer` with text",
    hint: "fill in the document information",
    severity: X1A,
    check: ({ info }, say) => {
      const missing = ["Title", "CreationDate", "ModDate", "Trapped"].filter((key) => !info?.has(key));
      const empty = ["Creator", "Producer"].filter((key) => !info?.string(key)?.text);
      for (const key of [...missing, ...empty]) say({ message: `the document information has no \`${key}\`` });
    },
  },
  {
    id: "info/dates",
    source: "ISO 32000-1, 7.9.4, PRINT §1 #4",
    zh: "日期格式不对",
    looksAt: "Info `CreationDate` and `ModDate`: `D:YYYYMMDDHHmmSS` with a zone",
    hint: "write dates as `D:20250710120000+08'00'`",
    severity: BOTH,
    check: ({ info }, say) => {
      for (const key of ["CreationDate", "ModDate"]) {
        const value = info?.get(key);
        const text = value instanceof CosString ? value.text : undefined;
        if (value !== undefined && (text === undefined || !DATE.test(text)))
          say({ message: `\`${key}\` is no date: \`${text ?? "not a string"}\`` });
      }
    },
  },
  {
    id: "info/agrees",
    source: "ISO 15930, PRINT §1 #4 and #6",
    zh: "文档信息与 XMP 不一致",
    looksAt: "title, creator, producer, trapped and dates, where Info and XMP both have them",
    hint: "write both from the same source",
    severity: BOTH,
    check: (facts, say) => {
      for (const [key, property] of PAIRS) {
        const [one, two] = [infoText(facts, key), facts.xmp?.properties.get(property)];
        if (two === undefined) continue;
        if (one === undefined && key !== "Trapped" && facts.info?.has(key))
          say({ message: `\`${key}\` is no text in the information and \`${two}\` in XMP` });
        if (one === undefined) continue;
        // what is no date is another rule's
        if (key.endsWith("Date") && !DATE.test(one)) continue;
        const same = key.endsWith("Date") ? instant(one) === instant(two) : one === two;
        if (!same) say({ message: `\`${key}\` is \`${one}\` in the information and \`${two}\` in XMP` });
      }
    },
  },
  {
    id: "info/trapped",
    source: "ISO 15930, PRINT §1 #5",
    zh: "陷印标记不对",
    looksAt: "Info `Trapped`: the name True or False; for PDF/X-4 it may be in XMP alone",
    hint: "say whether the file is trapped: `/Trapped /False`",
    severity: BOTH,
    check: ({ info, xmp }, say, base) => {
      const value = info?.get("Trapped");
      const named = value instanceof CosName ? value.value : undefined;
      if (value !== undefined && named !== "True" && named !== "False")
        say({ message: `\`Trapped\` is ${named === undefined ? "no name" : `\`${named}\``}, not True or False` });
      const inXmp = xmp?.properties.get(`${PDF}Trapped`);
      if (value === undefined && base === "pdfx4" && xmp && inXmp !== "True" && inXmp !== "False")
        say({ message: "neither the information nor XMP says whether the file is trapped" });
    },
  },
  {
    id: "xmp/missing",
    source: "ISO 15930-7, PRINT §1 #6",
    zh: "缺少 XMP 元数据",
    looksAt: "`Root/Metadata`",
    hint: "export the page with XMP metadata",
    severity: X4,
    check: ({ metadata }, say) => {
      if (!metadata) say({ message: "the catalog has no XMP metadata" });
    },
  },
  {
    id: "xmp/malformed",
    source: "ISO 16684-1, PRINT §1 #6",
    zh: "XMP 元数据格式有误",
    looksAt: "whether the packet is well-formed, and the stream's `Type` and `Subtype`",
    hint: "escape `&` and `<` in titles; export the page anew",
    severity: BOTH,
    check: ({ metadata, xmp }, say) => {
      if (!metadata || !xmp) return;
      if (!xmp.wellFormed) say({ message: "the XMP packet is not well-formed XML", object: metadata.object });
      if (metadata.dict.name("Type") !== "Metadata" || metadata.dict.name("Subtype") !== "XML")
        say({ message: "the metadata stream is not of type Metadata, subtype XML", object: metadata.object });
    },
  },
  {
    id: "xmp/fields",
    source: "ISO 15930-7, PRINT §1 #6",
    zh: "XMP 元数据不全",
    looksAt: "title, dates, DocumentID, VersionID and RenditionClass in XMP",
    hint: "fill in the metadata",
    severity: X4,
    check: ({ xmp, metadata }, say) => {
      if (!xmp || !metadata) return;
      for (const [property, words] of REQUIRED)
        if (!xmp.properties.get(property)) say({ message: `XMP has no \`${words}\``, object: metadata.object });
    },
  },
];

const claims = (claim: string | undefined, wanted: string): string =>
  claim === undefined
    ? `the file does not say that it is \`${wanted}\``
    : `the file says that it is \`${claim}\`, not \`${wanted}\``;

const DATE = /^D:\d{4}(\d\d(\d\d(\d\d(\d\d(\d\d)?)?)?)?)?(Z(00'?00'?)?|[+-]\d\d'?(\d\d'?)?)?$/;

const PAIRS: readonly (readonly [string, string])[] = [
  ["Title", `${DC}title`],
  ["Creator", `${XMP}CreatorTool`],
  ["Producer", `${PDF}Producer`],
  ["Trapped", `${PDF}Trapped`],
  ["CreationDate", `${XMP}CreateDate`],
  ["ModDate", `${XMP}ModifyDate`],
];

const REQUIRED: readonly (readonly [string, string])[] = [
  [`${DC}title`, "dc:title"],
  [`${XMP}CreateDate`, "xmp:CreateDate"],
  [`${XMP}ModifyDate`, "xmp:ModifyDate"],
  [`${XMP}MetadataDate`, "xmp:MetadataDate"],
  [`${MM}DocumentID`, "xmpMM:DocumentID"],
  [`${MM}VersionID`, "xmpMM:VersionID"],
  [`${MM}RenditionClass`, "xmpMM:RenditionClass"],
];

const infoText = ({ info }: DocumentFacts, key: string): string | undefined => {
  const value = info?.get(key);
  return value instanceof CosString ? value.text : value instanceof CosName ? value.value : undefined;
};

/** A date of either form as one number of minutes; the text itself when it is none. */
const instant = (text: string): number | string => {
  const found = /^(?:D:)?(\d{4})-?(\d\d)?-?(\d\d)?T?(\d\d)?:?(\d\d)?:?(\d\d)?(?:\.\d+)?(Z|[+-]\d\d)?'?:?(\d\d)?/.exec(
    text,
  );
  if (!found) return text;
  const part = (n: number, or: number): number => (found[n] === undefined ? or : Number(found[n]));
  const zone =
    found[7] === undefined || found[7] === "Z"
      ? 0
      : Number(found[7]) * 60 + (found[7].startsWith("-") ? -1 : 1) * part(8, 0);
  return Date.UTC(part(1, 0), part(2, 1) - 1, part(3, 1), part(4, 0), part(5, 0), part(6, 0)) / 60000 - zone;
};
