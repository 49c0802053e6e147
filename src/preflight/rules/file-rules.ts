/** Rules about the file as a file: header, version, damage, encryption, pages. */
import { BOTH, type Rule, X1A } from "./rule.ts";

const NEWEST = { pdfx4: 1.6, pdfx1a: 1.4 } as const;

export const FILE_RULES: readonly Rule[] = [
  {
    id: "file/not-pdf",
    source: "ISO 32000-1, 7.5",
    zh: "不是 PDF 文件，或无法读取",
    looksAt: "whether the file has a catalog at all; nothing else is looked at where it has none",
    hint: "export the page anew",
    severity: BOTH,
    check: ({ catalog }, say) => {
      if (!catalog) say({ message: "the file is no PDF, or so damaged that nothing can be read of it" });
    },
  },
  {
    id: "file/encrypted",
    source: "ISO 15930, PRINT §1 #8",
    zh: "文件加密",
    looksAt: "trailer `Encrypt`; nothing else is looked at where it is there",
    hint: "save the file without a password",
    severity: BOTH,
    check: ({ file }, say) => {
      if (file.trailer.raw.has("Encrypt")) say({ message: "the file is encrypted; its pages were not looked at" });
    },
  },
  {
    id: "file/header",
    source: "ISO 15930, PRINT §1 #1",
    zh: "文件头不在开头",
    looksAt: "`%PDF-` at the very first byte",
    hint: "export the page anew, or strip what a mail program has put before it",
    severity: BOTH,
    check: ({ file, catalog }, say) => {
      if (catalog && file.damage.has("no header")) say({ message: "the file has no `%PDF-` header" });
      if (file.damage.has("header not at the start")) say({ message: "bytes stand before the `%PDF-` header" });
    },
  },
  {
    id: "file/version",
    source: "ISO 15930, PRINT §1 #1",
    zh: "PDF 版本过新",
    looksAt: "header and `Root/Version`: at most 1.6 for PDF/X-4, 1.4 for PDF/X-1a",
    hint: "export for the standard that the printer asks for",
    severity: BOTH,
    check: ({ file, catalog }, say, base) => {
      const version = catalog?.name("Version") ?? file.version;
      const newest = NEWEST[base];
      if (Number(version) > newest || Number(file.version) > newest)
        say({
          message: `the file is PDF \`${Math.max(Number(version), Number(file.version)).toFixed(1)}\`; the standard ends at \`${newest}\``,
        });
    },
  },
  {
    id: "file/damaged",
    source: "ISO 32000-1, 7.3 and 7.5",
    zh: "文件损坏",
    looksAt: "cross-reference tables, objects and streams that had to be mended, or could not be",
    hint: "export the page anew; a copy may have been cut short",
    severity: BOTH,
    check: ({ file }, say) => {
      for (const [what, object] of file.damage) {
        const words = DAMAGES[what];
        if (words) say({ message: words, object });
      }
    },
  },
  {
    id: "file/too-much",
    source: "bounds of this program",
    zh: "文件过大，没有全部检查",
    looksAt:
      "whether all of the file could be looked at: 512 MiB of decoded streams, 1.2 million operators, 100,000 marks, 2000 pages",
    hint: "split the file, or flatten what is drawn thousands of times",
    severity: BOTH,
    check: ({ file, whole, pages }, say) => {
      if (file.damage.has("too much data")) say({ message: "the file's streams are larger than can be looked at" });
      if (!whole) say({ message: "the file has more values than can be looked at" });
      for (const page of pages)
        for (const { what, detail, object } of page.content.faults)
          if (what === "too much") say({ message: `a page asks for ${detail}`, page, object });
    },
  },
  {
    id: "file/id",
    source: "ISO 15930, PRINT §1 #7",
    zh: "缺少文件 ID",
    looksAt: "`ID` of the newest trailer: two strings",
    hint: "export the page with a file identifier",
    severity: BOTH,
    check: ({ file }, say) => {
      // an update has to say it again (ISO 32000-1, 7.5.6)
      const id = (file.newestXref?.trailer ?? file.trailer).array("ID")?.values() ?? [];
      if (id.length !== 2 || id.some((each) => typeof each !== "object" || !("bytes" in each)))
        say({ message: "the trailer has no `ID` of two strings" });
    },
  },
  {
    id: "file/compressed-objects",
    source: "ISO 15930-4, PRINT §1 #25",
    zh: "使用了对象流",
    looksAt: "object streams and cross-reference streams, which PDF 1.4 does not have",
    hint: "save the file without object streams",
    severity: X1A,
    check: ({ file }, say) => {
      if (file.compressedObjects)
        say({ message: "the file has object or cross-reference streams, which PDF 1.4 does not have" });
    },
  },
  {
    id: "page/none",
    source: "ISO 32000-1, 7.7.3",
    zh: "没有页面",
    looksAt: "whether there is a page",
    hint: "export the page anew",
    severity: BOTH,
    check: ({ pages }, say) => {
      if (pages.length === 0) say({ message: "the file has no page" });
    },
  },
  {
    id: "page/tree",
    source: "ISO 32000-1, 7.7.3",
    zh: "页面树有误",
    looksAt: "circles, depth and count of the page tree",
    hint: "export the page anew",
    severity: BOTH,
    check: ({ tree, pages }, say) => {
      if (pages.length > 0) for (const message of tree.faults) say({ message });
    },
  },
];

const DAMAGES: Readonly<Record<string, string>> = {
  "cross-reference table": "the cross-reference table is missing or wrong",
  object: "an object is damaged or missing",
  "stream length": "a stream is not as long as it says",
  "stream data": "a stream's data is damaged or larger than can be looked at",
};
