/** What an edition asks of the press, and of its advertisements, as it is written. */
import { MARK_KINDS } from "../model/press.ts";
import { PDF_BOXES } from "../model/story.ts";
import { formed, length, name, path, percentage, positiveLength, ppi, saying, text, z } from "./document/schema.ts";

export const condition = z
  .strictObject({
    profile: path.describe("ICC profile of the printing: class prtr, CMYK"),
    identifier: text.describe("name of the printing condition, as in IFRA26"),
    registry: z.string().optional().describe("registry that knows the identifier, as in http://www.color.org"),
    info: z.string().optional().describe("a sentence for people"),
    profileLimit: percentage.optional().describe("total ink that the profile's separations may reach"),
  })
  .describe("a printing condition");

const edges = z
  .strictObject({ top: length, bottom: length, inside: length, outside: length })
  .partial()
  .describe("at each edge, `inside` at the fold; edges that are not named have 3mm");

const markKind = z.enum(MARK_KINDS);

export const folder = formed(
  /^[\p{L}\p{N}_][\p{L}\p{N}_-]{0,39}$/u,
  (value) => `\`${value}\` cannot be a folder of the output`,
  "use letters, digits, `-` and `_`",
).refine((value) => !/^(held|proof)$/i.test(value), {
  error: saying(
    "input/wrong-value",
    (value) => `\`${value}\` is the folder of pages that are not for the press`,
    "give the plant's folder another name",
  ),
});

const hostKey = formed(
  /^SHA256:[A-Za-z0-9+/]{43}$/,
  (value) => `\`${value}\` is no fingerprint of a host key`,
  "write it as `ssh-keygen -l` shows it: `SHA256:` and 43 characters",
);

const handover = z
  .strictObject({
    to: text
      .optional()
      .describe("a folder counted from the edition's, or sftp://user@host:port/folder, for `broadsheet deliver`"),
    key: text.optional().describe("file of the private key for SFTP, counted from the edition's folder"),
    hostKey: z
      .union([hostKey, z.array(hostKey).min(1)])
      .optional()
      .describe("fingerprint of the server's host key, or several: other servers get nothing"),
    passwordFrom: formed(
      /^[A-Za-z_][A-Za-z0-9_]*$/,
      () => "`passwordFrom` is not the name of an environment variable",
      "write the variable's name, as in `PLANT_PASSWORD`; the password itself has no place in a file",
    )
      .optional()
      .describe("environment variable with the password for SFTP, or with the passphrase of `key`"),
    xjdf: z.boolean().optional().describe("whether a job ticket (CIP4 XJDF) goes with the pages; default false"),
  })
  .describe("how the plant gets its files");

export const press = z
  .strictObject({
    standard: z.enum(["pdfx4", "pdfx1a", "proof", "screen"]).optional().describe("default pdfx4"),
    condition: z
      .union([name, condition])
      .optional()
      .describe("a name of profiles/conditions.yaml, or its fields; default newsprint26"),
    inkLimit: percentage.optional().describe("most ink on one spot; default 220%, never above 240%"),
    intent: z
      .enum(["perceptual", "relative"])
      .optional()
      .describe("how colours out of reach become printable; default perceptual"),
    sharpening: z.enum(["none", "light", "strong"]).optional().describe("of photographs; default light"),
    untaggedCmyk: z
      .enum(["keep", "refuse"])
      .optional()
      .describe("CMYK pictures without a profile: print their inks as they are, or refuse them; default keep"),
    spots: z
      .enum(["convert", "keep"])
      .optional()
      .describe("spot colours of the style: printed with the four inks, or on plates of their own; default convert"),
    bleed: z.union([length, edges]).optional().describe("default 3mm"),
    marks: z
      .union([z.enum(["none", "all", ...MARK_KINDS]), z.array(markKind)])
      .optional()
      .describe(
        "what is printed outside the bleed: none, all, one of crop, register, bars, slug, or a list; default none",
      ),
    size: z
      .strictObject({
        width: positiveLength,
        height: positiveLength,
        fit: z.enum(["centre", "scale"]).optional().describe("default centre: the page keeps its size"),
      })
      .optional()
      .describe("the trimmed page when it is not the layout's format"),
    resolution: z
      .strictObject({ target: ppi, warn: ppi, error: ppi })
      .partial()
      .optional()
      .describe("of pictures in print; default 200ppi, 150ppi, 100ppi"),
    fileName: text
      .optional()
      .describe(
        "template with {title} {date} {edition} {zone} {section} {page} {version} {colour} {plant}, as in {page:03} or {date:DDMMYY}; default {title}_{date}_{edition}_{section}{page}_{version}.pdf",
      ),
    folder: folder.optional().describe("folder below the output; default the target's name, none for `press`"),
    deadline: text.optional().describe("until when pages are taken; told in the manifest"),
    handover: handover.optional(),
  })
  .describe("what the plant asks for");

const adAction = z.enum(["refuse", "convert", "accept"]);

/** `profiles/ad-policy.yaml` */
export const adPolicySchema = z.record(text, adAction);

export const ads = z
  .strictObject({
    list: path.optional().describe("the ad list, CSV: id, page, position, size, colour, file, label, advertiser"),
    house: z
      .union([path, z.array(path).min(1).max(100)])
      .optional()
      .describe(
        "PDF or SVG that stands in the place of ads that are missing or refused, and of stories for which there is no standby; of several the one that fits best",
      ),
    box: z.enum(PDF_BOXES).optional().describe("by which an ad is cropped; default trim"),
    scale: z
      .enum(["never", "fit"])
      .optional()
      .describe("never: ads keep their size; fit: each is made as large as its slot allows; default never"),
    tolerance: length.optional().describe("up to which an ad may differ from its slot and its size; default 0.5mm"),
    policy: adPolicySchema
      .optional()
      .describe("rule of the preflight, `colour/newspaper` or `R0027`: refuse, convert or accept"),
  })
  .describe("advertisements");

export const adSize = z
  .strictObject({
    width: positiveLength.optional(),
    height: positiveLength.optional(),
    columns: z.int().min(1).max(24).optional().describe("of the page's grid"),
    rows: z.int().min(1).max(200).optional().describe("of the page's grid"),
  })
  .refine(
    ({ width, height, columns, rows }) =>
      (width === undefined) === (height === undefined) &&
      (columns === undefined) === (rows === undefined) &&
      (width === undefined) !== (columns === undefined),
    {
      error: saying(
        "input/wrong-value",
        () => "this is no size of an ad",
        "give `width` and `height`, or `columns` and `rows`",
      ),
    },
  );

export type AdsInput = z.output<typeof ads>;

export type PressInput = z.output<typeof press>;

export type ConditionInput = z.output<typeof condition>;
