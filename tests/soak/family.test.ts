/** Forty pages made by chance: nothing overlaps, nothing stands off the grid, nothing is lost, and nearly all close by the ladder alone. */
import { beforeAll, describe, expect, test } from "vitest";
import type { Diagnostic } from "../../src/base/diagnostic.ts";
import { overlaps } from "../../src/base/geometry.ts";
import type { LaidPage } from "../../src/build.ts";
import { plainText } from "../../src/model/story.ts";
import { baselineInRow } from "../../src/plan/page-grid.ts";
import { type Body, bodiesOf, layFiles } from "../kit/lay-files.ts";
import { type GeneratedPage, generatePage } from "../kit/page-family.ts";

const SEEDS = Array.from({ length: 40 }, (_, n) => n + 1);
interface Laid {
  readonly page: GeneratedPage;
  readonly laid: LaidPage;
  readonly found: readonly Diagnostic[];
}

const lay = async (page: GeneratedPage): Promise<Laid> => {
  const { pages, found } = await layFiles(page.files);
  return { page, laid: pages[0]!, found };
};

const isClosed = ({ fit }: Body): boolean => fit.oversetLines === 0 && fit.underLines === 0;

describe("a family of forty pages", () => {
  let family: readonly Laid[] = [];

  beforeAll(async () => {
    const laid: Laid[] = [];
    for (const seed of SEEDS) laid.push(await lay(await generatePage(seed)));
    family = laid;
  }, 400_000);

  test("reads without a fault, with shapes and lengths of all kinds", () => {
    const faults = family.flatMap(({ found }) => found.filter(({ code }) => /^(input|font|plan)\//.test(code)));
    expect(faults).toEqual([]);
    const legs = new Set(family.flatMap((each) => bodiesOf(each.laid).map(({ frame }) => frame.legs.length)));
    expect([...legs].sort()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(family.reduce((sum, each) => sum + bodiesOf(each.laid).length, 0)).toBeGreaterThan(250);
  });

  test("no two frames overlap but a body and what stands in it", () => {
    for (const { laid } of family) {
      const { frames } = laid.plan;
      frames.forEach((a, n) => {
        for (const b of frames.slice(n + 1)) {
          if (a.id.startsWith(`${b.id}/`) || b.id.startsWith(`${a.id}/`)) continue;
          expect(overlaps(a.rect, b.rect), `${a.id} and ${b.id}`).toBe(false);
        }
      });
    }
  });

  test("every line stands on the page's rows, inside its leg and on no inset", () => {
    for (const { laid, page } of family) {
      const { grid, frames } = laid.plan;
      for (const { frame, lines } of laid.composed.frames) {
        if (frame.kind !== "body") continue;
        const insets = frames.filter(({ id }) => id.startsWith(`${frame.id}/`));
        for (const line of lines) {
          const row = (line.baseline - baselineInRow(grid) - grid.typeArea.y) / grid.row;
          expect(Math.abs(row - Math.round(row)), `${page.seed}: ${line.text}`).toBeLessThan(1e-6);
          const end = Math.max(0, ...line.runs.flatMap(({ glyphs }) => glyphs.map(({ x }) => x)));
          const box = { x: line.x, y: line.baseline - 7, width: end, height: 7 };
          for (const inset of insets) expect(overlaps(box, inset.rect), `${page.seed}: ${line.text}`).toBe(false);
        }
      }
    }
  });

  test("no character is lost or doubled: what is printed, left over and left out is the story", () => {
    for (const each of family) {
      for (const { frame, lines, fit } of bodiesOf(each.laid)) {
        const bare = (text: string): string => text.replace(/\s/gu, "");
        const story = bare(frame.story.paragraphs.map(({ spans }) => plainText(spans)).join(""));
        const printed = bare(lines.map(({ text }) => text).join(""));
        expect(story.startsWith(printed), `${each.page.seed}: ${frame.story.id}`).toBe(true);
        expect(story.length === printed.length, `${each.page.seed}: ${frame.story.id}`).toBe(fit.oversetLines === 0);
      }
    }
  });

  test("at least nine in ten close by the ladder alone, and it is told what was done", () => {
    const closed = family.filter((each) => bodiesOf(each.laid).every(isClosed));
    expect(closed.length).toBeGreaterThanOrEqual(36);
    const byHelp = closed.filter(({ found }) => found.some(({ code }) => code === "compose/closed"));
    expect(byHelp.length).toBeGreaterThan(30);
  });

  test("the others say of each story by how much it misses", () => {
    for (const each of family) {
      const open = bodiesOf(each.laid).filter((body) => !isClosed(body));
      const told = each.found.filter(({ code }) => code === "compose/overset" || code === "compose/underset");
      expect(told).toHaveLength(open.length);
      for (const { frame, fit } of open) {
        const lines = fit.oversetLines || fit.underLines;
        const finding = told.find(({ message }) => message.startsWith(`\`${frame.story.id}\` `));
        expect(finding?.message).toMatch(new RegExp(` ${lines} lines?$`));
        expect(finding?.hint).toMatch(/about \d+ characters \([\d.]+ zi\)/);
      }
    }
  });

  test("closing opens few lines: at most one in a hundred by over a tenth of an em", () => {
    const lines = family.flatMap((each) => bodiesOf(each.laid).flatMap((body) => body.lines));
    const loose = lines.filter(({ ratio, measure }) => ratio > 0.1 && measure >= 12 * 9);
    expect(loose.length / lines.length).toBeLessThanOrEqual(0.01);
  });
});
