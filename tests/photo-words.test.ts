/** Caption and credit of a photograph from its own file: XMP, IPTC-IIM, EXIF; the story's own words come first. */
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { Diagnostics } from "../src/base/diagnostic.ts";
import { openReadShop } from "../src/input/document/read-shop.ts";
import { readStory } from "../src/input/story/read-story.ts";
import { plainText } from "../src/model/story.ts";
import { probePhoto } from "../src/press/probe-photo.ts";
import { memoryWorld } from "./kit/memory-world.ts";
import { block, jpegWith } from "./kit/photoshop.ts";

const plain = () =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: "#888" } })
    .jpeg()
    .toBuffer();

const record = (set: number, number: number, data: Uint8Array): Buffer => {
  const head = Buffer.from([0x1c, set, number, data.length >> 8, data.length & 255]);
  return Buffer.concat([head, data]);
};

const iptc = async (...records: readonly Buffer[]) =>
  jpegWith(await plain(), block(0x0404, "", Buffer.concat(records)));

const wordsOf = async (bytes: Uint8Array) => {
  const probed = await probePhoto(bytes);
  return probed.ok ? probed.words : undefined;
};

const GBK = Buffer.from([0xc0, 0xcf, 0xc7, 0xc5, 0xd2, 0xb9, 0xbe, 0xb0]);

describe("what a photograph says", () => {
  test("a plain one says nothing", async () => expect(await wordsOf(await plain())).toBeUndefined());

  test("IPTC in UTF-8, in GBK without a word about it, and in Latin 1", async () => {
    const utf8 = await iptc(
      record(1, 90, Buffer.from("\x1b%G")),
      record(2, 120, Buffer.from("老桥夜景")),
      record(2, 80, Buffer.from("白一川")),
      record(2, 110, Buffer.from("海潮网")),
    );
    expect(await wordsOf(utf8)).toEqual({ caption: "老桥夜景", credit: "白一川/海潮网" });
    expect(await wordsOf(await iptc(record(2, 120, GBK)))).toEqual({ caption: "老桥夜景" });
    expect(await wordsOf(await iptc(record(2, 120, Buffer.from("Le pont, caf\xe9 ferm\xe9", "latin1"))))).toEqual({
      caption: "Le pont, café fermé",
    });
  });

  test("XMP comes first, EXIF last; what cameras write by themselves is no caption", async () => {
    const exif = { IFD0: { ImageDescription: "from the camera", Artist: "Ann Lee", Copyright: "(c) Wire" } };
    const camera = await sharp(await plain())
      .withExif(exif)
      .jpeg()
      .toBuffer();
    expect(await wordsOf(camera)).toEqual({ caption: "from the camera", credit: "Ann Lee", rights: "(c) Wire" });
    const idle = await sharp(await plain())
      .withExif({ IFD0: { ImageDescription: "OLYMPUS DIGITAL CAMERA" } })
      .jpeg()
      .toBuffer();
    expect(await wordsOf(idle)).toBeUndefined();
    const packet = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Credit="海潮网 &amp; 友"><dc:description><rdf:Alt><rdf:li xml:lang="x-default">桥 &lt;东&gt;</rdf:li></rdf:Alt></dc:description><dc:creator><rdf:Seq><rdf:li>白一川</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>`;
    const xmp = await sharp(await plain())
      .withExif(exif)
      .withXmp(packet)
      .jpeg()
      .toBuffer();
    expect(await wordsOf(xmp)).toEqual({ caption: "桥 <东>", credit: "白一川/海潮网 & 友", rights: "(c) Wire" });
  });

  test("damage anywhere in the records is no fault of the picture", async () => {
    const bytes = await iptc(record(2, 120, Buffer.from("老桥夜景")));
    const from = bytes.indexOf("Photoshop 3.0");
    let read = 0;
    for (let at = from; at < from + 60; at++) {
      const damaged = Buffer.from(bytes);
      damaged[at] = 0xff;
      if ((await probePhoto(damaged)).ok) read++;
    }
    expect(read).toBeGreaterThan(50);
  });
});

test("a story's own words count; where it says none the file's are printed, and it is said; an empty text wants none", async () => {
  const bytes = await iptc(record(2, 120, GBK), record(2, 80, Buffer.from("Lee")));
  const read = async (more: string) => {
    const report = new Diagnostics();
    const text = `---\nphotos:\n  - file: a.jpg\n${more}---\n\n正文。\n`;
    const shop = openReadShop({ world: memoryWorld({ "edition:s.md": text, "edition:a.jpg": bytes }), report });
    const story = await readStory("s.md", {
      shop,
      probe: probePhoto,
      named: { path: "s.md", start: 0, end: 0 },
      language: "zh-Hans",
    });
    const [photo] = story!.photos;
    return {
      words: [plainText(photo!.caption), plainText(photo!.credit)],
      codes: report.all().map(({ code }) => code),
    };
  };
  expect(await read("")).toEqual({ words: ["老桥夜景", "Lee"], codes: ["input/photo-words", "input/photo-words"] });
  expect(await read("    caption: 桥\n    credit: 某某 摄\n")).toEqual({ words: ["桥", "某某 摄"], codes: [] });
  expect((await read('    caption: ""\n')).words).toEqual(["", "Lee"]);
});
