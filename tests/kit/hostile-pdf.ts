/** PDFs that mean no good: files of others' and ours with a fixed share of damage, and files made to loop, to nest and to swell. */
import { deflateSync } from "node:zlib";
import { onePage, type PdfObject, pdfFile } from "./pdf-file.ts";

/** A file and what is wrong with it. */
export interface HostilePdf {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Numbers from 0 up to 1, the same ones for the same seed (mulberry32). */
const numbersFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};

type Damage = (file: Buffer, random: () => number) => Buffer;

const at = (file: Buffer, random: () => number): number => Math.floor(random() * file.length);

const insert = (file: Buffer, where: number, text: string): Buffer =>
  Buffer.concat([file.subarray(0, where), Buffer.from(text, "latin1"), file.subarray(where)]);

/** Puts another text in the place of one of the matches. */
const swap = (pattern: RegExp, by: (found: string, random: () => number) => string): Damage => {
  return (file, random) => {
    const text = file.toString("latin1");
    const matches = [...text.matchAll(pattern)];
    const match = matches[Math.floor(random() * matches.length)];
    if (!match) return file.subarray(0, at(file, random));
    const rest = text.slice(match.index + match[0].length);
    return Buffer.from(text.slice(0, match.index) + by(match[0], random) + rest, "latin1");
  };
};

const DAMAGES: Readonly<Record<string, Damage>> = {
  cut: (file, random) => file.subarray(0, at(file, random)),
  flipped: (file, random) => {
    const out = Buffer.from(file);
    for (let n = 0; n < 40; n++) out[at(out, random)]! ^= 1 << Math.floor(random() * 8);
    return out;
  },
  hole: (file, random) => {
    const from = at(file, random);
    return Buffer.concat([file.subarray(0, from), file.subarray(from + Math.floor(random() * 4000))]);
  },
  zeroed: (file, random) => {
    const from = at(file, random);
    return Buffer.from(file).fill(0, from, Math.min(file.length, from + 2000));
  },
  doubled: (file, random) => {
    const from = at(file, random);
    return Buffer.concat([file.subarray(0, from + 3000), file.subarray(from)]);
  },
  opened: (file, random) =>
    insert(file, at(file, random), ["<<", "[", "(", "<", "stream\n"][Math.floor(random() * 5)]!),
  misled: swap(/\b\d+ 0 R\b/g, (_, random) => `${1 + Math.floor(random() * 30)} 0 R`),
  counted: swap(
    /(?<=\/(?:Length|Count|Size|Width|Height|N|First|Columns|Predictor|Prev|BitsPerComponent) ?)\d+/g,
    (_, random) => ["-1", "0", "4294967296", "99999999999999999999", "1e9", "3.7"][Math.floor(random() * 6)]!,
  ),
  renamed: swap(/\/(?:Type|Kids|Parent|Filter|Root|Pages|Contents|Resources|MediaBox)\b/g, () => "/Nothing"),
  disordered: swap(/xref|trailer|startxref|endobj|endstream|obj\b/g, (found) => `${found} ${found}`),
};

/** `count` files, each damaged in one way, from the same seed always the same. */
export const damaged = (files: readonly HostilePdf[], count: number): readonly HostilePdf[] => {
  const random = numbersFrom(20250710);
  const kinds = Object.keys(DAMAGES);
  return Array.from({ length: count }, (_, n) => {
    const file = files[Math.floor(n / kinds.length) % files.length]!;
    const kind = kinds[n % kinds.length]!;
    return { name: `${n} ${kind} ${file.name}`, bytes: DAMAGES[kind]!(Buffer.from(file.bytes), random) };
  });
};

const stream = (dict: string, text: string | Uint8Array): PdfObject => ({
  dict: `${dict} /Filter /FlateDecode`,
  bytes: deflateSync(typeof text === "string" ? Buffer.from(text, "latin1") : text),
});

const form = (resources: string, content: string): PdfObject =>
  stream(`/Type /XObject /Subtype /Form /BBox [0 0 100 75] /Resources << ${resources} >>`, content);

/** Forms of which each shows the next one ten times: ten to the power of their number of marks. */
const billion = (): Uint8Array =>
  onePage({
    content: "/F5 Do",
    resources: "/XObject << /F5 5 0 R >>",
    objects: Array.from({ length: 20 }, (_, n) =>
      n === 19
        ? form("", "0 0 1 1 re f")
        : form(`/XObject << /F${n + 6} ${n + 6} 0 R >>`, `/F${n + 6} Do\n`.repeat(10)),
    ),
  });

