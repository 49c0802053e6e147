/** The ledger: which item in which version became which story. JSON with its entries in order, the same for the same history. */
import { z } from "../input/document/schema.ts";

const picture = z.strictObject({ path: z.string(), hash: z.string() });

const entry = z.strictObject({
  version: z.number(),
  created: z.number().optional(),
  /** SHA-256 of what the item says */
  hash: z.string(),
  /** SHA-256 of headline and text */
  words: z.string(),
  /** what of the item has been seen and passed: SHA-256, the latest last */
  seen: z.array(z.string()),
  source: z.string(),
  state: z.enum(["story", "held", "killed", "withheld"]),
  /** the story's file, from the edition's folder; of an item that was taken out, the one that it had: no other item gets its name */
  story: z.string().optional(),
  /** SHA-256 of that file as it was written */
  written: z.string().optional(),
  pictures: z.array(picture).optional(),
  /** new versions that lie beside a file which was changed by hand */
  beside: z.array(z.string()).optional(),
  /** how many times its story was taken out: what was made of it before is not to be printed */
  withdrawals: z.number().optional(),
  until: z.number().optional(),
  correction: z.boolean().optional(),
  note: z.string().optional(),
  /** of a held item: its story's text, and where its pictures lie in the inbox */
  held: z
    .strictObject({ text: z.string(), pictures: z.array(z.strictObject({ from: z.string(), path: z.string() })) })
    .optional(),
});

const ledgerSchema = z.strictObject({
  format: z.literal("broadsheet feed ledger 1"),
  items: z.record(z.string(), entry),
});

/** What is known of an item. Times are milliseconds since 1970. */
export type LedgerEntry = z.output<typeof entry>;

/** Items by their ids. */
export type Ledger = ReadonlyMap<string, LedgerEntry>;

/** The most that is remembered of an item's passed contents. */
export const MOST_SEEN = 50;

/** Undefined when the text is no ledger of this version; a blank one is an empty ledger. */
export const parseLedger = (text: string): Ledger | undefined => {
  if (text.trim() === "") return new Map();
  try {
    const checked = ledgerSchema.safeParse(JSON.parse(text));
    return checked.success ? new Map(Object.entries(checked.data.items)) : undefined;
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined;
    throw fault;
  }
};

/** A file of an item that was taken out at some time. */
export interface Withdrawal {
  /** from the edition's folder */
  readonly path: string;
  /** how many times */
  readonly times: number;
  /** whether it is out now: killed, withheld, or under an embargo that came with a new version */
  readonly isOut: boolean;
}

/** Every file that was ever taken out of the edition, in order. */
export const withdrawalsOf = (ledger: Ledger): readonly Withdrawal[] =>
  [...ledger.values()]
    .flatMap(({ state, story, pictures = [], withdrawals: times = 0 }) =>
      times === 0 || story === undefined
        ? []
        : [story, ...pictures.map(({ path }) => path)].map((path) => ({ path, times, isOut: state !== "story" })),
    )
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));

/** When the next embargo ends under which an item is held, milliseconds since 1970; undefined when none is. */
export const nextRelease = (ledger: Ledger): number | undefined => {
  const times = [...ledger.values()].flatMap(({ state, until }) =>
    state === "held" && until !== undefined ? [until] : [],
  );
  return times.length === 0 ? undefined : times.reduce((a, b) => Math.min(a, b));
};

/** The ledger's file. */
export const ledgerText = (ledger: Ledger): string => {
  const items = [...ledger].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const lines = items.map(([id, each]) => `  ${JSON.stringify(id)}: ${JSON.stringify(each)}`);
  return `{\n "format": "broadsheet feed ledger 1",\n "items": {\n${lines.join(",\n")}\n }\n}\n`;
};
