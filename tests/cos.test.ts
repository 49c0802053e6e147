/** Reading other people's PDFs: objects, filters, content; damage is mended and told, and no bytes make it throw. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { type ContentOperator, readContent } from "../src/cos/content-operators.ts";
import { CosFile } from "../src/cos/cos-file.ts";
import { CosLexer } from "../src/cos/cos-lexer.ts";
import { CosArray, CosDict, CosName, CosRef, CosStream, CosString, dictOf } from "../src/cos/cos-object.ts";
import { decodeStream } from "../src/cos/decode-stream.ts";
import { inflate } from "../src/cos/inflate.ts";
import { parseValue } from "../src/cos/parse-value.ts";
import { jpegHeader } from "../src/cos/picture-header.ts";
import { undoPredictor } from "../src/cos/undo-predictor.ts";
import { has, run } from "./kit/witness.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-cos-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "latin1"));
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");
const none = { resolve: () => undefined };

/** A file of the given objects, with a right cross-reference table. */
const fileOf = (objects: readonly string[], more = ""): Uint8Array => {
  let text = "%PDF-1.6\n";
  const offsets = objects.map((each, n) => {
    const at = text.length;
    text += `${n + 1} 0 obj\n${each}\nendobj\n`;
    return at;
  });
  const rows = offsets.map((at) => `${`${at}`.padStart(10, "0")} 00000 n \n`).join("");
  const xref = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<</Size ${objects.length + 1}/Root 1 0 R${more}>>\n`;
  return bytesOf(`${text}startxref\n${xref}\n%%EOF\n`);
};

const PAGE = [
  "<</Type/Catalog/Pages 2 0 R>>",
  "<</Type/Pages/Kids[3 0 R]/Count 1>>",
  "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R>>",
  "<</Length 22>>stream\n0 0 0 1 k 0 0 9 9 re f\nendstream",
];

const contentOf = (file: CosFile): string => {
  const kid = dictOf(file.trailer.dict("Root")?.dict("Pages")?.array("Kids")?.at(0));
  const stream = kid?.stream("Contents");
  return stream ? textOf(file.decode(stream).bytes) : "";
};

const CONTENT = "0 0 0 1 k 0 0 9 9 re f";

describe("tokens", () => {
  test.each([
    ["12", 12],
    ["-.5", -0.5],
    ["+7.", 7],
    ["--5", -5],
    ["4.", 4],
    ["0.001", 0.001],
  ])("the number %s", (text, value) => expect(new CosLexer(bytesOf(text)).next()).toBeCloseTo(value, 9));

  test.each([
    ["(a(b)c)", "a(b)c"],
    ["(\\101\\n\\\\\\))", "A\n\\)"],
    ["(a\\\nb\r\nc)", "ab\nc"],
    ["(\\53x)", "+x"],
    ["<48 65 6C6>", "Hel`"],
  ])("the string %s", (text, value) => {
    const token = new CosLexer(bytesOf(text)).next();
    expect(token instanceof CosString && textOf(token.bytes)).toBe(value);
  });

  test("names write out their numbers", () => {
    const token = new CosLexer(bytesOf("/A#20B/C")).next();
    expect(token instanceof CosName && token.value).toBe("A B");
  });

  test("references and numbers are told apart", () => {
    const parsed = parseValue(new CosLexer(bytesOf("[1 0 R 2 0 3 4 R]")), { resolver: none, references: true });
    const raw = parsed.kind === "value" && parsed.value instanceof CosArray ? parsed.value.raw : [];
    expect(raw).toEqual([new CosRef(1, 0), 2, 0, new CosRef(3, 4)]);
    expect(raw).toHaveLength(4);
  });

  test("a thousand arrays in one another end", () => {
    expect(() =>
      parseValue(new CosLexer(bytesOf("[".repeat(100_000))), { resolver: none, references: true }),
    ).not.toThrow();
  });
});

const stream = (data: Uint8Array, entries: string): CosStream => {
  const parsed = parseValue(new CosLexer(bytesOf(`<<${entries}>>`)), {
    resolver: { resolve: (v) => v as never },
    references: false,
  });
  return new CosStream(parsed.kind === "value" ? (parsed.value as CosDict) : new CosDict(new Map(), none), data);
};

