/** The segments of a JPEG file: what a picture inside a PDF must not carry is cut out without touching a pixel. */

/** The Adobe segment, which says that four components are plain CMYK; the only application segment worth keeping. */
const APP14 = 0xee;
const FIRST_APP = 0xe0;
const LAST_APP = 0xef;
const COMMENT = 0xfe;
const START_OF_SCAN = 0xda;

/**
 * The same JPEG without profile, EXIF, XMP, thumbnails and comments; the Adobe segment stays (PRINT §5: sharp leaves the
 * whole output profile, 0.2 to 1.3 MB, in every file). Throws when `jpeg` is not a JPEG.
 */
export const stripJpeg = (jpeg: Uint8Array): Uint8Array => {
  const kept: Uint8Array[] = [jpeg.subarray(0, 2)];
  let at = 2;
  for (;;) {
    const marker = markerAt(jpeg, at);
    if (marker === START_OF_SCAN) break;
    const end = at + 2 + (jpeg[at + 2]! << 8) + jpeg[at + 3]!;
    const metadata = (marker >= FIRST_APP && marker <= LAST_APP && marker !== APP14) || marker === COMMENT;
    if (!metadata) kept.push(jpeg.subarray(at, end));
    at = end;
  }
  kept.push(jpeg.subarray(at));
  return new Uint8Array(Buffer.concat(kept));
};

/** Whether a picture is a JPEG without Adobe's segment: its inks stand as they are, and not turned round as Photoshop's do. */
export const isPlainJpeg = (picture: Uint8Array): boolean => {
  if (picture[0] !== 0xff || picture[1] !== 0xd8) return false;
  for (let at = 2; picture[at] === 0xff && at + 3 < picture.length; ) {
    const marker = picture[at + 1]!;
    if (marker === APP14) return false;
    if (marker === START_OF_SCAN) return true;
    at += 2 + (picture[at + 2]! << 8) + picture[at + 3]!;
  }
  return false;
};

const markerAt = (jpeg: Uint8Array, at: number): number => {
  if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8 || jpeg[at] !== 0xff || at + 3 >= jpeg.length) {
    throw new Error("no JPEG: its segments do not follow one another");
  }
  return jpeg[at + 1]!;
};
