/** Where a story's text refers to a picture: in its own words, by 图① and the like, or by a line that shows it. */
import { plainText, type Span, type Story } from "../model/story.ts";

/** Paragraph (from 0) and offset of the first reference to photo `number` (from 1); undefined when the text has none. */
export const floatAnchor = (
  story: Story,
  number: number,
): { readonly paragraph: number; readonly offset: number } | undefined => {
  const photo = story.photos[number - 1];
  if (photo?.at !== undefined && photo.reference === undefined) return afterLine(story, photo.at);
  const words = photo?.reference === undefined ? usualWords(number) : [photo.reference];
  for (const [paragraph, { spans }] of story.paragraphs.entries()) {
    const text = plainText(spans);
    const found = words.map((word) => indexOf(text, word)).filter((at) => at >= 0);
    if (found.length > 0) return { paragraph, offset: Math.min(...found) };
  }
  return undefined;
};

/** The first text that stands after a place of the file, or the end of the last one before it. */
const afterLine = (story: Story, at: number) => {
  const paragraph = story.paragraphs.findIndex(({ spans }) => spans.some(({ source }) => source.start >= at));
  if (paragraph >= 0) return { paragraph, offset: 0 };
  const last = story.paragraphs.length - 1;
  return last < 0 ? undefined : { paragraph: last, offset: plainText(story.paragraphs[last]!.spans).length - 1 };
};

const HAN = "一二三四五六七八九十";

const usualWords = (number: number): readonly string[] => [
  ...(number <= 20 ? [`图${String.fromCodePoint(0x2460 + number - 1)}`] : []),
  `图${number}`,
  ...(number <= 10 ? [`图${HAN[number - 1]}`] : []),
];

/** Where a word stands that no digit goes on with: 图1 is not in 图12. */
const indexOf = (text: string, word: string): number => {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (!/^[0-9十]/.test(text.slice(at + word.length))) return at;
  return -1;
};

/** The text up to a place, as a story of its own; the same object for the same question. */
export const textUpTo = (story: Story, paragraph: number, offset: number): Story => {
  const known = starts.get(story) ?? new Map<string, Story>();
  starts.set(story, known);
  const key = `${paragraph} ${offset}`;
  const old = known.get(key);
  if (old) return old;
  const last = story.paragraphs[paragraph];
  const cut = last ? [{ ...last, spans: firstOf(last.spans, offset + 1) }] : [];
  const made: Story = {
    ...story,
    paragraphs: [...story.paragraphs.slice(0, paragraph), ...cut],
    optional: [],
    signature: [],
  };
  known.set(key, made);
  return made;
};

const starts = new WeakMap<Story, Map<string, Story>>();

/** The first characters of a stretch; a base with a reading is not parted. */
const firstOf = (spans: readonly Span[], count: number): readonly Span[] => {
  const out: Span[] = [];
  let left = count;
  for (const span of spans) {
    if (left <= 0) break;
    out.push(span.ruby || span.text.length <= left ? span : { ...span, text: span.text.slice(0, left) });
    left -= span.text.length;
  }
  return out;
};
