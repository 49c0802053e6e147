/** `press:` of an edition, or one of its `targets:` → what the plant asks for, with the output profile read and checked. */
import type { SourceRange } from "../base/source.ts";
import { mm, type Pt } from "../base/units.ts";
import {
  type Handover,
  MARK_KINDS,
  type MarkKind,
  type OutputCondition,
  type PageEdges,
  type PageSize,
  type Press,
} from "../model/press.ts";
import { checkFileName, FILE_NAME } from "./check-file-name.ts";
import { amount, points } from "./document/lengths.ts";
import { nameHint } from "./document/nearest-name.ts";
import { LIMITS, ownOrProgram, type ReadShop, readBytes } from "./document/read-text.ts";
import { readYaml } from "./document/read-yaml.ts";
import { type ConditionInput, conditionsSchema, type PressInput } from "./edition-schema.ts";

/** No plate carries more, whatever a profile says (PRINT: target 220, hard cap 240). */
const INK_CAP = 240;
const INK_LIMIT = 220;
/** Under this nothing but text could be printed. */
const INK_LEAST = 100;
/** Bleed where nobody says otherwise (GWG: at least 2 mm, 3 mm is usual). */
const BLEED = mm(3);

/** What a plant asks for, the place of each of its fields, and what it is called. */
export interface PressPlace {
  readonly plant: string;
  readonly press: PressInput;
  /** where a field stands; where the plant is named when it does not say the field */
  at(field: keyof PressInput): SourceRange;
}

/** Undefined, and reported, when the output condition cannot be had. */
export const readPress = async ({ plant, press, at }: PressPlace, shop: ReadShop): Promise<Press | undefined> => {
  const condition = await readCondition(press.condition ?? "newsprint26", at("condition"), shop);
  const inkLimit = amount(press.inkLimit ?? `${INK_LIMIT}%`);
  checkInkLimit(inkLimit, at("inkLimit"), shop);
  const fileName = press.fileName ?? FILE_NAME;
  checkFileName(fileName, at("fileName"), shop);
  const { target = "200ppi", warn = "150ppi", error = "100ppi" } = press.resolution ?? {};
  const resolution = { target: amount(target), warn: amount(warn), error: amount(error) };
  checkResolution(resolution, at("resolution"), shop);
  checkAddress(press.handover, at("handover"), shop);
  if (!condition) return undefined;
  return {
    plant,
    standard: press.standard ?? "pdfx4",
    condition,
    inkLimit: Math.min(INK_CAP, Math.max(INK_LEAST, inkLimit)),
    intent: press.intent ?? "perceptual",
    sharpening: press.sharpening ?? "light",
    untaggedCmyk: press.untaggedCmyk ?? "keep",
    spots: press.spots ?? "convert",
    bleed: bleedOf(press.bleed),
    marks: marksOf(press.marks),
    ...(press.size && { size: sizeOf(press.size) }),
    resolution,
    fileName,
    folder: press.folder ?? plant,
    ...(press.deadline !== undefined && { deadline: press.deadline }),
    handover: handoverOf(press.handover),
  };
};

const handoverOf = ({
  to,
  key,
  hostKey,
  passwordFrom,
  xjdf = false,
}: NonNullable<PressInput["handover"]> = {}): Handover => ({
  xjdf,
  hostKeys: hostKey === undefined ? [] : [hostKey].flat(),
  ...(to !== undefined && { to }),
  ...(key !== undefined && { key }),
  ...(passwordFrom !== undefined && { passwordFrom }),
});

const bleedOf = (bleed: PressInput["bleed"]): PageEdges => {
  const edge = (length: string | undefined): Pt => (length === undefined ? BLEED : points(length));
  const edges = typeof bleed === "object" ? bleed : { top: bleed, bottom: bleed, inside: bleed, outside: bleed };
  return {
    top: edge(edges.top),
    bottom: edge(edges.bottom),
    inside: edge(edges.inside),
    outside: edge(edges.outside),
  };
};

const marksOf = (marks: PressInput["marks"] = "none"): ReadonlySet<MarkKind> => {
  if (marks === "none") return new Set();
  if (marks === "all") return new Set(MARK_KINDS);
  return new Set(typeof marks === "string" ? [marks] : marks);
};

const sizeOf = ({ width, height, fit = "centre" }: NonNullable<PressInput["size"]>): PageSize => ({
  width: points(width),
  height: points(height),
  fit,
});

/** A user without a password, a host or its number, perhaps a port, a folder. */
const SERVER = /^sftp:\/\/[^\s@/:]+@(?:\[[0-9a-f:.]+\]|[^\s@/:[\]]+)(?::(\d{1,5}))?\/\S*$/i;

const checkAddress = (handover: PressInput["handover"], source: SourceRange, { report }: ReadShop): void => {
  const scheme = handover?.to && /^([a-z][a-z0-9+.-]*):\/\//i.exec(handover.to)?.[1];
  if (!handover?.to || !scheme) return;
  const [whole, port = "22"] = SERVER.exec(handover.to) ?? [];
  if (whole !== undefined && Number(port) >= 1 && Number(port) <= 65_535) return;
  const password = /^sftp:\/\/[^\s@/:]+:[^\s@/]*@/i.test(handover.to);
  report.add({
    code: "input/wrong-value",
    severity: "error",
    message: password
      ? "an address for handing over holds a password"
      : `pages cannot be handed over to \`${handover.to}\``,
    hint: password
      ? "take the password out, and name an environment variable that has it in `handover.passwordFrom`"
      : "give a folder, or an address such as `sftp://user@host/folder`",
    source,
  });
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