describe("filters", () => {
  test("LZW as in ISO 32000-1, 7.4.4.2", () => {
    const data = Uint8Array.of(0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01);
    expect([...decodeStream(stream(data, "/Filter/LZWDecode"), 1000).bytes]).toEqual([
      45, 45, 45, 45, 45, 65, 45, 45, 45, 66,
    ]);
  });

  test("ASCII85, ASCIIHex and RunLength, one over another", () => {
    expect(textOf(decodeStream(stream(bytesOf("9jqo^BlbD-BleB1DJ+*+F(f,q~>"), "/Filter/A85"), 1000).bytes)).toBe(
      "Man is distinguished",
    );
    const runs = bytesOf("02414243FE5880>");
    expect(textOf(decodeStream(stream(runs, "/Filter[/AHx/RL]"), 1000).bytes)).toBe("ABCXXX");
  });

  test("a picture's own format is left as it is", () => {
    const found = decodeStream(stream(bytesOf("FFD8>"), "/Filter[/ASCIIHexDecode/DCTDecode]"), 1000);
    expect(found).toMatchObject({ left: "DCTDecode", whole: true });
    expect([...found.bytes]).toEqual([0xff, 0xd8]);
  });

  test("PNG's predictors", () => {
    const rows = Uint8Array.of(2, 1, 2, 3, 2, 1, 1, 1, 1, 5, 1, 1, 4, 1, 1, 1);
    const how = { predictor: 15, colors: 1, bits: 8, columns: 3 };
    expect([...undoPredictor(rows, how)]).toEqual([1, 2, 3, 2, 3, 4, 5, 6, 7, 6, 7, 8]);
  });

  test("Flate: cut, damaged and too long", () => {
    const plain = bytesOf("0123456789".repeat(5000) + Array.from({ length: 3000 }, (_, n) => `${n * 7919}`).join());
    const packed = deflateSync(plain);
    expect(inflate(packed, 1 << 20)).toMatchObject({ whole: true });
    const cut = inflate(packed.subarray(0, packed.length - 3000), 1 << 20);
    expect(cut.whole).toBe(false);
    expect(textOf(cut.bytes.subarray(0, 20))).toBe("01234567890123456789");
    const broken = Uint8Array.from(packed);
    broken.fill(0xff, 5000, 5040);
    expect(inflate(broken, 1 << 20).bytes.length).toBeGreaterThan(50_000);
    expect(inflate(packed, 1000).bytes).toHaveLength(0);
  });
});

