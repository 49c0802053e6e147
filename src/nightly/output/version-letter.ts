/** Version letters: a page that was changed after it went out gets the next; A, B … Z, AA, AB, and 1, 2 … for papers that count. */

/** The letter after `version`. */
export const nextVersion = (version: string): string => {
  if (/^\d+$/.test(version)) return String(Number(version) + 1);
  const last = version.at(-1) ?? "A";
  const head = version.slice(0, -1);
  if (last === "9") return `${head}A`;
  if (last !== "Z") return head + String.fromCharCode(last.charCodeAt(0) + 1);
  return head === "" ? "AA" : `${nextVersion(head)}A`;
};

/** Whether `a` comes after `b`. */
export const isLater = (a: string, b: string): boolean => (a.length === b.length ? a > b : a.length > b.length);
