/** Values as they stand in a file's objects: references stay references. */
import { CosArray, CosDict, CosRef, type CosValue } from "./cos-object.ts";
import { escapeName, valueText } from "./write-content.ts";

/** A value of a file as text; streams, which are always objects of their own, are `null`. */
export const numberedText = (value: CosValue): string => {
  if (value instanceof CosRef) return `${value.number} ${value.generation} R`;
  if (value instanceof CosArray) return `[${value.raw.map(numberedText).join(" ")}]`;
  if (value instanceof CosDict)
    return `<<${[...value.raw].map(([key, each]) => `/${escapeName(key)} ${numberedText(each)}`).join(" ")}>>`;
  return valueText(value);
};
