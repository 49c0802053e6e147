/** Content streams as operators with their operands (ISO 32000-1, 7.8.2), inline images among them. No bytes stop it. */
import { CosKeyword, CosLexer, endsWord, isWhite } from "./cos-lexer.ts";
import { CosArray, CosDict, CosName, CosRef, CosStream, type CosValue, type Resolver } from "./cos-object.ts";
import { filtersOf } from "./decode-stream.ts";
import { parseValue } from "./parse-value.ts";

/** One operator. `BI` has the inline image as its one operand; `ID` and `EI` never come. */
export interface ContentOperator {
  readonly operator: string;
  readonly operands: readonly CosValue[];
}

/** What was wrong while reading. */
export interface ContentDamage {
  /** tokens that are no PDF */
  tokens: number;
  /** operands that no operator took */
  leftOver: number;
}

/** No operator takes more operands than the 32 inks of a DeviceN colour with a pattern; the oldest are dropped. */
const MAX_OPERANDS = 40;

const NOTHING: Resolver = { resolve: (value) => (value instanceof CosRef ? undefined : value) };

/** Gives `take` one operator after the other; it says whether it wants more. */
export const readContent = (
  bytes: Uint8Array,
  take: (found: ContentOperator) => boolean,
  resolver: Resolver = NOTHING,
): ContentDamage => {
  const lexer = new CosLexer(bytes);
  const how = { resolver, references: false };
  const damage: ContentDamage = { tokens: 0, leftOver: 0 };
  let operands: CosValue[] = [];
  for (;;) {
    const parsed = parseValue(lexer, how);
    if (parsed.kind === "end") break;
    if (parsed.kind === "value") {
      if (operands.length >= MAX_OPERANDS) {
        operands.shift();
        damage.leftOver++;
      }
      operands.push(parsed.value);
      continue;
    }
    if (BRACKETS.has(parsed.word)) {
      damage.tokens++;
      continue;
    }
    const operator = parsed.word;
    if (operator === "BI") operands = [inlineImage(lexer, resolver)];
    if (!take({ operator, operands })) break;
    operands = [];
  }
  damage.tokens += lexer.damaged;
  damage.leftOver += operands.length;
  return damage;
};

const BRACKETS: ReadonlySet<string> = new Set(["]", ">>", "{", "}", ">", ")"]);

/** Behind `BI`: keys and values up to `ID`, then bytes up to `EI`. */
const inlineImage = (lexer: CosLexer, resolver: Resolver): CosStream => {
  const entries = new Map<string, CosValue>();
  for (;;) {
    const key = lexer.next();
    if (key === undefined || (key instanceof CosKeyword && (key.word === "ID" || key.word === "EI"))) break;
    if (!(key instanceof CosName)) {
      lexer.damaged++;
      continue;
    }
    const parsed = parseValue(lexer, { resolver, references: false });
    if (parsed.kind !== "value") break;
    entries.set(KEYS[key.value] ?? key.value, parsed.value);
  }
  const dict = new CosDict(entries, resolver);
  if (isWhite(lexer.bytes[lexer.at])) lexer.at++;
  const from = lexer.at;
  const end = endOfImage(lexer.bytes, from, dict);
  if (end === undefined) lexer.damaged++;
  lexer.at = end === undefined ? lexer.bytes.length : end.behind;
  return new CosStream(dict, lexer.bytes.subarray(from, end?.at ?? lexer.bytes.length));
};

/** Keys by their full names (ISO 32000-1, table 93). */
const KEYS: Readonly<Record<string, string>> = {
  BPC: "BitsPerComponent",
  CS: "ColorSpace",
  D: "Decode",
  DP: "DecodeParms",
  F: "Filter",
  H: "Height",
  IM: "ImageMask",
  I: "Interpolate",
  W: "Width",
  L: "Length",
};

/** Where the bytes end and where `EI` does. */
const endOfImage = (
  bytes: Uint8Array,
  from: number,
  dict: CosDict,
): { readonly at: number; readonly behind: number } | undefined => {
  const known = filtersOf(dict).length === 0 ? plainLength(dict) : undefined;
  for (let at = from + (known ?? 0); at + 1 < bytes.length; at++) {
    if (bytes[at] !== 0x45 || bytes[at + 1] !== 0x49 || !endsWord(bytes[at + 2])) continue;
    if (at > from && !isWhite(bytes[at - 1]) && known === undefined) continue;
    if (looksLikeContent(bytes, at + 2)) return { at: isWhite(bytes[at - 1]) ? at - 1 : at, behind: at + 2 };
  }
  return undefined;
};

/** `EI` may come up in a picture's bytes by chance; behind the real one there is text. */
const looksLikeContent = (bytes: Uint8Array, from: number): boolean => {
  for (let at = from; at < Math.min(from + 16, bytes.length); at++) {
    const byte = bytes[at]!;
    if (byte > 0x7e || (byte < 0x20 && !isWhite(byte))) return false;
  }
  return true;
};

const COMPONENTS: Readonly<Record<string, number>> = {
  G: 1,
  DeviceGray: 1,
  RGB: 3,
  DeviceRGB: 3,
  CMYK: 4,
  DeviceCMYK: 4,
};

/** Bytes of an image without filters; undefined where its colour space is not known here. */
const plainLength = (dict: CosDict): number | undefined => {
  const [width, height] = [dict.number("Width"), dict.number("Height")];
  const space = dict.get("ColorSpace");
  const mask = dict.get("ImageMask") === true;
  const indexed = space instanceof CosArray;
  const components = mask || indexed ? 1 : space instanceof CosName ? COMPONENTS[space.value] : undefined;
  if (width === undefined || height === undefined || components === undefined) return undefined;
  const bits = mask ? 1 : (dict.number("BitsPerComponent") ?? 8);
  return Math.ceil((width * components * bits) / 8) * height;
};
