/** The files of an edition as they are written: edition, pages, stories, and what they name: formats, conditions, fonts. */
import { formed, length, name, path, saying, text, z } from "./document/schema.ts";
import { chart, keyFigure, qrCode, quote, sidebar, table } from "./exhibit-schema.ts";
import { adSize, ads, condition, folder, press } from "./press-schema.ts";

export { type AdsInput, adPolicySchema, type ConditionInput, type PressInput } from "./press-schema.ts";

const inFileNames = "use letters, digits, `-` and `_`: it goes into file names";

const pageId = formed(
  /^[A-Z]{0,2}\d{1,3}(-\d{1,3})?$/,
  (value) => `\`${value}\` is no page id`,
  'write it in quotes, as in `"05"`, `"A01"` or, of a panorama, `"04-05"`',
);

const editionName = z.union([
  formed(/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}$/u, (value) => `\`${value}\` cannot be an edition`, inFileNames),
  z.int().min(0),
]);

const version = formed(/^[A-Z0-9]{1,3}$/, (value) => `\`${value}\` is no version`, "write a capital letter, as in `A`");

const zoneName = formed(/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}$/u, (value) => `\`${value}\` cannot be a zone`, inFileNames);

const pageCount = z.int().min(1).max(1000);

const pagePlan = z
  .strictObject({
    pages: pageCount.optional().describe("of the whole paper; default the sum of the sections"),
    sections: z
      .record(
        formed(/^[A-Z]{0,2}$/, (value) => `\`${value}\` is no section`, "write the letters of its page ids, as in `A`"),
        pageCount,
      )
      .optional()
      .describe("letters of the page ids: how many pages the section has"),
    step: z.int().min(1).max(64).optional().describe("pages that the press prints at a time in a section; default 4"),
    colour: z
      .array(pageId)
      .optional()
      .describe('positions of the press with colour: "A01", or from the first to the last "A01-08"; default all'),
    onMono: z
      .enum(["convert", "refuse"])
      .optional()
      .describe("what becomes of a page that wants colour where the press has none; default convert: black alone"),
  })
  .describe("the pages that the press is set up for (版面计划), against which those of the edition are held");

const zone = z
  .strictObject({
    zone: zoneName.optional().describe("版别: goes into file names; default the edition's own"),
    zoneTitle: text.optional().describe("the zone as pages show it; default its name"),
    edition: editionName.optional().describe("which edition of the day (版次); default the edition's own"),
    version: version.optional(),
    closed: text.optional(),
    deadline: text.optional().describe("until when plants take its pages, in place of their own deadlines"),
    pageCount: pageCount.optional().describe("今日N版; default the edition's, and the pages that are more or fewer"),
    plan: pagePlan.optional(),
    pages: z.array(path).optional().describe("files of pages that take the place of those with the same id"),
    extra: z.array(path).optional().describe("files of pages that only this zone has"),
    without: z.array(pageId).optional().describe("ids of pages that this zone does not have"),
  })
  .describe("what is different in one zone (地方版) or later edition; all other pages are shared");

