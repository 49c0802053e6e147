/** The XMP packet (ISO 16684-1): the same metadata as in the document information, for programs. */

/** What the packet says. Dates are ISO 8601 in UTC. */
export interface Metadata {
  readonly title: string;
  readonly language: string;
  readonly creator: string;
  readonly producer: string;
  readonly date: string;
  /** `uuid:…` of the page, the same for each time it is written */
  readonly documentId: string;
  /** `uuid:…` of this very file */
  readonly instanceId: string;
  /** what the file claims to be: `pdfxid` for PDF/X-4 (ISO 15930-7, 6.5), `pdfx` for older ones */
  readonly claim?: { readonly schema: "pdfxid" | "pdfx"; readonly version: string };
}

/** The packet as UTF-8, every value escaped. */
export const xmpPacket = (metadata: Metadata): Uint8Array => {
  const { title, language, creator, producer, date, documentId, instanceId, claim } = metadata;
  const properties = [
    "<dc:format>application/pdf</dc:format>",
    `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(title)}</rdf:li></rdf:Alt></dc:title>`,
    ...(language ? [`<dc:language><rdf:Bag><rdf:li>${escapeXml(language)}</rdf:li></rdf:Bag></dc:language>`] : []),
    `<xmp:CreatorTool>${escapeXml(creator)}</xmp:CreatorTool>`,
    ...["CreateDate", "ModifyDate", "MetadataDate"].map((name) => `<xmp:${name}>${date}</xmp:${name}>`),
    `<pdf:Producer>${escapeXml(producer)}</pdf:Producer>`,
    "<pdf:Trapped>False</pdf:Trapped>",
    `<xmpMM:DocumentID>${documentId}</xmpMM:DocumentID>`,
    `<xmpMM:InstanceID>${instanceId}</xmpMM:InstanceID>`,
    "<xmpMM:VersionID>1</xmpMM:VersionID>",
    "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>",
    ...(claim ? [`<${claim.schema}:GTS_PDFXVersion>${claim.version}</${claim.schema}:GTS_PDFXVersion>`] : []),
  ];
  const namespaces = { ...NAMESPACES, ...(claim && { [claim.schema]: CLAIMS[claim.schema] }) };
  const declared = Object.entries(namespaces).map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`);
  return new TextEncoder().encode(
    [
      '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
      '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
      `<rdf:Description rdf:about=""${declared.join("")}>`,
      ...properties,
      "</rdf:Description>",
      "</rdf:RDF>",
      "</x:xmpmeta>",
      '<?xpacket end="r"?>',
    ].join("\n"),
  );
};

const NAMESPACES = {
  dc: "http://purl.org/dc/elements/1.1/",
  xmp: "http://ns.adobe.com/xap/1.0/",
  pdf: "http://ns.adobe.com/pdf/1.3/",
  xmpMM: "http://ns.adobe.com/xap/1.0/mm/",
};

const CLAIMS = { pdfxid: "http://www.npes.org/pdfx/ns/id/", pdfx: "http://ns.adobe.com/pdfx/1.3/" };

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escapeXml = (text: string): string =>
  text
    // XML 1.0 has no place for these at all, not even escaped
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, "")
    .replace(/[&<>"]/g, (character) => ENTITIES[character]!);
