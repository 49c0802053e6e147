/** A command on each copy of the paper that it was asked for: the edition itself, and its zones. */
import { type CopyName, listCopies } from "../index.ts";
import { diskWorld } from "../nightly/disk/disk-world.ts";
import { didYouMean } from "./did-you-mean.ts";
import { findEdition } from "./find-edition.ts";
import { NoSuchPage } from "./no-such-page.ts";
import type { AskedCopy, CommandInput, Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";

type Command = (input: CommandInput) => Promise<number>;

/** Runs `command` on all copies, or on those that `--zone` names; the gravest exit code. With `--json` there is one answer, `copies`. */
export const eachCopy = async (input: CommandInput, command: Command): Promise<number> => {
  const copies = await copiesOf(input);
  if (copies.length === 1) return command(withCopy(input, askedCopy(copies[0]!, true)));
  const shared = { told: new Set<string>(), released: new Set<string>(), common: {} };
  const missed: NoSuchPage[] = [];
  const answers: object[] = [];
  let code = 0;
  for (const copy of copies) {
    const answer: string[] = [];
    const own = withCopy(input, { ...askedCopy(copy, false), ...shared }, answer);
    try {
      if (!input.session.json) input.session.terminal.out(`${input.session.says.copy(copy.title ?? copy.name)}\n`);
      code = Math.max(code, await command(own));
    } catch (fault) {
      // a zone that cannot be read keeps no other from being made; the edition's own pages are everybody's
      if (!(fault instanceof UsageError) || (copy.isEdition && !(fault instanceof NoSuchPage))) throw fault;
      if (fault instanceof NoSuchPage) missed.push(fault);
      else code = Math.max(code, refused(fault, copy, { input, answer }));
    }
    const said = answer.join("");
    if (said !== "") answers.push({ copy: copy.name, zone: copy.zone, edition: copy.edition, ...JSON.parse(said) });
  }
  if (missed.length === copies.length) throw missed[0]!;
  if (input.session.json) input.session.terminal.out(`${JSON.stringify({ copies: answers }, undefined, 1)}\n`);
  const lost = input.options.release?.find((id) => !shared.released.has(id));
  if (lost !== undefined) throw new UsageError(input.session.says.releaseNotBuilt(lost));
  return code;
};

/** The command's input for the one copy that `--zone` names; for the edition itself when it names none. */
export const oneCopy = async (input: CommandInput): Promise<CommandInput> => {
  if (input.options.zone === undefined) return input;
  const [copy, second] = await copiesOf(input);
  if (!copy || second) throw new UsageError(input.session.says.oneZone);
  return withCopy(input, askedCopy(copy, true));
};

/** A copy, and whether it is the edition itself. */
export interface FoundCopy extends CopyName {
  readonly isEdition: boolean;
}

/** The copies that a command is about, the edition first; a name that it does not have is a `UsageError`. */
export const copiesOf = async ({ argument, options, session }: CommandInput): Promise<readonly FoundCopy[]> => {
  const place = await findEdition(argument ?? ".", session);
  const named = await listCopies(place.file, diskWorld({ edition: place.folder, cache: undefined }));
  const all = named.map((copy, n) => ({ ...copy, isEdition: n === 0 }));
  const { zone: wanted = [] } = options;
  for (const name of wanted) {
    if (all.some((copy) => isCalled(copy, name))) continue;
    const names = all.map((copy) => copy.name);
    const near = didYouMean(name, names);
    const { says } = session;
    throw new UsageError(`${says.noZone(name, names)}${near ? ` — ${says.didYouMean(near)}` : ""}`);
  }
  return wanted.length === 0 ? all : all.filter((copy) => wanted.some((name) => isCalled(copy, name)));
};

/** Whether `name` means the copy: its name, its title, or its zone in whatever edition. */
export const isCalled = ({ name, title, zone }: CopyName, asked: string): boolean =>
  [name, title, zone].includes(asked);

const askedCopy = ({ name, isEdition }: FoundCopy, alone: boolean): AskedCopy => ({
  zone: isEdition ? undefined : name,
  alone,
  told: new Set(),
  released: new Set(),
  common: {},
});

/** With `--json` the copy's answer is collected, to be part of the one that is given. */
const withCopy = (input: CommandInput, copy: AskedCopy, answer?: string[]): CommandInput => {
  const { session } = input;
  const terminal: Session["terminal"] =
    session.json && answer ? { ...session.terminal, out: (text) => void answer.push(text) } : session.terminal;
  return { ...input, session: { ...session, terminal, copy } };
};

interface Refusing {
  readonly input: CommandInput;
  readonly answer: string[];
}

/** Exit code of a zone that cannot be used. */
const EXIT_UNUSABLE = 2;

const refused = ({ message, findings }: UsageError, { name }: CopyName, { input, answer }: Refusing): number => {
  const { terminal, says } = input.session;
  terminal.err(`${says.error}${says.colon}${name}: ${message}\n`);
  answer.splice(0, answer.length, JSON.stringify({ error: message, findings }));
  return EXIT_UNUSABLE;
};
