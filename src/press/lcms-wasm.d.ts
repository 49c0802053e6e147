/** The little of lcms-wasm that `colour-engine.ts` uses; the package has no types of its own. */
declare module "lcms-wasm" {
  /** The calls of Little CMS; profiles and transforms are addresses, 0 when there is none. */
  export interface LittleCms {
    cmsOpenProfileFromMem(bytes: Uint8Array, length: number): number;
    cmsCreate_sRGBProfile(): number;
    cmsCreateLab4Profile(whitePoint: undefined): number;
    cmsCloseProfile(profile: number): void;
    cmsCreateTransform(
      from: number,
      fromFormat: number,
      to: number,
      toFormat: number,
      intent: number,
      flags: number,
    ): number;
    cmsDeleteTransform(transform: number): void;
    cmsDoTransform(transform: number, pixels: Uint8Array, count: number): Uint8Array;
  }

  export const TYPE_GRAY_8: number;
  export const TYPE_RGB_8: number;
  export const TYPE_CMYK_8: number;
  export const TYPE_Lab_8: number;
  export const TYPE_Lab_16: number;
  export const INTENT_PERCEPTUAL: number;
  export const INTENT_RELATIVE_COLORIMETRIC: number;
  export const INTENT_ABSOLUTE_COLORIMETRIC: number;
  export const cmsFLAGS_BLACKPOINTCOMPENSATION: number;

  export function instantiate(): Promise<LittleCms>;
}
