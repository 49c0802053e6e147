/** What a file says of itself: catalog, document information, metadata, and the printing that it is for. */
import { createHash } from "node:crypto";
import type { IssueDate, OutputCondition, Press } from "../model/edition.ts";
import { deflate } from "./deflate.ts";
import type { PdfDictionary, PdfObjects, PdfRef } from "./pdf-objects.ts";
import type { StandardRules } from "./standards.ts";
import { xmpPacket } from "./xmp-packet.ts";

const CREATOR = "broadsheet";
const PRODUCER = "broadsheet (pdfkit, HarfBuzz)";

/** What is known of a file. */
export interface FileFacts {
  readonly press: Press;
  readonly title: string;
  /** BCP 47 */
  readonly language: string;
  /** the issue's; the file is dated to its midnight, UTC */
  readonly date: IssueDate;
  /** names the file among all ever written */
  readonly id: string;
}

/** Catalog and document information: what the file says of itself. */
export const identify = (
  file: PdfObjects,
  { rules, how, hash }: { readonly rules: StandardRules; readonly how: FileFacts; readonly hash: Buffer },
): { readonly catalog: PdfDictionary; readonly info: PdfDictionary } => {
  const title = rules.titleMark + how.title;
  const packet = xmpPacket({
    title,
    language: how.language,
    creator: CREATOR,
    producer: PRODUCER,
    date: `${how.date.iso}T00:00:00Z`,
    documentId: uuid(createHash("sha256").update(how.id).digest()),
    instanceId: uuid(hash),
    ...(rules.xmpClaim && { claim: rules.xmpClaim }),
  });
  const date = { text: `D:${how.date.iso.replaceAll("-", "")}000000Z` };
  return {
    catalog: {
      Lang: { text: how.language },
      Metadata: file.addStream({ Type: "Metadata", Subtype: "XML" }, packet),
      ...(rules.outputIntent && { OutputIntents: [writeIntent(file, how.press.condition)] }),
    },
    info: {
      Title: { text: title },
      Creator: { text: CREATOR },
      Producer: { text: PRODUCER },
      CreationDate: date,
      ModDate: date,
      Trapped: "False",
      ...(rules.infoClaim && { GTS_PDFXVersion: { text: rules.infoClaim } }),
    },
  };
};

/** ISO 15930-7, 6.4: one `GTS_PDFX` output intent with the profile in it. */
const writeIntent = (file: PdfObjects, condition: OutputCondition): PdfRef =>
  file.add({
    Type: "OutputIntent",
    S: "GTS_PDFX",
    OutputCondition: { text: condition.info },
    OutputConditionIdentifier: { text: condition.identifier },
    ...(condition.registry && { RegistryName: { text: condition.registry } }),
    Info: { text: condition.info },
    DestOutputProfile: file.addStream({ N: 4, Filter: "FlateDecode" }, deflate(condition.profile)),
  });

/** A UUID of the free form (RFC 9562, version 8) made of a hash: always the same for the same hash. */
const uuid = (hash: Uint8Array): string => {
  const bytes = Buffer.from(hash.subarray(0, 16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return `uuid:${[hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-")}`;
};
