/** 转版: a story that is longer than its room goes on on another page; what stands at its end, and what goes on there. */
import type { SourceRange } from "../base/source.ts";
import type { EditionPage } from "../model/edition.ts";
import type { BodyParagraph, Crosshead, Inline, ListItem, Paragraph, Span, Story } from "../model/story.ts";
import type { BodyFrame, LineSlot } from "../plan/page-plan.ts";
import { localeOf } from "../text/locale.ts";
import type { ComposedLine, ComposedPage, JumpPlace } from "./composed-page.ts";
import { galleyStyle } from "./galley/galley-style.ts";
import type { Galleys } from "./galleys.ts";
import { breakLines } from "./lines/break-lines.ts";
import { setLine } from "./lines/justify.ts";

/** Jump lines by the language of the story; `#` stands for the page. Sources: NEWSPAPER 5.3 and 5.4, JIS newspapers' use, Korean dailies'. */
const WORDS: Readonly<Record<string, { readonly to: string; readonly from: string }>> = {
  zh: { to: "（下转第#版）", from: "（上接第#版）" },
  ja: { to: "（#面に続く）", from: "（#面から続く）" },
  ko: { to: "(#면에 계속)", from: "(#면에서 계속)" },
  en: { to: "(Continued on page #)", from: "(Continued from page #)" },
};

const wordsOf = (language: string, way: "to" | "from", page: string): string =>
  (WORDS[language.split("-")[0]!.toLowerCase()] ?? WORDS["en"]!)[way].replace("#", page);

const inline = (text: string, face: Span["face"], source: SourceRange): Inline => [
  { text, face, source: { ...source, end: source.start } },
];

/** The line 下转第×版, at the right of its slot. */
export const jumpLine = (
  { story, style, writing }: BodyFrame,
  to: string,
  { slot, galleys }: { readonly slot: LineSlot & { readonly leg: number }; readonly galleys: Galleys },
): ComposedLine => {
  const setting = galleyStyle(style, {
    locale: localeOf(story.language, galleys.locale.region),
    writing,
    indents: [0],
  });
  const paragraph = galleys.paragraph(inline(wordsOf(story.language, "to", to), "emphasis", story.source), setting);
  const [line] = breakLines(paragraph, [Math.max(slot.measure, style.size)], galleys.rules(style));
  const { x, baseline, leg } = slot;
  const place = { x, baseline, align: "right", ink: style.ink, paragraph: story.paragraphs.length, leg } as const;
  return setLine(paragraph, line!, place);
};

/** The rest of a story from a place on, with the line 上接第×版 at its head; pictures and figures stay where it began. */
const restOfStory = (story: Story, at: JumpPlace, from: string): Story => {
  const [first, ...others] = story.paragraphs.slice(at.paragraph);
  const begun =
    first && !at.whole ? { kind: "body" as const, spans: restOfSpans(first.spans, at), continued: true } : first;
  const source = at.span.source;
  const head: Paragraph = {
    kind: "body",
    spans: inline(wordsOf(story.language, "from", from), "emphasis", source),
    continued: true,
  };
  return {
    ...story,
    kicker: [],
    headline: story.jumpHeadline.length > 0 ? [story.jumpHeadline] : story.headline,
    deck: [],
    paragraphs: [head, ...(begun ? [begun] : []), ...others],
    optional: [],
    photos: [],
    keyFigures: [],
    summary: [],
    tables: [],
    quotes: [],
    qrCodes: [],
    charts: [],
    sidebars: [],
  };
};

const restOfSpans = (spans: (BodyParagraph | Crosshead | ListItem)["spans"], { span, at }: JumpPlace): Inline => {
  // brackets round a byline point to its characters, so a place in the file alone does not tell a span
  const own = spans.indexOf(span);
  const n =
    own >= 0
      ? own
      : spans.findIndex(({ text, source }) => source.start <= span.source.start && text.endsWith(span.text));
  const first = spans[n];
  if (!first) return spans;
  // a span may have been cut for a drop cap: places count from where its text stands in the file
  const cut = span.source.start - first.source.start + at;
  const text = first.text.slice(cut);
  const rest = text === "" ? [] : [{ ...first, text, source: { ...first.source, start: first.source.start + cut } }];
  return [...rest, ...spans.slice(n + 1)];
};

/** What is left of a story on a page that it begins on; undefined when all of it stands there. */
export const restOfPage = (
  { page, composed }: { readonly page: EditionPage; readonly composed: ComposedPage },
  name: string,
): Story | undefined => {
  const path = page.stories.get(name)?.path;
  for (const { frame, fit } of composed.frames)
    if (frame.kind === "body" && frame.story.path === path && fit?.jumped)
      return restOfStory(frame.story, fit.jumped.place, page.id);
  return undefined;
};
