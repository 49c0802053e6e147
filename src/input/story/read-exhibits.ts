/** Key figures, quotes, codes and sidebars of the front matter → the same with their texts in house form. */
import type { SourceRange } from "../../base/source.ts";
import type { Inline, KeyFigure, Paragraph, QrCode, Quote, Sidebar } from "../../model/story.ts";
import type { YamlPath } from "../document/yaml-document.ts";
import type { StoryInput } from "../edition-schema.ts";

/** What a scalar of the front matter may be. */
export type Scalar = string | number | boolean | null | undefined;

/** Text of a field of the front matter, in house form; each character knows its place. A number is text as it is written. */
export type FieldText = (value: Scalar, path: YamlPath) => Inline;

/** Where fields stand, and how they become text. */
export interface FieldsPlace {
  readonly text: FieldText;
  /** the same for a field in which numbers stand alone: a hyphen before one is a minus sign */
  readonly figures: FieldText;
  /** where the value at a path stands in the file */
  readonly range: (path: YamlPath) => SourceRange;
}

/** Key figures, in the order in which they are written. */
export const keyFiguresOf = (
  all: StoryInput["keyFigures"] = [],
  { text, figures, range }: FieldsPlace,
): readonly KeyFigure[] =>
  all.map((each, n): KeyFigure => {
    const path = ["keyFigures", n];
    if (typeof each === "string") return { kind: "text", text: figures(each, path) };
    const { number, unit, label, trend, change } = each;
    return {
      kind: "figure",
      number: figures(number, [...path, "number"]),
      unit: text(unit, [...path, "unit"]),
      label: text(label, [...path, "label"]),
      change: figures(change, [...path, "change"]),
      source: range(path),
      ...(trend && { trend }),
    };
  });

/** Pull quotes. */
export const quotesOf = (quotes: StoryInput["quotes"] = [], { text, range }: FieldsPlace): readonly Quote[] =>
  quotes.map((each, n) => ({
    text: text(each.text, ["quotes", n, "text"]),
    by: text(each.by, ["quotes", n, "by"]),
    source: range(["quotes", n]),
  }));

/** QR codes. What they say is not brought to house form: a reader of codes wants it as it is written. */
export const qrCodesOf = (codes: StoryInput["qr"] = [], { text, range }: FieldsPlace): readonly QrCode[] =>
  codes.map((each, n) => ({
    content: (each.url ?? each.text ?? "").trim(),
    label: text(each.label, ["qr", n, "label"]),
    source: range(["qr", n]),
  }));

/** Sidebars: paragraphs first, then the list. */
export const sidebarsOf = (sidebars: StoryInput["sidebars"] = [], { text, range }: FieldsPlace): readonly Sidebar[] =>
  sidebars.map((each, n) => {
    const path = ["sidebars", n];
    const several = Array.isArray(each.text);
    const texts = several ? (each.text as readonly string[]) : each.text === undefined ? [] : [each.text as string];
    const paragraphs: readonly Paragraph[] = [
      ...texts.map((value, at) => ({
        kind: "body" as const,
        spans: text(value, several ? [...path, "text", at] : [...path, "text"]),
      })),
      ...(each.items ?? []).map((value, at) => ({
        kind: each.numbered ? ("numbered" as const) : ("bulleted" as const),
        label: each.numbered ? `${at + 1}.` : "•",
        spans: text(value, [...path, "items", at]),
      })),
    ];
    return { title: text(each.title, [...path, "title"]), paragraphs, source: range(path) };
  });
