/** The name that was probably meant. */

/** The one of `names` nearest to `name`, when it is near enough to be a slip of the fingers. */
export const nearestName = (name: string, names: readonly string[]): string | undefined => {
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const each of names) {
    const distance = editDistance(name.toLowerCase(), each.toLowerCase());
    if (!best || distance < best.distance) best = { name: each, distance };
  }
  return best && best.distance <= Math.max(1, Math.floor(name.length / 3)) ? best.name : undefined;
};

/** A hint that offers the nearest name, else lists them. */
export const nameHint = (name: string, names: readonly string[]): string => {
  const near = nearestName(name, names);
  if (near) return `did you mean \`${near}\`?`;
  return names.length === 0 ? "take it out" : `use one of ${names.map((each) => `\`${each}\``).join(", ")}`;
};

/** Edits of one letter, two neighbours changing places counted as one (optimal string alignment). */
const editDistance = (a: string, b: string): number => {
  if (Math.abs(a.length - b.length) > 8) return 99;
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, n) => n)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, rows[i - 2]![j - 2]! + 1);
      row.push(least);
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
};
