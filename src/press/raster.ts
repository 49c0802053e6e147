/** Pixels in memory, eight bits a channel. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  /** 1: grey, 255 is paper; 3: sRGB; 4: CMYK, 255 is full ink */
  readonly channels: number;
  /** rows from the top, channels interleaved */
  readonly data: Uint8Array;
}
