/** What is in a file that some standard forbids or needs, told from its objects as they are written. */
import { type PdfDictionary, PdfRef, type PdfValue } from "./pdf-objects.ts";

/** One thing that standards have an opinion on. */
export type FileFeature =
  | "output-intent"
  | "pdfx-claim"
  | "trim-box"
  | "file-id"
  | "spot-colour"
  | "rgb"
  | "icc-colour"
  | "transparency"
  | "transfer-function"
  | "font-not-embedded"
  | "annotation"
  | "action"
  | "optional-content"
  | "user-unit"
  | "lzw"
  | "picture-of-16-bits";

/** The features of an object's dictionary; what it refers to is an object of its own. */
export const featuresOf = (dictionary: PdfDictionary): readonly FileFeature[] => [
  ...RECOGNISED.flatMap(({ feature, is }) => (is(dictionary) ? [feature] : [])),
  ...Object.values(dictionary).flatMap(inside),
];

const inside = (value: PdfValue): readonly FileFeature[] => {
  if (value === "DeviceRGB" || value === "CalRGB") return ["rgb"];
  if (typeof value !== "object" || value instanceof Uint8Array || value instanceof PdfRef) return [];
  if (!Array.isArray(value)) return featuresOf(value as PdfDictionary);
  const [first] = value;
  return [
    ...(first === "Separation" || first === "DeviceN" ? (["spot-colour"] as const) : []),
    ...(first === "ICCBased" ? (["icc-colour"] as const) : []),
    ...value.flatMap(inside),
  ];
};

interface Recognised {
  readonly feature: FileFeature;
  readonly is: (dictionary: PdfDictionary) => boolean;
}

const one = (value: PdfValue | undefined): boolean => value === undefined || value === 1;

const filterOf = ({ Filter }: PdfDictionary): readonly PdfValue[] =>
  Filter === undefined ? [] : Array.isArray(Filter) ? Filter : [Filter];

const RECOGNISED: readonly Recognised[] = [
  { feature: "output-intent", is: ({ S }) => S === "GTS_PDFX" },
  { feature: "pdfx-claim", is: (each) => "GTS_PDFXVersion" in each },
  { feature: "trim-box", is: (each) => "TrimBox" in each },
  {
    feature: "transparency",
    is: ({ S, SMask, ca, CA, BM }) =>
      S === "Transparency" ||
      (SMask !== undefined && SMask !== "None") ||
      !one(ca) ||
      !one(CA) ||
      (BM !== undefined && BM !== "Normal" && BM !== "Compatible"),
  },
  { feature: "transfer-function", is: ({ TR, TR2 }) => TR !== undefined || (TR2 !== undefined && TR2 !== "Default") },
  {
    feature: "font-not-embedded",
    is: ({ Type, FontFile, FontFile2, FontFile3 }) =>
      Type === "FontDescriptor" && !(FontFile ?? FontFile2 ?? FontFile3),
  },
  { feature: "annotation", is: ({ Type }) => Type === "Annot" },
  { feature: "file-id", is: ({ ID }) => Array.isArray(ID) && ID.length === 2 },
  { feature: "action", is: (each) => "OpenAction" in each || "AA" in each || each["S"] === "JavaScript" },
  { feature: "optional-content", is: (each) => "OCProperties" in each },
  { feature: "user-unit", is: (each) => "UserUnit" in each },
  { feature: "lzw", is: (each) => filterOf(each).includes("LZWDecode") },
  { feature: "picture-of-16-bits", is: ({ BitsPerComponent }) => BitsPerComponent === 16 },
];
