/** Samples of IPTC that others wrote: every valid ninjs item, and every NewsML-G2 and NITF item with a body, becomes a story, exact. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { plainText } from "../src/model/story.ts";
import { addsUp, feedDesk } from "./kit/feed-desk.ts";

const NEWS = fileURLToPath(new URL("../../shared/suites/news/", import.meta.url));

interface Row {
  readonly file: string;
  readonly valid: boolean;
  readonly root: string;
}

const rows = (name: string): readonly Row[] => {
  if (!existsSync(join(NEWS, name))) return [];
  const [head, ...lines] = readFileSync(join(NEWS, name), "utf8").trim().split("\n");
  const columns = head!.split("\t");
  return lines.map((line) => {
    const cells = Object.fromEntries(line.split("\t").map((cell, n) => [columns[n]!, cell]));
    return { file: cells["file"]!, valid: cells["ajv_result"] === "valid", root: cells["root"] ?? "" };
  });
};

const ninjs = rows("ninjs-samples.tsv").filter(({ file, valid }) => valid && existsSync(join(NEWS, "ninjs", file)));
const xml = rows("xml-samples.tsv").filter(({ file }) => existsSync(join(NEWS, file)));

/** Letters and digits, which no house form changes but in width. */
const letters = (text: string): string => text.normalize("NFKC").replace(/[^\p{L}\p{N}]/gu, "");

/** What a reader sees of marked-up text, by means of our own: tags go, entities are characters. */
const seen = (html: string): string =>
  letters(
    html
      .replace(/<(script|style|iframe)\b[\s\S]*?<\/\1>/gi, "")
      .replace(/<[^>]*>/g, " ")
      .replace(/&(nbsp|#160|#xa0);/gi, " ")
      .replace(/&lt;/g, "<")
      .replace(/&gt;/g, ">")
      .replace(/&quot;/g, '"')
      .replace(/&(apos|#39);/g, "'")
      .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
      .replace(/&amp;/g, "&"),
  );

const storyLetters = async (desk: ReturnType<typeof feedDesk>, path: string) => {
  const { story, findings } = await desk.story(path);
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  const cells = story!.tables.flatMap(({ cells: all, title }) => [
    plainText(title),
    ...all.map(({ text }) => plainText(text)),
  ]);
  return {
    text: letters(story!.paragraphs.map(({ spans }) => plainText(spans)).join("\n")),
    cells: cells.map(letters),
  };
};

describe.skipIf(ninjs.length === 0)("ninjs of IPTC", () => {
  test.each(ninjs)("$file becomes a story with all its text", async ({ file }) => {
    const desk = feedDesk({ language: "en" });
    const bytes = readFileSync(join(NEWS, "ninjs", file));
    desk.put("item.json", bytes);
    const run = await desk.run();
    expect(run.findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(run.counts.stories + run.counts.held + run.counts.killed).toBe(1);
    expect(addsUp(run)).toBe(true);
    const path = run.items[0]!.story;
    if (run.counts.stories === 0) return;
    const { text, cells } = await storyLetters(desk, path!);
    const item = JSON.parse(bytes.toString("utf8")) as Record<string, unknown>;
    const bodies = [
      ...Object.entries(item).flatMap(([key, value]) =>
        /^body(_|$)/.test(key) && typeof value === "string" ? [value] : [],
      ),
      ...((item["bodies"] as { value?: string }[] | undefined) ?? []).flatMap(({ value }) => value ?? []),
    ].filter((each) => each.trim() !== "");
    const marks = (body: string) => cells.reduce((rest, cell) => rest.replace(cell, ""), body);
    const fields = desk.text(path!)!;
    if (bodies.length > 0)
      expect(
        bodies
          .map((body) => marks(seen(body.replace(/<body\.head>[\s\S]*?<\/body\.head>|<head>[\s\S]*?<\/head>/g, ""))))
          .some((body) => text.endsWith(body)),
        fields.slice(0, 2000),
      ).toBe(true);
    else expect(text.length).toBeGreaterThan(0);
  });
});

describe.skipIf(xml.length === 0)("NewsML-G2 and NITF of IPTC", () => {
  test.each(xml)("$file is taken in or kept aside with its reason", async ({ file }) => {
    const desk = feedDesk({ language: "en" });
    const text = readFileSync(join(NEWS, file), "utf8");
    desk.put("item.xml", text);
    const run = await desk.run();
    expect(addsUp(run)).toBe(true);
    const inline =
      !file.startsWith("newsml-1.2") &&
      (/<inlineXML[^>]*>\s*<(nitf|html|\w+:html)\b/.test(text) || /<nitf\b/.test(text));
    if (inline) {
      expect(run.findings.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(run.counts.stories).toBeGreaterThan(0);
    }
    for (const { story } of run.items) {
      if (story === undefined || desk.text(story) === undefined) continue;
      const { text: found, cells } = await storyLetters(desk, story);
      const body = /<body\.content[^>]*>([\s\S]*?)<\/body\.content>/.exec(text)?.[1];
      if (body === undefined) continue;
      const wanted = cells.reduce(
        (rest, cell) => rest.replace(cell, ""),
        seen(body.replace(/<media\b[\s\S]*?<\/media>/g, "")),
      );
      expect(found).toContain(wanted);
    }
    expect(run.counts.quarantined === 0 || run.writes.some(({ path }) => path.endsWith(".finding.json"))).toBe(true);
  });
});

test("the samples are there, or this says that they are not", ({ skip }) => {
  if (!existsSync(NEWS)) skip();
  expect(readdirSync(NEWS).length).toBeGreaterThan(0);
});
