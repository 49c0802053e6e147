/**
 * The door to HarfBuzz, of which only the subsetter is used, straight in its WebAssembly form: the package itself wraps the shaper
 * alone. The file that is read here is program code, like any module, and no input.
 */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

/** What of the WebAssembly interface is used; Node's own types leave it to those of browsers. */
interface WebAssemblyInterface {
  compile(code: Uint8Array): Promise<object>;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

/** What of `hb-subset.h` is called; handles and addresses are numbers inside the module's memory. */
interface HarfBuzz {
  readonly memory: { readonly buffer: ArrayBuffer };
  _initialize(): void;
  malloc(size: number): number;
  free(at: number): void;
  hb_blob_create(data: number, length: number, mode: number, userData: number, destroy: number): number;
  hb_blob_destroy(blob: number): void;
  hb_blob_get_data(blob: number, length: number): number;
  hb_blob_get_length(blob: number): number;
  hb_face_create(blob: number, index: number): number;
  hb_face_destroy(face: number): void;
  hb_face_reference_blob(face: number): number;
  hb_set_add(set: number, value: number): void;
  hb_set_clear(set: number): void;
  hb_set_invert(set: number): void;
  hb_set_del(set: number, value: number): void;
  hb_subset_input_create_or_fail(): number;
  hb_subset_input_destroy(input: number): void;
  hb_subset_input_glyph_set(input: number): number;
  hb_subset_input_set(input: number, kind: number): number;
  hb_subset_input_set_flags(input: number, flags: number): void;
  hb_subset_or_fail(face: number, input: number): number;
}

const READ_ONLY = 1;

/** `hb_subset_flags_t`: hinting is for screens; glyph ids stay, so that the codes of the page need no second mapping. */
const FLAGS = { noHinting: 0x1, retainGids: 0x2, notdefOutline: 0x40, noLayoutClosure: 0x200 };

/** `hb_subset_sets_t`: the tables that are left out. */
const DROP_TABLES = 3;

/** The tables by which a PDF reader draws glyphs (ISO 32000-1, 9.9); everything else is dead weight inside a PDF. */
const NEEDED_TABLES = ["glyf", "loca", "head", "hhea", "hmtx", "maxp", "CFF "];

/**
 * The font with the outlines of `glyphs` and of what they are composed of; glyph ids stay as they were. Rejects when HarfBuzz
 * cannot read the font or has no room for it (65 MiB of memory in all).
 */
export const subsetOutlines = async (font: Uint8Array, glyphs: readonly number[]): Promise<Uint8Array> => {
  // the second time in a new memory: it cannot grow, and may be in pieces after other fonts
  const subset = (await attempt(font, glyphs).catch(() => undefined)) ?? (await attempt(font, glyphs));
  if (!subset) throw new Error("HarfBuzz cannot subset the font, or it is larger than HarfBuzz's memory");
  return subset;
};

const attempt = async (font: Uint8Array, glyphs: readonly number[]): Promise<Uint8Array | undefined> => {
  let subset: Uint8Array | undefined;
  try {
    subset = subsetIn(await instance(), font, glyphs);
  } finally {
    // nothing is known of a memory in which something went wrong
    if (!subset) kept = undefined;
  }
  return subset;
};

/** Undefined when there is no room for the font, or when it cannot be read. All memory is given back. */
const subsetIn = (harfbuzz: HarfBuzz, font: Uint8Array, glyphs: readonly number[]): Uint8Array | undefined => {
  const at = harfbuzz.malloc(font.length);
  if (at === 0) return undefined;
  new Uint8Array(harfbuzz.memory.buffer).set(font, at);
  const blob = harfbuzz.hb_blob_create(at, font.length, READ_ONLY, 0, 0);
  const face = harfbuzz.hb_face_create(blob, 0);
  const input = inputFor(harfbuzz, glyphs);
  const subset = harfbuzz.hb_subset_or_fail(face, input);
  const bytes = subset === 0 ? undefined : bytesOf(harfbuzz, subset);
  if (subset !== 0) harfbuzz.hb_face_destroy(subset);
  harfbuzz.hb_subset_input_destroy(input);
  harfbuzz.hb_face_destroy(face);
  harfbuzz.hb_blob_destroy(blob);
  harfbuzz.free(at);
  return bytes;
};

const inputFor = (harfbuzz: HarfBuzz, glyphs: readonly number[]): number => {
  const input = harfbuzz.hb_subset_input_create_or_fail();
  harfbuzz.hb_subset_input_set_flags(
    input,
    FLAGS.noHinting | FLAGS.retainGids | FLAGS.notdefOutline | FLAGS.noLayoutClosure,
  );
  const wanted = harfbuzz.hb_subset_input_glyph_set(input);
  for (const glyph of glyphs) harfbuzz.hb_set_add(wanted, glyph);
  const dropped = harfbuzz.hb_subset_input_set(input, DROP_TABLES);
  harfbuzz.hb_set_clear(dropped);
  harfbuzz.hb_set_invert(dropped);
  for (const table of NEEDED_TABLES) harfbuzz.hb_set_del(dropped, tagOf(table));
  return input;
};

/** A copy; undefined when there are none. */
const bytesOf = (harfbuzz: HarfBuzz, face: number): Uint8Array | undefined => {
  const blob = harfbuzz.hb_face_reference_blob(face);
  const at = harfbuzz.hb_blob_get_data(blob, 0);
  const bytes = new Uint8Array(harfbuzz.memory.buffer, at, harfbuzz.hb_blob_get_length(blob)).slice();
  harfbuzz.hb_blob_destroy(blob);
  return bytes.length === 0 ? undefined : bytes;
};

/** One memory for all fonts, one after the other: a fresh one for each took 20 ms and 15 MiB that were given back late. */
let kept: Promise<HarfBuzz> | undefined;

const instance = (): Promise<HarfBuzz> => (kept ??= instantiate());

/** Compiled code is the same for ever, so keeping it is no state. */
let compiled: Promise<object> | undefined;

const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: WebAssemblyInterface };

const instantiate = async (): Promise<HarfBuzz> => {
  compiled ??= compile();
  // the asynchronous way waits up to 300 ms for V8 to optimise the module; this one takes 5
  const instance = new WebAssembly.Instance(await compiled, {});
  const harfbuzz = instance.exports as HarfBuzz;
  harfbuzz._initialize();
  return harfbuzz;
};

const compile = async (): Promise<object> => {
  const path = createRequire(import.meta.url).resolve("harfbuzzjs/dist/harfbuzz-subset.wasm");
  return WebAssembly.compile(await readFile(path));
};

const tagOf = (tag: string): number => [...tag].reduce((value, letter) => value * 256 + letter.charCodeAt(0), 0);
