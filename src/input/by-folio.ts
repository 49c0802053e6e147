/** The order of page ids in a paper: by section, then by number. */

/** As `sort` takes it: below 0 when `a` comes first. */
export const byFolio = (a: string, b: string): number => {
  const [sectionA, numberA] = folio(a);
  const [sectionB, numberB] = folio(b);
  if (sectionA !== sectionB) return sectionA < sectionB ? -1 : 1;
  return numberA - numberB;
};

const folio = (id: string): readonly [section: string, number: number] => {
  const [, section = "", number = "0"] = /^(\p{L}*)(\d*)/u.exec(id) ?? [];
  return [section, Number(number)];
};
