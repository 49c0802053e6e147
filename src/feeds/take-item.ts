/** One item → what becomes of it: a story, a new version of one, nothing, a kill, or a place in the ledger until its time. */
import type { Diagnostic } from "../base/diagnostic.ts";
import type { Desk, InboxFile, Took } from "./desk.ts";
import type { FeedItem } from "./feed-item.ts";
import type { FeedSource } from "./feed-source.ts";
import { sha256 } from "./file-plan.ts";
import { fileStem } from "./file-stem.ts";
import { timeText } from "./item-facts.ts";
import { type LedgerEntry, MOST_SEEN } from "./ledger.ts";
import { type ItemStory, itemStory, makeStory } from "./make-story.ts";
import { passedBy } from "./sieve-item.ts";
import { type TakenPicture, takePictures } from "./take-pictures.ts";
import { weighItem } from "./weigh-item.ts";

/** Where an item comes from. */
export interface TakeFrom {
  readonly source: FeedSource;
  readonly file: InboxFile;
  readonly desk: Desk;
}

/** Takes an item in; plans its files and writes its entry. */
export const takeItem = async (item: FeedItem, from: TakeFrom): Promise<Took> => {
  const { desk, source } = from;
  const says = sayer(item, desk);
  const known = desk.entries.get(item.id);
  const passed = passedBy(item, source);
  // a kill is heard whatever the rules: it takes out what they once took in
  if (passed !== undefined && !(known && item.status !== "usable")) {
    says("feed/filtered", `the item passes by: ${passed}`, "look at `take` and `leave` of its source if you want it");
    return { outcome: "filtered" };
  }
  const read = itemStory(item);
  const weighed = weighItem(item, read.hash, known);
  if (weighed.kind === "duplicate") return again(item, read, from);
  if (weighed.kind === "stale") {
    remember(desk, item.id, read.hash);
    says(
      "feed/stale",
      `the item is older than version ${known!.version} that is known, and is left`,
      "do nothing: the newer one counts",
    );
    return { outcome: "stale" };
  }
  if (weighed.kind === "conflict") {
    const wins = weighed.wins ? "this one counts" : "the one that came before counts";
    says(
      "feed/conflict",
      `version ${item.version} of \`${shown(item.id)}\` came with other content; ${wins}`,
      "ask the provider which one is meant",
      "warning",
    );
    if (!weighed.wins) {
      remember(desk, item.id, read.hash);
      return { outcome: "stale" };
    }
  }
  if (item.status !== "usable") return kill(item, read, from);
  if (Number.isNaN(item.embargo)) return { outcome: "quarantined", finding: noEmbargo(item) };
  const twin = desk.words.get(read.words);
  if (twin !== undefined && twin !== item.id && source.sameText === "drop" && desk.entries.has(twin)) {
    says(
      "feed/duplicate",
      `the item has headline and text of \`${shown(twin)}\`, and is left`,
      "write `sameText: keep` for its source if you want both",
    );
    return { outcome: "duplicates" };
  }
  return write(item, read, from);
};

/** Whoever writes an embargo means one: better a story too late than one too early. */
const noEmbargo = ({ source }: FeedItem): Diagnostic => ({
  code: "feed/embargo",
  severity: "error",
  message: "the item is under embargo until a time that cannot be understood",
  hint: "ask the provider until when; put the item into the inbox again with the time as in `2025-07-10T00:00:00+08:00`",
  source,
});

const shown = (id: string): string => (id.length > 100 ? `${id.slice(0, 100)}…` : id);

/** Says something of the item. */
const sayer =
  ({ source }: FeedItem, { findings }: Desk) =>
  (...[code, message, hint, severity]: [Diagnostic["code"], string, string, Diagnostic["severity"]?]): void => {
    findings.push({ code, severity: severity ?? "info", message, hint, source });
  };

const remember = (desk: Desk, id: string, hash: string): void => {
  const entry = desk.entries.get(id);
  if (entry) desk.entries.set(id, { ...entry, seen: [...entry.seen, hash].slice(-MOST_SEEN) });
};

/** The same once more: of a held item its time may have come. */
const again = async (item: FeedItem, read: ItemStory, from: TakeFrom): Promise<Took> => {
  const { desk } = from;
  const known = desk.entries.get(item.id)!;
  if (known.state === "held" && known.hash === read.hash) return write(item, read, from);
  sayer(item, desk)("feed/duplicate", "the item came before, and is left", "do nothing");
  return { outcome: "duplicates" };
};

