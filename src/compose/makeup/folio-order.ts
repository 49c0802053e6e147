/** Folios ascend: 01, 02, 03; in each section its own, A01, A02, B01. */
import type { Diagnostic } from "../../base/diagnostic.ts";
import type { Edition } from "../../model/edition.ts";

/**
 * Pages whose number is not above that of the page before them in their section. A number that is left out is no fault: an
 * edition may be a part of the paper, and full-page advertisements come from elsewhere.
 */
export const folioOrder = ({ pages }: Edition): readonly Diagnostic[] => {
  const last = new Map<string, { readonly id: string; readonly number: number }>();
  return pages.flatMap(({ id, source }) => {
    const folio = folioOf(id);
    if (!folio) return [];
    const before = last.get(folio.section);
    last.set(folio.section, { id, number: folio.last });
    if (!before || folio.number > before.number) return [];
    return [
      {
        code: "makeup/folio-order",
        severity: "warning",
        message: `page \`${id}\` comes after page \`${before.id}\``,
        hint: "put the pages in the order of their numbers, or give the page the next one",
        source,
        place: { page: id },
      } as const,
    ];
  });
};

/** Letters of the section and number: A01, of a panorama the first and the last; undefined when an id has no number at its end. */
const folioOf = (
  id: string,
): { readonly section: string; readonly number: number; readonly last: number } | undefined => {
  const match = /^(.*?)(\d+)(?:-(\d+))?$/u.exec(id);
  return match ? { section: match[1]!, number: Number(match[2]), last: Number(match[3] ?? match[2]) } : undefined;
};
