/** A parsed document against its schema: every fault becomes a finding, and what is right is gone on with. */
import type { Report } from "../../base/diagnostic.ts";
import { explainIssue, valueAt } from "./explain-issue.ts";
import { z } from "./schema.ts";
import type { YamlDocument, YamlPath } from "./yaml-document.ts";

/** What a document holds. */
export interface Checked<T> {
  /** all of it; undefined when something that must be there is not, or is wrong */
  readonly complete: T | undefined;
  /** what of it is right; the same as `complete` when that is there */
  readonly partial: Partial<T>;
}

/** Each round takes out what the one before has laid bare; nesting ends long before this. */
const MOST_ROUNDS = 200;

/** Checks the document and takes what is wrong out of it, so that one fault does not hide the next. */
export const checkDocument = <T>(document: YamlDocument, schema: z.ZodType<T>, report: Report): Checked<T> => {
  const value = document.value();
  if (value === null || value === undefined) {
    report.add({
      code: "input/missing-field",
      severity: "error",
      message: `\`${document.path}\` has no fields`,
      hint: "write its fields; `broadsheet schema` prints what they are",
      source: document.range([]),
    });
    return { complete: undefined, partial: {} };
  }
  const first = schema.safeParse(value);
  if (first.success) return { complete: first.data, partial: first.data as Partial<T> };
  for (const issue of withoutEchoes(first.error.issues)) {
    for (const finding of explainIssue(issue, { value, schema, document })) report.add(finding);
  }
  const partial = whatIsRight(document, schema);
  const whole = schema.safeParse(document.value());
  return whole.success ? { complete: whole.data, partial: whole.data as Partial<T> } : { complete: undefined, partial };
};

/** A part with a misspelt field is not also said to hold nothing. */
const withoutEchoes = (issues: readonly z.core.$ZodIssue[]): readonly z.core.$ZodIssue[] => {
  const misspelt = new Set(issues.flatMap(({ code, path }) => (code === "unrecognized_keys" ? [path.join("\n")] : [])));
  return issues.filter(({ code, path }) => code !== "custom" || !misspelt.has(path.join("\n")));
};

const whatIsRight = <T>(document: YamlDocument, schema: z.ZodType<T>): Partial<T> => {
  const lenient = (schema instanceof z.ZodObject ? schema.partial() : schema) as z.ZodType<Partial<T>>;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const value = document.value();
    const result = lenient.safeParse(value);
    if (result.success) return result.data;
    const wrong = inRemovingOrder(result.error.issues.flatMap((issue) => wrongPaths(issue, value)));
    const removed = wrong.filter((path) => document.remove(path));
    if (removed.length === 0) break;
  }
  return {};
};

const wrongPaths = (issue: z.core.$ZodIssue, value: unknown): readonly YamlPath[] => {
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => [...issue.path, key]);
  return valueAt(value, issue.path) === undefined ? [issue.path.slice(0, -1)] : [issue.path];
};

/** Each place once, none within another, and of a list's items the last first: so that no removal moves the next one. */
const inRemovingOrder = (paths: readonly YamlPath[]): readonly YamlPath[] => {
  const keys = new Map(paths.map((path) => [JSON.stringify(path), path]));
  const within = (path: YamlPath) => path.some((_, n) => n > 0 && keys.has(JSON.stringify(path.slice(0, n))));
  return [...keys.values()].filter((path) => path.length > 0 && !within(path)).sort((a, b) => -comparePaths(a, b));
};

const comparePaths = (a: YamlPath, b: YamlPath): number => {
  for (let n = 0; n < Math.min(a.length, b.length); n++) {
    const [x, y] = [a[n]!, b[n]!];
    if (x === y) continue;
    return typeof x === "number" && typeof y === "number" ? x - y : String(x) < String(y) ? -1 : 1;
  }
  return a.length - b.length;
};
