/** The newspaper sheet of the Ghent Workgroup (GWG 2022): overprint, small type, thin lines, resolution, coverage. */
import { Beneath } from "../content/beneath.ts";
import { inkCount, inkSum, isBlank } from "../content/colour-space.ts";
import type { PageElement, Paint } from "../content/page-content.ts";
import type { DocumentFacts, PageFacts } from "../document/document-facts.ts";
import { heightOf, widthOf, within } from "../page-box.ts";
import { NEWS, NEWS_WARNING, type Rule, type RuleSeverity, type Say, short } from "./rule.ts";
import { MOST_COVERAGE, sayCoverage } from "./say-coverage.ts";

/** Sizes this near to a limit are at it. */
const SLACK = 0.005;

export const NEWS_RULES: readonly Rule[] = [
  {
    id: "news/white-text-overprint",
    source: "GWG 2022 R0007",
    zh: "白字设为叠印",
    looksAt: "text of no ink, overprinting, over something",
    hint: "turn overprint off for white text",
    severity: NEWS,
    check: (facts, say) =>
      marks(facts, ({ element, paint, under, at }) => {
        if (element.kind === "text" && isWhite(paint) && paint.overprint && under())
          say({ ...at, message: "white text overprints, and so is not seen" });
      }),
  },
  {
    id: "news/white-path-overprint",
    source: "GWG 2022 R0008",
    zh: "白色图形设为叠印",
    looksAt: "areas and lines of no ink, overprinting, over something",
    hint: "turn overprint off for what is white",
    severity: NEWS_WARNING,
    check: (facts, say) =>
      marks(facts, ({ element, paint, under, at }) => {
        if (element.kind === "path" && isWhite(paint) && paint.overprint && under())
          say({ ...at, message: "white line work overprints, and so is not seen" });
      }),
  },
  {
    id: "news/black-text-knockout",
    source: "GWG 2022 R0009",
    zh: "黑字没有叠印",
    looksAt: "text under 12 pt in 100 % black alone over something: overprinting, in DeviceCMYK with OPM 1",
    hint: "set black text to overprint",
    severity: NEWS_WARNING,
    check: (facts, say) =>
      marks(facts, ({ element, paint, under, at }) => {
        if (element.kind !== "text" || !isSmaller(element.size, 12) || !isBlack(paint)) return;
        const fault = knockout(element, paint);
        if (fault && under()) say({ ...at, message: `black text of ${size(element.size)} ${fault}` });
      }),
  },
  {
    id: "news/black-line-knockout",
    source: "GWG 2022 R0010",
    zh: "黑线没有叠印",
    looksAt: "lines under 2 pt in 100 % black alone over something: overprinting, in DeviceCMYK with OPM 1",
    hint: "set black lines to overprint",
    severity: NEWS_WARNING,
    check: (facts, say) =>
      marks(facts, ({ element, paint, under, at }) => {
        if (!isLine(element, paint, 2) || !isBlack(paint)) return;
        const fault = knockout(element, paint);
        if (fault && under()) say({ ...at, message: `a black line of ${size(element.thickness)} ${fault}` });
      }),
  },
  {
    id: "news/grey-text",
    source: "GWG 2022 R0011",
    zh: "小字用了 DeviceGray",
    looksAt: "text under 12 pt in DeviceGray",
    hint: "set it in DeviceCMYK: 0 0 0 1",
    severity: NEWS_WARNING,
    check: (facts, say) =>
      marks(facts, ({ element, paint, at }) => {
        if (element.kind === "text" && isSmaller(element.size, 12) && isGrey(paint))
          say({ ...at, message: `text of ${size(element.size)} is in DeviceGray` });
      }),
  },
  {
    id: "news/grey-line",
    source: "GWG 2022 R0012",
    zh: "细线用了 DeviceGray",
    looksAt: "lines under 2 pt in DeviceGray",
    hint: "draw it in DeviceCMYK: 0 0 0 1",
    severity: NEWS_WARNING,
    check: (facts, say) =>
      marks(facts, ({ element, paint, at }) => {
        if (isLine(element, paint, 2) && isGrey(paint))
          say({ ...at, message: `a line of ${size(element.thickness)} is in DeviceGray` });
      }),
  },
  {
    id: "news/grey-overprint",
    source: "GWG 2022 R0013",
    zh: "DeviceGray 设为叠印",
    looksAt: "DeviceGray, overprinting, over something",
    hint: "use DeviceCMYK for what overprints",
    severity: NEWS_WARNING,
    check: (facts, say) =>
      marks(facts, ({ element, paint, under, at }) => {
        if (paint.space.kind === "DeviceGray" && !isWhite(paint) && paint.overprint && under())
          say({
            ...at,
            message: `${element.kind === "image" ? "a picture" : element.kind === "text" ? "text" : "line work"} in DeviceGray overprints`,
          });
      }),
  },
  {
    id: "news/rich-black-text",
    source: "GWG 2022 R0015",
    zh: "四色黑字",
    looksAt: "text with 85 % black or more and over 220 % in all",
    hint: "set text in black alone",
    severity: NEWS_WARNING,
    check: (facts, say) =>
      marks(facts, ({ element, paint: { inks }, at }) => {
        if (element.kind === "text" && inks && inks.k >= 0.85 - SLACK && inkSum(inks) > 2.2 + SLACK)
          say({ ...at, message: `text is in rich black, ${percent(inkSum(inks))} in all` });
      }),
  },
  {
    id: "news/small-white-text",
    source: "GWG 2022 R0016",
    zh: "反白字太小",
    looksAt: "text of no ink under 10 pt",
    hint: "set white text at 10 pt or more",
    severity: NEWS_WARNING,
    check: (facts, say) =>
      marks(facts, ({ element, paint, at }) => {
        if (element.kind === "text" && isSmaller(element.size, 10) && isWhite(paint))
          say({ ...at, message: `white text is ${size(element.size)}, under 10 pt` });
      }),
  },
  {
    id: "news/small-coloured-text",
    source: "GWG 2022 R0017",
    zh: "多色小字",
    looksAt: "text in more than one ink under 10 pt",
    hint: "set small text in one ink",
    severity: NEWS_WARNING,
    check: (facts, say) =>
      marks(facts, ({ element, paint: { inks }, at }) => {
        if (element.kind === "text" && isSmaller(element.size, 10) && inks && inkCount(inks) > 1)
          say({ ...at, message: `text in ${inkCount(inks)} inks is ${size(element.size)}, under 10 pt` });
      }),
  },
  {
    id: "news/thin-white-line",
    source: "GWG 2022 R0018",
    zh: "反白线太细",
    looksAt: "lines of no ink under 0.25 pt, thin filled rectangles included (I00004)",
    hint: "draw white lines at 0.25 pt or more",
    severity: NEWS_WARNING,
    check: (facts, say) =>
      marks(facts, ({ element, paint, at, under }) => {
        if (isLine(element, paint, 0.25) && isWhite(paint) && under())
          say({ ...at, message: `a white line is ${size(element.thickness)}, under 0.25 pt` });
      }),
  },
  {
    id: "news/thin-coloured-line",
    source: "GWG 2022 R0019",
    zh: "多色线太细",
    looksAt: "lines in more than one ink under 0.25 pt, thin filled rectangles included (I00004)",
    hint: "draw thin lines in one ink",
    severity: NEWS_WARNING,
    check: (facts, say) =>
      marks(facts, ({ element, paint, at }) => {
        if (isLine(element, paint, 0.25) && paint.inks && inkCount(paint.inks) > 1)
          say({
            ...at,
            message: `a line in ${inkCount(paint.inks)} inks is ${size(element.thickness)}, under 0.25 pt`,
          });
      }),
  },
  {
    id: "news/coverage",
    source: "GWG 2022 R0026",
    zh: "总墨量超限",
    looksAt:
      "plates: squares of 15 mm over 245 %, and spots over the printing's limit where one is given; without plates, flat areas of that size",
    hint: "bring the ink down to the newspaper's limit",
    severity: NEWS_WARNING,
    check: (facts, say) => {
      for (const page of facts.pages) {
        const plates = facts.coverage?.pages.find((each) => each.page === page.number);
        if (plates) sayCoverage({ page, plates, limit: facts.coverage?.limit }, say);
      }
      marks(facts, ({ element, paint: { inks }, at }) => {
        if (facts.coverage?.pages.some((each) => each.page === at.page?.number)) return;
        const wide = element.boxes.some((box) => widthOf(box) >= SQUARE && heightOf(box) >= SQUARE);
        if (element.covers && wide && inks && inkSum(inks) > MOST_COVERAGE / 100 + SLACK)
          say({ ...at, message: `an area has ${percent(inkSum(inks))} of ink, over ${MOST_COVERAGE} %` });
      });
    },
  },
  {
    id: "image/resolution",
    source: "GWG 2022 R0031",
    zh: "图片分辨率不足",
    looksAt: "effective resolution of grey and colour pictures over 16 pixels a side: error to 99 ppi, warning to 149",
    hint: "show the picture smaller, or get a larger one",
    severity: NEWS,
    check: ({ pages }, say) =>
      images(pages, ({ element, page }) => {
        const { image } = element;
        if (!image || image.bits === 1 || Math.min(image.width, image.height) <= 16 || isWholePage(page, element))
          return;
        sayResolution({ page, element, error: 99, warning: 149, what: "a picture" }, say);
      }),
  },
  {
    id: "image/resolution-line-art",
    source: "GWG 2022 R0032",
    zh: "线条图分辨率不足",
    looksAt: "effective resolution of one-bit pictures and stencils: error to 549 ppi, warning to 799",
    hint: "scan line art at 1200 ppi, or draw it as paths",
    severity: NEWS,
    check: ({ pages }, say) =>
      images(pages, ({ element, page }) => {
        const { image } = element;
        if (image?.bits !== 1 || Math.min(image.width, image.height) <= 16) return;
        sayResolution({ page, element, error: 549, warning: 799, what: "a one-bit picture" }, say);
      }),
  },
  {
    id: "image/resolution-page",
    source: "GWG 2022 R0033",
    zh: "整页为一张图片，分辨率不足",
    looksAt: "effective resolution of a picture that is all of the page: error to 99 ppi, warning to 449",
    hint: "send text as text, or the picture at 450 ppi",
    severity: { "newspaper-ad": "error" },
    check: ({ pages }, say) =>
      images(pages, ({ element, page }) => {
        if (element.image && element.image.bits > 1 && isWholePage(page, element))
          sayResolution({ page, element, error: 99, warning: 449, what: "the picture that is the whole page" }, say);
      }),
  },
];

