/** YAML text → plain values with the place of each; the only door to the yaml package. */
import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  parseDocument,
  type YAMLError,
  type YAMLMap,
} from "yaml";
import type { Diagnostic, Report } from "../../base/diagnostic.ts";
import type { SourceRange } from "../../base/source.ts";

/** Steps from the top of a document to a value. */
export type YamlPath = readonly PropertyKey[];

/** A scalar as it was written. */
export interface WrittenScalar {
  /** the characters between the scalar's ends, quotes included */
  readonly raw: string;
  readonly range: SourceRange;
}

/** A parsed document; all ranges are offsets in its file. */
export interface YamlDocument {
  readonly path: string;
  /** plain values of all that has not been removed; undefined for an empty document */
  value(): unknown;
  /** where the value at `path` stands; the nearest enclosing key when there is none */
  range(path: YamlPath): SourceRange;
  /** where the key that names the value at `path` stands */
  keyRange(path: YamlPath): SourceRange;
  /** the scalar at `path` as it stands in the file */
  written(path: YamlPath): WrittenScalar | undefined;
  /** takes the value at `path` out, so that the rest can be gone on with; false when nothing is there */
  remove(path: YamlPath): boolean;
  /** whether the value at `path` has been taken out: what follows from its absence is not its writer's fault */
  isRemoved(path: YamlPath): boolean;
}

/** Where a document stands in its file; front matter begins after its fence. */
export interface YamlSource {
  readonly path: string;
  readonly text: string;
  /** offset of `text` in the file */
  readonly at: number;
}

/** Aliases may be used this often; a real edition uses none or a handful. */
const MOST_ALIASES = 100;

/** Deeper than any layout is nested. */
const DEEPEST = 64;

/** Faults of one file that are told; the rest follows from them. */
const MOST_FAULTS = 20;

type At = (start: number, end: number) => SourceRange;

/** Parses; every fault is reported. Undefined when the text is no YAML that can be gone on with. */
export const parseYaml = (source: YamlSource, report: Report): YamlDocument | undefined => {
  const at: At = (start, end) => {
    const length = source.text.length;
    const from = Math.min(Math.max(0, start), Math.max(0, length - 1));
    const to = Math.min(Math.max(end, from + 1), Math.max(from, length));
    return { path: source.path, start: source.at + from, end: source.at + to };
  };
  const deep = tooDeepAt(source.text);
  const document = deep === undefined ? parsed(source.text) : undefined;
  if (!document) {
    report.add(tooDeep(at(deep ?? 0, (deep ?? 0) + 1)));
    return undefined;
  }
  const faults = [...document.errors, ...document.warnings].map((fault) => yamlFault(fault, at));
  const odd = faults.length > 0 ? [] : oddities(document, at);
  for (const fault of [...faults, ...odd].slice(0, MOST_FAULTS)) report.add(fault);
  if (faults.length > 0 || odd.some(({ code }) => code !== "input/duplicate")) return undefined;
  const file = opened(document, source, at);
  return refuseAliasBomb(file, report) ? undefined : file;
};

/** Brackets and dashes are counted before parsing, which goes down into them: a megabyte of `[` must not end the program. */
const tooDeepAt = (text: string): number | undefined => {
  let depth = 0;
  let dashes = 0;
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === "[" || token === "{") depth++;
    else if (token === "]" || token === "}") depth--;
    if (token === "-" || token === "?") dashes++;
    else if (token.includes("\n")) dashes = 0;
    if (depth > DEEPEST || dashes > DEEPEST) return Math.min(offset, text.length);
    // the lexer marks documents and scalars by single control characters that are not in the text
    if (token !== "\u0002" && token !== "\u0018" && token !== "\u001f") offset += token.length;
  }
  return undefined;
};

const parsed = (text: string): Document.Parsed | undefined => {
  try {
    return parseDocument(text, { prettyErrors: false, strict: true, uniqueKeys: false, logLevel: "error" });
  } catch (fault) {
    if (fault instanceof RangeError) return undefined;
    throw fault;
  }
};

const tooDeep = (source: SourceRange): Diagnostic => ({
  code: "input/too-large",
  severity: "error",
  message: `this is nested more than ${DEEPEST} levels deep`,
  hint: "check that it is the right file",
  source,
});

const HINTS: Readonly<Partial<Record<YAMLError["code"], string>>> = {
  TAB_AS_INDENT: "indent with spaces",
  BAD_INDENT: "indent the fields of one mapping alike, with spaces",
  MISSING_CHAR: "close the quotation mark or bracket, or put the text in quotes",
  MULTIPLE_DOCS: "take out the second `---`: a file holds one document",
  MULTILINE_IMPLICIT_KEY: "write `name: value` on one line; put text that holds `: ` in quotes",
  BLOCK_AS_IMPLICIT_KEY: "put text that holds `: ` in quotes, or give the list a line of its own",
  BAD_ALIAS: "put text that begins with `*` or `&` in quotes",
  TAG_RESOLVE_FAILED: "take the `!` tag out, or put the text in quotes",
};

const yamlFault = (fault: YAMLError | Document.Parsed["warnings"][number], at: At): Diagnostic => ({
  code: "input/yaml",
  severity: "error",
  message: `this is not well-formed YAML: ${sentence(fault.message)}`,
  hint: HINTS[fault.code] ?? "mend the line; indent with spaces, and put text that begins with a sign in quotes",
  source: at(fault.pos[0], fault.pos[1]),
});

const sentence = (message: string): string => {
  const line = message
    .split(/[\n;]/)[0]!
    .replace(/ at line \d+.*$/, "")
    .replace(/[.:]$/, "");
  return line.charAt(0).toLowerCase() + line.slice(1);
};

