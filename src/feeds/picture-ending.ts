/** What a picture file's name ends with, told by its first bytes. */

const MAGICS: readonly (readonly [RegExp, string])[] = [
  [/^\xff\xd8\xff/, ".jpg"],
  [/^\x89PNG\r\n/, ".png"],
  [/^GIF8[79]a/, ".gif"],
  [/^(?:II\*\0|MM\0\*)/, ".tif"],
  [/^RIFF[\s\S]{4}WEBP/, ".webp"],
  [/^[\s\S]{4}ftypavi[fs]/, ".avif"],
  [/^%PDF-/, ".pdf"],
];

/** Undefined when the file is no picture, nor a PDF. */
export const pictureEnding = (bytes: Uint8Array): string | undefined => {
  const head = Buffer.from(bytes.subarray(0, 16)).toString("latin1");
  return MAGICS.find(([mark]) => mark.test(head))?.[1];
};
