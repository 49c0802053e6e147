/** Nights of small pages whose stories come by feed: an inbox, items for it, and what is found of a text in all that was made. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { type EditionShelf, filesIn, pageYaml } from "./edition-folder.ts";
import { OUT } from "./small-night.ts";
import { has } from "./witness.ts";

/** Time of the runs, for embargoes. */
export const NIGHT = "2025-07-09T23:00:00+08:00";

const SENTENCES = "储罐作为油品化工区的核心设施，今年七月正式投入使用。市政部门表示，巡检人员已经到岗。";

/** An item as ninjs: `more` goes over what it says. */
export const ninjs = (name: string, more: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    uri: `urn:wire:${name}`,
    type: "text",
    version: "1",
    versioncreated: "2025-07-09T20:00:00+08:00",
    headline: `${name}号罐区投产`,
    slugline: name,
    language: "zh-Hans",
    body_text: `${SENTENCES}\n\n${SENTENCES}`,
    ...more,
  });

/** Pages 01 … whose stories `w01` … come by feed; what is in `more` goes into the edition's file. */
export const newFeedNight = (
  shelf: EditionShelf,
  { pages = 2, more = "", files = {} }: { pages?: number; more?: string; files?: Record<string, string | Uint8Array> },
): string => {
  const ids = Array.from({ length: pages }, (_, n) => `0${n + 1}`);
  return shelf.newEdition(`feeds: [feed.yaml]\npages: [${ids.map((id) => `pages/${id}.yaml`).join(", ")}]\n${more}`, {
    "feed.yaml": 'zone: "+08:00"\nsources: [{ name: wire, folder: inbox }]\n',
    ...Object.fromEntries(
      ids.flatMap((id) => [
        [`pages/${id}.yaml`, pageYaml(id, "plain").replace("stories/b.md", `stories/w${id}.md`)],
        [`inbox/w${id}.json`, ninjs(`w${id}`)],
      ]),
    ),
    ...files,
  });
};

/** Files below `folder` that hold `text`: as it lies there, in streams of PDFs, and as a reader sees the PDF. */
export const filesWith = (text: string, folder: string): readonly string[] =>
  filesIn(folder).filter((path) => {
    const bytes = readFileSync(join(folder, path));
    return (
      bytes.includes(text) || (bytes.subarray(0, 5).toString() === "%PDF-" && pdfHolds(bytes, text, join(folder, path)))
    );
  });

const pdfHolds = (bytes: Buffer, text: string, path: string): boolean => {
  const utf16 = Buffer.from(text, "utf16le").swap16();
  const streams = [...bytes.toString("latin1").matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, body]) => {
    try {
      return inflateSync(Buffer.from(body!, "latin1"));
    } catch {
      return Buffer.from(body!, "latin1");
    }
  });
  if (streams.some((each) => each.includes(text) || each.includes(utf16))) return true;
  return (
    has("pdftotext") && execFileSync("pdftotext", ["-raw", path, "-"]).toString().replace(/\s/g, "").includes(text)
  );
};

interface Line {
  readonly event: string;
  readonly [fact: string]: unknown;
}

/** Runs a night at `NIGHT`, and reads what it tells. */
export const runNight = async (shelf: EditionShelf, folder: string, ...more: readonly string[]) => {
  const ran = await shelf.run(folder, "nightly", ".", "--json", "--workers", "1", "--now", NIGHT, ...more);
  const lines = ran.out
    .trim()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Line);
  const find = (event: string): Line | undefined => lines.find((each) => each.event === event);
  return { code: ran.code, lines, find, findings: JSON.stringify(find("outcome")) };
};

/** The state of each page in the manifest. */
export const pageStates = (folder: string): Readonly<Record<string, string>> => {
  const manifest = JSON.parse(readFileSync(join(folder, OUT, "manifest.json"), "utf8"));
  return Object.fromEntries(manifest.pages.map((page: { page: string; state: string }) => [page.page, page.state]));
};
