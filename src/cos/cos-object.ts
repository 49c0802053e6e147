/** The values that PDF files are made of (ISO 32000-1, 7.3). The null object is `undefined`, as a missing entry is. */

/** Any value. */
export type CosValue = undefined | boolean | number | CosName | CosString | CosRef | CosArray | CosDict | CosStream;

/** Finds what a reference stands for; never throws. */
export interface Resolver {
  /** The object, or `undefined` where there is none, where it is damaged, or where references go in a circle. */
  resolve(value: CosValue): Exclude<CosValue, CosRef>;
}

/** `/Name`, without the slash and with its `#xx` written out. */
export class CosName {
  readonly value: string;

  constructor(value: string) {
    this.value = value;
  }
}

/** `(string)` or `<hex>` as bytes. */
export class CosString {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** As text: UTF-16 or UTF-8 where a mark says so, else one character a byte (PDFDocEncoding but for its odd range). */
  get text(): string {
    const [a, b, c] = this.bytes;
    if (a === 0xfe && b === 0xff) return new TextDecoder("utf-16be").decode(this.bytes);
    if (a === 0xff && b === 0xfe) return new TextDecoder("utf-16le").decode(this.bytes);
    if (a === 0xef && b === 0xbb && c === 0xbf) return new TextDecoder("utf-8").decode(this.bytes);
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset, this.bytes.length).toString("latin1");
  }
}

/** `12 0 R`. */
export class CosRef {
  readonly number: number;
  readonly generation: number;

  constructor(number: number, generation: number) {
    this.number = number;
    this.generation = generation;
  }
}

/** An array; what is taken out of it is resolved. */
export class CosArray {
  readonly raw: readonly CosValue[];
  readonly #resolver: Resolver;

  constructor(raw: readonly CosValue[], resolver: Resolver) {
    this.raw = raw;
    this.#resolver = resolver;
  }

  get length(): number {
    return this.raw.length;
  }

  at(index: number): Exclude<CosValue, CosRef> {
    return this.#resolver.resolve(this.raw[index]);
  }

  /** All values, resolved. */
  values(): readonly Exclude<CosValue, CosRef>[] {
    return this.raw.map((each) => this.#resolver.resolve(each));
  }

  /** The values if all of them are numbers. */
  numbers(): readonly number[] | undefined {
    const all = this.values();
    return all.every((each): each is number => typeof each === "number") ? all : undefined;
  }
}

/** A dictionary; what is taken out of it is resolved and of the kind that was asked for, else `undefined`. */
export class CosDict {
  readonly raw: ReadonlyMap<string, CosValue>;
  readonly #resolver: Resolver;

  constructor(raw: ReadonlyMap<string, CosValue>, resolver: Resolver) {
    this.raw = raw;
    this.#resolver = resolver;
  }

  keys(): readonly string[] {
    return [...this.raw.keys()];
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  get(key: string): Exclude<CosValue, CosRef> {
    return this.#resolver.resolve(this.raw.get(key));
  }

  /** The number of the object that the entry refers to. */
  objectOf(key: string): number | undefined {
    const value = this.raw.get(key);
    return value instanceof CosRef ? value.number : undefined;
  }

  name(key: string): string | undefined {
    const value = this.get(key);
    return value instanceof CosName ? value.value : undefined;
  }

  number(key: string): number | undefined {
    const value = this.get(key);
    return typeof value === "number" ? value : undefined;
  }

  string(key: string): CosString | undefined {
    const value = this.get(key);
    return value instanceof CosString ? value : undefined;
  }

  array(key: string): CosArray | undefined {
    const value = this.get(key);
    return value instanceof CosArray ? value : undefined;
  }

  /** A dictionary, or that of a stream. */
  dict(key: string): CosDict | undefined {
    return dictOf(this.get(key));
  }

  stream(key: string): CosStream | undefined {
    const value = this.get(key);
    return value instanceof CosStream ? value : undefined;
  }
}

/** A stream: its dictionary and its bytes as they stand in the file. */
export class CosStream {
  readonly dict: CosDict;
  /** not yet decoded by the filters */
  readonly bytes: Uint8Array;
  /** the object that it is; undefined for an inline image */
  readonly object: number | undefined;

  constructor(dict: CosDict, bytes: Uint8Array, object?: number) {
    this.dict = dict;
    this.bytes = bytes;
    this.object = object;
  }
}

/** A dictionary, or that of a stream; undefined for all else. */
export const dictOf = (value: CosValue): CosDict | undefined =>
  value instanceof CosDict ? value : value instanceof CosStream ? value.dict : undefined;

/** The text of a name; undefined for all else. */
export const nameOf = (value: CosValue): string | undefined => (value instanceof CosName ? value.value : undefined);
