/** Flate (RFC 1950) with a limit, and with as much as can be had of what is damaged. */
import { constants, inflateRawSync, inflateSync } from "node:zlib";

/** Decoded bytes; `whole` is false where the data is cut, damaged or longer than the limit. */
export interface Decoded {
  readonly bytes: Uint8Array;
  readonly whole: boolean;
}

const EMPTY: Decoded = { bytes: new Uint8Array(0), whole: false };

/** Inflates `data`, at most `limit` bytes of it: beyond that nothing is given, since it would be decoded for nobody. */
export const inflate = (data: Uint8Array, limit: number): Decoded => {
  const maxOutputLength = Math.max(1, limit);
  try {
    return { bytes: inflateSync(data, { maxOutputLength }), whole: true };
  } catch (fault) {
    if (isTooLong(fault)) return EMPTY;
  }
  // a wrong checksum or header, or a cut end, costs nothing of what is before it
  const raw = inflateCut(data.subarray(hasHeader(data) ? 2 : 0), maxOutputLength);
  return raw ? { bytes: raw, whole: false } : inflateBroken(data, maxOutputLength);
};

const hasHeader = (data: Uint8Array): boolean =>
  data.length > 1 && (data[0]! & 0x0f) === 8 && (data[0]! * 256 + data[1]!) % 31 === 0;

const isTooLong = (fault: unknown): boolean =>
  fault instanceof Error && (fault as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";

const inflateCut = (data: Uint8Array, maxOutputLength: number): Uint8Array | undefined => {
  try {
    return inflateRawSync(data, { maxOutputLength, finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return undefined;
  }
};

/** Node gives nothing of data with a fault in it: the longest beginning without one is found by halving. */
const inflateBroken = (data: Uint8Array, maxOutputLength: number): Decoded => {
  const body = data.subarray(hasHeader(data) ? 2 : 0);
  let best: Uint8Array | undefined;
  let [good, bad] = [0, body.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    const found = inflateCut(body.subarray(0, middle), maxOutputLength);
    if (found) {
      best = found;
      good = middle;
    } else bad = middle;
  }
  return best ? { bytes: best, whole: false } : EMPTY;
};
