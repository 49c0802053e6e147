/** What all schemas are made of, and how a value is checked against one; the only door to zod. */
import { z } from "zod";
import type { DiagnosticCode } from "../../base/diagnostic-codes.ts";
import { amount, ZIHAO_NAMES } from "./lengths.ts";

export { z };

/** What a schema says about a value that it refuses: the finding without its place. */
export interface Refusal {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly hint: string;
}

/** zod carries one string for each issue; a refusal travels in it as JSON. */
const say = (refusal: Refusal): string => JSON.stringify(refusal);

/** A schema's own words about a wrong value; a missing one is said to be missing elsewhere. */
export const saying =
  (code: DiagnosticCode, message: (value: string) => string, hint: string) =>
  ({ input }: { readonly input?: unknown }): string | undefined =>
    input === undefined || input === null ? undefined : say({ code, message: message(shown(input)), hint });

const shown = (value: unknown): string => {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

/** How a length may be written. */
interface Measure {
  /** units, the usual one first */
  readonly units: readonly string[];
  readonly example: string;
  readonly min?: number;
  readonly max: number;
}

/** A number with its unit, as in `9.5zi` or `5/3zi`; a bare number is refused with the hint to write the unit. */
const measured = ({ units, example, min = 0, max }: Measure) => {
  const pattern = new RegExp(`^\\d{1,6}(\\.\\d{1,6})?(/[1-9]\\d{0,3})?\\s?(${units.join("|")})$`);
  const hint = `write it with its unit, as in \`${example}\`; units here: ${units.join(", ")}`;
  return z
    .string({
      error: (issue) =>
        typeof issue.input === "number"
          ? say({
              code: "input/unit",
              message: `\`${issue.input}\` has no unit`,
              hint: `write the unit, as in \`${issue.input}${units[0]}\``,
            })
          : saying("input/wrong-value", (value) => `\`${value}\` is no length`, hint)(issue),
    })
    .regex(pattern, {
      abort: true,
      error: saying(
        "input/unit",
        (value) => (/^\s*[\d./]+\s*$/.test(value) ? `\`${value}\` has no unit` : `\`${value}\` is no length here`),
        hint,
      ),
    })
    .refine((text) => amount(text) >= min && amount(text) <= max, {
      error: saying(
        "input/wrong-value",
        (value) => `\`${value}\` is out of all measure`,
        `give ${min === 0 ? "0" : `at least ${min}`} to ${max}${units[0]}`,
      ),
    })
    .meta({ examples: [example] });
};

/** A length on paper. */
export const length = measured({ units: ["mm", "pt", "Q"], example: "3mm", max: 10_000 });
/** A thickness or distance that must not be nothing. */
export const positiveLength = measured({ units: ["pt", "mm", "Q"], example: "0.5pt", min: 0.01, max: 10_000 });
/** A length in zi (字): ideographs of the body. */
export const zi = measured({ units: ["zi"], example: "9.5zi", max: 500 });
/** A width in zi that must not be nothing. */
export const positiveZi = measured({ units: ["zi"], example: "9.5zi", min: 0.1, max: 500 });
/** A length in ems of the type it belongs to. */
export const em = measured({ units: ["em"], example: "2em", max: 20 });
/** A height in body rows. */
export const rowsLength = measured({ units: ["row", "rows"], example: "0.5row", max: 100 });
/** A share. */
export const percentage = measured({ units: ["%"], example: "100%", max: 400 });
/** A share of a width. */
export const share = measured({ units: ["%"], example: "92%", min: 10, max: 100 });
/** A share of an ink. */
export const tintShare = measured({ units: ["%"], example: "40%", min: 1, max: 100 });
/** Width of letters over their own. */
export const letterWidth = measured({ units: ["%"], example: "85%", min: 50, max: 200 });
/** Western letters beside Han, over their size. */
export const latinShare = measured({ units: ["%"], example: "105%", min: 50, max: 200 });
/** Pixels an inch. */
export const ppi = measured({ units: ["ppi"], example: "200ppi", min: 1, max: 5000 });

const ZIHAO = ZIHAO_NAMES.join("|");
const POINTS = "\\d{1,3}(\\.\\d{1,3})?\\s?(pt|mm|Q)";
const SIZE_HINT = "write it as in `9pt`, `13Q` or `五号`";

const isSize = (text: string): boolean => !/^\d/.test(text) || (amount(text) >= 1 && amount(text) <= 800);

/** A type size: pt, mm, Q (级) or a 号数. */
export const typeSize = z
  .string({ error: saying("input/unit", (value) => `\`${value}\` has no unit`, SIZE_HINT) })
  .regex(new RegExp(`^(${POINTS}|${ZIHAO})$`), {
    abort: true,
    error: saying("input/unit", (value) => `\`${value}\` is no type size`, SIZE_HINT),
  })
  .refine(isSize, {
    error: saying("input/wrong-value", (value) => `\`${value}\` is no size of type`, "give 1pt to 800pt"),
  })
  .meta({ examples: ["9pt", "五号"] });

const SIZES_HINT = "write them as in `34pt..22pt` or `54pt..36pt step 2pt`";

/** A row of type sizes: one, or from the largest to the smallest by a step of 1 pt when it is not given. */
export const typeSizes = z
  .string({ error: saying("input/unit", (value) => `\`${value}\` has no unit`, SIZES_HINT) })
  .regex(
    new RegExp(
      `^(${POINTS}|${ZIHAO})(\\s?\\.\\.\\s?(${POINTS}|${ZIHAO})(\\s+step\\s+\\d{1,2}(\\.\\d{1,2})?\\s?pt)?)?$`,
    ),
    {
      abort: true,
      error: saying("input/unit", (value) => `\`${value}\` are no type sizes`, SIZES_HINT),
    },
  )
  .refine((text) => text.split(/\.\.|step/).every((part, n) => (n < 2 ? isSize(part.trim()) : amount(part) >= 0.25)), {
    error: saying(
      "input/wrong-value",
      (value) => `\`${value}\` are no sizes of type`,
      "give 1pt to 800pt, in steps of 0.25pt or more",
    ),
  })
  .meta({ examples: ["34pt..22pt"] });

/** `N` or `A-B`: columns or rows of the grid, from 1, both ends included. */
export const gridSpan = z
  .union([z.int().min(1).max(1000), z.string().regex(/^[1-9]\d{0,2}(\s?-\s?[1-9]\d{0,2})?$/)], {
    error: saying(
      "input/wrong-value",
      (value) => `\`${value}\` names no columns or rows`,
      "write it as in `3` or `1-5`, from 1",
    ),
  })
  .describe("N or A-B, from 1, both ends included");

/** A whole number from 1. */
export const count = z.int().min(1).max(1000);

/** A text that is not empty. */
export const text = z.string().regex(/\S/, {
  error: saying("input/wrong-value", () => "the text is empty", "write it, or take the line out"),
});

/** What a style, layout, slot or family is called. */
export const name = z.string().regex(/^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u, {
  error: saying(
    "input/wrong-value",
    (value) => `\`${value}\` cannot be a name`,
    "use letters, digits, `-`, `_` and `.`",
  ),
});

/** A path below the edition's folder. */
export const path = text.describe("a path below the edition's folder, with forward slashes");

/** A process colour; parts that are not named are 0. */
export const ink = z
  .strictObject({
    c: z.number().min(0).max(100),
    m: z.number().min(0).max(100),
    y: z.number().min(0).max(100),
    k: z.number().min(0).max(100),
    spot: text.describe("name of a spot colour's plate; c, m, y and k then stand for it at 100 per cent"),
    tint: z.number().min(0).max(100).describe("of the spot colour, per cent; default 100"),
  })
  .partial()
  .describe("cyan, magenta, yellow and black in per cent; {} is bare paper");

/** A family at a weight. */
export const face = z.string().regex(/^[\p{L}\p{N}_.-]+ [1-9]\d{2}$/u, {
  error: saying("input/wrong-value", (value) => `\`${value}\` is no family with a weight`, "write it as in `song 400`"),
});

/** A text of a fixed form. */
export const formed = (pattern: RegExp, message: (value: string) => string, hint: string) =>
  z
    .string({ error: saying("input/wrong-value", message, hint) })
    .regex(pattern, { error: saying("input/wrong-value", message, hint) });

/** The rule that a mapping holds just one of `kinds`. */
export const justOneOf =
  (kinds: readonly string[], what: string) =>
  (value: object, issues: z.RefinementCtx): void => {
    const here = Object.keys(value).filter((key) => kinds.includes(key));
    if (here.length === 1) return;
    const message =
      here.length === 0
        ? `${what} holds nothing`
        : `${what} is ${here.map((each) => `\`${each}\``).join(" and ")} at once`;
    issues.addIssue({
      code: "custom",
      message: say({ code: "input/wrong-value", message, hint: `give it just one of ${kinds.join(", ")}` }),
    });
  };

/** JSON Schema (2020-12) of a schema's input. */
export const toJsonSchema = (schema: z.ZodType): object =>
  z.toJSONSchema(schema, { io: "input", target: "draft-2020-12" });

interface JsonSchema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
}

/** Schemas are asked again for each name that they do not have. */
const known = new WeakMap<z.ZodType, JsonSchema>();

/** The fields that the mapping at `path` may have, for the names that somebody may have meant. */
export const fieldsAt = (schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] => {
  const top = known.get(schema) ?? (toJsonSchema(schema) as JsonSchema);
  known.set(schema, top);
  const resolve = (each: JsonSchema): readonly JsonSchema[] => {
    const named = each.$ref === "#" ? top : top.$defs?.[each.$ref?.split("/").at(-1) ?? ""];
    if (each.$ref !== undefined) return named ? resolve(named) : [];
    return each.anyOf ? each.anyOf.flatMap(resolve) : [each];
  };
  const inside = (each: JsonSchema, step: PropertyKey): readonly JsonSchema[] => {
    const rest = typeof each.additionalProperties === "object" ? each.additionalProperties : undefined;
    const next = each.properties?.[String(step)] ?? each.items ?? rest;
    return next ? resolve(next) : [];
  };
  const found = path.reduce<readonly JsonSchema[]>(
    (all, step) => all.flatMap((each) => inside(each, step)),
    resolve(top),
  );
  return [...new Set(found.flatMap((each) => Object.keys(each.properties ?? {})))];
};
