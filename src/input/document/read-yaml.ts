/** A YAML file → what of it is right by its schema, with the place of each value; all faults are reported. */
import { type Checked, checkDocument } from "./check-document.ts";
import { keep } from "./kept.ts";
import { LIMITS, type ReadShop, readText, type Wanted } from "./read-text.ts";
import type { z } from "./schema.ts";
import { parseYaml, type YamlDocument } from "./yaml-document.ts";

/** A YAML file that was read. */
export interface CheckedFile<T> extends Checked<T> {
  readonly document: YamlDocument;
  readonly path: string;
}

/** Reads and checks a YAML file; undefined when it cannot be had or is no YAML. */
export const readYaml = <T>(
  wanted: Omit<Wanted, "limit">,
  schema: z.ZodType<T>,
  shop: ReadShop,
): Promise<CheckedFile<T> | undefined> => {
  const name = wanted.files.map(({ root, path }) => `${root}:${path}`).join("|");
  return keep({ kind: schema, name }, shop, async (recorded) => {
    const file = await readText({ ...wanted, limit: LIMITS.yaml }, recorded);
    const document = file && parseYaml({ ...file, at: 0 }, recorded.report);
    return document && { ...checkDocument(document, schema, recorded.report), document, path: file.path };
  });
};
