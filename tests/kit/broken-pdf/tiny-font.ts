/** A TrueType font of three squares: A is 600 wide, B 700, a space 250; .notdef is 500. */

const u16 = (...values: readonly number[]): readonly number[] =>
  values.flatMap((each) => [(each >> 8) & 255, each & 255]);
const u32 = (...values: readonly number[]): readonly number[] =>
  values.flatMap((each) => [...u16(each >>> 16), ...u16(each & 0xffff)]);

const SQUARE = [
  ...u16(1, 0, 0, 500, 700),
  ...u16(3),
  ...u16(0),
  1,
  1,
  1,
  1,
  ...u16(0, 500, 0, 65036),
  ...u16(0, 0, 700, 0),
];

/** Characters 32, 65 and 66 are glyphs 3, 1 and 2. */
const CMAP4 = [
  ...u16(4, 40, 0, 6, 4, 1, 2),
  ...u16(32, 66, 0xffff),
  ...u16(0),
  ...u16(32, 65, 0xffff),
  ...u16((3 - 32) & 0xffff, (1 - 65) & 0xffff, 1),
  ...u16(0, 0, 0),
];

const TABLES: Readonly<Record<string, readonly number[]>> = {
  cmap: [...u16(0, 1), ...u16(3, 1), ...u32(12), ...CMAP4],
  glyf: [...SQUARE, ...SQUARE, ...SQUARE],
  head: [
    ...u32(0x10000, 0x10000, 0, 0x5f0f3cf5),
    ...u16(3, 1000),
    ...u32(0, 0, 0, 0),
    ...u16(0, 0, 500, 700, 0, 8, 2, 1, 0),
  ],
  hhea: [...u32(0x10000), ...u16(880, 65416, 0, 1000, 0, 0, 500, 1, 0, 0, 0, 0, 0, 0, 0, 4)],
  hmtx: [...u16(500, 0, 600, 0, 700, 0, 250, 0)],
  loca: u32(0, SQUARE.length, SQUARE.length * 2, SQUARE.length * 3, SQUARE.length * 3),
  maxp: [...u32(0x10000), ...u16(4, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)],
};

/** The font file. */
export const tinyFont = (): Uint8Array => {
  const names = Object.keys(TABLES);
  let at = 12 + names.length * 16;
  const heads: number[] = [];
  const bodies: number[] = [];
  for (const name of names) {
    const body = [...TABLES[name]!];
    const { length } = body;
    while (body.length % 4 > 0) body.push(0);
    heads.push(...Buffer.from(name, "latin1"), ...u32(0, at, length));
    bodies.push(...body);
    at += body.length;
  }
  return Uint8Array.from([...u32(0x10000), ...u16(names.length, 64, 2, 48), ...heads, ...bodies]);
};
