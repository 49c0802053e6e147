/** Programs that we did not write, for claims about our files. Tests that need one are skipped, visibly, where it is missing. */
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Whether a program is on this machine. */
export const has = (program: string): boolean =>
  spawnSync(program, ["--version"], { stdio: "ignore" }).error === undefined;

/** What a program prints, standard error included; throws when it ends with another code than 0. */
export const run = (program: string, args: readonly string[]): string =>
  execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1 << 28 });

/** A plate as Ghostscript separates it: one byte a pixel, 0 is full ink, 255 is paper. */
export interface Plate {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Reads an uncompressed or PackBits-free grey TIFF of one strip or more, as `tiffsep` writes with `-sCompression=none`. */
const readPlate = (tiff: Buffer): Plate => {
  const little = tiff.toString("latin1", 0, 2) === "II";
  const u16 = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const u32 = (at: number) => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const directory = u32(4);
  const tags = new Map<number, readonly number[]>();
  for (let n = 0; n < u16(directory); n++) {
    const at = directory + 2 + n * 12;
    const [type, count] = [u16(at + 2), u32(at + 4)];
    const size = type === 3 ? 2 : 4;
    const from = count * size <= 4 ? at + 8 : u32(at + 8);
    tags.set(
      u16(at),
      Array.from({ length: count }, (_, k) => (type === 3 ? u16(from + k * 2) : u32(from + k * 4))),
    );
  }
  const [width, height] = [tags.get(256)![0]!, tags.get(257)![0]!];
  if (tags.get(259)?.[0] !== 1) throw new Error("the plate is compressed");
  const white = tags.get(262)?.[0] === 0 ? 255 : 0;
  const strips = tags.get(273)!.map((at, n) => tiff.subarray(at, at + tags.get(279)![n]!));
  const pixels = Uint8Array.from(Buffer.concat(strips)).map((each) => (white === 255 ? 255 - each : each));
  return { width, height, pixels };
};

export type PlateName = "Cyan" | "Magenta" | "Yellow" | "Black";

/** Ghostscript's plates of a PDF's first page; they lie beside the file, whose folder is the test's own. */
export const platesOf = (pdf: string, dpi: number): Readonly<Record<PlateName, Plate>> => {
  const page = ["-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-dFirstPage=1", "-dLastPage=1"];
  run("gs", [...page, "-sDEVICE=tiffsep", "-sCompression=none", `-r${dpi}`, `-sOutputFile=${pdf}.tif`, pdf]);
  const plate = (name: PlateName): Plate => readPlate(readFileSync(`${pdf}(${name}).tif`));
  return { Cyan: plate("Cyan"), Magenta: plate("Magenta"), Yellow: plate("Yellow"), Black: plate("Black") };
};
