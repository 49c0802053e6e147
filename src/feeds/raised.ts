/** Raised and lowered text → the characters that Unicode has for it: a story has no other way to write m². */

const FORMS: Readonly<Record<"sup" | "sub", readonly [string, string]>> = {
  sup: ["0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ"],
  sub: ["0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"],
};

/** Undefined when there is none for one of its characters; the text then stands as it is. */
export const raised = (text: string, kind: "sup" | "sub"): string | undefined => {
  const [plain, small] = FORMS[kind];
  const letters = [...text.trim()];
  if (letters.length === 0 || letters.some((each) => !plain.includes(each))) return undefined;
  return letters.map((each) => small[plain.indexOf(each)]!).join("");
};
