/** A layout's file as it is written: grid, slots, and the nodes that stand in them. */
import { FURNITURE_ITEMS } from "../model/layout.ts";
import type { Writing } from "../model/style.ts";
import { count, gridSpan, justOneOf, length, name, positiveZi, z, zi } from "./document/schema.ts";
import {
  allFigures,
  body,
  common,
  directed,
  EXHIBITS,
  exhibit,
  flag,
  furniture,
  headline,
  type inset,
  picture,
  pictures,
  summary,
  tableExhibit,
  writing,
} from "./part-schema.ts";

const KINDS = [
  "stack",
  "band",
  "headline",
  "body",
  "summary",
  "picture",
  ...EXHIBITS,
  "pictures",
  "flag",
  "space",
  ...FURNITURE_ITEMS,
];

/** Fields that every node may have. */
export interface CommonInput {
  readonly grow?: number | undefined;
  readonly rows?: number | undefined;
  readonly minRows?: number | undefined;
  readonly maxRows?: number | undefined;
  readonly width?: string | undefined;
  readonly story?: string | undefined;
  readonly features?: readonly string[] | undefined;
}

/** A stack or a band; the gap of a stack is a number of rows, that of a band a length. */
export interface GroupInput<Gap> extends CommonInput {
  readonly writing?: Writing | undefined;
  readonly gap?: Gap | undefined;
  readonly rule?: string | undefined;
  readonly box?: string | undefined;
  readonly padding?: { readonly rows?: number | undefined; readonly zi?: string | undefined } | undefined;
  readonly children: readonly NodeInput[];
}

/** A node of a layout as written: just one key names its kind. */
export interface NodeInput {
  readonly stack?: (GroupInput<number> & { readonly umbrella?: z.output<typeof headline> | undefined }) | undefined;
  readonly band?: GroupInput<string> | undefined;
  readonly headline?: z.output<typeof headline> | undefined;
  readonly body?: z.output<typeof body> | undefined;
  readonly picture?: z.output<typeof picture> | undefined;
  readonly table?: TableInput | undefined;
  readonly quote?: ExhibitInput | undefined;
  readonly qr?: ExhibitInput | undefined;
  readonly chart?: ExhibitInput | undefined;
  readonly sidebar?: ExhibitInput | undefined;
  readonly keyFigures?: z.output<typeof allFigures> | undefined;
  readonly summary?: z.output<typeof summary> | undefined;
  readonly pictures?: z.output<typeof pictures> | undefined;
  readonly flag?: z.output<typeof flag> | undefined;
  readonly space?: CommonInput | undefined;
  readonly ad?: z.output<typeof ad> | undefined;
  readonly section?: FurnitureInput | undefined;
  readonly folio?: FurnitureInput | undefined;
  readonly date?: FurnitureInput | undefined;
  readonly day?: FurnitureInput | undefined;
  readonly weekday?: FurnitureInput | undefined;
  readonly issue?: FurnitureInput | undefined;
  readonly pageCount?: FurnitureInput | undefined;
  readonly imprint?: FurnitureInput | undefined;
  readonly paper?: FurnitureInput | undefined;
  readonly zone?: FurnitureInput | undefined;
  readonly credits?: FurnitureInput | undefined;
}

const group = <Gap extends z.ZodType>(gap: Gap, words: string) =>
  z.strictObject({
    ...directed,
    gap: gap.optional().describe(words),
    rule: name.optional().describe("rule in the gaps"),
    box: name.optional().describe("box round all parts, by its name in the style sheet"),
    padding: z
      .strictObject({ rows: z.int().min(0).max(200), zi })
      .partial()
      .optional()
      .describe(
        "room between the box and the parts; default { rows: 1, zi: 1zi }, 1.5zi with corners of more than a zi",
      ),
    children: z.array(node).min(1),
  });

const kinds = {
  get stack() {
    return group(z.int().min(0).max(200), "rows between the parts; default 0")
      .extend({
        umbrella: headline
          .optional()
          .describe(
            "总题: a headline over all stories of the stack, larger than theirs; its `story` is one of the page's `heads`",
          ),
      })
      .optional();
  },
  get band() {
    return group(zi, "between the parts; default 1.5zi")
      .optional()
      .describe("parts side by side: from the left, in vertical writing from the right");
  },
  headline: headline.optional(),
  body: body.optional(),
  summary: summary.optional(),
  picture: picture.optional(),
  table: tableExhibit.optional(),
  quote: exhibit.optional(),
  qr: exhibit.optional(),
  chart: exhibit.optional(),
  sidebar: exhibit.optional(),
  keyFigures: allFigures.optional(),
  pictures: pictures.optional(),
  flag: flag.optional(),
  space: z.strictObject(common).optional(),
  section: furniture.optional().describe("版名"),
  folio: furniture.optional().describe("版次"),
  date: furniture.optional().describe("day, weekday and issue, a line each"),
  day: furniture.optional().describe("the date alone"),
  weekday: furniture.optional(),
  issue: furniture.optional().describe("期号"),
  pageCount: furniture.optional().describe("今日N版"),
  imprint: furniture.optional().describe("date, weekday, issue and page count on one line"),
  paper: furniture.optional().describe("报名; in a large style the nameplate (报头)"),
  zone: furniture.optional().describe("版别: the zone, as in 城区版; nothing where there is none"),
  credits: furniture.optional().describe("the page's roles and names, website and post too"),
};

const node: z.ZodType<NodeInput> = z.lazy(() =>
  z.strictObject(kinds).superRefine(justOneOf(KINDS, "this part")).meta({ id: "part" }),
);

const ad = z
  .strictObject({
    style: name.optional().describe("of the word 广告 in its corner; default caption"),
    features: common.features,
  })
  .describe("a place for an advertisement of the edition's ad list, as large as the slot");

const slot = z
  .strictObject({ col: gridSpan, row: gridSpan, ...kinds, ad: ad.optional() })
  .superRefine(justOneOf([...KINDS, "ad"], "this slot"));

const pageRule = z
  .strictObject({
    style: name,
    vertical: count.optional().describe("stands in the gutter after this column"),
    horizontal: count.optional().describe("stands in the middle of this row"),
    rows: gridSpan.optional().describe("of a vertical rule"),
    columns: gridSpan.optional().describe("of a horizontal rule"),
  })
  .superRefine(justOneOf(["vertical", "horizontal"], "this rule"));

const grid = z.strictObject({
  columns: z.int().min(1).max(24),
  measure: positiveZi.describe("zi a column"),
  gutter: zi,
  rows: count,
  top: length.describe("from the trimmed page's top to the first row"),
  left: length.optional().describe("from the trimmed page's left edge; centred when absent"),
});

/** `layouts/NAME.yaml` */
export const layoutSchema = z.strictObject({
  format: name.describe("a page size of layouts/formats.yaml"),
  writing: writing.describe("vertical sets the whole page so; default horizontal"),
  grid,
  slots: z.record(name, slot),
  rules: z.array(pageRule).optional(),
});

/** A layout's file, checked. */
export type LayoutInput = z.output<typeof layoutSchema>;
/** An inset, checked. */
export type InsetInput = z.output<typeof inset>;
/** A table, checked. */
export type TableInput = z.output<typeof tableExhibit>;
/** A block of a story, checked. */
export type ExhibitInput = z.output<typeof exhibit>;
/** A piece of furniture, checked. */
export type FurnitureInput = z.output<typeof furniture>;
/** A picture, checked. */
export type PictureInput = z.output<typeof picture>;
/** A group of pictures, checked. */
export type PicturesInput = z.output<typeof pictures>;
