/** Nights of four small pages, and what lies in a folder afterwards. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type EditionShelf, filesIn, pageYaml, STORY } from "./edition-folder.ts";

const PAGES = ["01", "02", "03", "04"];

/** Four pages, each with a story of its own. */
export const newNight = (shelf: EditionShelf): string =>
  shelf.newEdition(
    `pages: [${PAGES.map((id) => `pages/${id}.yaml`).join(", ")}]\n`,
    Object.fromEntries(
      PAGES.flatMap((id) => [
        [`pages/${id}.yaml`, pageYaml(id, "plain").replace("stories/b.md", `stories/${id}.md`)],
        [`stories/${id}.md`, STORY.replace(/^photos.*\n/m, "").replace("港口新罐区投产", `第${Number(id)}版的新罐区`)],
      ]),
    ),
  );

/** Where it is written. */
export const OUT = "out/harbour-2025-07-10-main";

/** Every file with its bytes. */
export const snapshot = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(filesIn(folder).map((path) => [path, readFileSync(join(folder, path)).toString("latin1")]));

/** What one thread of this machine makes of it: what any other way is held against. */
export const soundNight = async (shelf: EditionShelf): Promise<Readonly<Record<string, string>>> => {
  const folder = newNight(shelf);
  const { code, err } = await shelf.run(folder, "nightly", ".", "--workers", "1");
  if (code !== 0) throw new Error(err);
  return snapshot(join(folder, OUT));
};
