/** Running text of a story as plain text, with the stretches of it that are more than that. */
import { type Inline, plainText } from "../../model/story.ts";
import { findLinks } from "./find-links.ts";
import type { MarkedText, TextRange } from "./set-text.ts";

/** `parts` one after another, `between` them what joins them, and before them the label of an item of a list. */
export const markedText = (
  parts: readonly Inline[],
  { between = "", label = "" }: { readonly between?: string; readonly label?: string } = {},
): MarkedText => {
  const text = label + parts.map(plainText).join(between);
  const rubies = rubiesOf(parts, { start: label.length, between });
  const links = findLinks(text)
    .filter(({ from, to }) => !rubies.some((ruby) => ruby.from < to && from < ruby.to))
    .map(
      ({ from, to, address }): TextRange => ({ from, to, is: { kind: "link", target: { kind: "address", address } } }),
    );
  const labels: readonly TextRange[] = label === "" ? [] : [{ from: 0, to: label.length, is: { kind: "label" } }];
  return { text, ranges: [...labels, ...[...rubies, ...links].sort((a, b) => a.from - b.from)] };
};

const rubiesOf = (
  parts: readonly Inline[],
  { start, between }: { readonly start: number; readonly between: string },
): readonly TextRange[] => {
  const found: TextRange[] = [];
  let at = start;
  for (const part of parts) {
    for (const { text, ruby } of part) {
      if (ruby) found.push({ from: at, to: at + text.length, is: { kind: "ruby", reading: ruby.text } });
      at += text.length;
    }
    at += between.length;
  }
  return found;
};
