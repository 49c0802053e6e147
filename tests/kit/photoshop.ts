/** Picture files with Photoshop paths, byte by byte as Adobe Photoshop File Formats has them. */

/** A point of a path: itself and the two that pull the curve, each across and down in fractions of the picture. */
export interface PathKnot {
  readonly at: readonly [number, number];
  readonly before?: readonly [number, number];
  readonly after?: readonly [number, number];
}

/** A subpath as it is written. */
export interface PathPart {
  readonly knots: readonly PathKnot[];
  readonly open?: boolean;
  /** 0 leaves out what overlaps, 1 adds, 2 takes away, 3 keeps what both share */
  readonly operation?: number;
  /** number of knots that the length record claims */
  readonly claims?: number;
}

/** Records of 26 bytes: fill rule, then of each part its length and its knots. */
export const pathData = (parts: readonly PathPart[]): Buffer =>
  Buffer.concat([
    record(6),
    record(8),
    ...parts.flatMap(({ knots, open = false, operation = 1, claims = knots.length }) => {
      const length = record(open ? 3 : 0);
      length.writeUInt16BE(claims, 2);
      length.writeInt16BE(operation, 4);
      return [length, ...knots.map((each) => knotRecord(each, open ? 4 : 1))];
    }),
  ]);

const record = (selector: number): Buffer => {
  const bytes = Buffer.alloc(26);
  bytes.writeUInt16BE(selector);
  return bytes;
};

const knotRecord = ({ at, before = at, after = at }: PathKnot, selector: number): Buffer => {
  const bytes = record(selector);
  [before, at, after].forEach(([x, y], n) => {
    bytes.writeInt32BE(Math.round(y * 2 ** 24), 2 + n * 8);
    bytes.writeInt32BE(Math.round(x * 2 ** 24), 6 + n * 8);
  });
  return bytes;
};

/** A circle of four knots. */
export const circle = (cx: number, cy: number, [rx, ry]: readonly [number, number]): readonly PathKnot[] => {
  const k = 0.5522847498;
  return [
    [1, 0],
    [0, 1],
    [-1, 0],
    [0, -1],
  ].map(([dx, dy]) => {
    const [x, y] = [cx + rx * dx!, cy + ry * dy!];
    const [tx, ty] = [-dy! * k * rx, dx! * k * ry];
    return { at: [x, y], before: [x - tx, y - ty], after: [x + tx, y + ty] } as const;
  });
};

/** A block `8BIM`: number, name, data. */
export const block = (id: number, name: string, data: Uint8Array): Buffer => {
  const head = Buffer.concat([Buffer.from("8BIM"), Buffer.from([id >> 8, id & 255]), pascalString(name)]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  return Buffer.concat([head, size, data, Buffer.alloc(data.length % 2)]);
};

const pascalString = (text: string): Buffer => {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([bytes.length]), bytes, Buffer.alloc((bytes.length + 1) % 2)]);
};

/** The block that names the path to clip by. */
export const clipsBy = (name: string): Buffer => block(2999, "", pascalString(name));

/** A path of this name, clipped by. */
export const clipped = (name: string, parts: readonly PathPart[]): Buffer =>
  Buffer.concat([block(2000, name, pathData(parts)), clipsBy(name)]);

/** The JPEG with blocks in APP13 segments of at most `most` bytes. */
export const jpegWith = (jpeg: Uint8Array, blocks: Uint8Array, most = 60_000): Buffer => {
  const segments: Buffer[] = [];
  for (let at = 0; at < blocks.length; at += most) {
    const data = Buffer.concat([Buffer.from("Photoshop 3.0\0"), blocks.subarray(at, at + most)]);
    const head = Buffer.from([0xff, 0xed, 0, 0]);
    head.writeUInt16BE(data.length + 2, 2);
    segments.push(head, data);
  }
  return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);
};

/** An RGB TIFF of one strip with the blocks in tag 34377. */
export const tiffWith = (
  { width, height, rgb, orientation = 1 }: { width: number; height: number; rgb: Uint8Array; orientation?: number },
  blocks: Uint8Array,
): Buffer => {
  const SHORT = 3;
  const LONG = 4;
  const BYTE = 1;
  const entries: [tag: number, type: number, count: number, value: number][] = [
    [256, LONG, 1, width],
    [257, LONG, 1, height],
    [258, SHORT, 3, 8 + rgb.length],
    [259, SHORT, 1, 1],
    [262, SHORT, 1, 2],
    [273, LONG, 1, 8],
    [274, SHORT, 1, orientation],
    [277, SHORT, 1, 3],
    [278, LONG, 1, height],
    [279, LONG, 1, rgb.length],
    [284, SHORT, 1, 1],
    [34377, BYTE, blocks.length, 8 + rgb.length + 6],
  ];
  const directory = Buffer.alloc(2 + entries.length * 12 + 4);
  directory.writeUInt16LE(entries.length);
  entries.forEach(([tag, type, count, value], n) => {
    directory.writeUInt16LE(tag, 2 + n * 12);
    directory.writeUInt16LE(type, 4 + n * 12);
    directory.writeUInt32LE(count, 6 + n * 12);
    directory.writeUInt32LE(value, 10 + n * 12);
  });
  const head = Buffer.from([0x49, 0x49, 42, 0, 0, 0, 0, 0]);
  head.writeUInt32LE(8 + rgb.length + 6 + blocks.length, 4);
  return Buffer.concat([head, rgb, Buffer.from([8, 0, 8, 0, 8, 0]), blocks, directory]);
};
