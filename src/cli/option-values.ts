/** What was typed after an option, as a value; what cannot be used is a `UsageError` that says what can. */
import { resolve } from "node:path";
import { type Em, mm, type Pt, type Zi } from "../base/units.ts";
import {
  QUEUE_PASSWORD,
  type QueueAddress,
  readQueueAddress,
  withoutPasswords,
} from "../nightly/queue/queue-address.ts";
import { readS3Address } from "../nightly/store/s3-store.ts";
import { didYouMean } from "./did-you-mean.ts";
import type { Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";

/** An option with its text, and who is to be told. */
export interface TypedOption {
  readonly name: string;
  readonly text: string;
  readonly session: Session;
}

const unusable = ({ name, text, session }: TypedOption, wanted: string): UsageError =>
  new UsageError(session.says.badValue(name, text, wanted));

/** One of the names that `meanings` has, or one of its other names. */
export const choice = <T extends string>(
  option: TypedOption,
  names: readonly T[],
  aliases: Readonly<Record<string, T>> = {},
): T => {
  const found =
    names.find((name) => name.toLowerCase() === option.text.toLowerCase()) ??
    (Object.hasOwn(aliases, option.text.toLowerCase()) ? aliases[option.text.toLowerCase()] : undefined);
  if (found !== undefined) return found;
  const near = didYouMean(option.text, [...names, ...Object.keys(aliases)]);
  const { says } = option.session;
  throw unusable(option, `${says.oneOf(names)}${near ? ` — ${says.didYouMean(near)}` : ""}`);
};

/** Several of `names`, separated by commas. */
export const choices = <T extends string>(option: TypedOption, names: readonly T[]): readonly T[] => [
  ...new Set(parts(option.text).map((text) => choice({ ...option, text }, names))),
];

/** A whole number between two bounds, both included. */
export const wholeNumber = (option: TypedOption, from: number, to: number): number => {
  const value = /^\d{1,9}$/.test(option.text) ? Number(option.text) : Number.NaN;
  if (value >= from && value <= to) return value;
  throw unusable(option, option.session.says.wholeNumber(from, to));
};

/** The address of a queue; its password never shows. */
export const queueAddress = (option: TypedOption): QueueAddress => {
  const { text, session } = option;
  const found = readQueueAddress(text.trim(), session.terminal.env);
  if (found) return found;
  throw unusable({ ...option, text: withoutPasswords(text) }, session.says.queueAddress(QUEUE_PASSWORD));
};

/** The address of a store: a folder, with its whole path, or a bucket. */
export const storeAddress = (option: TypedOption): string => {
  const text = option.text.trim();
  if (readS3Address(text)) return text;
  // `c:` of a drive is no scheme
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(text) || text === "") throw unusable(option, option.session.says.storeAddress);
  return resolve(option.session.terminal.cwd, text);
};

/** Points of `9pt`, `3.2mm` or `13Q` (級: a quarter of a millimetre). */
export const typeSize = (option: TypedOption): Pt => {
  const found = measured(option.text, { pt: 1, mm: mm(1), q: mm(0.25) });
  if (found !== undefined && found > 0 && found <= 1000) return found;
  throw unusable(option, option.session.says.length("pt, mm, Q", "9pt"));
};

/** Ems of `2zi` or `2em`; nothing is `0` with or without a unit. */
export const indent = (option: TypedOption): Em => {
  const found = option.text === "0" ? 0 : measured(option.text, { zi: 1, em: 1 });
  if (found !== undefined && found <= 100) return found;
  throw unusable(option, option.session.says.length("zi", "2zi"));
};

/** Measures such as `20.5zi` or `20zi,18.5zi`, each more than nothing. */
export const measures = (option: TypedOption): readonly Zi[] => {
  const found = parts(option.text).map((part) => measured(part, { zi: 1 }));
  const usable = found.filter((each) => each !== undefined && each > 0 && each <= 10_000);
  if (usable.length === found.length && found.length > 0) return usable as readonly Zi[];
  throw unusable(option, option.session.says.measures);
};

const parts = (text: string): readonly string[] => text.split(",").map((part) => part.trim());

const measured = (text: string, units: Readonly<Record<string, number>>): number | undefined => {
  const [, number, unit = ""] = /^(\d+(?:\.\d+)?|\.\d+)\s*([A-Za-z]+)$/.exec(text.trim()) ?? [];
  const factor = units[unit.toLowerCase()];
  return number === undefined || factor === undefined ? undefined : Number(number) * factor;
};

/** A language tag in its canonical form (BCP 47). */
export const languageTag = (option: TypedOption): string => {
  try {
    const [tag] = Intl.getCanonicalLocales(option.text);
    if (tag !== undefined) return tag;
  } catch {
    // said below
  }
  throw unusable(option, option.session.says.languageTag);
};