const deepForms = (): Uint8Array =>
  onePage({
    content: "/F5 Do",
    resources: "/XObject << /F5 5 0 R >>",
    objects: Array.from({ length: 3000 }, (_, n) => form(`/XObject << /F${n + 6} ${n + 6} 0 R >>`, `/F${n + 6} Do`)),
  });

const tree = (...nodes: readonly string[]): Uint8Array => pdfFile(["<< /Type /Catalog /Pages 2 0 R >>", ...nodes]);

/** Files that are each made to catch a reader out; every one of them has something to be told of. */
export const traps = (): readonly HostilePdf[] => {
  const plain = onePage({ content: "0 0 10 10 re f" }).toString("latin1");
  const one = (name: string, bytes: Uint8Array | string): HostilePdf => ({
    name,
    bytes: typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes,
  });
  return [
    one("empty", ""),
    one("header alone", "%PDF-1.6\n"),
    one("no PDF", "a letter to the editor"),
    one("zeros", new Uint8Array(1 << 20)),
    one("a million arrays", `%PDF-1.6\n1 0 obj\n${"[".repeat(1_000_000)}`),
    one("a million dictionaries", `%PDF-1.6\n1 0 obj\n${"<</A".repeat(1_000_000)}`),
    one("an endless string", `%PDF-1.6\n1 0 obj\n(${"(".repeat(1_000_000)}`),
    one("arrays in content", onePage({ content: "[".repeat(2_000_000) })),
    one("a million saved states", onePage({ content: "q ".repeat(1_000_000) })),
    one("three million operators", onePage({ content: "0 0 1 1 re f ".repeat(1_500_000) })),
    one("a million objects without end", `%PDF-1.6\n${"1 0 obj ".repeat(1_000_000)}`),
    one("a page tree that is its own child", tree("<< /Type /Pages /Kids [2 0 R] /Count 1 >>")),
    one(
      "a page tree that goes in a circle",
      tree("<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"),
    ),
    one(
      "a page tree that doubles forty times",
      tree(
        ...Array.from({ length: 40 }, (_, n) => `<< /Type /Pages /Kids [${n + 3} 0 R ${n + 3} 0 R] /Count 9 >>`),
        "<< /Type /Page /MediaBox [0 0 9 9] >>",
      ),
    ),
    one("a catalog that is a reference to itself", pdfFile(["1 0 R"])),
    one(
      "a table that is before itself",
      plain.replace(/\/Root 1 0 R/, "/Root 1 0 R /Prev 9").replace(/\/Prev 9/, `/Prev ${plain.lastIndexOf("xref\n0")}`),
    ),
    one("a billion marks", billion()),
    one("three thousand forms in each other", deepForms()),
    one(
      "a form that shows itself",
      onePage({
        content: "/F Do",
        resources: "/XObject << /F 5 0 R >>",
        objects: [form("/XObject << /F 5 0 R >>", "/F Do /F Do")],
      }),
    ),
    one(
      "a stream of a gigabyte",
      onePage({
        content: "/I Do",
        resources: "/XObject << /I 5 0 R >>",
        objects: [
          {
            dict: "/Type /XObject /Subtype /Image /Width 32768 /Height 32768 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter [/FlateDecode /FlateDecode]",
            bytes: deflateSync(deflateSync(new Uint8Array(256 << 20))),
          },
        ],
      }),
    ),
    one(
      "content of a quarter of a gigabyte",
      onePage({ content: "" }).length > 0
        ? pdfFile([
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
            stream("", new Uint8Array(256 << 20).fill(32)),
          ])
        : "",
    ),
    one("a page as large as a town", onePage({ content: "0 0 1 1 re f", box: "/MediaBox [0 0 1e9 1e9]" })),
    one("a page of no size", onePage({ content: "0 0 1 1 re f", box: "/MediaBox [0 0 0 0]" })),
    one("numbers without end", onePage({ content: `${"9".repeat(500_000)} 0 0 1 0 0 cm 0 0 1e308 1e308 re f` })),
    one(
      "a filter a thousand times",
      onePage({ content: "", objects: [], page: `/X << >> /Thumb 4 0 R`, catalog: `/Metadata 4 0 R` })
        .toString("latin1")
        .replace("/Filter /FlateDecode", `/Filter [${"/FlateDecode ".repeat(1000)}]`),
    ),
    one("lies about encryption", onePage({ content: "", trailer: "/Encrypt << /Filter /Nobody /V 99 >>" })),
  ];
};
