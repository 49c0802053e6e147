/** fontkit ships no types; what is used of it is described where it is used. */
declare module "fontkit" {
  export const create: (bytes: Uint8Array, postscriptName?: string) => unknown;
}
