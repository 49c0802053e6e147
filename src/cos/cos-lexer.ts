/** Bytes to tokens (ISO 32000-1, 7.2): what files and content streams have in common. Tolerant: no byte sequence stops it. */
import { CosName, CosString } from "./cos-object.ts";

/** A word that is no value: an operator, `obj`, `R`, `stream`; also the brackets `[`, `]`, `<<`, `>>`, `{`, `}`. */
export class CosKeyword {
  readonly word: string;

  constructor(word: string) {
    this.word = word;
  }
}

/** What is read at once. */
export type CosToken = CosKeyword | CosName | CosString | number;

const [WHITE, DELIMITER] = [1, 2];

/** Kind of each byte: 1 white space, 2 delimiter, 0 regular. */
const KINDS = new Uint8Array(256);
for (const each of [0, 9, 10, 12, 13, 32]) KINDS[each] = WHITE;
for (const each of "()<>[]{}/%") KINDS[each.charCodeAt(0)] = DELIMITER;

/** Whether the byte is white space. */
export const isWhite = (byte: number | undefined): boolean => byte !== undefined && KINDS[byte] === WHITE;

/** Whether the byte ends a word: white space, a delimiter or the end of all bytes. */
export const endsWord = (byte: number | undefined): boolean => byte === undefined || KINDS[byte] !== 0;

/** The keywords that come up all the time are made once. */
const WORDS = new Map<string, CosKeyword>();
const keyword = (word: string): CosKeyword => {
  const known = WORDS.get(word);
  if (known) return known;
  const made = new CosKeyword(word);
  if (word.length <= 3 && WORDS.size < 500) WORDS.set(word, made);
  return made;
};

/** A place in bytes from which tokens are read. */
export class CosLexer {
  readonly bytes: Uint8Array;
  /** where the next token is sought */
  at: number;
  /** tokens that are no PDF: stray brackets, words that begin as numbers do */
  damaged = 0;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  /** Past white space and comments. */
  skip(): void {
    const { bytes } = this;
    for (; this.at < bytes.length; this.at++) {
      const byte = bytes[this.at]!;
      if (byte === 0x25) while (this.at < bytes.length && bytes[this.at] !== 10 && bytes[this.at] !== 13) this.at++;
      else if (KINDS[byte] !== WHITE) return;
    }
  }

  /** The next token; undefined at the end. */
  next(): CosToken | undefined {
    this.skip();
    const byte = this.bytes[this.at];
    if (byte === undefined) return undefined;
    if (byte === 0x2f) return this.#name();
    if (byte === 0x28) return this.#literal();
    if (byte === 0x3c) return this.bytes[this.at + 1] === 0x3c ? this.#bracket(2) : this.#hex();
    if (byte === 0x3e) return this.#bracket(this.bytes[this.at + 1] === 0x3e ? 2 : 1);
    if (KINDS[byte] === DELIMITER) return this.#bracket(1);
    return (byte >= 0x30 && byte <= 0x39) || byte === 0x2b || byte === 0x2d || byte === 0x2e
      ? this.#number()
      : this.#word();
  }

  #bracket(length: number): CosKeyword {
    const word = latin1(this.bytes, this.at, this.at + length);
    this.at += length;
    if (word === ">" || word === ")") this.damaged++;
    return keyword(word);
  }

  #word(): CosKeyword {
    const from = this.at;
    while (!endsWord(this.bytes[this.at])) this.at++;
    return keyword(latin1(this.bytes, from, this.at));
  }

  #number(): number | CosKeyword {
    const { bytes } = this;
    const from = this.at;
    let sign = 1;
    let value = 0;
    let scale = 0;
    let digits = 0;
    for (; !endsWord(bytes[this.at]); this.at++) {
      const byte = bytes[this.at]!;
      if (byte >= 0x30 && byte <= 0x39) {
        digits++;
        if (scale === 0) value = value * 10 + byte - 0x30;
        else {
          value += (byte - 0x30) * scale;
          scale /= 10;
        }
      } else if (byte === 0x2e && scale === 0) scale = 0.1;
      else if (byte === 0x2d && this.at === from) sign = -1;
      else if (byte === 0x2b && this.at === from) sign = 1;
      else return this.#oddNumber(from);
    }
    return digits === 0 ? this.#oddNumber(from) : sign * value;
  }

  /** `--5`, `1.2-3`, `.` and `-`, which some programs write; anything else is a word. */
  #oddNumber(from: number): number | CosKeyword {
    this.at = from;
    const { word } = this.#word();
    if (/^[+-]*\d*\.?\d*([-.].*)?$/.test(word)) {
      const plain = Number.parseFloat(word.replace(/^([+-])[+-]*/, "$1"));
      this.damaged++;
      return Number.isFinite(plain) ? plain : 0;
    }
    return keyword(word);
  }

  #name(): CosName {
    const from = ++this.at;
    let escaped = false;
    while (!endsWord(this.bytes[this.at])) if (this.bytes[this.at++] === 0x23) escaped = true;
    const text = latin1(this.bytes, from, this.at);
    return new CosName(
      escaped
        ? text.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
        : text,
    );
  }

  #hex(): CosString {
    const out: number[] = [];
    let high = -1;
    for (this.at++; this.at < this.bytes.length; this.at++) {
      const byte = this.bytes[this.at]!;
      if (byte === 0x3e) break;
      const digit = hexDigit(byte);
      if (digit < 0) {
        if (!isWhite(byte)) this.damaged++;
        continue;
      }
      if (high < 0) high = digit;
      else {
        out.push(high * 16 + digit);
        high = -1;
      }
    }
    this.at++;
    if (high >= 0) out.push(high * 16);
    return new CosString(Uint8Array.from(out));
  }

  #literal(): CosString {
    const { bytes } = this;
    const out: number[] = [];
    let depth = 1;
    for (this.at++; this.at < bytes.length; this.at++) {
      let byte = bytes[this.at]!;
      if (byte === 0x5c) {
        const escaped = this.#escape();
        if (escaped >= 0) out.push(escaped);
        continue;
      }
      if (byte === 0x28) depth++;
      else if (byte === 0x29 && --depth === 0) break;
      else if (byte === 13) {
        if (bytes[this.at + 1] === 10) this.at++;
        byte = 10;
      }
      out.push(byte);
    }
    if (this.at >= bytes.length) this.damaged++;
    this.at++;
    return new CosString(Uint8Array.from(out));
  }

  /** At a backslash; ends on the last byte of what it begins. -1 for a line end, which stands for nothing. */
  #escape(): number {
    const { bytes } = this;
    const byte = bytes[++this.at];
    if (byte === 13 && bytes[this.at + 1] === 10) this.at++;
    if (byte === undefined || byte === 13 || byte === 10) return -1;
    const simple = "nrtbf".indexOf(String.fromCharCode(byte));
    if (simple >= 0) return [10, 13, 9, 8, 12][simple]!;
    if (byte < 0x30 || byte > 0x37) return byte;
    let value = byte - 0x30;
    for (let n = 0; n < 2; n++) {
      const digit = bytes[this.at + 1];
      if (digit === undefined || digit < 0x30 || digit > 0x37) break;
      value = value * 8 + digit - 0x30;
      this.at++;
    }
    return value & 0xff;
  }
}

/** The bytes as characters of the same number. */
export const latin1 = (bytes: Uint8Array, from = 0, to = bytes.length): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1", from, to);

/** The value of a hexadecimal digit, -1 for any other byte. */
export const hexDigit = (byte: number): number => {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
};