/** What an entry says of its item, whatever becomes of it. */
const entryOf = (item: FeedItem, { hash, words }: ItemStory, { source, desk }: TakeFrom) => {
  const known = desk.entries.get(item.id);
  return {
    version: item.version,
    ...(item.created !== undefined && { created: item.created }),
    hash,
    words,
    seen: known && known.hash !== hash ? [...known.seen, known.hash].slice(-MOST_SEEN) : (known?.seen ?? []),
    source: source.name,
    ...(item.correction && { correction: true }),
    ...(item.fields.note !== undefined && { note: item.fields.note }),
    ...(known?.withdrawals !== undefined && { withdrawals: known.withdrawals }),
  };
};

/** Takes the story and its pictures out; the entry stays, so that no older version comes back. */
const kill = (item: FeedItem, read: ItemStory, from: TakeFrom): Took => {
  const { desk } = from;
  const known = desk.entries.get(item.id);
  const word = item.status === "canceled" ? "killed" : "withheld";
  const story = known?.state === "story" ? known.story : undefined;
  const out = known && takeOut(known, desk);
  const what = story === undefined ? "no story of it was here" : `\`${story}\` was taken out`;
  sayer(item, desk)(
    "feed/killed",
    `the provider ${word} \`${shown(item.id)}\`; ${what}`,
    "take it off every page, also where it was printed or published",
    "warning",
  );
  // the words of the story, not of the kill: another provider's copy of it stays out as well
  desk.entries.set(item.id, {
    ...entryOf(item, read, from),
    ...out,
    words: known?.words ?? read.words,
    state: item.status === "canceled" ? "killed" : "withheld",
  });
  return { outcome: "killed", ...(story !== undefined && { story }) };
};

/**
 * Removes the files of an item that has a story. Their names stay its own, so that whoever knows a page by the names of its stories can
 * tell which pages carried it.
 */
const takeOut = (known: LedgerEntry, desk: Desk): Pick<LedgerEntry, "story" | "pictures" | "withdrawals"> => {
  const { state, story, pictures = [], beside = [], withdrawals = 0 } = known;
  const names = { ...(story !== undefined && { story }), ...(pictures.length > 0 && { pictures }) };
  if (state !== "story" || story === undefined) return { ...names, ...(withdrawals > 0 && { withdrawals }) };
  for (const path of [story, ...pictures.map((each) => each.path), ...beside]) desk.plan.remove(path);
  return { ...names, withdrawals: withdrawals + 1 };
};

/** Writes the story, or holds it until its time. */
const write = async (item: FeedItem, read: ItemStory, from: TakeFrom): Promise<Took> => {
  const { desk } = from;
  const { shop } = desk;
  const known = desk.entries.get(item.id);
  const drawn = await draw(item, read, from);
  const { story, made, pictures } = drawn;
  if (!made.ok) return { outcome: "quarantined", finding: { severity: "error", ...made.fault } };
  desk.findings.push(...pictures.findings, ...read.notes);
  desk.words.set(read.words, item.id);
  desk.taken.set(story, item.id);
  const base = entryOf(item, read, from);
  if (item.embargo !== undefined && item.embargo > shop.now) {
    const out = known && takeOut(known, desk);
    const until = item.embargo;
    sayer(item, desk)(
      "feed/held",
      `the item is under embargo until ${timeText(until)}, and is held`,
      "run `feed` again after that time",
    );
    const held = {
      text: made.text,
      pictures: pictures.taken.map(({ from: path, file: to }) => ({ from: path, path: to })),
    };
    desk.entries.set(item.id, { ...base, ...out, state: "held", story, until, held });
    return { outcome: "held", story };
  }
  const path = await place(item, made.text, { story, known, desk });
  putPictures(pictures.taken, { known, desk, id: item.id, source: from.source.name });
  const kept = pictures.taken.map(({ file: to, hash }) => ({ path: to, hash }));
  desk.entries.set(item.id, { ...base, state: "story", story, ...path, pictures: kept });
  const isNew = known?.state !== "story";
  if (!isNew && path.written === sha256(made.text))
    sayer(item, desk)(
      "feed/updated",
      `\`${story}\` was replaced by version ${item.version}${item.correction ? ", a correction" : ""}`,
      "look at the pages that it stands on",
    );
  return { outcome: isNew ? "stories" : "updates", story };
};

