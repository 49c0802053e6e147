/** The schemas of all input files by name, and their JSON Schema for editors that complete and check while typing. */

import { toJsonSchema } from "./document/schema.ts";
import { editionSchema, fontsSchema, formatsSchema, pageSchema, storySchema } from "./edition-schema.ts";
import { feedSchema } from "./feed-schema.ts";
import { layoutSchema } from "./layout-schema.ts";
import { styleSchema } from "./style-schema.ts";

const SCHEMAS = {
  edition: editionSchema,
  page: pageSchema,
  layout: layoutSchema,
  style: styleSchema,
  fonts: fontsSchema,
  formats: formatsSchema,
  story: storySchema,
  feed: feedSchema,
} as const;

/** What an input file is. */
export type SchemaName = keyof typeof SCHEMAS;

/** The names that `jsonSchema` knows. */
export const SCHEMA_NAMES: readonly SchemaName[] = [
  "edition",
  "page",
  "layout",
  "style",
  "fonts",
  "formats",
  "story",
  "feed",
];

/** JSON Schema (2020-12) of an input file; a story's is that of its front matter. */
export const jsonSchema = (name: SchemaName): object => toJsonSchema(SCHEMAS[name]);
