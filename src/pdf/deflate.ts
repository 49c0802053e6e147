/** Compression of PDF streams. */
import { deflateSync } from "node:zlib";

/** Level 6 is 0.2 % larger than 9 on fonts and takes a quarter less time. */
const LEVEL = 6;

/**
 * The bytes as a zlib stream (`FlateDecode`); always the same for the same bytes. On this thread on purpose: beside HarfBuzz, whose
 * code V8 optimises on all other cores, a background thread waits ten times as long as the work takes.
 */
export const deflate = (bytes: Uint8Array): Uint8Array => deflateSync(bytes, { level: LEVEL });
