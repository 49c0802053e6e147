/** A style sheet's file as it is written. */
import {
  ALGORITHMS,
  ALIGNS,
  BREAK_POLICIES,
  CORNERS,
  HANGINGS,
  LINE_BREAK_LEVELS,
  PUNCTUATION_STYLES,
  RULE_KINDS,
  TOWARDS,
} from "../model/style.ts";
import {
  em,
  face,
  ink,
  justOneOf,
  latinShare,
  length,
  letterWidth,
  name,
  percentage,
  positiveLength,
  positiveZi,
  rowsLength,
  saying,
  share,
  tintShare,
  typeSize,
  typeSizes,
  z,
} from "./document/schema.ts";
import { exhibitStyles } from "./exhibit-style-schema.ts";

const align = z.enum(ALIGNS).optional().describe("default left");

const punctuation = z.enum(PUNCTUATION_STYLES).optional();

const textStyle = z.strictObject({
  faces: z.strictObject({ text: face, strong: face, emphasis: face }).describe("family and weight, as in `song 400`"),
  size: typeSize,
  strongSize: typeSize.optional().describe("of the strong face; default the size"),
  leading: positiveLength.optional().describe("distance of baselines; default the page's row"),
  align,
  indent: em.optional().describe("of the first line; default 0em"),
  narrowIndent: em.optional().describe("of the first line in narrow legs; default the indent"),
  narrowBelow: positiveZi.optional().describe("legs under this width are narrow; default 13zi"),
  punctuation: punctuation.describe("default kaiming"),
  lineBreak: z.enum(LINE_BREAK_LEVELS).optional().describe("default basic"),
  breakLists: z
    .strictObject({
      notAtStart: z.string().describe("characters that never start a line"),
      notAtEnd: z.string().describe("characters that never end a line"),
      atStart: z.string().describe("characters that may start a line whatever the level says"),
      atEnd: z.string().describe("characters that may end a line whatever the level says"),
      together: z.string().describe("characters that are never parted from another of the same"),
    })
    .partial()
    .optional()
    .describe("what this style treats otherwise than its level"),
  algorithm: z.enum(ALGORITHMS).optional().describe("default greedy"),
  policy: z.enum(BREAK_POLICIES).optional().describe("default push-in-first"),
  hanging: z.enum(HANGINGS).optional().describe("marks that hang out at a line's end; default none"),
  openers: z
    .enum(["style", "flush", "full", "full-first"])
    .optional()
    .describe("opening brackets at a line's start; default style"),
  adjustment: z
    .enum(["clreq", "newspaper", "narrow-gap", "fixed-gap", "spaces-first", "jlreq", "jis", "books", "simple", "css"])
    .optional()
    .describe("order in which space is taken and given; default newspaper"),
  latin: face.optional().describe("face of Western letters and digits; default the text's"),
  figures: face.optional().describe("face of digits; default that of Western letters"),
  grid: z.boolean().optional().describe("Western text in whole cells; default false"),
  hyphenate: z
    .string()
    .regex(/^(auto|none|[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*)$/)
    .optional()
    .describe("language by which Western words are parted, auto or none; default auto"),
  ink: ink.optional(),
  latinSize: latinShare.optional().describe("size of Western letters and digits beside Han; default 100%"),
  hanLatinGap: em.optional().describe("between Han and Western at rest; default 0em"),
});

const towards = z.enum(TOWARDS).optional().describe("default down-right");

const EFFECTS = {
  plain: z.strictObject({ kind: z.literal("plain") }),
  outline: z
    .strictObject({
      kind: z.literal("outline"),
      stroke: positiveLength,
      strokeInk: ink,
      offset: length.optional().describe("of the shadow; none when it is 0, the default"),
      shadowInk: ink.optional(),
      towards,
    })
    .describe("勾边: a line round the letters, outside of them, with or without a shadow"),
  shadow: z
    .strictObject({ kind: z.literal("shadow"), offset: positiveLength, shadowInk: ink.optional(), towards })
    .describe("投影: a hard shadow"),
  offset: z
    .strictObject({
      kind: z.literal("offset"),
      offset: positiveLength,
      stroke: positiveLength,
      strokeInk: ink.optional(),
      towards,
    })
    .describe("错位: the outline of the letters, moved"),
  solid: z
    .strictObject({
      kind: z.literal("solid"),
      depth: positiveLength,
      sideInk: ink.optional(),
      stroke: positiveLength.optional().describe("of a line round the face; none when absent"),
      strokeInk: ink.optional().describe("default bare paper"),
      towards,
    })
    .describe("立体: a solid block"),
  tint: z
    .strictObject({ kind: z.literal("tint"), share: tintShare })
    .describe("the ink of the style at so many per cent"),
  reversed: z
    .strictObject({
      kind: z.literal("reversed"),
      box: name.describe("the bar: a box of this style sheet"),
      reach: z.enum(["frame", "text"]).optional().describe("how far the bar goes; default frame"),
    })
    .describe("反白: out of a bar; the ink is bare paper when the style says none"),
} as const;

const effect = z
  .discriminatedUnion(
    "kind",
    [EFFECTS.plain, EFFECTS.outline, EFFECTS.shadow, EFFECTS.offset, EFFECTS.solid, EFFECTS.tint, EFFECTS.reversed],
    {
      error: saying(
        "input/wrong-value",
        () => "there is no such effect",
        `use one of ${Object.keys(EFFECTS).join(", ")}`,
      ),
    },
  )
  .describe("default plain");

const fitting = z
  .discriminatedUnion(
    "kind",
    [
      z.strictObject({ kind: z.literal("sizes") }),
      z
        .strictObject({ kind: z.literal("spacing"), most: em.optional().describe("at each gap; default 0.25em") })
        .describe("opened to the width"),
      z
        .strictObject({
          kind: z.literal("width"),
          least: letterWidth.optional().describe("default 85%"),
          most: letterWidth.optional().describe("default 115%"),
        })
        .describe("letters narrowed or widened to the width"),
    ],
    {
      error: saying("input/wrong-value", () => "headlines do not fit in this way", "use one of sizes, spacing, width"),
    },
  )
  .describe("how a headline comes to its width; default by its sizes alone");

const headlineStyle = z.strictObject({
  font: face,
  sizes: typeSizes.describe("from the largest to the smallest"),
  maxLines: z.int().min(1).max(4).optional().describe("default 1"),
  lineHeight: z.number().min(0.8).max(3).optional().describe("over the size; default 1.2"),
  align,
  ink: ink.optional(),
  punctuation: punctuation.describe("default banjiao"),
  fill: share.optional().describe("largest share of the measure that a line takes; default 100%"),
  above: rowsLength.optional().describe("default 0row"),
  below: rowsLength.optional().describe("default 0row"),
  spareAbove: share
    .optional()
    .describe("of the blank that whole rows and closing add to it, how much stands above; default 70%"),
  fit: fitting.optional(),
  effect: effect.optional(),
});

const rule = z.strictObject({
  kind: z.enum(RULE_KINDS).optional().describe("default solid"),
  thickness: positiveLength.describe("of the whole rule; of a wave from crest to trough"),
  line: positiveLength
    .optional()
    .describe("thickness of its thin lines, and of a wave's line; a share of the thickness"),
  period: positiveLength.optional().describe("from dot to dot, dash to dash, crest to crest; default by the thickness"),
  ink: ink.optional(),
});

const sides = z
  .strictObject({ top: name, right: name, bottom: name, left: name })
  .partial()
  .describe("a rule for each side that has one");

const corner = z
  .strictObject({ kind: z.enum(CORNERS), size: positiveLength.describe("how far it reaches along the sides") })
  .describe("default square; only of a border that is the same all round");

const box = z.strictObject({
  tint: ink.optional(),
  border: z.union([name, sides]).optional().describe("a rule of this style sheet all round, or one for each side"),
  corner: corner.optional(),
  padding: length
    .optional()
    .describe("inside a flag, key figure, summary or reversed headline; a story's box has the layout's; default 0pt"),
});

const LADDER = ["paragraphs", "space", "pictures", "optional", "headlines", "tracking"];

const ladderStep = z
  .strictObject({
    paragraphs: z.int().min(1).max(1).describe("lines that a paragraph may take more or fewer: 1"),
    space: z.int().min(1).max(20).describe("blank rows that a headline may have more round it"),
    pictures: z.int().min(1).max(40).describe("rows that a picture may be taller or lower"),
    crop: percentage.describe("largest share of a photograph that may be cut off for it; default 30%"),
    optional: z.literal(true).describe("optional paragraphs and boxes may be left out"),
    headlines: z.int().min(1).max(40).describe("sizes of its style that a headline may be smaller"),
    tracking: em.describe("how far the characters of a paragraph may be moved together or apart, as in 0.01em"),
  })
  .partial()
  .superRefine(justOneOf(LADDER, "this step"));

const closing = z.strictObject({
  rounds: z.int().min(0).max(1000).optional().describe("trials for each slot; default 40"),
  ladder: z.array(ladderStep).describe("what gives so that stories close, in this order; default paragraphs alone"),
});

/** `layouts/styles/NAME.yaml` */
export const styleSchema = z.strictObject({
  zi: typeSize.describe("the body size: one zi"),
  row: positiveLength.describe("distance of baseline rows"),
  measureStep: positiveZi.optional().describe("snap of measures; default 0.5zi"),
  text: z.record(name, textStyle),
  headlines: z.record(name, headlineStyle),
  rules: z.record(name, rule).optional(),
  boxes: z.record(name, box).optional(),
  ...exhibitStyles,
  limits: z
    .strictObject({
      looseLine: em.describe("default 0.1em"),
      pushInPerMark: em.describe("default 0.05em"),
      pushInMost: em.describe("default 0em"),
      tie: em.describe("default 0.02em"),
      underset: z.int().min(0).max(100).describe("lines; default 2"),
      wrap: z
        .strictObject({
          contour: positiveZi.describe("along a contour; default 5zi"),
          box: positiveZi.describe("beside a straight edge; default 9zi"),
          level: z
            .number()
            .min(0)
            .max(4)
            .describe("share of its gap that an inset with straight edges keeps above and below; default 0.5"),
        })
        .partial()
        .describe("least measure of lines beside an inset, and its gap above and below"),
      picture: percentage.describe("least share of a picture's area that is shown; default 60%"),
    })
    .partial()
    .optional(),
  closing: closing.optional(),
});

/** A style sheet's file, checked. */
export type StyleInput = z.output<typeof styleSchema>;
/** An ink as it is written. */
export type InkInput = z.output<typeof ink>;
/** A headline's way to its width, checked. */
export type FittingInput = z.output<typeof fitting>;
/** An effect on display type, checked. */
export type EffectInput = z.output<typeof effect>;
