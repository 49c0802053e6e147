/** How the bytes of a string become codes and CIDs (ISO 32000-1, 9.7.5): Identity, CMaps in the file, and the lengths of the known ones. */
import { CosKeyword, CosLexer } from "../../cos/cos-lexer.ts";
import { CosName, CosString } from "../../cos/cos-object.ts";

/** One code of a string. */
export interface ShownCode {
  readonly code: number;
  /** how many bytes it takes */
  readonly length: number;
  /** undefined where the CMap is not in the file */
  readonly cid: number | undefined;
}

/** Takes strings apart. */
export interface CodeMap {
  readonly vertical: boolean;
  codes(bytes: Uint8Array): readonly ShownCode[];
}

const pairs =
  (cidOf: (code: number) => number | undefined) =>
  (bytes: Uint8Array): readonly ShownCode[] => {
    const found: ShownCode[] = [];
    for (let at = 0; at < bytes.length; at += 2) {
      const code = bytes[at]! * 256 + (bytes[at + 1] ?? 0);
      found.push({ code, length: 2, cid: cidOf(code) });
    }
    return found;
  };

/** Codes of one byte: simple fonts. */
export const singleBytes: CodeMap = {
  vertical: false,
  codes: (bytes) => Array.from(bytes, (code) => ({ code, length: 1, cid: undefined })),
};

/** A CMap that PDF knows by its name. */
export const namedCodeMap = (name: string): CodeMap => {
  const vertical = name.endsWith("-V") || name === "V";
  if (name.startsWith("Identity")) return { vertical, codes: pairs((code) => code) };
  if (/UCS2|UTF16/.test(name) || name === "H" || name === "V") return { vertical, codes: pairs(() => undefined) };
  const kana = /RKSJ/.test(name);
  const isLead = (byte: number): boolean => byte >= 0x81 && !(kana && byte >= 0xa0 && byte <= 0xdf);
  const codes = (bytes: Uint8Array): readonly ShownCode[] => {
    const found: ShownCode[] = [];
    for (let at = 0; at < bytes.length; ) {
      const length = isLead(bytes[at]!) ? 2 : 1;
      const code = length === 2 ? bytes[at]! * 256 + (bytes[at + 1] ?? 0) : bytes[at]!;
      found.push({ code, length, cid: undefined });
      at += length;
    }
    return found;
  };
  return { vertical, codes };
};

interface Range {
  readonly length: number;
  readonly from: number;
  readonly to: number;
}

interface CidRange extends Range {
  readonly cid: number;
}

/** Ranges of one CMap that are read; no real one has more. */
const MAX_RANGES = 70_000;

/** A CMap that the file brings along. */
export const parseCodeMap = (bytes: Uint8Array, vertical: boolean): CodeMap => {
  const spaces: Range[] = [];
  const cids: CidRange[] = [];
  const lexer = new CosLexer(bytes);
  let pending: (number | Uint8Array)[] = [];
  let identity = false;
  for (let token = lexer.next(); token !== undefined && cids.length < MAX_RANGES; token = lexer.next()) {
    if (typeof token === "number") pending.push(token);
    else if (token instanceof CosString) pending.push(token.bytes);
    else if (token instanceof CosName) identity ||= token.value.startsWith("Identity-");
    else if (token instanceof CosKeyword) {
      if (token.word === "endcodespacerange") spaces.push(...rangesOf(pending, 2));
      else if (token.word === "endcidrange") cids.push(...cidRanges(pending, 3));
      else if (token.word === "endcidchar") cids.push(...cidRanges(pending, 2));
      pending = [];
    }
  }
  if (spaces.length === 0)
    return { vertical, codes: pairs(cids.length === 0 && identity ? (code) => code : () => undefined) };
  const one = new Map<number, number>();
  const wide: CidRange[] = [];
  for (const each of cids) {
    if (each.to - each.from > 256) wide.push(each);
    else
      for (let code = each.from; code <= each.to; code++) one.set(code * 8 + each.length, each.cid + code - each.from);
  }
  const cidOf = (code: number, length: number): number => {
    const found = wide.find((each) => each.length === length && code >= each.from && code <= each.to);
    return one.get(code * 8 + length) ?? (found ? found.cid + code - found.from : 0);
  };
  return {
    vertical,
    codes: (text) => split(text, spaces).map((each) => ({ ...each, cid: cidOf(each.code, each.length) })),
  };
};

const numberOf = (bytes: Uint8Array): number => bytes.reduce((value, byte) => value * 256 + byte, 0);

const rangesOf = (pending: readonly (number | Uint8Array)[], step: number): readonly Range[] => {
  const found: Range[] = [];
  for (let n = 0; n + step <= pending.length; n += step) {
    const [from, to] = [pending[n], pending[n + 1]];
    if (from instanceof Uint8Array && to instanceof Uint8Array)
      found.push({ length: from.length, from: numberOf(from), to: numberOf(to) });
  }
  return found;
};

const cidRanges = (all: readonly (number | Uint8Array)[], step: 2 | 3): readonly CidRange[] => {
  // the count before `begincidrange` may still be there
  const pending = all.slice(all.length % step);
  const found: CidRange[] = [];
  for (let n = 0; n + step <= pending.length; n += step) {
    const [from, to, cid] = [pending[n], pending[n + step - 2], pending[n + step - 1]];
    if (from instanceof Uint8Array && to instanceof Uint8Array && typeof cid === "number")
      found.push({ length: from.length, from: numberOf(from), to: numberOf(to), cid });
  }
  return found;
};

const split = (bytes: Uint8Array, spaces: readonly Range[]): readonly { code: number; length: number }[] => {
  const found: { code: number; length: number }[] = [];
  const longest = Math.max(...spaces.map(({ length }) => length));
  for (let at = 0; at < bytes.length; ) {
    let code = 0;
    let length = 0;
    do code = code * 256 + bytes[at + length++]!;
    while (
      length < longest &&
      at + length < bytes.length &&
      !spaces.some((each) => each.length === length && code >= each.from && code <= each.to)
    );
    found.push({ code, length });
    at += length;
  }
  return found;
};