/** `edition.yaml` */
export const editionSchema = z.strictObject({
  paper: z.strictObject({
    name: text.describe("as printed"),
    id: formed(
      /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/,
      (value) => `\`${value}\` cannot be the paper's id`,
      inFileNames,
    ).describe("goes into file names"),
  }),
  date: formed(
    /^\d{4}-\d{2}-\d{2}$/,
    (value) => `\`${value}\` is no date`,
    "write year, month and day, as in `2025-07-10`",
  ).describe("day of issue, as in 2025-07-10"),
  issue: z.int().min(1).max(1_000_000).describe("期号"),
  pageCount: pageCount.optional().describe("今日N版; default the number of pages below"),
  edition: editionName.describe("which edition of the day"),
  version: version.optional().describe("a resent page gets the next letter; default A"),
  language: formed(
    /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/,
    (value) => `\`${value}\` is no language`,
    "write it as in `zh-Hans`",
  )
    .optional()
    .describe("BCP 47; default zh-Hans"),
  region: z.enum(["CN", "TW", "HK", "JP", "KR"]).optional().describe("default CN"),
  style: name.optional().describe("style sheet, layouts/styles/NAME.yaml; default newspaper-cn"),
  fonts: path.optional().describe("folder of the edition with its own fonts.yaml"),
  names: z.array(text).optional().describe("names of people and places that a headline must not split"),
  zone: zoneName.optional().describe("版别: which readers the edition is for; goes into file names"),
  zoneTitle: text.optional().describe("the zone as pages show it; default its name"),
  closed: text
    .optional()
    .describe("when the edition was closed, for slugs: `2025-07-10 01:30`; `build --closed` replaces it"),
  binding: z
    .enum(["left", "right"])
    .optional()
    .describe("side of the fold on a first page; default left, in Japan right"),
  press: press.optional(),
  targets: z
    .record(folder, press)
    .refine((targets) => Object.keys(targets).length > 0, {
      error: saying("input/missing-field", () => "`targets` names no plant", "name one, or take `targets` out"),
    })
    .optional()
    .describe("a printing plant each: NAME: what it asks for; what it does not say is as `press` says"),
  ads: z.union([path, ads]).optional().describe("the ad list's file, or how ads are placed"),
  adSizes: z.record(text, adSize).optional().describe("sizes by which ads are sold, by name"),
  feeds: z
    .array(path)
    .max(50)
    .optional()
    .describe(
      "mapping files of feeds that `nightly` takes in before it reads, each in the folder that its stories go to",
    ),
  standby: z
    .array(
      z.union([
        path,
        z.strictObject({
          story: path,
          sections: z.array(text).min(1).optional().describe("on pages of these sections alone; default on any"),
        }),
      ]),
    )
    .max(200)
    .optional()
    .describe("备用稿: stories that stand in for others that are missing or cannot be read, each once at most"),
  plan: pagePlan.optional(),
  pages: z.array(path).describe("the pages' files, in the edition's order"),
  zones: z
    .array(zone)
    .max(200)
    .optional()
    .describe("zones (地方版) and later editions, each by what is different in it"),
});

/** A page's file. */
export const pageSchema = z.strictObject({
  page: pageId.describe('id, in quotes: "05", "A01"; of a panorama (通版) both: "04-05"'),
  files: z
    .enum(["one", "two"])
    .optional()
    .describe("of a panorama: one file of both pages, or two, cut at the fold; default one"),
  section: text.describe("版名, as printed"),
  layout: name.describe("layouts/NAME.yaml"),
  credits: z
    .array(z.strictObject({ role: text, name: text }))
    .optional()
    .describe("责任编辑 …"),
  colour: z
    .enum(["colour", "mono"])
    .optional()
    .describe("mono: printed with black alone, its other plates are empty; default colour"),
  stories: z.record(name, path).describe("slot of the layout: the story's file"),
  heads: z
    .record(
      name,
      z.strictObject({
        headline: z.union([z.string(), z.array(text).min(1).max(4)]).describe("a list is broken as it stands"),
        kicker: z.string().optional(),
        deck: z.string().optional(),
      }),
    )
    .optional()
    .describe("slot of the layout: a headline over several stories (总题), shown by a stack's `umbrella`"),
  continues: z
    .record(name, z.strictObject({ page: pageId, story: name.describe("its slot there") }))
    .optional()
    .describe("slot of the layout: the story of an earlier page that goes on there (上接第×版)"),
});

/** `layouts/formats.yaml` */
export const formatsSchema = z.record(
  name,
  z
    .strictObject({
      title: text,
      width: length,
      height: length,
      fold: length.optional().describe("of a panorama: width of the gutter in its middle that text keeps out of"),
    })
    .describe("a trimmed page size"),
);

/** `profiles/conditions.yaml` */
export const conditionsSchema = z.record(name, condition);

const fontFile = z
  .strictObject({
    package: formed(
      /^(@[a-z0-9-~][a-z0-9._-]*\/)?[a-z0-9-~][a-z0-9._-]*$/,
      (value) => `\`${value}\` is no package name`,
      "write it as in `@scope/name`",
    ).optional(),
    file: path.describe("path in the package, or beside this file"),
    packed: z.boolean().optional().describe("a WOFF, to be unpacked; told by the file's ending when absent"),
  })
  .describe("a font file, of an npm package or beside this one");

const weight = formed(/^[1-9]\d{2}$/, (value) => `\`${value}\` is no weight`, "write 100 to 900");

/** `fonts/fonts.yaml` */
export const fontsSchema = z.strictObject({
  families: z.record(
    name,
    z.strictObject({
      title: text.describe("for lists"),
      licence: text.describe("SPDX name, as in OFL-1.1"),
      weights: z.record(weight, fontFile),
      fallback: z.array(name).optional().describe("families asked for characters that this one lacks"),
    }),
  ),
});

const fraction = z.number().min(0).max(1);