const SQUARE = (15 * 72) / 25.4;

interface Mark {
  readonly element: PageElement;
  readonly paint: Paint;
  readonly at: Omit<Parameters<Say>[0], "message">;
  /** whether ink lies under it */
  under(): boolean;
}

const indices = new WeakMap<PageFacts, Beneath>();

const beneath = (page: PageFacts): Beneath => {
  const known = indices.get(page);
  if (known) return known;
  const made = new Beneath(page.content.elements, page.media ?? { x0: 0, y0: 0, x1: 612, y1: 792 });
  indices.set(page, made);
  return made;
};

/** Each way that each mark of each page is painted; made once for all rules. */
const marks = ({ pages }: DocumentFacts, look: (mark: Mark) => void): void => {
  for (const page of pages) {
    let all = known.get(page);
    if (!all) {
      all = marksOf(page);
      known.set(page, all);
    }
    for (const mark of all) look(mark);
  }
};

const known = new WeakMap<PageFacts, readonly Mark[]>();

const marksOf = (page: PageFacts): readonly Mark[] =>
  page.content.elements.flatMap((element, index) => {
    const at = { page, box: element.box, object: element.object };
    const under = (): boolean => beneath(page).inkUnder(index);
    return [element.fill, element.stroke].flatMap((paint) => (paint ? [{ element, paint, at, under }] : []));
  });

