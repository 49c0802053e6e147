/** The colours of Adobe RGB (1998) as a profile, for pictures that name them and embed none. */
import { type IccProfile, iccProfile } from "./icc-profile.ts";

/** Section 4.3 of Adobe RGB (1998): gamma 563/256; the primaries adapted to D50. */
const GAMMA = [2, 51];
const PRIMARIES = {
  rXYZ: [0.60974, 0.31111, 0.01947],
  gXYZ: [0.20528, 0.62567, 0.06087],
  bXYZ: [0.14919, 0.06322, 0.74457],
} as const;
const WHITE = [0.9642, 1, 0.8249] as const;

/** A matrix profile of ICC version 2. */
export const adobeRgb = (): IccProfile => iccProfile(profileOf(tags()))!;

type Tag = readonly [name: string, body: Uint8Array];

const tags = (): readonly Tag[] => {
  const curve = tag("curv", Uint8Array.from([0, 0, 0, 1, ...GAMMA, 0, 0]));
  return [
    ["desc", tag("desc", Buffer.from(`\0\0\0\x15Adobe RGB compatible\0${"\0".repeat(79)}`, "latin1"))],
    ["cprt", tag("text", Buffer.from("No copyright is claimed.\0\0\0\0", "latin1"))],
    ["wtpt", tag("XYZ ", fixed(WHITE))],
    ...Object.entries(PRIMARIES).map(([name, xyz]): Tag => [name, tag("XYZ ", fixed(xyz))]),
    ...["rTRC", "gTRC", "bTRC"].map((name): Tag => [name, curve]),
  ];
};

const tag = (type: string, body: Uint8Array): Uint8Array =>
  padded(Buffer.concat([Buffer.from(`${type}\0\0\0\0`, "latin1"), body]));

const padded = (bytes: Uint8Array): Uint8Array => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);

/** Numbers as s15Fixed16. */
const fixed = (numbers: readonly number[]): Uint8Array => {
  const bytes = Buffer.alloc(numbers.length * 4);
  numbers.forEach((each, n) => {
    bytes.writeInt32BE(Math.round(each * 65536), n * 4);
  });
  return bytes;
};

const profileOf = (tags: readonly Tag[]): Uint8Array => {
  const header = Buffer.alloc(128);
  header.writeUInt32BE(0x02100000, 8);
  header.write("mntrRGB XYZ ", 12, "latin1");
  header.write("acsp", 36, "latin1");
  header.set(fixed(WHITE), 68);
  const table = Buffer.alloc(4 + tags.length * 12);
  table.writeUInt32BE(tags.length, 0);
  let at = header.length + table.length;
  tags.forEach(([name, body], n) => {
    table.write(name, 4 + n * 12, "latin1");
    table.writeUInt32BE(at, 8 + n * 12);
    table.writeUInt32BE(body.length, 12 + n * 12);
    at += body.length;
  });
  header.writeUInt32BE(at, 0);
  return Buffer.concat([header, table, ...tags.map(([, body]) => body)]);
};
