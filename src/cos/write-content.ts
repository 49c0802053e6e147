/** Operators and values back into the text of a content stream. */
import { CosArray, CosDict, CosName, CosString, type CosValue } from "./cos-object.ts";

/** One operator with its operands, on a line; strings in hexadecimal, numbers in at most six decimals. */
export const operatorText = (operator: string, operands: readonly CosValue[]): string =>
  [...operands.map(valueText), operator].join(" ");

/** A value as text; what is no value of a content stream is `null`. */
export const valueText = (value: CosValue): string => {
  if (typeof value === "number") return numberText(value);
  if (typeof value === "boolean") return String(value);
  if (value instanceof CosName) return `/${escapeName(value.value)}`;
  if (value instanceof CosString) return `<${Buffer.from(value.bytes).toString("hex")}>`;
  if (value instanceof CosArray) return `[${value.values().map(valueText).join(" ")}]`;
  if (value instanceof CosDict)
    return `<<${value
      .keys()
      .flatMap((key) => [`/${escapeName(key)}`, valueText(value.get(key))])
      .join(" ")}>>`;
  return "null";
};

/** Never an exponent, which PDF does not know. */
export const numberText = (value: number): string => {
  const within = Math.max(-1e9, Math.min(1e9, Number.isFinite(value) ? value : 0));
  return within
    .toFixed(6)
    .replace(/\.?0+$/, "")
    .replace(/^-0$/, "0");
};

/** A name without its slash: all but plain letters and signs as `#xx`. */
export const escapeName = (name: string): string =>
  [...Buffer.from(name, "latin1")]
    .map((byte) =>
      byte > 0x20 && byte < 0x7f && !"#%()<>[]{}/".includes(String.fromCharCode(byte))
        ? String.fromCharCode(byte)
        : `#${byte.toString(16).padStart(2, "0")}`,
    )
    .join("");