const images = (
  pages: readonly PageFacts[],
  look: (found: { readonly element: PageElement; readonly page: PageFacts }) => void,
): void => {
  for (const page of pages) for (const element of page.content.elements) if (element.image) look({ element, page });
};

const isWhite = ({ inks }: Paint): boolean => inks !== undefined && isBlank(inks);

const isBlack = ({ inks, space }: Paint): boolean =>
  inks !== undefined && space.kind !== "DeviceGray" && inks.k === 1 && inkCount(inks) === 1;

const isGrey = (paint: Paint): boolean => paint.space.kind === "DeviceGray" && !isWhite(paint);

const isSmaller = (value: number | undefined, limit: number): boolean => value !== undefined && value < limit - SLACK;

/** A stroked line, or a filled rectangle so thin that it is one (I00004). */
const isLine = ({ kind, thickness, stroke, fill }: PageElement, paint: Paint, limit: number): boolean =>
  kind === "path" && isSmaller(thickness, limit) && (stroke ? paint === stroke : paint === fill);

const knockout = ({ overprintMode }: PageElement, { overprint, space }: Paint): string | undefined => {
  if (!overprint) return "does not overprint";
  return space.kind === "DeviceCMYK" && overprintMode !== 1 ? "overprints without OPM 1, and so knocks out" : undefined;
};

const size = (value: number | undefined): string => `${short(Math.round((value ?? 0) * 100) / 100)} pt`;

const percent = (sum: number): string => `${Math.round(sum * 100)} %`;

const sayResolution = (
  found: {
    readonly page: PageFacts;
    readonly element: PageElement;
    readonly error: number;
    readonly warning: number;
    readonly what: string;
  },
  say: Say,
): void => {
  const { page, element, error, warning, what } = found;
  const ppi = Math.round(element.image?.ppi ?? 0);
  const severity: RuleSeverity | undefined = ppi <= error ? "error" : ppi <= warning ? "warning" : undefined;
  if (severity)
    say({
      page,
      box: element.box,
      object: element.object,
      severity,
      message: `${what} has ${ppi} ppi, ${severity === "error" ? error + 1 : warning + 1} are needed`,
    });
};

/** Whether the picture fills the trim and nothing else is on the page. */
const isWholePage = (page: PageFacts, element: PageElement): boolean => {
  const area = page.trim ?? page.art ?? page.media;
  const others = page.content.elements.filter(
    (each) => each !== element && each.fill?.inks !== undefined && !isBlank(each.fill.inks),
  );
  return (
    area !== undefined &&
    within(area, element.box, 3) &&
    others.length === 0 &&
    page.content.elements.filter(({ image }) => image).length === 1
  );
};
