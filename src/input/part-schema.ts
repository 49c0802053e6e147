/** What can stand in a layout, part by part, as it is written. */
import { OVERSETS } from "../model/closing.ts";
import { COLUMN_MODES, GROUP_PATTERNS, WRAPS } from "../model/layout.ts";
import { WRITINGS } from "../model/style.ts";
import { count, justOneOf, length, name, positiveZi, saying, text, z, zi } from "./document/schema.ts";

export const common = {
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

export const writing = z
  .enum(WRITINGS)
  .optional()
  .describe("of the text; default that of what is around it, in the end the layout's");

/** What every part that shows text may say, and every group of parts. */
export const directed = { ...common, writing };

const CORNER = saying(
  "input/wrong-value",
  (value) => `\`${value}\` is no corner`,
  "write across and down in per cent, as in `[50, 0]`",
);

const corner = z
  .tuple([z.number(), z.number()], { error: CORNER })
  .refine((pair) => pair.every((each) => each >= 0 && each <= 100), { error: CORNER });
/** Blocks of a story that are neither running text nor picture, by the word for one of them. */
export const EXHIBITS = ["table", "quote", "qr", "chart", "sidebar", "keyFigures"] as const;

const all = z.literal("all", {
  error: saying(
    "input/wrong-value",
    (value) => `\`${value}\` is not all key figures`,
    "write `keyFigures: all`, or `keyFigure: 1` for one of them",
  ),
});

export const inset = z
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

export const headline = z.strictObject({
  ...directed,
  style: name,
  kickerStyle: name.optional().describe("headline style of the kicker; default the deck's"),
  deckStyle: name.optional().describe("headline style of the deck; default deck"),
  evenLines: z.boolean().optional().describe("齐: the lines of a pair set to one width"),
});

export const body = z.strictObject({
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
  crosshead: z
    .strictObject({
      span: z
        .union([z.literal("all"), z.int().min(2).max(12)], {
          error: saying(
            "input/wrong-value",
            (value) => `\`${value}\` is no number of legs`,
            "write `all`, or a whole number from 2 to 12",
          ),
        })
        .describe("legs over which a crosshead stands: all, or so many"),
      style: name.optional().describe("headline style; default crosshead"),
      which: z.array(count).min(1).max(100).optional().describe("which of the story's crossheads; default all of them"),
    })
    .optional()
    .describe("crossheads over several legs: the text above is shared out over them; default in their legs"),
  floats: z
    .strictObject({
      photos: z
        .array(count)
        .min(1)
        .max(100)
        .optional()
        .describe("which of the story's photos; default those that the story lets float"),
      legs: z.int().min(1).max(12).optional().describe("over which each stands; default 1"),
      rows: count.optional().describe("height without the caption; default as its proportions want"),
      gap: z.int().min(0).max(20).optional().describe("blank rows to the text; default 1"),
      captionStyle: name.optional().describe("text style; default caption"),
      weight: z
        .number()
        .min(0)
        .max(100)
        .optional()
        .describe("a picture stays while its other place is so many times as far from its reference; default 2"),
    })
    .optional()
    .describe("pictures that find their own place in the legs, near the words that refer to them"),
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

export const picture = z.strictObject({
  ...common,
  ...caption,
  photo: count.optional().describe("which of the story's photos; default 1"),
  otherwise: z
    .boolean()
    .optional()
    .describe("shown only when the photo floats and has found no place in its body; default false"),
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

export const exhibit = z
  .union([count, z.strictObject({ number: count.optional(), ...exhibitFields })])
  .describe("which of the story's, from 1, or its fields");

export const tableExhibit = z
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

export const allFigures = z
  .union([all, z.strictObject({ number: count.optional(), ...exhibitFields })])
  .describe("all of the story's key figures, or those fields with the number of one");
export const pictures = z
  .strictObject({
    ...common,
    ...caption,
    photos: z.array(count).min(2).max(12).optional().describe("which of the story's photos; default all of them"),
    pattern: z.enum(GROUP_PATTERNS).optional().describe("default row"),
    gap: length.optional().describe("between the pictures; default 3pt"),
    caption: z
      .enum(["below", "beside", "on", "none"])
      .optional()
      .describe("one for all of them, or its own on each; default below"),
    captionGround: name
      .optional()
      .describe("box over the foot of each picture, for captions on them; default paper under the words"),
    numbers: z
      .union([z.literal(true), z.strictObject({ style: name, ground: name }).partial()])
      .optional()
      .describe(
        "①②③ in the corners of the pictures, for captions that name them: true, or their text style (default caption-on) and a box under them (default paper)",
      ),
  })
  .describe("组图: several pictures of the story with one caption and one credit");

export const summary = z
  .strictObject({
    ...common,
    style: name.optional().describe("text style; default summary"),
    box: name.optional(),
    marker: z.string().max(4).optional().describe("before each of several points; default ■"),
  })
  .describe("提要: the story's summary");

export const flag = z
  .strictObject({ ...directed, text, style: name, box: name.optional() })
  .describe("栏目, a standing flag");

export const furniture = z.strictObject({ ...directed, style: name });
