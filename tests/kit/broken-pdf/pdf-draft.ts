/** A small page as PDF source that tests break in one place. Clean as it stands: PDF/X-4 and newspaper, or PDF/X-1a:2003. */
import { deflateSync } from "node:zlib";
import type { BaseStandard } from "../../../src/preflight/rules/rule.ts";
import { tinyFont } from "./tiny-font.ts";

/** An object: its source, and its bytes when it is a stream. `@name` stands for a reference to the object of that name. */
export interface DraftObject {
  source: string;
  data?: Uint8Array;
}

const CONTENT = `/Over gs
0 0 0 1 k
BT /F1 9 Tf 40 340 Td (AB BA) Tj 0 -20 Td /F1 24 Tf (AB) Tj ET
0.3 0 0 0 k 40 200 60 40 re f
0 0 0 1 K 0.5 w 40 190 m 140 190 l S
q 36 0 0 36 200 100 cm /I1 Do Q
`;

/** An ICC profile of nothing but its header and the names of two tables. */
export const tinyProfile = (space = "CMYK", kind = "prtr", tags: readonly string[] = ["A2B0", "B2A0"]): Uint8Array => {
  const bytes = Buffer.alloc(132 + tags.length * 12);
  bytes.writeUInt32BE(bytes.length, 0);
  bytes.write("\u0002\u0040", 8, "latin1");
  bytes.write(kind, 12, "latin1");
  bytes.write(space, 16, "latin1");
  bytes.write("Lab ", 20, "latin1");
  bytes.write("acsp", 36, "latin1");
  bytes.writeUInt32BE(tags.length, 128);
  for (const [n, tag] of tags.entries()) bytes.write(tag, 132 + n * 12, "latin1");
  return bytes;
};

const xmp = (claim: string): string => `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" xmlns:pdfx="http://ns.adobe.com/pdfx/1.3/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Harbour</rdf:li></rdf:Alt></dc:title>
<xmp:CreatorTool>draft</xmp:CreatorTool>
<xmp:CreateDate>2025-07-10T12:00:00+08:00</xmp:CreateDate>
<xmp:ModifyDate>2025-07-10T12:00:00+08:00</xmp:ModifyDate>
<xmp:MetadataDate>2025-07-10T12:00:00+08:00</xmp:MetadataDate>
<pdf:Producer>draft</pdf:Producer>
<pdf:Trapped>False</pdf:Trapped>
<xmpMM:DocumentID>uuid:1</xmpMM:DocumentID>
<xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
${claim}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`;

const latin = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "latin1"));

/** A draft; what a case changes is written at the end. */
export class PdfDraft {
  header: string;
  trailer = "/Root @catalog /Info @info /ID [<0102> <0304>]";
  /** changes the finished file */
  finish: (file: string) => string = (file) => file;
  /** whether the cross-reference table is a stream */
  compressed = false;
  readonly objects = new Map<string, DraftObject>();
  readonly resources: Record<string, Record<string, string>>;
  #content = CONTENT;

  constructor(standard: BaseStandard) {
    const x4 = standard === "pdfx4";
    this.header = x4 ? "%PDF-1.6" : "%PDF-1.4";
    this.set("catalog", "<</Type/Catalog /Pages @pages /Metadata @metadata /OutputIntents [@intent]>>");
    this.set("pages", "<</Type/Pages /Kids [@page] /Count 1>>");
    this.set(
      "page",
      "<</Type/Page /Parent @pages /MediaBox [0 0 300 400] /BleedBox [10 10 290 390] /TrimBox [20 20 280 380] /Resources @resources /Contents @content>>",
    );
    this.set(
      "info",
      `<</Title (Harbour) /Creator (draft) /Producer (draft) /CreationDate (D:20250710120000+08'00') /ModDate (D:20250710120000+08'00') /Trapped /False${x4 ? "" : " /GTS_PDFXVersion (PDF/X-1a:2003)"}>>`,
    );
    this.set(
      "intent",
      "<</Type/OutputIntent /S/GTS_PDFX /OutputConditionIdentifier (IFRA26) /Info (Newsprint) /DestOutputProfile @profile>>",
    );
    this.stream("profile", "/N 4", tinyProfile());
    const claim = x4
      ? "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>"
      : "<pdfx:GTS_PDFXVersion>PDF/X-1a:2003</pdfx:GTS_PDFXVersion>";
    this.stream("metadata", "/Type/Metadata /Subtype/XML", latin(xmp(claim)));
    this.set(
      "font",
      "<</Type/Font /Subtype/TrueType /BaseFont/ABCDEF+Tiny /Encoding/WinAnsiEncoding /FirstChar 32 /LastChar 66 /Widths @widths /FontDescriptor @descriptor>>",
    );
    const widths = Array.from({ length: 35 }, (_, n) => (n === 0 ? 250 : n === 33 ? 600 : n === 34 ? 700 : 0));
    this.set("widths", `[${widths.join(" ")}]`);
    this.set(
      "descriptor",
      "<</Type/FontDescriptor /FontName/ABCDEF+Tiny /Flags 32 /FontBBox [0 0 500 700] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 /FontFile2 @fontfile>>",
    );
    this.stream("fontfile", "", tinyFont());
    this.stream("image", image("/ColorSpace/DeviceCMYK /BitsPerComponent 8", 100), new Uint8Array(40000).fill(90));
    this.resources = {
      Font: { F1: "@font" },
      XObject: { I1: "@image" },
      ExtGState: { Over: "<</OP true /op true /OPM 1>>", Out: "<</OP false /op false /OPM 1>>" },
    };
  }

