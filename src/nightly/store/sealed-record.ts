/** Records as they lie in a store: a record and, on a second line, the hash of it and its key. */
import { createHash } from "node:crypto";

/** The name of a record's file. */
export const recordName = (key: string): string => hashOf(key);

/** What has no such second line was not finished, or is another's. */
export const sealedRecord = (key: string, value: object): Buffer => {
  const text = JSON.stringify(value);
  return Buffer.from(`${text}\n${sealOf(key, text)}\n`);
};

/** The record; undefined when it is damaged. */
export const unsealedRecord = (key: string, file: string): unknown => {
  const [text = "", seal] = file.split("\n");
  return seal !== undefined && seal === sealOf(key, text) ? JSON.parse(text) : undefined;
};

const sealOf = (key: string, text: string): string => hashOf(`${key}\0${text}`);

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");
