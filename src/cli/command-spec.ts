/** How a command and its options are said, in both languages. */
import type { Language } from "./language.ts";
import type { CommandInput } from "./session.ts";

type Words = Readonly<Record<Language, string>>;

/** An option as it is typed: `--out <dir>`. `many` may be given several times. */
export interface OptionSpec {
  readonly flags: string;
  readonly words: Words;
  readonly many?: boolean;
}

/** A command; it is loaded only when it is run, so that help does not wait for the engine. */
export interface CommandSpec {
  readonly name: string;
  /** `<edition>`, `[file]` when it may be left out, `<file...>` when there may be several; empty when it takes none */
  readonly argument: string;
  readonly words: Words;
  readonly options: readonly OptionSpec[];
  run(input: CommandInput): Promise<number>;
}
