/** A layout's file as it is written: grid, slots, and the nodes that stand in them. */
import { OVERSETS } from "../model/closing.ts";
import { COLUMN_MODES, FURNITURE_ITEMS, GROUP_PATTERNS, WRAPS } from "../model/layout.ts";
import { WRITINGS, type Writing } from "../model/style.ts";
import { count, gridSpan, justOneOf, length, name, positiveZi, saying, text, z, zi } from "./document/schema.ts";

const common = {
  grow: z
    .number()
    .min(0)
    .max(1000)
    .optional()
    .describe("share of what is left over; 0, the default, takes what it needs"),
  rows: count.optional().describe("exact height in rows"),
  minRows: count.optional(),
  maxRows: count.optional(),
  width: positiveZi.optional().describe("exact width in a band"),
  story: name.optional().describe("whose parts stand below; inherited"),
  features: z.array(text).optional().describe("printed features that it carries"),
};

const writing = z
  .enum(WRITINGS)
  .optional()
  .describe("of the text; default that of what is around it, in the end the layout's");

/** What every part that shows text may say, and every group of parts. */
const directed = { ...common, writing };

const CORNER = saying(
  "input/wrong-value",
  (value) => `\`${value}\` is no corner`,
  "write across and down in per cent, as in `[50, 0]`",
);

const corner = z
  .tuple([z.number(), z.number()], { error: CORNER })
  .refine((pair) => pair.every((each) => each >= 0 && each <= 100), { error: CORNER });
/** Blocks of a story that are neither running text nor picture, by the word for one of them. */
const EXHIBITS = ["table", "quote", "qr", "chart", "sidebar", "keyFigures"] as const;

const all = z.literal("all", {
  error: saying(
    "input/wrong-value",
    (value) => `\`${value}\` is not all key figures`,
    "write `keyFigures: all`, or `keyFigure: 1` for one of them",
  ),
});

const inset = z
  .strictObject({
    keyFigure: count.optional().describe("which of the story's key figures"),
    keyFigures: all.optional().describe("all of them, one under another"),
    table: count.optional().describe("which of the story's tables"),
    quote: count.optional().describe("which of the story's quotes"),
    qr: count.optional().describe("which of the story's QR codes"),
    chart: count.optional().describe("which of the story's charts"),
    sidebar: count.optional().describe("which of the story's sidebars"),
    picture: count.optional().describe("which of the story's photos"),
    shape: z
      .enum(["rectangle", "ellipse", "rounded", "polygon", "path", "outline"])
      .optional()
      .describe("of a picture; outline is its own, by its transparent ground; default rectangle"),
    radius: positiveZi.optional().describe("of rounded corners; default 1zi"),
    points: z
      .array(corner)
      .min(3)
      .max(1000)
      .optional()
      .describe("corners of a polygon: across and down in per cent of the frame, as in [50, 0]"),
    path: z
      .string()
      .max(20_000)
      .optional()
      .describe(
        "of a shape drawn elsewhere: the d of an SVG path in a field of 100 by 100, which is stretched to the frame",
      ),
    wrap: z
      .enum(WRAPS)
      .optional()
      .describe("text on the wider side of the inset, or on both; default wider, in the middle of a leg both"),
    leg: count.describe("from 1"),
    side: z
      .enum(["left", "right", "top", "bottom", "middle", "across"])
      .describe("of the leg; top and bottom of a vertical one; across straddles the gutter after it"),
    row: count.describe("row of the body, from 1; in vertical writing the line, counted from the right"),
    width: positiveZi,
    rows: count.optional(),
    gap: zi.optional().describe("to the text; default 1zi"),
    style: name
      .optional()
      .describe(
        "of a table, quote, chart or sidebar, or of all key figures: a style of that kind; of a QR code the text style of its label; of a key figure that is running text its text style, default key-figure",
      ),
    box: name.optional().describe("a box round it; of a key figure default key-figure, else none"),
    optional: z.boolean().optional().describe("may be left out so that the story closes"),
    features: z.array(text).optional(),
  })
  .superRefine(justOneOf(["keyFigure", "picture", ...EXHIBITS], "this inset"))
  .describe("a box or picture set into the legs");

const headline = z.strictObject({
  ...directed,
  style: name,
  kickerStyle: name.optional().describe("headline style of the kicker; default the deck's"),
  deckStyle: name.optional().describe("headline style of the deck; default deck"),
  evenLines: z.boolean().optional().describe("齐: the lines of a pair set to one width"),
});

