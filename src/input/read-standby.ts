/** The stories that stand by → those that can be printed; one that cannot is told, and holds no page back. */
import type { Report } from "../base/diagnostic.ts";
import { heldReport } from "../base/held-report.ts";
import type { World } from "../base/world.ts";
import type { Edition } from "../model/edition.ts";
import type { Standby } from "../model/stand-in.ts";
import type { Story } from "../model/story.ts";
import { type Kept, openReadShop } from "./document/read-shop.ts";
import type { ProbePhoto } from "./read-photo.ts";
import { readStory } from "./story/read-story.ts";

/** A story that can stand in. */
export interface ReadyStory {
  readonly standby: Standby;
  readonly story: Story;
}

/** What reading them needs. */
export interface StandbyShop {
  readonly world: World;
  readonly probe: ProbePhoto;
  readonly kept: Kept;
}

/** Those that stand on no page by right and have no fault, in the edition's order, each once. */
export const readStandby = async (
  { standby = [], pages, language }: Pick<Edition, "standby" | "pages" | "language">,
  { world, probe, kept }: StandbyShop,
  report: Report,
): Promise<readonly ReadyStory[]> => {
  const onPages = new Set(pages.flatMap((page) => [...page.stories.values()].map(({ path }) => path)));
  const known = new Map(standby.map((each) => [each.path, each]));
  const read = await Promise.all(
    [...known.values()]
      .filter(({ path }) => !onPages.has(path))
      .map(async (each): Promise<ReadyStory | undefined> => {
        const found = heldReport();
        const shop = openReadShop({ world, kept, report: found });
        const story = await readStory(each.path, { named: each.source, shop, probe, language });
        const errors = found.findings.filter(({ severity }) => severity === "error");
        if (story && errors.length === 0) return { standby: each, story };
        found.tellTo({ add: () => undefined, text: (path, text) => report.text(path, text) });
        const whole = { path: each.path, start: 0, end: 0 };
        for (const { message, source = whole, ...error } of errors)
          report.add({
            ...error,
            severity: "warning",
            message: `the standby story \`${each.path}\` cannot be used: ${message}`,
            // a list that is everybody's must not make each page anew
            source: source.path === each.source.path ? whole : source,
          });
        return undefined;
      }),
  );
  return read.flatMap((each) => each ?? []);
};
