/** Rules about colour spaces and inks. */
import { CMYK, type ColourSpace, spacesWithin, spotNames } from "../content/colour-space.ts";
import type { PageElement } from "../content/page-content.ts";
import type { DocumentFacts, PageFacts } from "../document/document-facts.ts";
import { overlap } from "../page-box.ts";
import { BOTH, NEWS, NEWS_WARNING, type Rule, type Say, X1A } from "./rule.ts";

const NAMES: Readonly<Record<string, string>> = {
  text: "text",
  path: "line work",
  image: "a picture",
  shading: "a shading",
};

export const COLOUR_RULES: readonly Rule[] = [
  {
    id: "colour/device-rgb",
    source: "ISO 15930, PRINT §1 #19",
    zh: "使用了 DeviceRGB",
    looksAt:
      "colour of everything painted, Indexed bases and patterns included; PDF/X-4 lets it pass with an RGB intent or DefaultRGB",
    hint: "convert to CMYK with the printer's profile",
    severity: { ...BOTH, newspaper: "ignore", "newspaper-ad": "ignore" },
    check: (facts, say, base) => {
      if (base === "pdfx4" && isRgb(facts)) return;
      painted(facts, ({ element, page, own }) => {
        const mapped = base === "pdfx4" && page.content.defaults.some(({ name }) => name === "DefaultRGB");
        if (!mapped && own.some(({ kind }) => kind === "DeviceRGB"))
          say({ ...at(page, element), message: `${NAMES[element.kind]} is in DeviceRGB` });
      });
    },
  },
  {
    id: "colour/device-independent",
    source: "ISO 15930-4, PRINT §1 #19",
    zh: "使用了与设备无关的颜色",
    looksAt: "ICCBased, CalGray, CalRGB and Lab in everything painted",
    hint: "convert to CMYK with the printer's profile",
    severity: { ...X1A, newspaper: "ignore", "newspaper-ad": "ignore" },
    check: (facts, say) =>
      painted(facts, ({ element, page, own }) => {
        const found = own.find(({ kind }) => INDEPENDENT.includes(kind));
        if (found) say({ ...at(page, element), message: `${NAMES[element.kind]} is in ${found.kind}` });
      }),
  },
  {
    id: "colour/alternate",
    source: "ISO 15930-4, PRINT §1 #19",
    zh: "专色的替代色空间不对",
    looksAt: "alternate spaces of Separation and DeviceN: DeviceGray or DeviceCMYK; PDF/X-4 forbids DeviceRGB alone",
    hint: "define the ink by CMYK values",
    severity: { ...BOTH, newspaper: "ignore", "newspaper-ad": "ignore" },
    check: (facts, say, base) => {
      const allowed = base === "pdfx1a" ? ["DeviceGray", "DeviceCMYK"] : [...INDEPENDENT, "DeviceGray", "DeviceCMYK"];
      if (base === "pdfx4" && isRgb(facts)) return;
      painted(facts, ({ element, page, alternates }) => {
        const found = alternates.find(({ kind }) => !allowed.includes(kind));
        if (found) say({ ...at(page, element), message: `an ink falls back on ${found.kind}` });
      });
    },
  },
  {
    id: "colour/default-space",
    source: "ISO 15930-4, PRINT §1 #20",
    zh: "使用了默认色空间",
    looksAt: "DefaultGray, DefaultRGB and DefaultCMYK in resources",
    hint: "remove default colour spaces",
    severity: X1A,
    check: ({ pages }, say) => {
      for (const page of pages)
        for (const { name, object } of page.content.defaults)
          say({ message: `the resources have a \`${name}\``, page, object });
    },
  },
  {
    id: "colour/newspaper",
    source: "GWG 2022 R0027",
    zh: "颜色不是 CMYK",
    looksAt: "no DeviceRGB, CalRGB, CalGray, ICCBased or Lab in anything painted, alternates included",
    hint: "convert to CMYK with the newspaper's profile",
    severity: NEWS,
    check: (facts, say) =>
      painted(facts, ({ element, page, own, alternates }) => {
        const found = [...own, ...alternates].find(({ kind }) => kind === "DeviceRGB" || INDEPENDENT.includes(kind));
        if (found) say({ ...at(page, element), message: `${NAMES[element.kind]} is in ${found.kind}` });
      }),
  },
  {
    id: "colour/spots",
    source: "GWG 2022 R0020",
    zh: "使用了专色",
    looksAt: "inks of Separation and DeviceN other than the four, All and None",
    hint: "convert spot colours to CMYK",
    severity: NEWS,
    check: (facts, say) =>
      painted(facts, ({ element, page, all }) => {
        for (const name of new Set(all.flatMap(spotNames)))
          say({ ...at(page, element), message: `the spot colour \`${name}\` is used` });
      }),
  },
  {
    id: "colour/spot-consistency",
    source: "ISO 15930, PRINT §1 #33",
    zh: "同名专色定义不一",
    looksAt: "alternate space and tint transform of Separations of one name",
    hint: "define each ink once",
    severity: BOTH,
    check: (facts, say) => {
      const first = new Map<string, string>();
      painted(facts, ({ element, page, all }) => {
        for (const { kind, names = [], base, tint } of all) {
          const [name] = names;
          if (kind !== "Separation" || name === undefined || name === "All" || name === "None") continue;
          const own = `${base?.kind} ${base?.components} ${tint}`;
          if ((first.get(name) ?? own) !== own)
            say({ ...at(page, element), message: `the ink \`${name}\` is defined in two ways` });
          else first.set(name, own);
        }
      });
    },
  },
  {
    id: "colour/icc-overprint",
    source: "ISO 15930-7, PRINT §1 #34",
    zh: "ICC CMYK 与叠印模式 1 并用",
    looksAt: "ICCBased CMYK painted overprinting with OPM 1",
    hint: "use DeviceCMYK for what overprints",
    severity: { pdfx4: "warning", newspaper: "ignore", "newspaper-ad": "ignore" },
    check: ({ pages }, say) => {
      for (const page of pages)
        for (const element of page.content.elements)
          if (element.overprintMode === 1)
            for (const paint of [element.fill, element.stroke])
              if (paint?.overprint && paint.space.kind === "ICCBased" && paint.space.components === 4)
                say({
                  ...at(page, element),
                  message: `${NAMES[element.kind]} overprints in ICC-based CMYK with mode 1`,
                });
    },
  },
  {
    id: "colour/registration",
    source: "GWG 2022 R0024",
    zh: "成品内使用了套准色",
    looksAt: "Separation All within the trim",
    hint: "use registration colour for marks outside the trim only",
    severity: NEWS_WARNING,
    check: (facts, say) =>
      painted(facts, ({ element, page, all }) => {
        const area = page.trim ?? page.art ?? page.media;
        const used = all.some(({ names = [] }) => names.includes("All"));
        if (used && area && element.boxes.some((box) => overlap(box, area, -0.001)))
          say({ ...at(page, element), message: `${NAMES[element.kind]} in all inks stands within the trim` });
      }),
  },
  {
    id: "image/16-bit",
    source: "ISO 15930, PRINT §1 #35",
    zh: "16 位图片",
    looksAt: "bits a component of pictures: 1, 2, 4 or 8; PDF/X-4 allows 16, which few raster processors like",
    hint: "save the picture with 8 bits",
    severity: { pdfx4: "warning", pdfx1a: "error" },
    check: ({ pages }, say) => {
      for (const page of pages)
        for (const element of page.content.elements)
          if (element.image && element.image.bits > 8)
            say({ ...at(page, element), message: `a picture has ${element.image.bits} bits a component` });
    },
  },
];

