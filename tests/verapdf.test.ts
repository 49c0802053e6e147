/** The preflight against the veraPDF corpus: a clause of PDF/A that PDF/X shares is found where it is broken, and nowhere else. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { preflightPdf } from "../src/preflight/preflight-pdf.ts";
import { RULES } from "../src/preflight/rules/rules.ts";
import { MAPPED, UNMAPPED } from "./kit/verapdf-map.ts";

const SUITE = fileURLToPath(new URL("../../shared/suites/robust/pdf/verapdf/", import.meta.url));

/** Clause and test, and whether the file is to fail. */
const NAME = /^1b-(.+-t\d+)-(pass|fail)-\w+$/;

const names = existsSync(SUITE) ? readdirSync(SUITE).map((name) => name.replace(/\.pdf$/, "")) : [];
names.sort();

/** The file with the output intent of PDF/A called one of PDF/X, in as many bytes: what is said of intents is then said of it. */
const asPdfX = (name: string): Uint8Array => {
  const text = readFileSync(join(SUITE, `${name}.pdf`)).toString("latin1");
  return Buffer.from(text.replaceAll("/GTS_PDFA1", "/GTS_PDFX "), "latin1");
};

test("the map names rules that there are, and no clause twice", () => {
  const ids = new Set(RULES.map(({ id }) => id));
  expect(MAPPED.flatMap(({ rules }) => rules).filter((rule) => !ids.has(rule))).toEqual([]);
  const tests = [...MAPPED.map(({ test: name }) => name), ...Object.keys(UNMAPPED)];
  expect(new Set(tests).size).toBe(tests.length);
});

describe.skipIf(names.length === 0)("the corpus", () => {
  test("every file is of a clause in the map, or of one that is left out with a reason", () => {
    const known = new Set([...MAPPED.map(({ test: name }) => name), ...Object.keys(UNMAPPED)]);
    expect(names.filter((name) => !known.has(NAME.exec(name)?.[1] ?? ""))).toEqual([]);
    for (const { but } of MAPPED) for (const name of Object.keys(but ?? {})) expect(names).toContain(name);
  });

  const cases = MAPPED.flatMap((clause) =>
    names.flatMap((name) => {
      const [, test_, verdict] = NAME.exec(name) ?? [];
      return test_ === clause.test && clause.but?.[name] === undefined ? [{ ...clause, name, verdict: verdict! }] : [];
    }),
  );

  test.each(cases)("$name: $rules", ({ name, rules, profile, verdict }) => {
    const found = preflightPdf(asPdfX(name), profile).findings.map(({ rule }) => rule);
    const shared = rules.filter((rule) => found.includes(rule));
    if (verdict === "pass") expect(shared).toEqual([]);
    else expect(shared, `found ${found.join(", ")}`).not.toEqual([]);
  });

  test("exemptions are needed: each file would fail without its own", () => {
    const needless = MAPPED.flatMap(({ but, rules, profile }) =>
      Object.keys(but ?? {}).filter((name) => {
        const found = preflightPdf(asPdfX(name), profile).findings.some(({ rule }) => rules.includes(rule));
        return found === name.includes("-fail-");
      }),
    );
    expect(needless).toEqual([]);
  });
});
