/** An incremental update (ISO 32000-1, 7.5.6): objects appended to a file, of which not a byte changes. */
import { createHash } from "node:crypto";
import type { CosFile } from "./cos-file.ts";
import { CosArray, CosString } from "./cos-object.ts";
import { numberedText } from "./numbered-text.ts";

/** Why a file takes no update: it is closed, or its own tables are no ground to stand on. */
export type UpdateRefusal = "encrypted" | "damaged";

/** Objects of an update by number; new ones are numbered from `firstFree`. */
export type UpdateObjects = ReadonlyMap<number, Uint8Array>;

/** Whether a file takes updates as it is; undefined when it does. What had to be mended would be lost under new tables. */
export const updateRefusal = (file: CosFile): UpdateRefusal | undefined => {
  if (file.trailer.raw.has("Encrypt")) return "encrypted";
  const blocks = (["no header", "header not at the start", "cross-reference table", "object"] as const).some((each) =>
    file.damage.has(each),
  );
  return blocks || !file.newestXref ? "damaged" : undefined;
};

/** The lowest number that no object of the file has, nor claims to have. */
export const firstFree = (file: CosFile): number =>
  Math.max(file.trailer.number("Size") ?? 1, (file.objectNumbers().at(-1) ?? 0) + 1, 1);

/** The file's bytes and the update behind them. Asks for a file that `updateRefusal` lets pass; the same input gives the same bytes. */
export const appendUpdate = (file: CosFile, objects: UpdateObjects): Uint8Array => {
  const { bytes, newestXref } = file;
  const chunks: Uint8Array[] = [bytes, latin1("\n")];
  let at = bytes.length + 1;
  const places = new Map<number, Place>();
  for (const [number, body] of [...objects].sort(([a], [b]) => a - b)) {
    const generation = file.generationOf(number);
    places.set(number, { at, generation });
    for (const chunk of [latin1(`${number} ${generation} obj\n`), body, latin1("\nendobj\n")]) {
      chunks.push(chunk);
      at += chunk.length;
    }
  }
  const size = Math.max(firstFree(file), ...[...places.keys()].map((number) => number + 1));
  const tail = { at, size, places, trailer: trailerText(file, objects) };
  chunks.push(newestXref?.stream ? streamSection(tail) : tableSection(tail));
  chunks.push(latin1(`startxref\n${at}\n%%EOF\n`));
  return Buffer.concat(chunks);
};

interface Place {
  readonly at: number;
  readonly generation: number;
}

interface Tail {
  readonly at: number;
  readonly size: number;
  readonly places: ReadonlyMap<number, Place>;
  readonly trailer: string;
}

const latin1 = (text: string): Uint8Array => Buffer.from(text, "latin1");

/** Entries that every update repeats, and `ID`, whose second half tells versions of a file from one another. */
const trailerText = ({ trailer, newestXref }: CosFile, objects: UpdateObjects): string => {
  const kept = ["Root", "Info"].flatMap((key) =>
    trailer.raw.has(key) ? [`/${key} ${numberedText(trailer.raw.get(key))}`] : [],
  );
  const id = trailer.get("ID");
  const first = id instanceof CosArray ? id.at(0) : undefined;
  const hash = createHash("sha256");
  for (const body of objects.values()) hash.update(body);
  const second = new CosString(hash.digest().subarray(0, 16));
  const ids = first instanceof CosString ? [`/ID [${numberedText(first)} ${numberedText(second)}]`] : [];
  return [...kept, ...ids, `/Prev ${newestXref?.at ?? 0}`].join(" ");
};

/** Runs of following numbers, as both kinds of section list them. */
const runsOf = (places: ReadonlyMap<number, Place>): readonly (readonly [number, readonly Place[]])[] => {
  const runs: [number, Place[]][] = [];
  for (const [number, place] of places) {
    const last = runs.at(-1);
    if (last && last[0] + last[1].length === number) last[1].push(place);
    else runs.push([number, [place]]);
  }
  return runs;
};

const tableSection = ({ size, places, trailer }: Tail): Uint8Array => {
  const digits = (value: number, count: number): string => `${value}`.padStart(count, "0");
  const runs = runsOf(places).map(
    ([first, run]) =>
      `${first} ${run.length}\n${run.map((each) => `${digits(each.at, 10)} ${digits(each.generation, 5)} n \n`).join("")}`,
  );
  return latin1(`xref\n${runs.join("")}trailer\n<</Size ${size} ${trailer}>>\n`);
};

/** A table after a stream is lost on readers: the update is of the kind that it follows, and lists itself. */
const streamSection = ({ at, size, places, trailer }: Tail): Uint8Array => {
  const all = new Map([...places, [size, { at, generation: 0 }]]);
  const rows = Buffer.alloc(all.size * 8);
  let row = 0;
  for (const place of all.values()) {
    rows.writeUInt8(1, row);
    rows.writeUIntBE(place.at, row + 1, 5);
    rows.writeUInt16BE(place.generation, row + 6);
    row += 8;
  }
  const index = runsOf(all).map(([first, run]) => `${first} ${run.length}`);
  return Buffer.concat([
    latin1(
      `${size} 0 obj\n<</Type/XRef /W [1 5 2] /Index [${index.join(" ")}] /Size ${size + 1} ${trailer} /Length ${rows.length}>>\nstream\n`,
    ),
    rows,
    latin1("\nendstream\nendobj\n"),
  ]);
};
