/** One run of the program, from what was typed to an exit code: 0, 1, 2 or 70. */

import { OutputError } from "../nightly/output/output-error.ts";
import { parseCommandLine } from "./command-line.ts";
import { COMMANDS } from "./commands.ts";
import { reportFaults } from "./fault-report.ts";
import { languageOf } from "./language.ts";
import { messagesIn } from "./messages.ts";
import { printFindings, printJson, type Session } from "./session.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

/** Runs the command line. Never throws: a fault of the program becomes a report file and exit code 70. */
export const runCli = async (argv: readonly string[], terminal: Terminal): Promise<number> => {
  const lang = languageOption(argv);
  const language = languageOf(lang, terminal.env);
  const says = messagesIn(language);
  const session: Session = {
    argv,
    terminal,
    language,
    says,
    json: argv.includes("--json"),
    verbose: argv.includes("--verbose"),
  };
  try {
    if (lang !== undefined && !/^(en|zh)$/i.test(lang))
      throw new UsageError(says.badValue("--lang", lang, says.oneOf(["en", "zh"])));
    const line = parseCommandLine(argv, language, terminal);
    return line ? await line.spec.run({ argument: line.argument, more: line.more, options: line.options, session }) : 0;
  } catch (fault) {
    if (fault instanceof UsageError) return refuse(fault, session);
    if (fault instanceof OutputError) return tellOutputError(fault, session);
    return reportFaults([fault], session);
  }
};

/** Exit code of arguments, an edition or an output that cannot be used. */
const EXIT_UNUSABLE = 2;

const refuse = ({ message, findings }: UsageError, { terminal, says, json }: Session): number => {
  if (message !== "") terminal.err(`${says.error}${says.colon}${message}\n`);
  if (json) terminal.out(`${JSON.stringify({ error: message, findings }, undefined, 1)}\n`);
  return EXIT_UNUSABLE;
};

const tellOutputError = ({ findings }: OutputError, session: Session): number => {
  const none = () => undefined;
  if (session.json) printJson({}, { all: findings, textOf: none }, session);
  else printFindings(findings, none, session);
  return EXIT_UNUSABLE;
};

/** `--lang` of the program or of a command; `compose` has one of its own, for the language of the text. */
const languageOption = (argv: readonly string[]): string | undefined => {
  const names = COMMANDS.map(({ name }) => name);
  const command = argv.findIndex((word) => names.includes(word));
  const ours = argv[command] === "compose" ? argv.slice(0, command) : argv;
  for (const [at, word] of ours.entries()) {
    if (word === "--") return undefined;
    if (word === "--lang") return ours[at + 1];
    if (word.startsWith("--lang=")) return word.slice("--lang=".length);
  }
  return undefined;
};
