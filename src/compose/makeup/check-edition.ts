/** The check of an edition as a whole: what no page can see alone. */
import type { Diagnostic, Report } from "../../base/diagnostic.ts";
import type { Edition } from "../../model/edition.ts";
import { strayDatelines } from "./dateline-form.ts";
import { datelineMessage } from "./datelines.ts";
import { folioOrder } from "./folio-order.ts";
import { jumpPairs } from "./jump-pairs.ts";
import { repeats } from "./repeats.ts";

/** Reports what stands twice in the edition, folios out of order, jump lines without their other half, datelines of two forms. */
export const checkEdition = (edition: Edition, report: Report): void => {
  for (const finding of [repeats, folioOrder, jumpPairs, datelineForms].flatMap((check) => check(edition)))
    report.add(finding);
};

/** Datelines that are strange in the edition; those that are so on their own page are found there. */
const datelineForms = ({ pages }: Edition): readonly Diagnostic[] => {
  const onPages = pages.map((page) => ({ page, stories: [...new Set(page.stories.values())] }));
  const known = new Set(
    onPages.flatMap(({ stories }) => strayDatelines(stories).map(({ dateline }) => dateline.story)),
  );
  return strayDatelines(onPages.flatMap(({ stories }) => stories)).flatMap(({ dateline, usual }) => {
    const page = onPages.find(({ stories }) => stories.includes(dateline.story))?.page;
    if (!page || known.has(dateline.story)) return [];
    return [
      {
        code: "makeup/dateline",
        severity: "warning",
        message: datelineMessage(dateline, usual),
        hint: `write it as \`${usual.text}\` is written in \`${usual.story.id}\``,
        source: dateline.source,
        place: { page: page.id },
      } as const,
    ];
  });
};
