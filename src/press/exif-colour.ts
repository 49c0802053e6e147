/** What a camera says of a picture's colours where it embeds no profile: EXIF 2.3, ColorSpace and the interoperability index (DCF 2.0). */

const EXIF_FOLDER = 0x8769;
const INTEROPERABILITY_FOLDER = 0xa005;
const COLOUR_SPACE = 0xa001;
const INDEX = 1;
const ASCII = 2;
const SHORT = 3;

/** `undefined` when nothing is said. `exif` begins with `Exif\0\0` or with the TIFF head; a damaged one says nothing. */
export const exifColour = (exif: Uint8Array): "srgb" | "adobe-rgb" | undefined => {
  const at = String.fromCharCode(...exif.subarray(0, 4)) === "Exif" ? 6 : 0;
  const tiff = exif.subarray(at);
  if (tiff.length < 8) return undefined;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const file = { view, little: tiff[0] === 0x49 };
  const camera = pointer(file, view.getUint32(4, file.little), EXIF_FOLDER);
  if (camera === undefined) return undefined;
  const other = pointer(file, camera, INTEROPERABILITY_FOLDER);
  const index = other === undefined ? undefined : entry(file, other, { tag: INDEX, type: ASCII });
  // Adobe RGB is DCF's "optional colour space"; its ColorSpace says "uncalibrated" only
  if (index !== undefined && view.getUint8(index) === 0x52 && view.getUint8(index + 2) === 0x33) return "adobe-rgb";
  const space = entry(file, camera, { tag: COLOUR_SPACE, type: SHORT });
  return space !== undefined && view.getUint16(space, file.little) === 1 ? "srgb" : undefined;
};

interface Tiff {
  readonly view: DataView;
  readonly little: boolean;
}

const pointer = (file: Tiff, folder: number, tag: number): number | undefined => {
  const at = entry(file, folder, { tag });
  return at === undefined ? undefined : file.view.getUint32(at, file.little);
};

/** Where the value of an entry of a folder stands, when it is there and of the type. */
const entry = (
  { view, little }: Tiff,
  folder: number,
  wanted: { readonly tag: number; readonly type?: number },
): number | undefined => {
  if (folder + 2 > view.byteLength) return undefined;
  const count = view.getUint16(folder, little);
  for (let n = 0; n < count; n++) {
    const at = folder + 2 + n * 12;
    if (at + 12 > view.byteLength) return undefined;
    if (view.getUint16(at, little) !== wanted.tag) continue;
    return wanted.type === undefined || view.getUint16(at + 2, little) === wanted.type ? at + 8 : undefined;
  }
  return undefined;
};
