/** A mapping file of feeds → what it says; undefined, and reported, when it cannot be used. */
import type { Report } from "../base/diagnostic.ts";
import type { World } from "../base/world.ts";
import { openReadShop } from "../input/document/read-shop.ts";
import { readYaml } from "../input/document/read-yaml.ts";
import { feedSchema } from "../input/feed-schema.ts";
import { type FeedMapping, feedMapping } from "./feed-source.ts";
import { leavesFolder } from "./leaves-folder.ts";

/** Reads and checks the file at `path`; two sources of one name, and folders that leave the edition's, are faults. */
export const readFeedMapping = async (path: string, world: World, report: Report): Promise<FeedMapping | undefined> => {
  const shop = openReadShop({ world, report });
  const file = await readYaml({ files: [{ root: "edition", path }] }, feedSchema, shop);
  const mapping = file?.complete;
  if (!file || !mapping) return undefined;
  const { document } = file;
  let right = true;
  const names = new Set<string>();
  for (const [n, { name }] of mapping.sources.entries()) {
    if (names.has(name)) {
      right = false;
      report.add({
        code: "input/duplicate",
        severity: "error",
        message: `there are two sources \`${name}\``,
        hint: "give each source a name of its own",
        source: document.range(["sources", n, "name"]),
      });
    }
    names.add(name);
  }
  for (const field of ["stories", "pictures", "ledger", "quarantine"] as const) {
    if (!leavesFolder(mapping[field] ?? "")) continue;
    right = false;
    report.add({
      code: "input/outside",
      severity: "error",
      message: `\`${mapping[field]}\` leaves the edition's folder`,
      hint: "name a folder below this file's, without `..`, with forward slashes",
      source: document.range([field]),
    });
  }
  return right ? feedMapping(mapping) : undefined;
};
