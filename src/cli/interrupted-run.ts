/** The run that was interrupted in an output folder, and what `--resume` makes of it. */
import { resolve } from "node:path";
import type { JobEvent } from "../nightly/run/job-event.ts";
import { type Interrupted, type RunOrder, readJournal } from "../nightly/run/run-journal.ts";
import type { CommandOptions, Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";

/** What is typed with `--resume` and is no matter of the run itself. */
const OF_THE_TERMINAL: readonly (keyof CommandOptions)[] = ["json", "verbose", "lang", "explain", "resume", "out"];

/** What a run is to do. */
export interface Typed {
  readonly argument: string | undefined;
  readonly options: CommandOptions;
  readonly session: Session;
}

/** The run that is to begin. */
export interface RunToBegin {
  readonly argument: string;
  readonly options: CommandOptions;
  /** of a run that goes on: the moment of its deadline, milliseconds since 1970 */
  readonly by?: number;
  /** what the last one left; undefined when it ended */
  readonly before?: Interrupted;
  /** whether the options are those of the last one */
  readonly isResumed: boolean;
}

/** What is begun, given what was typed and what the last run left in `store`; throws a `UsageError`. To be asked by who holds the lock. */
export const runToBegin = (store: string, typed: Typed): RunToBegin => {
  const { argument, options, session } = typed;
  const before = readJournal(store);
  const own = { argument: argument ?? ".", options, ...(before && { before }), isResumed: false };
  if (!options.resume || !before?.order) return own;
  const { order } = before;
  if (argument !== undefined && resolve(session.terminal.cwd, argument) !== order.argument)
    throw new UsageError(session.says.otherInterrupted(order.argument));
  const terminals = Object.fromEntries(Object.entries(options).filter(([name]) => isOfTheTerminal(name)));
  // a page was released as it was then: the store knows, and what has changed since waits
  const { release, releasedBy, ...rest } = order.options as CommandOptions;
  // whoever has more time than there was says so
  const by = options.by === undefined ? order.by : undefined;
  const now = options.release && {
    release: options.release,
    ...(options.releasedBy !== undefined && { releasedBy: options.releasedBy }),
  };
  const releases = before.isReleased || !release ? {} : { release, ...(releasedBy !== undefined && { releasedBy }) };
  return {
    argument: order.argument,
    options: { ...rest, ...releases, ...now, ...terminals, ...(options.by !== undefined && { by: options.by }) },
    ...(by !== undefined && { by }),
    before,
    isResumed: true,
  };
};

const isOfTheTerminal = (name: string): boolean => OF_THE_TERMINAL.some((each) => each === name);

/** What the journal says of a run. */
export const orderOf = ({ argument, options, session }: Typed, by: number | undefined): RunOrder => ({
  argument: resolve(session.terminal.cwd, argument ?? "."),
  options: Object.fromEntries(Object.entries(options).filter(([name]) => !isOfTheTerminal(name))),
  ...(by !== undefined && { by }),
});

/** So many deaths in a row, and a task is no longer done where others are. */
const POISON = 2;

/** Names of the tasks over which the program died again and again. */
export const poisonTasks = (before: Interrupted | undefined): readonly string[] =>
  Object.entries(before?.deaths ?? {}).flatMap(([task, deaths]) => (deaths >= POISON ? [task] : []));

/** The event that tells of it; undefined when nothing was interrupted. */
export const interruption = (before: Interrupted | undefined): JobEvent | undefined =>
  before && {
    event: "interrupted",
    tasks: before.tasks,
    alone: poisonTasks(before),
    damaged: before.damaged,
    known: before.order !== undefined,
  };

/** Options as they were typed, for people. */
export const optionsAsTyped = (options: Readonly<Record<string, unknown>>): string =>
  Object.entries(options)
    .map(([name, value]) => {
      const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
      if (value === true) return flag;
      // passwords in addresses are nobody's business
      return `${flag} ${(Array.isArray(value) ? value.join(",") : String(value)).replace(/\/\/[^@/\s]*@/g, "//")}`;
    })
    .join(" ");
