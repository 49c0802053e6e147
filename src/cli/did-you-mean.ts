/** The name that somebody probably meant. */

/** The one of `names` nearest to `word`; undefined when none is near enough to be a slip of the fingers. */
export const didYouMean = (word: string, names: readonly string[]): string | undefined => {
  const near = names
    .map((name) => ({ name, slips: slipsBetween(word.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, slips }) => slips <= Math.max(1, Math.floor(Math.max(word.length, name.length) / 3)));
  return near.reduce<(typeof near)[number] | undefined>(
    (best, each) => (best && best.slips <= each.slips ? best : each),
    undefined,
  )?.name;
};

/** Changes of one letter, swaps of two neighbours included (optimal string alignment). */
const slipsBetween = (a: string, b: string): number => {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const ways = [row[j - 1]! + 1, rows[i - 1]![j]! + 1, rows[i - 1]![j - 1]! + (same ? 0 : 1)];
      row.push(Math.min(...ways, swapped ? rows[i - 2]![j - 2]! + 1 : Number.POSITIVE_INFINITY));
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
};
