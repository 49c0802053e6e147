/** What zod found wrong → findings in words, each at its place in the file. */
import type { Diagnostic } from "../../base/diagnostic.ts";
import { nameHint } from "./nearest-name.ts";
import { fieldsAt, type Refusal, type z } from "./schema.ts";
import type { YamlDocument, YamlPath } from "./yaml-document.ts";

/** The document that an issue is about. */
export interface IssueContext {
  readonly value: unknown;
  readonly schema: z.ZodType;
  readonly document: YamlDocument;
}

type Issue = z.core.$ZodIssue;

/** Findings for an issue: one for each unknown key, else one. */
export const explainIssue = (issue: Issue, context: IssueContext): readonly Diagnostic[] => {
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownField(key, issue.path, context));
  if (issue.code === "invalid_union") {
    const meant = meantBranch(issue.errors) ?? spokenBranch(issue, valueAt(context.value, issue.path));
    if (meant) {
      return meant.flatMap((each) => explainIssue({ ...each, path: [...issue.path, ...each.path] } as Issue, context));
    }
  }
  const value = valueAt(context.value, issue.path);
  if (value === undefined && (issue.code === "invalid_type" || issue.code === "invalid_union"))
    return [missingField(issue.path, context)];
  if (value === null) return [emptyField(issue.path, context)];
  const source =
    issue.code === "invalid_key" ? context.document.keyRange(issue.path) : context.document.range(issue.path);
  return [{ severity: "error", ...(saidBySchema(issue) ?? saidByKind(issue, value, context)), source }];
};

/** The plain value at `path`; undefined when there is none. */
export const valueAt = (value: unknown, path: YamlPath): unknown =>
  path.reduce<unknown>(
    (at, step) =>
      typeof at === "object" && at !== null && Object.hasOwn(at, step)
        ? (at as Record<PropertyKey, unknown>)[step]
        : undefined,
    value,
  );

/** Of a union's branches the one whose kind of value is there, when only something within it is wrong. */
const meantBranch = (branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined =>
  branches.find(
    (issues) => issues.length > 0 && issues.every((each) => each.path.length > 0 || each.code === "unrecognized_keys"),
  );

/** Of a value that is no mapping the branch that has words of its own for it, where the union has none. */
const spokenBranch = (
  { errors, message }: Extract<Issue, { code: "invalid_union" }>,
  value: unknown,
): readonly Issue[] | undefined =>
  typeof value === "object" || message.startsWith("{")
    ? undefined
    : errors.find((issues) => issues.length > 0 && issues.every((each) => each.message.startsWith("{")));

const unknownField = (key: string, path: YamlPath, { schema, document }: IssueContext): Diagnostic => ({
  code: "input/unknown-field",
  severity: "error",
  message: `there is no field \`${key}\` here`,
  hint: nameHint(key, fieldsAt(schema, path)),
  source: document.keyRange([...path, key]),
});

const nameOf = (path: YamlPath): string => {
  const field = path.findLast((step) => typeof step === "string");
  const item = path.at(-1);
  if (field === undefined) return "the file";
  return typeof item === "number" ? `item ${item + 1} of \`${String(field)}\`` : `\`${String(field)}\``;
};

const missingField = (path: YamlPath, { document }: IssueContext): Diagnostic => ({
  code: "input/missing-field",
  severity: "error",
  message: `the field ${nameOf(path)} is missing`,
  hint: `add ${nameOf(path)}; \`broadsheet schema\` prints what it holds`,
  source: path.length > 1 ? document.keyRange(path.slice(0, -1)) : document.range([]),
});

const emptyField = (path: YamlPath, { document }: IssueContext): Diagnostic => ({
  code: "input/missing-field",
  severity: "error",
  message: `${nameOf(path)} has no value`,
  hint: "write it behind the colon, or take the line out",
  source: document.keyRange(path),
});

const saidBySchema = (issue: Issue): Refusal | undefined => {
  const issues = issue.code === "invalid_key" ? issue.issues : [issue];
  const message = issues.find((each) => each.message.startsWith("{"))?.message;
  return message === undefined ? undefined : (JSON.parse(message) as Refusal);
};

const saidByKind = (issue: Issue, value: unknown, { document }: IssueContext): Refusal => {
  const field = nameOf(issue.path);
  const wrong = (message: string, hint: string): Refusal => ({ code: "input/wrong-value", message, hint });
  switch (issue.code) {
    case "invalid_type": {
      const quoted = issue.expected === "string" && document.written(issue.path);
      const hint = quoted
        ? `put it in quotes: \`"${quoted.raw}"\``
        : `write ${KINDS[issue.expected] ?? "another value"}`;
      return wrong(`${field} wants ${KINDS[issue.expected] ?? issue.expected}, this is ${kindOf(value)}`, hint);
    }
    case "invalid_value":
      return wrong(`${field} cannot be \`${String(value)}\``, nameHint(String(value), issue.values.map(String)));
    case "too_small":
      return wrong(`${field} is less than ${issue.minimum}`, `give ${issue.minimum} or more`);
    case "too_big":
      return wrong(`${field} is more than ${issue.maximum}`, `give ${issue.maximum} or less`);
    case "invalid_union":
      return wrong(`${field} cannot be ${kindOf(value)}`, "write a value of a kind that `broadsheet schema` prints");
    default:
      return wrong(
        `${field}: ${issue.message.charAt(0).toLowerCase()}${issue.message.slice(1)}`,
        "write another value",
      );
  }
};

const KINDS: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "`true` or `false`",
  array: "a list",
  tuple: "a list",
  object: "a mapping of fields",
  record: "a mapping of names",
};

const kindOf = (value: unknown): string => {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a mapping";
  return typeof value === "string" ? "a text" : `\`${String(value)}\``;
};
