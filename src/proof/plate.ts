/** A plate: what one ink prints of a page, as pixels. */

/** One ink's share of a sheet, from its top left, row by row. */
export interface Plate {
  /** `Cyan`, `Magenta`, `Yellow`, `Black`, or the name of a spot colour */
  readonly ink: string;
  readonly width: number;
  readonly height: number;
  /** one byte a pixel: 0 is paper, 255 is full ink */
  readonly tone: Uint8Array;
  /** pixels an inch */
  readonly dpi: number;
}

/** The inks of the process, as plates are named, in the order in which they are listed. */
export const PROCESS_INKS: readonly string[] = ["Cyan", "Magenta", "Yellow", "Black"];
