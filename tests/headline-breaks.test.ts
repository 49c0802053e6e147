/** Breaks by sense in headlines (LC-110, NEWSPAPER §5.2): `cases/headline-breaks.yaml`, a test each. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { headlineBreaks, headlinePauses } from "../src/compose/headline-breaks.ts";
import { ROOT } from "./kit/sample.ts";

interface Case {
  readonly text: string;
  readonly names?: readonly string[];
  readonly may?: readonly string[];
  readonly never?: readonly string[];
}

const cases = parse(readFileSync(`${ROOT}tests/cases/headline-breaks.yaml`, "utf8")) as readonly Case[];

/** Offset in the headline that `before|after` names. */
const placeOf = (text: string, cut: string): number => {
  const [before = "", after = ""] = cut.split("|");
  const at = text.indexOf(before + after);
  expect(at, `\`${cut}\` is in the headline`).toBeGreaterThanOrEqual(0);
  return at + before.length;
};

describe("headlines are broken by sense", () => {
  test.each(cases)("$text", ({ text, names = [], may = [], never = [] }) => {
    const breaks = headlineBreaks(text, names);
    expect(may.filter((cut) => !breaks.includes(placeOf(text, cut)))).toEqual([]);
    expect(never.filter((cut) => breaks.includes(placeOf(text, cut)))).toEqual([]);
  });

  test("pauses that the headline makes itself", () => {
    expect(headlinePauses("沧州：“一件事”专窗 只跑一次")).toEqual([3, 11]);
  });

  test("breaks are ascending, inside the text, and never before a particle or closing mark", () => {
    fc.assert(
      fc.property(
        fc
          .array(fc.constantFrom(..."老街改造的了新区21个大型“”，。！ DeepSeek”"), { maxLength: 30 })
          .map((each) => each.join("")),
        (text) => {
          const breaks = headlineBreaks(text, []);
          expect([...breaks].sort((a, b) => a - b)).toEqual(breaks);
          for (const at of breaks) {
            expect(at).toBeGreaterThan(0);
            expect(at).toBeLessThan(text.length);
            expect("的了，。！”").not.toContain(text[at]);
          }
        },
      ),
      { seed: 20250714, numRuns: 300 },
    );
  });
});
