/** All objects that a document leads to from its trailer, each once. What nothing leads to is no part of the document. */
import { CosArray, CosDict, CosRef, CosStream, type CosValue } from "../../cos/cos-object.ts";

/** A dictionary or stream, with the object it is or stands in. */
export interface FoundObject {
  readonly value: CosDict | CosStream;
  readonly object: number | undefined;
}

/** Values that are looked at; beyond, a file is told to be too large. */
const MAX_VALUES = 3_000_000;

/** Walks from `root`; `whole` is false when there was more than could be looked at. */
export const reachable = (root: CosDict): { readonly found: readonly FoundObject[]; readonly whole: boolean } => {
  const found: FoundObject[] = [];
  const seen = new Set<number>();
  const queue: { readonly value: CosValue; readonly object: number | undefined }[] = [];
  let looked = 0;
  const push = (raw: CosValue, object: number | undefined, resolve: () => CosValue): void => {
    if (raw instanceof CosRef) {
      if (seen.has(raw.number)) return;
      seen.add(raw.number);
      queue.push({ value: resolve(), object: raw.number });
    } else if (raw instanceof CosDict || raw instanceof CosArray || raw instanceof CosStream)
      queue.push({ value: raw, object });
  };
  const open = (dict: CosDict, object: number | undefined): void => {
    for (const [key, raw] of dict.raw) push(raw, object, () => dict.get(key));
  };
  open(root, undefined);
  while (queue.length > 0 && looked < MAX_VALUES) {
    const { value, object } = queue.pop()!;
    looked++;
    if (value instanceof CosArray) for (const [n, raw] of value.raw.entries()) push(raw, object, () => value.at(n));
    if (!(value instanceof CosDict || value instanceof CosStream)) continue;
    found.push({ value, object });
    open(value instanceof CosStream ? value.dict : value, object);
  }
  return { found, whole: queue.length === 0 };
};
