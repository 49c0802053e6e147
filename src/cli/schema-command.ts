/** `broadsheet schema`: the JSON Schema of one of the file formats, for editors that complete and check while typing. */
import { jsonSchema, SCHEMA_NAMES } from "../index.ts";
import { didYouMean } from "./did-you-mean.ts";
import type { CommandInput } from "./session.ts";
import { UsageError } from "./usage-error.ts";

/** Prints the schema. Without a name it lists the names. */
export const schema = async ({ argument, session }: CommandInput): Promise<number> => {
  const { terminal, says } = session;
  if (argument === undefined) {
    terminal.out(
      session.json ? `${JSON.stringify({ schemas: SCHEMA_NAMES, findings: [] })}\n` : `${SCHEMA_NAMES.join("\n")}\n`,
    );
    return 0;
  }
  const name = SCHEMA_NAMES.find((each) => each === argument);
  if (name === undefined) {
    const near = didYouMean(argument, SCHEMA_NAMES);
    throw new UsageError(`${says.noSchema(argument, SCHEMA_NAMES)}${near ? ` — ${says.didYouMean(near)}` : ""}`);
  }
  terminal.out(`${JSON.stringify(jsonSchema(name), undefined, 2)}\n`);
  return 0;
};
