/** Tokens to values: arrays, dictionaries, references. */
import { CosKeyword, type CosLexer, type CosToken } from "./cos-lexer.ts";
import { CosArray, CosDict, CosName, CosRef, type CosValue, type Resolver } from "./cos-object.ts";

/** Arrays and dictionaries deeper in one another than this are taken for an attack; what is deeper is lost. */
export const MAX_DEPTH = 100;

/** What stands where a value was sought: the value, or the keyword that is none (`endobj`, an operator, a closing bracket). */
export type Parsed =
  | { readonly kind: "value"; readonly value: CosValue }
  | { readonly kind: "keyword"; readonly word: string }
  | { readonly kind: "end" };

/** What parsing needs to know. */
export interface ParseHow {
  readonly resolver: Resolver;
  /** whether `1 0 R` is a reference: in files, not in content */
  readonly references: boolean;
  /** in how many arrays and dictionaries it stands; none when left out */
  readonly depth?: number;
}

/** Reads the value at the lexer's place. */
export const parseValue = (lexer: CosLexer, how: ParseHow): Parsed => {
  const token = lexer.next();
  return token === undefined ? END : parseFrom(token, lexer, how);
};

const END: Parsed = { kind: "end" };

const valued = (value: CosValue): Parsed => ({ kind: "value", value });

const parseFrom = (token: CosToken, lexer: CosLexer, how: ParseHow): Parsed => {
  if (typeof token === "number") return valued(how.references ? referenceOr(token, lexer) : token);
  if (!(token instanceof CosKeyword)) return valued(token);
  const { word } = token;
  if (word === "[") return valued(parseArray(lexer, how));
  if (word === "<<") return valued(parseDict(lexer, how));
  if (word === "true" || word === "false") return valued(word === "true");
  if (word === "null") return valued(undefined);
  return { kind: "keyword", word };
};

/** `1 0 R` needs two tokens more; where they do not come, the place is as it was. */
const referenceOr = (first: number, lexer: CosLexer): CosValue => {
  if (!Number.isInteger(first) || first < 0) return first;
  const { at, damaged } = lexer;
  lexer.skip();
  const digit = lexer.bytes[lexer.at];
  if (digit !== undefined && digit >= 0x30 && digit <= 0x39) {
    const second = lexer.next();
    lexer.skip();
    const next = lexer.bytes[lexer.at + 1];
    const ends = next === undefined || next <= 0x20 || "()<>[]{}/%".includes(String.fromCharCode(next));
    if (typeof second === "number" && Number.isInteger(second) && lexer.bytes[lexer.at] === 0x52 && ends) {
      lexer.at++;
      return new CosRef(first, second);
    }
  }
  lexer.at = at;
  lexer.damaged = damaged;
  return first;
};

const parseArray = (lexer: CosLexer, how: ParseHow): CosValue => {
  const items: CosValue[] = [];
  const deeper = { ...how, depth: (how.depth ?? 0) + 1 };
  for (;;) {
    const { at } = lexer;
    const token = lexer.next();
    if (token === undefined) break;
    if (token instanceof CosKeyword && token.word === "]") break;
    if (closes(token)) {
      // the array was never closed; what closes belongs to what is round it
      lexer.at = at;
      lexer.damaged++;
      break;
    }
    const parsed = (how.depth ?? 0) < MAX_DEPTH ? parseFrom(token, lexer, deeper) : undefined;
    if (parsed?.kind === "value") items.push(parsed.value);
    else lexer.damaged++;
  }
  return new CosArray(items, how.resolver);
};

const parseDict = (lexer: CosLexer, how: ParseHow): CosDict => {
  const entries = new Map<string, CosValue>();
  const deeper = { ...how, depth: (how.depth ?? 0) + 1 };
  for (;;) {
    const { at } = lexer;
    const key = lexer.next();
    if (key === undefined) break;
    if (key instanceof CosKeyword && key.word === ">>") break;
    if (closes(key)) {
      lexer.at = at;
      lexer.damaged++;
      break;
    }
    if (!(key instanceof CosName)) {
      lexer.damaged++;
      continue;
    }
    const before = lexer.at;
    const token = lexer.next();
    if (token === undefined) break;
    if (token instanceof CosKeyword && token.word === ">>") break;
    const parsed = (how.depth ?? 0) < MAX_DEPTH ? parseFrom(token, lexer, deeper) : undefined;
    if (parsed?.kind === "value") entries.set(key.value, parsed.value);
    else {
      lexer.damaged++;
      if (closes(token)) lexer.at = before;
    }
  }
  return new CosDict(entries, how.resolver);
};

/** Words that end an object, whatever is still open. */
const closes = (token: CosToken): boolean =>
  token instanceof CosKeyword && (token.word === "endobj" || token.word === "stream" || token.word === "endstream");