  set(name: string, source: string): this {
    this.objects.set(name, { source });
    return this;
  }

  /** A stream of `data`, packed unless `entries` say how it is. */
  stream(name: string, entries: string, data: Uint8Array | string): this {
    const bytes = typeof data === "string" ? latin(data) : data;
    const packed = /\/Filter/.test(entries) ? bytes : deflateSync(bytes);
    const filter = /\/Filter/.test(entries) ? "" : "/Filter/FlateDecode ";
    this.objects.set(name, { source: `<<${entries} ${filter}/Length ${packed.length}>>`, data: packed });
    return this;
  }

  /** Replaces text in an object's source; throws where it is not. */
  swap(name: string, from: string, to: string): this {
    const object = this.objects.get(name)!;
    if (!object.source.includes(from)) throw new Error(`\`${name}\` has no \`${from}\``);
    object.source = object.source.replace(from, to);
    return this;
  }

  /** Adds entries to a dictionary. */
  add(name: string, entries: string): this {
    const object = this.objects.get(name)!;
    object.source = object.source.replace(/>>$/, ` ${entries}>>`);
    return this;
  }

  /** Changes the XMP packet. */
  metadata(from: string | RegExp, to: string): this {
    const text = xmp(
      this.header === "%PDF-1.6"
        ? "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>"
        : "<pdfx:GTS_PDFXVersion>PDF/X-1a:2003</pdfx:GTS_PDFXVersion>",
    );
    const changed = text.replace(from, to);
    if (changed === text) throw new Error(`XMP has no \`${from}\``);
    return this.stream("metadata", "/Type/Metadata /Subtype/XML", changed);
  }

  /** A resource of the page. */
  use(category: string, name: string, source: string): this {
    this.resources[category] = { ...this.resources[category], [name]: source };
    return this;
  }

  /** Draws at the end of the page. */
  draw(operators: string): this {
    this.#content += `${operators}\n`;
    return this;
  }

  /** All of the page's content. */
  content(operators: string): this {
    this.#content = operators;
    return this;
  }

  build(): Uint8Array {
    const resources = Object.entries(this.resources).map(
      ([category, entries]) =>
        `/${category} <<${Object.entries(entries)
          .map(([name, source]) => `/${name} ${source}`)
          .join(" ")}>>`,
    );
    this.set("resources", `<<${resources.join(" ")}>>`);
    if (!this.objects.has("content")) this.stream("content", "", this.#content);
    const numbers = new Map([...this.objects.keys()].map((name, index) => [name, index + 1]));
    const resolved = (source: string): string =>
      source.replace(/@([a-z]\w*)/g, (_, name: string) => {
        const number = numbers.get(name);
        if (number === undefined) throw new Error(`no object \`${name}\``);
        return `${number} 0 R`;
      });
    let file = `${this.header}\n`;
    const offsets: number[] = [];
    for (const [name, { source, data }] of this.objects) {
      offsets.push(file.length);
      const body = data
        ? `${resolved(source)}\nstream\n${Buffer.from(data).toString("latin1")}\nendstream`
        : resolved(source);
      file += `${numbers.get(name)} 0 obj\n${body}\nendobj\n`;
    }
    file += this.#xref(file.length, offsets, resolved(this.trailer));
    return latin(this.finish(file));
  }

  #xref(at: number, offsets: readonly number[], trailer: string): string {
    const size = offsets.length + 1;
    const end = `startxref\n${at}\n%%EOF\n`;
    if (this.compressed) {
      const rows = [0, ...offsets, at].flatMap((each, n) => [
        n === 0 ? 0 : 1,
        each >> 16,
        (each >> 8) & 255,
        each & 255,
        0,
      ]);
      const data = Buffer.from(rows).toString("latin1");
      return `${size} 0 obj\n<</Type/XRef /W [1 3 1] /Size ${size + 1} /Length ${data.length} ${trailer}>>\nstream\n${data}\nendstream\nendobj\n${end}`;
    }
    const rows = offsets.map((each) => `${`${each}`.padStart(10, "0")} 00000 n \n`).join("");
    return `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<</Size ${size} ${trailer}>>\n${end}`;
  }
}

/** Entries of a square image. */
export const image = (entries: string, pixels: number): string =>
  `/Type/XObject /Subtype/Image /Width ${pixels} /Height ${pixels} ${entries}`;