const INDEPENDENT: readonly string[] = ["ICCBased", "CalGray", "CalRGB", "Lab"];

const isRgb = ({ intents: [intent] }: DocumentFacts): boolean => {
  const bytes = intent?.profile?.bytes;
  return bytes !== undefined && String.fromCharCode(...bytes.subarray(16, 20)) === "RGB ";
};

const at = (page: PageFacts, { box, object }: PageElement): Omit<Parameters<Say>[0], "message"> => ({
  page,
  box,
  object,
});

interface Painted {
  readonly page: PageFacts;
  readonly element: PageElement;
  /** the space itself, what it indexes, what a pattern is painted in */
  readonly own: readonly ColourSpace[];
  /** what its inks fall back on */
  readonly alternates: readonly ColourSpace[];
  readonly all: readonly ColourSpace[];
}

/** Every colour of everything that is painted; made once for all rules. */
const painted = ({ pages }: DocumentFacts, look: (found: Painted) => void): void => {
  for (const page of pages) {
    let all = known.get(page);
    if (!all) {
      all = paintedOn(page);
      known.set(page, all);
    }
    for (const each of all) look(each);
  }
};

const known = new WeakMap<PageFacts, readonly Painted[]>();

const paintedOn = (page: PageFacts): readonly Painted[] =>
  page.content.elements.flatMap((element) =>
    [element.fill, element.stroke].flatMap((paint) => {
      if (!paint || paint.space === CMYK) return [];
      const all = spacesWithin(paint.space);
      const inks = all.findIndex(({ kind }) => kind === "Separation" || kind === "DeviceN");
      const own = inks < 0 ? all : all.slice(0, inks + 1);
      return [{ page, element, all, own, alternates: all.slice(own.length) }];
    }),
  );