/** What YAML allows and no file of ours can mean: a key twice, a key that is no word, nesting without end. */
const oddities = (document: Document.Parsed, at: At): readonly Diagnostic[] => {
  const found: Diagnostic[] = [];
  const walk = (node: unknown, around: readonly string[]): void => {
    const within = [...around, (isMap(node) || isSeq(node)) && node.anchor ? node.anchor : ""];
    if (around.length > DEEPEST) found.push(tooDeep(rangeOf(node, at)));
    else if (isAlias(node) && around.includes(node.source)) found.push(aliasBomb(rangeOf(node, at)));
    else if (isSeq(node)) for (const item of node.items) walk(item, within);
    else if (isMap(node)) {
      for (const odd of oddKeys(node, at)) found.push(odd);
      for (const { value } of node.items) walk(value, within);
    }
  };
  walk(document.contents, []);
  return found;
};

const oddKeys = (map: YAMLMap, at: At): readonly Diagnostic[] => {
  const seen = new Set<string>();
  return map.items.flatMap(({ key }) => {
    if (!isScalar(key)) return [oddKey(rangeOf(key, at))];
    const name = String(key.value);
    if (seen.has(name)) return [twice(name, rangeOf(key, at))];
    seen.add(name);
    return [];
  });
};

const oddKey = (source: SourceRange): Diagnostic => ({
  code: "input/yaml",
  severity: "error",
  message: "a field's name must be a word, not a list or a mapping",
  hint: "write `name: value`; put text that begins with `[` or `{` in quotes",
  source,
});

const twice = (name: string, source: SourceRange): Diagnostic => ({
  code: "input/duplicate",
  severity: "error",
  message: `the field \`${name}\` is given twice`,
  hint: "take one of them out",
  source,
});

const opened = (document: Document.Parsed, source: YamlSource, at: At): YamlDocument => {
  const removed = new Set<string>();
  const find = (path: YamlPath) => nodeAt(document, path);
  const around = (path: YamlPath): SourceRange => {
    for (let length = path.length - 1; length > 0; length--) {
      const found = find(path.slice(0, length));
      if (found) return rangeOf(found.key ?? found.node, at);
    }
    return rangeOf(document.contents, at);
  };
  return {
    path: source.path,
    value: () => document.toJS({ maxAliasCount: MOST_ALIASES }),
    range: (path) => {
      const found = find(path);
      return found ? rangeOf(isEmpty(found.node) ? (found.key ?? found.node) : found.node, at) : around(path);
    },
    keyRange: (path) => {
      const found = find(path);
      return found ? rangeOf(found.key ?? found.node, at) : around(path);
    },
    written: (path) => {
      const node = resolved(find(path)?.node, document);
      if (!isScalar(node) || !node.range) return undefined;
      const [start, end] = node.range;
      return { raw: source.text.slice(start, end), range: at(start, end) };
    },
    remove: (path) => {
      removed.add(JSON.stringify(path));
      return removeAt(document, path);
    },
    isRemoved: (path) => removed.has(JSON.stringify(path)),
  };
};

/** Whether the aliases expand to more than a real file's do; reported. */
const refuseAliasBomb = (document: YamlDocument, report: Report): boolean => {
  try {
    document.value();
    return false;
  } catch (fault) {
    const bomb = fault instanceof ReferenceError || fault instanceof RangeError;
    if (!bomb) throw fault;
    const unknown = /^Unresolved alias[^:]*: (.*)$/.exec(fault.message)?.[1];
    report.add(unknown === undefined ? aliasBomb(document.range([])) : unknownAlias(unknown, document.range([])));
    return true;
  }
};

const aliasBomb = (source: SourceRange): Diagnostic => ({
  code: "input/alias-bomb",
  severity: "error",
  message: "the aliases of this file expand to far more than it holds",
  hint: "write the values out instead of using `*` aliases",
  source,
});

const unknownAlias = (name: string, source: SourceRange): Diagnostic => ({
  code: "input/yaml",
  severity: "error",
  message: `\`*${name}\` is not defined: YAML takes \`*\` at the head of a text for an alias`,
  hint: "put text that begins with `*` in quotes",
  source,
});

interface Found {
  readonly node: unknown;
  readonly key: unknown;
  readonly parent: unknown;
}

const resolved = (node: unknown, document: Document.Parsed): unknown =>
  isAlias(node) ? (node.resolve(document) as Node | undefined) : node;

const nodeAt = (document: Document.Parsed, path: YamlPath): Found | undefined => {
  let found: Found = { node: document.contents, key: undefined, parent: undefined };
  for (const step of path) {
    const parent = resolved(found.node, document);
    if (isMap(parent)) {
      const pair = parent.items.find(
        (each) => isPair(each) && isScalar(each.key) && String(each.key.value) === String(step),
      );
      if (!pair) return undefined;
      found = { node: pair.value, key: pair.key, parent };
    } else if (isSeq(parent) && Number(step) < parent.items.length) {
      found = { node: parent.items[Number(step)], key: undefined, parent };
    } else return undefined;
  }
  return found;
};

const removeAt = (document: Document.Parsed, path: YamlPath): boolean => {
  const found = nodeAt(document, path);
  if (!found) return false;
  const { parent, key, node } = found;
  const items: unknown[] | undefined = isMap(parent) || isSeq(parent) ? parent.items : undefined;
  const index = items?.findIndex((each) => (isPair(each) ? each.key === key : each === node)) ?? -1;
  items?.splice(index, index < 0 ? 0 : 1);
  return index >= 0;
};

const isEmpty = (node: unknown): boolean => !node || (isScalar(node) && node.value === null);

const rangeOf = (node: unknown, at: At): SourceRange => {
  const range = (node as Node | undefined)?.range;
  return range ? at(range[0], range[1]) : at(0, 1);
};
