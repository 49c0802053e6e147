/** Rules about page boxes and the page as a whole. */
import { isBlank } from "../content/colour-space.ts";
import type { PageElement } from "../content/page-content.ts";
import type { PageFacts } from "../document/document-facts.ts";
import { heightOf, overlap, type PageBox, sameBox, widthOf, within } from "../page-box.ts";
import { BOTH, NEWS, type Rule, short } from "./rule.ts";

export const BOX_RULES: readonly Rule[] = [
  {
    id: "box/media",
    source: "ISO 15930, PRINT §1 #14",
    zh: "缺少 MediaBox",
    looksAt: "`MediaBox`, the page's own or inherited",
    hint: "export the page anew",
    severity: BOTH,
    check: ({ pages }, say) => {
      for (const page of pages)
        if (!page.media) say({ message: "the page has no MediaBox", page, object: page.object });
    },
  },
  {
    id: "box/trim",
    source: "ISO 15930, PRINT §1 #15",
    zh: "缺少 TrimBox（成品尺寸），或与 ArtBox 并存",
    looksAt: "`TrimBox` or `ArtBox`, one and not both; they are not inherited",
    hint: "export the page with its trim size",
    severity: BOTH,
    check: ({ pages }, say) => {
      for (const page of pages) {
        if (!page.trim && !page.art)
          say({ message: "the page has neither TrimBox nor ArtBox", page, object: page.object });
        if (page.trim && page.art) say({ message: "the page has both TrimBox and ArtBox", page, object: page.object });
      }
    },
  },
  {
    id: "box/nesting",
    source: "ISO 15930, PRINT §1 #16",
    zh: "页面框超出外框",
    looksAt: "trim within bleed within media, trim within crop within media; a thousandth of a point is let pass",
    hint: "set the boxes one within the other",
    severity: BOTH,
    check: ({ pages }, say) => {
      for (const page of pages)
        for (const [inner, outer, words] of nestings(page))
          if (inner && outer && !within(inner, outer)) say({ message: words, page, box: inner, object: page.object });
    },
  },
  {
    id: "box/user-unit",
    source: "GWG 2022 R0002",
    zh: "使用了 UserUnit",
    looksAt: "`UserUnit` of pages",
    hint: "export the page at its real size",
    severity: NEWS,
    check: ({ pages }, say) => {
      for (const page of pages)
        if (page.dict.raw.has("UserUnit")) say({ message: "the page has a `UserUnit`", page, object: page.object });
    },
  },
  {
    id: "box/crop",
    source: "GWG 2022 R0003",
    zh: "CropBox 与 MediaBox 不同",
    looksAt: "`CropBox`: the same as the MediaBox, or none",
    hint: "remove the CropBox",
    severity: NEWS,
    check: ({ pages }, say) => {
      for (const page of pages)
        if (page.crop && page.media && !sameBox(page.crop, page.media, 0.01))
          say({ message: "the CropBox is not the MediaBox", page, box: page.crop, object: page.object });
    },
  },
  {
    id: "box/same-size",
    source: "GWG 2022 R0004",
    zh: "各页成品尺寸不同，或页面旋转",
    looksAt: "all TrimBoxes of one size, no `Rotate`",
    hint: "export all pages at one size, upright",
    severity: { newspaper: "error" },
    check: ({ pages }, say) => {
      const first = pages.find(({ trim }) => trim)?.trim;
      for (const page of pages) {
        if (page.rotate % 360 !== 0)
          say({ message: `the page is rotated by ${page.rotate}°`, page, object: page.object });
        if (first && page.trim && !sameSize(first, page.trim))
          say({
            message: `the page is ${sizeOf(page.trim)}, the first one ${sizeOf(first)}`,
            page,
            object: page.object,
          });
      }
    },
  },
  {
    id: "page/empty",
    source: "GWG 2022 R0005",
    zh: "空白页",
    looksAt: "whether anything inks the page within its trim",
    hint: "remove the page, or say why it is white",
    severity: NEWS,
    check: ({ pages }, say) => {
      for (const page of pages) {
        const area = page.trim ?? page.art ?? page.media;
        if (!page.content.elements.some((each) => inks(each) && (!area || touches(each, area))))
          say({ message: "the page is empty", page, object: page.object });
      }
    },
  },
  {
    id: "page/one",
    source: "GWG 2022 R0006",
    zh: "广告文件不是一页",
    looksAt: "the number of pages",
    hint: "send each advertisement as a file of its own",
    severity: { "newspaper-ad": "error" },
    check: ({ pages }, say) => {
      if (pages.length > 1) say({ message: `the file has ${pages.length} pages, not one` });
    },
  },
  {
    id: "viewer/areas",
    source: "ISO 15930, PRINT §1 #17",
    zh: "ViewerPreferences 的区域不对",
    looksAt: "ViewArea, ViewClip, PrintArea, PrintClip: MediaBox or BleedBox",
    hint: "remove the viewer preferences",
    severity: BOTH,
    check: ({ catalog }, say) => {
      const preferences = catalog?.dict("ViewerPreferences");
      for (const key of ["ViewArea", "ViewClip", "PrintArea", "PrintClip"]) {
        const value = preferences?.name(key);
        if (value !== undefined && value !== "MediaBox" && value !== "BleedBox")
          say({
            message: `\`${key}\` is \`${value}\`, not MediaBox or BleedBox`,
            object: catalog?.objectOf("ViewerPreferences"),
          });
      }
    },
  },
];

const nestings = ({
  media,
  crop,
  bleed,
  trim,
  art,
}: PageFacts): readonly (readonly [PageBox | undefined, PageBox | undefined, string])[] => [
  [bleed, media, "the BleedBox reaches beyond the MediaBox"],
  [crop, media, "the CropBox reaches beyond the MediaBox"],
  [trim, bleed ?? media, `the TrimBox reaches beyond the ${bleed ? "BleedBox" : "MediaBox"}`],
  [art, bleed ?? media, `the ArtBox reaches beyond the ${bleed ? "BleedBox" : "MediaBox"}`],
  [trim, crop, "the TrimBox reaches beyond the CropBox"],
  [art, crop, "the ArtBox reaches beyond the CropBox"],
];

const sameSize = (a: PageBox, b: PageBox): boolean =>
  Math.abs(widthOf(a) - widthOf(b)) < 0.01 && Math.abs(heightOf(a) - heightOf(b)) < 0.01;

const sizeOf = (box: PageBox): string =>
  `${short(Math.round(((widthOf(box) * 25.4) / 72) * 10) / 10)} × ${short(Math.round(((heightOf(box) * 25.4) / 72) * 10) / 10)} mm`;

const inks = ({ fill, stroke }: PageElement): boolean =>
  [fill, stroke].some((paint) => paint && (!paint.inks || !isBlank(paint.inks)));

const touches = ({ boxes }: PageElement, area: PageBox): boolean => boxes.some((box) => overlap(box, area, -0.001));
