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
  hb_blob_create(data: number, length: number, mode: number, userData: number, destroy: number): number;
  hb_blob_get_data(blob: number, length: number): number;
  hb_blob_get_length(blob: number): number;
  hb_face_create(blob: number, index: number): number;
  hb_face_reference_blob(face: number): number;
  hb_set_add(set: number, value: number): void;
  hb_set_clear(set: number): void;
  hb_set_invert(set: number): void;
  hb_set_del(set: number, value: number): void;
  hb_subset_input_create_or_fail(): number;
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
  // the memory of an instance cannot grow and is never quite given back: a fresh one for each font
  const harfbuzz = await instantiate();
  const face = harfbuzz.hb_face_create(blobOf(harfbuzz, font), 0);
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
  const subset = harfbuzz.hb_subset_or_fail(face, input);
  if (subset === 0) throw new Error("HarfBuzz cannot subset the font");
  const blob = harfbuzz.hb_face_reference_blob(subset);
  const at = harfbuzz.hb_blob_get_data(blob, 0);
  const bytes = new Uint8Array(harfbuzz.memory.buffer, at, harfbuzz.hb_blob_get_length(blob)).slice();
  if (bytes.length === 0) throw new Error("HarfBuzz gives an empty font");
  return bytes;
};

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

const blobOf = (harfbuzz: HarfBuzz, bytes: Uint8Array): number => {
  const at = harfbuzz.malloc(bytes.length);
  if (at === 0) throw new Error("the font is larger than HarfBuzz's memory");
  new Uint8Array(harfbuzz.memory.buffer).set(bytes, at);
  return harfbuzz.hb_blob_create(at, bytes.length, READ_ONLY, 0, 0);
};

const tagOf = (tag: string): number => [...tag].reduce((value, letter) => value * 256 + letter.charCodeAt(0), 0);
