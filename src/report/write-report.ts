/** Sheets of a report to one PDF in sRGB. The same sheets give the same bytes: it has no date. */
import { createHash } from "node:crypto";
import type { DisplayPage, GlyphsItem } from "../display/display-list.ts";
import { deflate } from "../pdf/deflate.ts";
import { prepareFont, writeFont } from "../pdf/embed-font.ts";
import { collectCodes } from "../pdf/font-codes.ts";
import { pageContent } from "../pdf/page-content.ts";
import { pageSpace } from "../pdf/page-space.ts";
import { numbers } from "../pdf/pdf-number.ts";
import { type PdfDictionary, PdfObjects, type PdfRef } from "../pdf/pdf-objects.ts";
import type { ReportPage } from "./report-page.ts";
import { A4, SCREEN } from "./report-sheet.ts";
import type { ReportLanguage } from "./report-words.ts";

/** Writes the sheets in order; at least one. */
export const writeReport = async (
  pages: readonly ReportPage[],
  { title, language }: { readonly title: string; readonly language: ReportLanguage },
): Promise<Uint8Array> => {
  const file = new PdfObjects("1.6", () => undefined);
  const glyphs = pages.flatMap(({ sheet }) => sheet.items.filter((item): item is GlyphsItem => item.kind === "glyphs"));
  const codes = collectCodes(glyphs);
  const names = new Map([...codes].map(([key, each], index) => [key, { name: `F${index + 1}`, codes: each }]));
  const prepared = await Promise.all([...codes.values()].map((each) => prepareFont(each, new Map())));
  const fonts = Object.fromEntries(prepared.map((font, index) => [`F${index + 1}`, writeFont(file, font)]));
  const hash = createHash("sha256").update(title);
  const dictionaries = pages.map((page) => {
    const content = contentOf(page, names);
    hash.update(content).update(page.picture?.jpeg ?? "");
    return pageOf(file, page, { content, fonts });
  });
  const text = (value: string) => ({ text: value });
  return file.finish({
    pages: dictionaries.map((entries) => ({ entries })),
    catalog: { Lang: text(language === "zh" ? "zh-Hans" : "en") },
    info: { Title: text(title), Creator: text("broadsheet"), Producer: text("broadsheet (pdfkit, HarfBuzz)") },
    id: hash.digest().subarray(0, 16),
  });
};

type FontNames = Parameters<typeof pageContent>[2]["fonts"];

const contentOf = ({ sheet, picture }: ReportPage, fonts: FontNames): string => {
  const page: DisplayPage = { id: "report", trim: A4, bleed: A4, items: sheet.items };
  const space = pageSpace(page);
  const names = { fonts, pictures: new Map(), art: new Map(), overprint: "", knockout: "", screen: SCREEN };
  const printed = pageContent({ page, pictures: new Map(), screen: SCREEN }, space, names).page;
  if (!picture) return printed;
  const { x, y, width, height } = picture.rect;
  return `q ${numbers(width, 0, 0, height, space.x(x), space.y(y + height))} cm /P1 Do Q\n${printed}`;
};

const pageOf = (
  file: PdfObjects,
  { picture }: ReportPage,
  { content, fonts }: { readonly content: string; readonly fonts: Readonly<Record<string, PdfRef>> },
): PdfDictionary => ({
  MediaBox: [0, 0, ...[A4.width, A4.height].map((each) => Math.round(each * 1000) / 1000)],
  Resources: { Font: fonts, ...(picture && { XObject: { P1: writePicture(file, picture) } }) },
  Contents: file.addStream({ Filter: "FlateDecode" }, deflate(Buffer.from(content, "latin1"))),
});

const writePicture = (file: PdfObjects, { width, height, jpeg }: NonNullable<ReportPage["picture"]>): PdfRef =>
  file.addStream(
    {
      Type: "XObject",
      Subtype: "Image",
      Width: width,
      Height: height,
      ColorSpace: "DeviceRGB",
      BitsPerComponent: 8,
      Filter: "DCTDecode",
    },
    jpeg,
  );
