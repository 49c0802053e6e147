/** A hash of any value of the model: two values have the same one when, and only when, they say the same. */
import { createHash, type Hash } from "node:crypto";

/** SHA-256, hex. Takes plain values, lists, records, maps, sets and bytes; throws on anything else. Things in a circle never end. */
export const fingerprint = (value: unknown): string => {
  const hash = createHash("sha256");
  feed(value, hash);
  return hash.digest("hex");
};

/** Every value begins with a letter for its kind, and tells its length: no two ways of nesting read alike. */
const feed = (value: unknown, hash: Hash): void => {
  if (value === undefined) hash.update("u;");
  else if (typeof value === "string") hash.update(`s${value.length}:${value}`);
  else if (typeof value === "number" || typeof value === "boolean")
    hash.update(`${typeof value === "number" ? "n" : "b"}${value};`);
  else if (typeof value === "object" && value !== null) feedObject(value, hash);
  else throw new Error(`a ${value === null ? "null" : typeof value} has no fingerprint`);
};

const feedObject = (value: object, hash: Hash): void => {
  if (value instanceof Uint8Array) {
    hash.update(`x${value.length}:`).update(value);
  } else if (Array.isArray(value)) {
    hash.update(`l${value.length};`);
    for (const each of value) feed(each, hash);
  } else if (value instanceof Map || value instanceof Set) {
    hash.update(`${value instanceof Map ? "m" : "e"}${value.size};`);
    for (const each of value) feed(each, hash);
  } else if (Object.getPrototypeOf(value) === Object.prototype) {
    const record = value as Readonly<Record<string, unknown>>;
    // bytes that come with their hash are known by it
    const known = record["bytes"] instanceof Uint8Array && typeof record["hash"] === "string";
    const fields = Object.keys(record).filter((name) => !(known && name === "bytes") && record[name] !== undefined);
    hash.update(`r${fields.length};`);
    for (const name of fields.sort()) {
      feed(name, hash);
      feed(record[name], hash);
    }
  } else throw new Error(`a ${value.constructor?.name ?? "thing"} has no fingerprint`);
};
