/** Rules about transparency: none at all in PDF/X-1a, blended in the press's space elsewhere. */
import { CosArray, CosName, CosStream, nameOf } from "../../cos/cos-object.ts";
import type { ColourSpace } from "../content/colour-space.ts";
import type { GroupFacts } from "../content/page-content.ts";
import type { DocumentFacts } from "../document/document-facts.ts";
import { NEWS, type Rule, X1A } from "./rule.ts";
import { states } from "./structure-rules.ts";

const FLATTEN = "flatten transparency, or send the page as PDF/X-4";

/** What single precision makes of 1. */
const OPAQUE = 1e-6;

export const TRANSPARENCY_RULES: readonly Rule[] = [
  {
    id: "transparency/alpha",
    source: "ISO 15930-4, PRINT §1 #21",
    zh: "含不透明度",
    looksAt: "`CA` and `ca` of graphics states: 1",
    hint: FLATTEN,
    severity: X1A,
    check: (facts, say) =>
      states(facts, (dict, at) => {
        for (const key of ["CA", "ca"]) {
          const alpha = dict.number(key);
          if (alpha !== undefined && Math.abs(alpha - 1) > OPAQUE)
            say({ ...at, message: `a graphics state has an opacity of ${alpha}` });
        }
      }),
  },
  {
    id: "transparency/blend-mode",
    source: "ISO 15930-4, PRINT §1 #21",
    zh: "含混合模式",
    looksAt: "`BM` of graphics states: Normal or Compatible",
    hint: FLATTEN,
    severity: X1A,
    check: (facts, say) =>
      states(facts, (dict, at) => {
        const value = dict.get("BM");
        const mode = nameOf(value instanceof CosArray ? value.at(0) : value);
        if (mode !== undefined && mode !== "Normal" && mode !== "Compatible")
          say({ ...at, message: `a graphics state has the blend mode \`${mode}\`` });
      }),
  },
  {
    id: "transparency/soft-mask",
    source: "ISO 15930-4, PRINT §1 #21",
    zh: "含软蒙版",
    looksAt: "`SMask` of graphics states: None",
    hint: FLATTEN,
    severity: X1A,
    check: (facts, say) =>
      states(facts, (dict, at) => {
        const mask = dict.get("SMask");
        if (mask !== undefined && !(mask instanceof CosName))
          say({ ...at, message: "a graphics state has a soft mask" });
      }),
  },
  {
    id: "transparency/image-mask",
    source: "ISO 15930-4, PRINT §1 #21",
    zh: "图片带软蒙版",
    looksAt: "`SMask` and `SMaskInData` of images",
    hint: "put the cut-out on its ground before exporting",
    severity: X1A,
    check: ({ objects }, say) => {
      for (const { value, object } of objects) {
        if (!(value instanceof CosStream) || value.dict.name("Subtype") !== "Image") continue;
        if (value.dict.get("SMask") instanceof CosStream || (value.dict.number("SMaskInData") ?? 0) > 0)
          say({ message: "a picture has a soft mask", object });
      }
    },
  },
  {
    id: "transparency/group",
    source: "ISO 15930-4, PRINT §1 #21",
    zh: "含透明组",
    looksAt: "`Group` with `S /Transparency` of pages and forms",
    hint: FLATTEN,
    severity: X1A,
    check: ({ pages }, say) => {
      for (const page of pages)
        for (const { role, object } of page.content.groups)
          if (role === "page" || role === "form") say({ message: `a ${role} is a transparency group`, page, object });
    },
  },
  {
    id: "transparency/blend-space",
    source: "ISO 15930-7, PRINT §1 #22",
    zh: "透明组的混合色空间与输出意图不符",
    looksAt: "`Group/CS` of pages, forms and masks against the intent: no RGB with a CMYK intent",
    hint: "set the blend space to CMYK",
    severity: { pdfx4: "error", newspaper: "ignore", "newspaper-ad": "ignore" },
    check: (facts, say) => {
      const rgb = intentSpace(facts) === "RGB ";
      groups(facts, ({ space, object }, page) => {
        const bad =
          space &&
          (rgb
            ? space.kind === "DeviceCMYK"
            : isRgb(space) && !page.content.defaults.some(({ name }) => name === "DefaultRGB"));
        if (bad) say({ message: `a transparency group is blended in ${space.kind}`, page, object });
      });
    },
  },
  {
    id: "transparency/newspaper",
    source: "GWG 2022 R0030",
    zh: "透明组的混合色空间不是 DeviceCMYK",
    looksAt: "`Group/CS`: DeviceCMYK; DeviceGray too for luminosity masks",
    hint: "set the blend space to DeviceCMYK",
    severity: NEWS,
    check: (facts, say) =>
      groups(facts, ({ space, role, object }, page) => {
        const grey = role === "luminosity" && space?.kind === "DeviceGray";
        if (space && space.kind !== "DeviceCMYK" && !grey)
          say({ message: `a transparency group is blended in ${space.kind}`, page, object });
      }),
  },
];

const groups = (
  { pages }: DocumentFacts,
  look: (group: GroupFacts, page: DocumentFacts["pages"][number]) => void,
): void => {
  for (const page of pages) for (const group of page.content.groups) look(group, page);
};

const isRgb = ({ kind, components }: ColourSpace): boolean =>
  kind === "DeviceRGB" || kind === "CalRGB" || (kind === "ICCBased" && components === 3);

const intentSpace = ({ intents: [intent] }: DocumentFacts): string =>
  String.fromCharCode(...(intent?.profile?.bytes.subarray(16, 20) ?? []));