const focusBox = z
  .tuple([fraction, fraction, fraction, fraction])
  .refine(([left, top, right, bottom]) => left < right && top < bottom, {
    error: saying(
      "input/wrong-value",
      (value) => `\`${value}\` is no box`,
      "write left, top, right and bottom, as in `[0.2, 0.1, 0.8, 0.9]`",
    ),
  });

const photo = z.strictObject({
  file: path.describe("JPEG, PNG, TIFF, WebP, AVIF, GIF, or SVG and PDF, which are placed as vectors"),
  caption: z.string().optional().describe("图片说明"),
  credit: z.string().optional().describe("某某 摄"),
  alt: z
    .string()
    .max(2000)
    .optional()
    .describe('替代文字: what it shows, for readers who do not see it; "" for decoration; default its caption'),
  focus: z
    .union([z.tuple([fraction, fraction]), focusBox])
    .optional()
    .describe(
      "point that a crop keeps, from the top left, or the box that it must not cut into: left, top, right, bottom; default [0.5, 0.5]",
    ),
  float: z
    .boolean()
    .optional()
    .describe("finds its own place in the text, near the words that refer to it; default false"),
  reference: text.optional().describe("words by which the text refers to it; default 图①, 图1 or 图一 by its number"),
  outline: z
    .enum(["clip", "alpha", "none"])
    .optional()
    .describe(
      "what text runs round where the layout asks for it: the file's clipping path, or its transparent ground; default clip, else alpha",
    ),
  page: z.number().int().min(1).max(9999).optional().describe("of a PDF: its page; default 1"),
  clippingPath: text.optional().describe("the path's name in the file; default the one that Photoshop clips by"),
});

/** Front matter of a story. */
export const storySchema = z
  .strictObject({
    headline: z
      .union([z.string(), z.array(text).min(1).max(4)])
      .optional()
      .describe("主题; a list is broken as it stands"),
    kicker: z.string().optional().describe("眉题"),
    deck: z.string().optional().describe("副题"),
    jumpHeadline: z.string().optional().describe("over the rest of the story on another page; default the headline"),
    summary: z
      .union([text, z.array(text).min(1).max(12)])
      .optional()
      .describe("提要: a text, or its points; shown by a layout's `summary`"),
    dateline: z.string().optional().describe("本报讯"),
    byline: z.string().optional().describe("记者 …, printed in brackets behind the dateline"),
    signature: z.string().optional().describe("credit at the end of the text"),
    language: formed(
      /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/,
      (value) => `\`${value}\` is no language`,
      "write it as in `zh-Hans`",
    ).optional(),
    priority: z.int().min(1).max(5).optional().describe("1 is the lead, 5 fills a corner; default 3"),
    dropCap: z
      .int()
      .min(2)
      .max(3)
      .optional()
      .describe(
        "rows that the first character of the first paragraph takes, 2 or 3; it is set like the rest when absent",
      ),
    optional: z
      .array(z.int().min(1).max(1000))
      .optional()
      .describe(
        "paragraphs that may be left out so that the page closes, from 1, crossheads not counted; the first goes first",
      ),
    photos: z.array(photo).optional(),
    keyFigures: z.array(keyFigure).optional().describe("数据框; figures in ** are set large"),
    tables: z.array(table).optional(),
    quotes: z.array(quote).optional().describe("引语, to be set large beside the text"),
    qr: z.array(qrCode).optional().describe("二维码"),
    charts: z.array(chart).optional(),
    sidebars: z.array(sidebar).optional().describe("texts and lists in boxes of their own"),
  })
  .describe(
    "front matter of a story; its texts take `**strong**`, `*emphasis*`, readings `{汉字|hàn|zì}` and marked items `[鲁迅]{.name}` (classes name, title, dots, underline, deceased, upright) as the body does; a text that begins with `[` or `{` stands in quotes",
  );

/** `edition.yaml`, checked. */
export type EditionInput = z.output<typeof editionSchema>;
/** What is said of ads, checked. */
/** A zone of an edition, checked. */
export type ZoneInput = z.output<typeof zone>;
/** What the press is set up for, checked. */
export type PlanInput = z.output<typeof pagePlan>;
/** A page's file, checked. */
export type PageInput = z.output<typeof pageSchema>;
/** A story's front matter, checked. */
export type StoryInput = z.output<typeof storySchema>;
/** A font manifest, checked. */
export type FontsInput = z.output<typeof fontsSchema>;
/** Page formats, checked. */
export type FormatsInput = z.output<typeof formatsSchema>;
/** Printing conditions, checked. */
export type ConditionsInput = z.output<typeof conditionsSchema>;
/** What a plant asks for. */
/** One printing condition. */
