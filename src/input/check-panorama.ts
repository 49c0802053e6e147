/** Whether a panorama (通版) stands on two pages that face one another, on a format two pages wide. */
import type { Report } from "../base/diagnostic.ts";
import type { Edition, EditionPage } from "../model/edition.ts";
import { facingPages } from "../model/facing-pages.ts";

/** Reports what of `page` and its format do not go together. */
export const checkPanorama = (page: EditionPage, binding: Edition["binding"], report: Report): void => {
  const { id, source, layout } = page;
  const { fold, name } = layout.format;
  const add = (message: string, hint: string): void =>
    report.add({ code: "input/wrong-value", severity: "error", message, hint, source, place: { page: id } });
  const facing = facingPages(id, binding);
  if (!facing) {
    if (fold !== undefined)
      add(`format \`${name}\` is two pages wide, page \`${id}\` is one`, 'name both pages, as in `"04-05"`');
    if (page.files === "two") add(`page \`${id}\` has no fold to be cut at`, "take `files` out");
    return;
  }
  if (fold === undefined)
    add(
      `panorama \`${id}\` needs a format two pages wide; \`${name}\` has no fold`,
      "give the format a `fold`, as in `fold: 24mm`",
    );
  if (!facing.faces)
    add(`pages \`${facing.left}\` and \`${facing.right}\` do not face one another`, "give an even page and the next");
};
