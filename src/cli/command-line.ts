/** What was typed, taken apart: the one door to commander. */
import { Command, CommanderError, type Help } from "commander";
import { programVersion } from "../nightly/disk/program-folders.ts";
import type { CommandSpec, OptionSpec } from "./command-spec.ts";
import { COMMANDS } from "./commands.ts";
import type { Language } from "./language.ts";
import type { CommandOptions } from "./session.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

/** A command line that was understood. */
export interface ParsedLine {
  readonly spec: CommandSpec;
  readonly argument: string | undefined;
  /** the others, where a command takes several */
  readonly more: readonly string[];
  readonly options: CommandOptions;
}

/** Takes `argv` apart; undefined when help or the version was all that was wanted, a `UsageError` when it makes no sense. */
export const parseCommandLine = (
  argv: readonly string[],
  language: Language,
  terminal: Terminal,
): ParsedLine | undefined => {
  let parsed: ParsedLine | undefined;
  const program = withHelp(new Command("broadsheet"), language)
    .description(
      language === "zh"
        ? "报纸排版引擎：稿件和图片进，付印 PDF 出"
        : "print layout engine for newspapers: stories in, press-ready PDF pages out",
    )
    .version(programVersion(), "-V, --version", language === "zh" ? "版本" : "print the version")
    .option("--lang <language>", language === "zh" ? "提示语言：en 或 zh" : "language of messages: en or zh")
    .enablePositionalOptions()
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.err(text),
      outputError: () => undefined,
    });
  for (const spec of COMMANDS) {
    const command = withHelp(program.command(spec.name), language).description(spec.words[language]);
    if (spec.argument !== "") command.argument(spec.argument);
    for (const option of spec.options) addOption(command, option, language);
    command.action((given: unknown) => {
      // without an argument commander gives the options first
      const words = spec.argument === "" ? [] : (given as string | readonly string[] | undefined);
      const [argument, ...more] = typeof words === "string" ? [words] : (words ?? []);
      parsed = { spec, argument, more, options: command.opts<CommandOptions>() };
    });
  }
  try {
    program.parse(spreadPages(argv), { from: "user" });
  } catch (fault) {
    if (!(fault instanceof CommanderError)) throw fault;
    if (fault.code === "commander.helpDisplayed" || fault.code === "commander.version") return undefined;
    if (fault.code === "commander.help") throw new UsageError("");
    throw new UsageError(sentenceIn(language, fault.message));
  }
  return parsed;
};

const addOption = (command: Command, { flags, words, many }: OptionSpec, language: Language): void => {
  if (many)
    command.option(flags, words[language], (value: string, before: readonly string[] = []) => [
      ...before,
      ...value.split(","),
    ]);
  else command.option(flags, words[language]);
};

/** `--page 01 02 edition.yaml`: what looks like a page id belongs to the option, what does not is the edition. */
const spreadPages = (argv: readonly string[]): readonly string[] => {
  let option: string | undefined;
  let first = false;
  return argv.map((word) => {
    const belongs = option !== undefined && (first || /^[A-Za-z]{0,3}\d{1,3}(,[A-Za-z]{0,3}\d{1,3})*$/.test(word));
    if (belongs && !word.startsWith("-")) {
      const spread = first ? word : `${option}=${word}`;
      first = false;
      return spread;
    }
    option = /^--(page|release)(?==|$)/.exec(word)?.[0];
    first = option === word;
    return word;
  });
};

const withHelp = (command: Command, language: Language): Command => {
  if (language === "en") return command.helpOption("-h, --help", "print this help");
  const styleTitle: Help["styleTitle"] = (title) => TITLES[title] ?? title;
  return command.helpOption("-h, --help", "显示帮助").configureHelp({ styleTitle });
};

const TITLES: Readonly<Record<string, string>> = {
  "Usage:": "用法：",
  "Options:": "选项：",
  "Commands:": "命令：",
  "Arguments:": "参数：",
};

/** Commander's sentences end without a stop and name what was typed in single quotes. */
const sentenceIn = (language: Language, sentence: string): string => {
  const plain = sentence
    .replace(/^error: /, "")
    .replace(/\.$/gm, "")
    .replace(/\n\((Did you mean .*\?)\)$/, (_, question: string) => ` — ${question.replace(/^D/, "d")}`);
  if (language === "en") return plain.replaceAll("'", "`");
  return SENTENCES.reduce((text, [from, to]) => text.replace(from, to), plain.replaceAll("'", "`"));
};

const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/^unknown command (`.*?`)/, "没有 $1 这个命令"],
  [/^unknown option (`.*?`)/, "没有 $1 这个选项"],
  [/^option (`.*?`) argument missing/, "选项 $1 缺少值"],
  [/^missing required argument (`.*?`)/, "缺少参数 $1"],
  [/^too many arguments.*$/, "参数太多"],
  [/ — did you mean one of (.*)\?$/i, "，是不是 $1 之一？"],
  [/ — did you mean (.*)\?$/i, "，是不是 $1？"],
];
