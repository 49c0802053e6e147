/** Which styles a page uses is what was asked for by name, and what is there by going through all of them. */
import { describe, expect, test } from "vitest";
import { choicesOf } from "../src/model/style-faces.ts";
import { hashesOf, recordStyle, sheetParts, styleHashes } from "../src/nightly/run/used-styles.ts";
import { sample } from "./kit/sample.ts";

const { style } = (await sample()).edition;

describe("a recorded style sheet", () => {
  test("says the same as the sheet itself, and remembers the names, those that are not there among them", () => {
    const recorded = recordStyle(style);
    expect(recorded.style.text.get("body")).toBe(style.text.get("body"));
    expect(recorded.style.boxes.has("no-such-box")).toBe(false);
    expect(recorded.style.zi).toBe(style.zi);
    expect(recorded.used()).toEqual(["boxes no-such-box", "text body"]);
  });

  test.each([
    ["for of", (table: ReadonlyMap<string, unknown>) => [...table]],
    ["entries", (table: ReadonlyMap<string, unknown>) => [...table.entries()]],
    ["keys", (table: ReadonlyMap<string, unknown>) => [...table.keys()]],
    [
      "forEach",
      (table: ReadonlyMap<string, unknown>) => {
        const names: string[] = [];
        table.forEach((__, name) => {
          names.push(name);
        });
        return names;
      },
    ],
  ])("going through a table by %s counts for the whole of it", (_, through) => {
    const recorded = recordStyle(style);
    through(recorded.style.rules);
    expect(recorded.used()).toEqual(["rules *"]);
  });

  test("collecting faces counts for nothing: they are a part of every page", () => {
    const recorded = recordStyle(style);
    expect(choicesOf(recorded.style)).toEqual(choicesOf(style));
    expect(recorded.used()).toEqual([]);
    expect(sheetParts(recorded.style)).toEqual(sheetParts(style));
  });
});

test("a changed style changes its own hash and that of its table, a new one the hash of its name", () => {
  const before = styleHashes(style);
  const boxes = new Map(style.boxes).set("new-box", style.boxes.get("key-figure")!);
  const text = new Map(style.text).set("caption", { ...style.text.get("caption")!, size: 30 });
  const after = styleHashes({ ...style, text, boxes });
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  expect(names.filter((name) => before[name] !== after[name]).sort()).toEqual([
    "boxes *",
    "boxes new-box",
    "text *",
    "text caption",
  ]);
  expect(hashesOf(["boxes new-box"], before)).toEqual({});
  expect(hashesOf(["boxes new-box"], after)).toEqual({ "boxes new-box": after["boxes new-box"] });
});
