#!/usr/bin/env node
/** The program: `broadsheet`. */
import { reportFaults } from "./fault-report.ts";
import { languageOf } from "./language.ts";
import { messagesIn } from "./messages.ts";
import { runCli } from "./run-cli.ts";
import { processTerminal } from "./terminal.ts";

const terminal = processTerminal();
const argv = process.argv.slice(2);

// what is thrown outside of any promise that somebody waits for; the terminal never sees a stack trace
const die = (fault: unknown): never => {
  process.exit(reportFaults([fault], { argv, terminal, says: messagesIn(languageOf(undefined, terminal.env)) }));
};
process.on("uncaughtException", die);
process.on("unhandledRejection", die);

// `broadsheet … | head`: the reader has seen enough
process.stdout.on("error", (fault: NodeJS.ErrnoException) => (fault.code === "EPIPE" ? process.exit() : die(fault)));

process.exitCode = await runCli(argv, terminal);