const body = z.strictObject({
  ...directed,
  style: name.optional().describe("text style; default body"),
  legs: z.int().min(1).max(12).optional().describe("side by side, in vertical writing one under another; default 1"),
  gutter: zi.optional().describe("default 1.5zi"),
  columns: z
    .enum(COLUMN_MODES)
    .optional()
    .describe(
      "absolute (绝对): legs of whole cells, what is over into the gutters; free (自由): gutters as said, any width; relative (相对): gutters as said, whole cells, legs not all alike; automatic (自动): the page's columns; default absolute",
    ),
  rule: name.optional().describe("rule between the legs"),
  insets: z.array(inset).optional(),
  overset: z
    .enum(OVERSETS)
    .optional()
    .describe(
      "what becomes of text that does not fit: an error, a cut at optional paragraphs, a jump; of several bodies of a story the last one decides; default fail",
    ),
});

const caption = {
  captionStyle: name.optional().describe("default caption, or caption-on"),
  captionSide: z.enum(["left", "right"]).optional().describe("of a caption beside; default right"),
  captionWidth: positiveZi.optional().describe("of a caption beside; default 8zi"),
  rule: name.optional().describe("round the picture"),
};

const picture = z.strictObject({
  ...common,
  ...caption,
  photo: count.optional().describe("which of the story's photos; default 1"),
  caption: z.enum(["below", "beside", "on", "none"]).optional().describe("where the caption stands; default below"),
  captionGround: name
    .optional()
    .describe("box over the picture's foot, for a caption on it; default paper under the words"),
});

const exhibitFields = {
  ...common,
  style: name.optional().describe("a style of its kind; of a QR code the text style of its label"),
  box: name.optional().describe("a box round it; default none"),
  columns: z
    .int()
    .min(1)
    .max(12)
    .optional()
    .describe("parts side by side into which a table is folded, its head repeated; figures side by side; default 1"),
  gutter: zi.optional().describe("between them; default 1.5zi"),
};

const exhibit = z
  .union([count, z.strictObject({ number: count.optional(), ...exhibitFields })])
  .describe("which of the story's, from 1, or its fields");

const tableExhibit = z
  .union([
    count,
    z.strictObject({
      number: count.optional(),
      ...exhibitFields,
      overset: z
        .enum(["fail", "jump"])
        .optional()
        .describe(
          "what becomes of rows that have no room: an error, or the page that continues the story; default fail",
        ),
    }),
  ])
  .describe(
    "which of the story's, from 1, or its fields; shown by several parts, each of them goes on where the one before it ends",
  );

const allFigures = z
  .union([all, z.strictObject({ number: count.optional(), ...exhibitFields })])
  .describe("all of the story's key figures, or those fields with the number of one");
const pictures = z
  .strictObject({
    ...common,
    ...caption,
    photos: z.array(count).min(2).max(12).optional().describe("which of the story's photos; default all of them"),
    pattern: z.enum(GROUP_PATTERNS).optional().describe("default row"),
    gap: length.optional().describe("between the pictures; default 3pt"),
    caption: z.enum(["below", "beside", "none"]).optional().describe("of all of them; default below"),
  })
  .describe("组图: several pictures of the story with one caption and one credit");

const summary = z
  .strictObject({
    ...common,
    style: name.optional().describe("text style; default summary"),
    box: name.optional(),
    marker: z.string().max(4).optional().describe("before each of several points; default ■"),
  })
  .describe("提要: the story's summary");

const flag = z.strictObject({ ...directed, text, style: name, box: name.optional() }).describe("栏目, a standing flag");

const furniture = z.strictObject({ ...directed, style: name });

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
  readonly stack?: GroupInput<number> | undefined;
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
  readonly section?: FurnitureInput | undefined;
  readonly folio?: FurnitureInput | undefined;
  readonly date?: FurnitureInput | undefined;
  readonly day?: FurnitureInput | undefined;
  readonly weekday?: FurnitureInput | undefined;
  readonly issue?: FurnitureInput | undefined;
  readonly pageCount?: FurnitureInput | undefined;
  readonly imprint?: FurnitureInput | undefined;
  readonly paper?: FurnitureInput | undefined;
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
      .describe("room between the box and the parts; default { rows: 1, zi: 1zi }"),
    children: z.array(node).min(1),
  });

const kinds = {
  get stack() {
    return group(z.int().min(0).max(200), "rows between the parts; default 0").optional();
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
  credits: furniture.optional().describe("the page's roles and names, website and post too"),
};

const node: z.ZodType<NodeInput> = z.lazy(() =>
  z.strictObject(kinds).superRefine(justOneOf(KINDS, "this part")).meta({ id: "part" }),
);

const slot = z.strictObject({ col: gridSpan, row: gridSpan, ...kinds }).superRefine(justOneOf(KINDS, "this slot"));

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
