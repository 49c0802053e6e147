/** `press:` of an edition → what the plant asks for, with the output profile read and checked. */
import type { SourceRange } from "../base/source.ts";
import { mm } from "../base/units.ts";
import type { OutputCondition, Press } from "../model/edition.ts";
import { amount, points } from "./document/lengths.ts";
import { nameHint } from "./document/nearest-name.ts";
import { LIMITS, ownOrProgram, type ReadShop, readBytes } from "./document/read-text.ts";
import { readYaml } from "./document/read-yaml.ts";
import type { YamlDocument } from "./document/yaml-document.ts";
import { type ConditionInput, conditionsSchema, type EditionInput } from "./edition-schema.ts";

/** No plate carries more, whatever a profile says (PRINT: target 220, hard cap 240). */
const INK_CAP = 240;
const INK_LIMIT = 220;
/** Under this nothing but text could be printed. */
const INK_LEAST = 100;
const FILE_NAME = "{paper}_{date}_{edition}_{section}{page}_{version}.pdf";
const FILE_FIELDS = ["paper", "date", "edition", "section", "page", "version"];

/** `press:` with the document in which it stands. */
export interface PressPlace {
  readonly press: NonNullable<EditionInput["press"]>;
  readonly document: YamlDocument;
}

/** Undefined, and reported, when the output condition cannot be had. */
export const readPress = async ({ press, document }: PressPlace, shop: ReadShop): Promise<Press | undefined> => {
  const at = (field: string) => document.range(["press", field]);
  const condition = await readCondition(press.condition ?? "newsprint26", at("condition"), shop);
  const inkLimit = amount(press.inkLimit ?? `${INK_LIMIT}%`);
  checkInkLimit(inkLimit, at("inkLimit"), shop);
  const fileName = press.fileName ?? FILE_NAME;
  checkFileName(fileName, at("fileName"), shop);
  const { target = "200ppi", warn = "150ppi", error = "100ppi" } = press.resolution ?? {};
  const resolution = { target: amount(target), warn: amount(warn), error: amount(error) };
  checkResolution(resolution, at("resolution"), shop);
  if (!condition) return undefined;
  return {
    standard: press.standard ?? "pdfx4",
    condition,
    inkLimit: Math.min(INK_CAP, Math.max(INK_LEAST, inkLimit)),
    intent: press.intent ?? "perceptual",
    sharpening: press.sharpening ?? "light",
    untaggedCmyk: press.untaggedCmyk ?? "keep",
    spots: press.spots ?? "convert",
    bleed: press.bleed === undefined ? mm(3) : points(press.bleed),
    marks: press.marks ?? "none",
    resolution,
    fileName,
  };
};

const checkInkLimit = (limit: number, source: SourceRange, { report }: ReadShop): void => {
  if (limit >= INK_LEAST && limit <= INK_CAP) return;
  report.add({
    code: "input/wrong-value",
    severity: "error",
    message: `an ink limit of ${limit} per cent is not printable on newsprint`,
    hint: `give ${INK_LEAST}% to ${INK_CAP}%; ${INK_LIMIT}% is usual`,
    source,
  });
};

const checkResolution = (
  { target, warn, error }: Press["resolution"],
  source: SourceRange,
  { report }: ReadShop,
): void => {
  if (error <= warn && warn <= target) return;
  report.add({
    code: "input/wrong-value",
    severity: "error",
    message: `resolutions of ${target}, ${warn} and ${error} ppi are in the wrong order`,
    hint: "give `target` the greatest and `error` the least",
    source,
  });
};

const checkFileName = (template: string, source: SourceRange, { report }: ReadShop): void => {
  for (const [, field = ""] of template.matchAll(/\{([^{}:]*)(?::\d{1,2})?\}/g)) {
    if (FILE_FIELDS.includes(field)) continue;
    report.add({
      code: "input/unknown-name",
      severity: "error",
      message: `file names have no field \`{${field}}\``,
      hint: nameHint(field, FILE_FIELDS),
      source,
    });
  }
  const rest = template.replace(/\{[^{}]*\}/g, "");
  if (/\{page(:\d{1,2})?\}/.test(template) && !/[/\\{}]/.test(rest)) return;
  report.add({
    code: "input/wrong-value",
    severity: "error",
    message: "the template of file names must hold `{page}`, no folder and no other brace",
    hint: `write it as in \`${FILE_NAME}\``,
    source,
  });
};

const readCondition = async (
  wanted: string | ConditionInput,
  source: SourceRange,
  shop: ReadShop,
): Promise<OutputCondition | undefined> => {
  const input = typeof wanted === "string" ? await namedCondition(wanted, source, shop) : wanted;
  if (!input) return undefined;
  const absent = {
    code: "input/profile" as const,
    message: `the output profile \`${input.profile}\` is not there`,
    hint: "put it into the edition's folder, or name another condition",
  };
  const file = await readBytes(
    { files: ownOrProgram(input.profile), limit: LIMITS.profile, named: source, absent },
    shop,
  );
  if (!file) return undefined;
  const fault = profileFault(file.bytes);
  if (fault !== undefined) {
    shop.report.add({
      code: "input/profile",
      severity: "error",
      message: `the output profile \`${input.profile}\` ${fault}`,
      hint: "name a CMYK printer profile (ICC, class prtr)",
      source,
    });
    return undefined;
  }
  const { identifier, registry = "", info = identifier } = input;
  const profileLimit = amount(input.profileLimit ?? `${INK_CAP}%`);
  return { identifier, registry, info, profile: file.bytes, hash: file.hash, profileLimit };
};

const namedCondition = async (
  name: string,
  source: SourceRange,
  shop: ReadShop,
): Promise<ConditionInput | undefined> => {
  const file = await readYaml(
    { files: ownOrProgram("profiles/conditions.yaml"), named: source },
    conditionsSchema,
    shop,
  );
  const found = file && entryOf(file.partial, name);
  if (file && !found) {
    shop.report.add({
      code: "input/unknown-name",
      severity: "error",
      message: `there is no output condition \`${name}\``,
      hint: nameHint(name, Object.keys(file.partial)),
      source,
    });
  }
  return found;
};

const entryOf = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

/** What is wrong with the head of an ICC profile (ICC.1, section 7.2). */
const profileFault = (bytes: Uint8Array): string | undefined => {
  const tag = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.length < 128 || tag(36) !== "acsp") return "is no ICC profile";
  if (new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) > bytes.length) return "is cut off";
  if (tag(12) !== "prtr") return `is of class \`${tag(12)}\`, not a printer's`;
  return tag(16) === "CMYK" ? undefined : `is for \`${tag(16).trim()}\`, not for CMYK`;
};
