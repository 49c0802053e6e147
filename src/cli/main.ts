#!/usr/bin/env node
/** The program: `broadsheet`. */
import { reportFaults } from "./fault-report.ts";
import { languageOf } from "./language.ts";
import { hearLostOutput } from "./lost-output.ts";
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

// whoever read what is said has gone, or the disk with the log is full: the work goes on
const lost = hearLostOutput(terminal);
process.exitCode = lost.exitCode(await runCli(argv, terminal));

// with Redis away BullMQ goes on trying what it could not tell of a job; that must not keep a process that has done its work.
// One that has nothing open any more ends by itself before.
const GONE_MS = 3_000;
if (argv.includes("nightly") || argv.includes("worker")) setTimeout(() => process.exit(), GONE_MS).unref();