describe("files", () => {
  test("a plain one has no damage", () => {
    const file = new CosFile(fileOf(PAGE));
    expect(contentOf(file)).toBe(CONTENT);
    expect([...file.damage.keys()]).toEqual([]);
    expect(file.version).toBe("1.6");
  });

  test.each([
    ["without startxref", (text: string) => text.replace(/startxref\n\d+/, "")],
    ["with offsets that are wrong", (text: string) => text.replace(/(\d{10}) 00000 n/g, "0000000003 00000 n")],
    ["cut before its table", (text: string) => text.slice(0, text.indexOf("xref"))],
    ["with a stream's length that is wrong", (text: string) => text.replace("/Length 22", "/Length 999999")],
    ["with a stream's length that is missing", (text: string) => text.replace("/Length 22", "")],
    ["with bytes before its header", (text: string) => `junk\n${text}`],
    ["with a table that points to itself", (text: string) => text.replace("/Root", "/Prev 5/Root")],
  ])("one %s is mended, and it is told", (_, damage) => {
    const file = new CosFile(bytesOf(damage(textOf(fileOf(PAGE)))));
    expect(contentOf(file)).toBe(CONTENT);
    expect(file.damage.size).toBeGreaterThan(0);
  });

  test("an update goes before what it updates", () => {
    const old = textOf(fileOf(PAGE));
    const start = /startxref\n(\d+)/.exec(old)![1];
    const at = old.length;
    const update = "4 0 obj\n<</Length 3>>stream\nq Q\nendstream\nendobj\n";
    const xref = `xref\n4 1\n${`${at}`.padStart(10, "0")} 00000 n \ntrailer\n<</Size 5/Root 1 0 R/Prev ${start}>>\n`;
    const file = new CosFile(bytesOf(`${old}${update}${xref}startxref\n${at + update.length}\n%%EOF\n`));
    expect(contentOf(file)).toBe("q Q");
    expect(file.damage.size).toBe(0);
  });

  test("references in a circle are nothing", () => {
    const file = new CosFile(fileOf([...PAGE, "6 0 R", "5 0 R"]));
    expect(file.resolve(new CosRef(5, 0))).toBeUndefined();
  });

  test("a stream of a gigabyte is not unpacked", () => {
    const bomb = deflateSync(Buffer.alloc(200 << 20));
    const text = `<</Filter/FlateDecode/Length ${bomb.length}>>stream\n${textOf(bomb)}\nendstream`;
    const file = new CosFile(fileOf([...PAGE.slice(0, 3), text]));
    expect(contentOf(file)).toBe("");
    expect([...file.damage]).toEqual([["stream data", 4]]);
  });

  test.skipIf(!has("qpdf"))("object streams and linearised files as qpdf writes them", () => {
    const plain = join(folder, "plain.pdf");
    writeFileSync(plain, fileOf(PAGE));
    for (const how of [["--object-streams=generate"], ["--linearize"], ["--linearize", "--object-streams=generate"]]) {
      const out = join(folder, `${how.join("")}.pdf`);
      run("qpdf", [...how, plain, out]);
      const file = new CosFile(readFileSync(out));
      expect(contentOf(file).trim(), how.join()).toBe(CONTENT);
      expect([...file.damage.keys()], how.join()).toEqual([]);
      expect(file.compressedObjects).toBe(how.join().includes("object"));
      // and cut in the middle, they are still read as far as they go
      expect(() => new CosFile(readFileSync(out).subarray(0, 700)).objectNumbers()).not.toThrow();
    }
  });

  test("any bytes, and any damage to a file, are read without a fault", () => {
    const good = fileOf(PAGE);
    const look = (bytes: Uint8Array): void => {
      const file = new CosFile(bytes, { stream: 1 << 20, total: 1 << 22 });
      for (const number of file.objectNumbers()) {
        const value = file.resolve(new CosRef(number, 0));
        if (value instanceof CosStream) file.decode(value);
      }
      contentOf(file);
    };
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(good.length), fc.nat(60), (noise, at, gap) => {
        look(noise);
        look(Uint8Array.from([...good.subarray(0, at), ...noise, ...good.subarray(Math.min(good.length, at + gap))]));
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});

const operatorsOf = (content: string): readonly ContentOperator[] => {
  const all: ContentOperator[] = [];
  readContent(bytesOf(content), (found) => all.push(found) > 0);
  return all;
};

describe("content", () => {
  test("operators have their operands", () => {
    expect(
      operatorsOf("1 0 0 1 5 5 cm /F1 9 Tf[(a)-20(b)]TJ T*").map(({ operator, operands }) => [
        operator,
        operands.length,
      ]),
    ).toEqual([
      ["cm", 6],
      ["Tf", 2],
      ["TJ", 1],
      ["T*", 0],
    ]);
  });

  test("an inline image is one operand, whatever is in its bytes", () => {
    const found = operatorsOf("q BI /W 2/H 2/CS/G/BPC 8 ID EI E\nEI Q");
    expect(found.map(({ operator }) => operator)).toEqual(["q", "BI", "Q"]);
    const image = found[1]!.operands[0] as CosStream;
    expect(textOf(image.bytes)).toBe("EI E");
    expect(image.dict.number("Width")).toBe(2);
  });

  test("damage is counted", () => {
    expect(readContent(bytesOf("q ] >> Q 1 2"), () => true)).toEqual({ tokens: 2, leftOver: 2 });
  });

  test("a JPEG's header", () => {
    const photo = fileURLToPath(new URL("../samples/canghai-2025-07-10/photos/", import.meta.url));
    const name = readdirSync(photo).find((each) => each.endsWith(".jpg"))!;
    expect(jpegHeader(readFileSync(join(photo, name)))).toMatchObject({ components: 3, bits: 8 });
  });
});

const SUITE = fileURLToPath(new URL("../../shared/suites/robust/pdf/", import.meta.url));

test.skipIf(!existsSync(SUITE))("files that others wrote, many damaged, are read without a fault", () => {
  const names = ["pdfjs", "verapdf"].flatMap((each) =>
    readdirSync(join(SUITE, each)).map((name) => join(SUITE, each, name)),
  );
  expect(names.length).toBeGreaterThan(300);
  let rooted = 0;
  for (const name of names) {
    const file = new CosFile(readFileSync(name));
    for (const number of file.objectNumbers()) {
      const value = file.resolve(new CosRef(number, 0));
      if (value instanceof CosStream) file.decode(value);
    }
    if (file.trailer.dict("Root")) rooted++;
  }
  expect(rooted).toBeGreaterThan(names.length - 10);
});