/** A file that an editor changed stays; the new version is put beside it, and stands in the same account. */
const place = async (
  item: FeedItem,
  text: string,
  { story, known, desk }: { readonly story: string; readonly known: LedgerEntry | undefined; readonly desk: Desk },
): Promise<Pick<LedgerEntry, "written" | "beside">> => {
  const bytes = new TextEncoder().encode(text);
  const there = await desk.plan.hash(story);
  const edited =
    known?.state === "story" &&
    known.written !== undefined &&
    there !== undefined &&
    there !== known.written &&
    there !== sha256(bytes);
  if (!edited) {
    desk.plan.write(story, bytes);
    return { written: sha256(bytes) };
  }
  const beside = story.replace(/\.md$/, `.update-${sha256(bytes).slice(0, 8)}.md`);
  desk.plan.write(beside, bytes);
  sayer(item, desk)(
    "feed/edited",
    `\`${story}\` was changed by hand; the new version is \`${beside}\``,
    "bring the two together, and remove the one beside",
    "warning",
  );
  return { written: known.written!, beside: [...new Set([...(known.beside ?? []), beside])] };
};

interface Putting {
  readonly known: LedgerEntry | undefined;
  readonly desk: Desk;
  readonly id: string;
  readonly source: string;
}

const putPictures = (taken: readonly TakenPicture[], { known, desk, id, source }: Putting): void => {
  const before = known?.state === "story" ? (known.pictures ?? []) : [];
  for (const { path } of before) if (!taken.some(({ file }) => file === path)) desk.plan.remove(path);
  for (const { file: path, from, hash } of taken) {
    desk.plan.copy({ path, source, from, hash });
    desk.taken.set(path, id);
  }
};

interface Drawn {
  readonly story: string;
  readonly made: Awaited<ReturnType<typeof makeStory>>;
  readonly pictures: Awaited<ReturnType<typeof takePictures>>;
}

/**
 * The story under the first name that no other item and no story of an editor has. A file with just this text is its own: a run
 * that was cut off left it.
 */
const draw = async (item: FeedItem, read: ItemStory, { source, desk, file }: TakeFrom): Promise<Drawn> => {
  const { shop } = desk;
  const wanted = fileStem(item, source);
  const entry = desk.entries.get(item.id);
  // of an item that was taken out the name is still its own, unless somebody has put another file there
  const known = entry?.state === "story" || entry?.state === "held" ? entry.story : undefined;
  for (let n = 1; ; n++) {
    const story = known ?? `${shop.mapping.stories}/${wanted}${n === 1 ? "" : `-${n}`}.md`;
    const owner = desk.taken.get(story);
    if (known === undefined && owner !== undefined && owner !== item.id) continue;
    const pictures = await takePictures(read.pictures, {
      inbox: shop.inbox(source.name),
      ...(shop.probe && { probe: shop.probe }),
      source,
      beside: file.path,
      folder: shop.mapping.pictures,
      stem: story.slice(shop.mapping.stories.length + 1).replace(/\.md$/, ""),
      place: item.source,
    });
    const made = await makeStory(item, read.blocks, { source, pictures: pictures.taken });
    if (known !== undefined || !made.ok) return { story, made, pictures };
    const there = await desk.plan.hash(story);
    if (there === undefined || there === sha256(made.text)) return { story, made, pictures };
  }
};

/** Held stories whose items are gone from the inbox, when their time has come. */
export const releaseHeld = async (desk: Desk): Promise<number> => {
  let count = 0;
  for (const [id, entry] of desk.entries) {
    const { state, until, held, story } = entry;
    if (state !== "held" || until === undefined || until > desk.shop.now || !held || story === undefined) continue;
    const { held: _, until: __, ...rest } = entry;
    const pictures: { path: string; hash: string }[] = [];
    for (const { from, path } of held.pictures) {
      const read = await desk.shop.inbox(entry.source).read({ root: "edition", path: from });
      if (!read.ok) continue;
      const hash = sha256(read.bytes);
      desk.plan.copy({ path, source: entry.source, from, hash });
      pictures.push({ path, hash });
    }
    desk.plan.write(story, new TextEncoder().encode(held.text));
    desk.entries.set(id, { ...rest, state: "story", written: sha256(held.text), pictures });
    count++;
  }
  return count;
};
