/** 转版: a story that is longer than its room goes on on another page; what stands at its end, and what goes on there. */
import type { SourceRange } from "../base/source.ts";
import type { EditionPage } from "../model/edition.ts";
import type { BodyParagraph, Crosshead, Inline, ListItem, Paragraph, Span, Story, Table } from "../model/story.ts";
import type { BodyFrame, LineSlot } from "../plan/page-plan.ts";
import { localeOf } from "../text/locale.ts";
import type { ComposedLine, ComposedPage, JumpPlace } from "./composed-page.ts";
import { galleyStyle } from "./galley/galley-style.ts";
import type { Galleys } from "./galleys.ts";
import { jumpWords } from "./jump-words.ts";
import { breakLines } from "./lines/break-lines.ts";
import { setLine } from "./lines/justify.ts";

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
  const paragraph = galleys.paragraph(inline(jumpWords(story.language, "to", to), "emphasis", story.source), setting);
  const [line] = breakLines(paragraph, [Math.max(slot.measure, style.size)], galleys.rules(style));
  const { x, baseline, leg } = slot;
  const place = { x, baseline, align: "right", ink: style.ink, paragraph: story.paragraphs.length, leg } as const;
  return setLine(paragraph, line!, place);
};

/** What of a story goes on: its text from a place on, and tables whose last rows found no room. */
interface Rest {
  readonly at?: JumpPlace;
  readonly tables: readonly Table[];
}

/** The rest of a story; pictures and figures stay where it began. */
const restOfStory = (story: Story, { at, tables }: Rest, from: string): Story => ({
  ...story,
  kicker: [],
  headline: story.jumpHeadline.length > 0 ? [story.jumpHeadline] : story.headline,
  deck: [],
  paragraphs: at ? restOfText(story, at, from) : [],
  optional: [],
  photos: [],
  keyFigures: [],
  summary: [],
  tables,
  quotes: [],
  qrCodes: [],
  charts: [],
  sidebars: [],
  signature: at ? story.signature : [],
});

/** The text from a place on, with the line 上接第×版 at its head. */
const restOfText = (story: Story, at: JumpPlace, from: string): readonly Paragraph[] => {
  const [first, ...others] = story.paragraphs.slice(at.paragraph);
  const begun =
    first && !at.whole ? { kind: "body" as const, spans: restOfSpans(first.spans, at), continued: true } : first;
  const source = at.span.source;
  const head: Paragraph = {
    kind: "body",
    spans: inline(jumpWords(story.language, "from", from), "emphasis", source),
    continued: true,
  };
  return [head, ...(begun ? [begun] : []), ...others];
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
  const own = composed.frames.flatMap(({ frame, fit, rest }) =>
    "story" in frame && frame.story.path === path ? [{ story: frame.story, jumped: fit?.jumped, rest }] : [],
  );
  const text = own.find(({ jumped }) => jumped !== undefined);
  const tables = own.flatMap(({ rest }) =>
    rest ? [{ ...rest.table, continued: { from: rest.from, page: page.id } }] : [],
  );
  const story = text?.story ?? own[0]?.story;
  if (!story || (!text && tables.length === 0)) return undefined;
  return restOfStory(story, { tables, ...(text?.jumped && { at: text.jumped.place }) }, page.id);
};
