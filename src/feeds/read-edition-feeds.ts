/** The mapping files that an edition names: what a night takes in before it reads the edition. */
import type { Report } from "../base/diagnostic.ts";
import type { World } from "../base/world.ts";
import { openReadShop } from "../input/document/read-shop.ts";
import { readYaml } from "../input/document/read-yaml.ts";
import { editionSchema } from "../input/edition-schema.ts";
import { leavesFolder } from "./leaves-folder.ts";

/** Paths from the edition's folder, each once, in the edition's order. What else is wrong with the edition is told by whoever reads it. */
export const readEditionFeeds = async (path: string, world: World, report: Report): Promise<readonly string[]> => {
  const nobody: Report = { add: () => undefined, text: (at, text) => report.text(at, text) };
  const shop = openReadShop({ world, report: nobody });
  const file = await readYaml({ files: [{ root: "edition", path }] }, editionSchema, shop);
  const feeds = file?.partial.feeds ?? [];
  return [...new Set(feeds)].filter((mapping) => {
    if (!leavesFolder(mapping)) return true;
    report.add({
      code: "input/outside",
      severity: "error",
      message: `\`${mapping}\` leaves the edition's folder`,
      hint: "put the mapping file into the edition's folder, and name it without `..`, with forward slashes",
      source: file!.document.range(["feeds", feeds.indexOf(mapping)]),
    });
    return false;
  });
};
