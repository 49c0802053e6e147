/** A page as pixels. */

/** Pixels row by row from the top left, four bytes each: red, green, blue, and 255. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
  /** pixels an inch */
  readonly dpi: number;
}
