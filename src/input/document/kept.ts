/** What was read before in this process, kept with what it was read from: a rebuild reads only what has changed. */
import type { Diagnostic, Report } from "../../base/diagnostic.ts";
import type { FileRead, Reading, ReadShop } from "./read-shop.ts";
import { readAgain } from "./read-text.ts";

/** What is wanted: two wants of one kind and name are answered alike as long as the files are the same. */
export interface Want {
  readonly kind: object;
  readonly name: string;
}

/**
 * What `make` reads; what it read the last time, the same object, where every file that it then read is as it was. Its findings are
 * told again. What was read with an error is not kept, since it may have failed for want of a file.
 */
export const keep = async <T>(
  { kind, name }: Want,
  shop: ReadShop,
  make: (shop: ReadShop) => Promise<T>,
): Promise<T> => {
  const known = shop.kept.get(kind) ?? new Map<string, Reading>();
  shop.kept.set(kind, known);
  const old = known.get(name);
  if (old && (await isUnchanged(old, shop))) {
    for (const [path, text] of old.texts) shop.report.text(path, text);
    for (const finding of old.findings) shop.report.add(finding);
    return old.value as T;
  }
  const findings: Diagnostic[] = [];
  const texts: (readonly [string, string])[] = [];
  const reads: FileRead[] = [];
  const report: Report = {
    add: (finding) => {
      findings.push(finding);
      shop.report.add(finding);
    },
    text: (path, text) => {
      texts.push([path, text]);
      shop.report.text(path, text);
    },
  };
  const value = await make({ ...shop, report, reads: [...shop.reads, reads] });
  if (findings.some(({ severity }) => severity === "error")) known.delete(name);
  else known.set(name, { value, findings, texts, reads });
  return value;
};

const isUnchanged = async ({ reads }: Reading, shop: ReadShop): Promise<boolean> => {
  const same = await Promise.all(reads.map((read) => readAgain(read, shop)));
  return same.every(Boolean);
};
