/** A Markdown file with front matter → a story in house form. */
import type { SourceRange } from "../../base/source.ts";
import type { Inline, Paragraph, Span, Story, StoryPhoto } from "../../model/story.ts";
import { checkDocument } from "../document/check-document.ts";
import { keep } from "../document/kept.ts";
import { LIMITS, type ReadShop, readText } from "../document/read-text.ts";
import { parseYaml, type YamlDocument, type YamlPath } from "../document/yaml-document.ts";
import { type StoryInput, storySchema } from "../edition-schema.ts";
import { type PhotoShop, readPhoto } from "../read-photo.ts";
import { fieldText, headlineLines } from "./field-text.ts";
import { type FilePart, splitStory } from "./front-matter.ts";
import type { TextPlace } from "./house-letters.ts";
import { inlineText } from "./inline-text.ts";
import { lettersAt } from "./letters.ts";
import { optionalOf } from "./optional-paragraphs.ts";
import { ownWords } from "./own-words.ts";
import { chartsOf } from "./read-charts.ts";
import { type FieldText, keyFiguresOf, qrCodesOf, quotesOf, sidebarsOf } from "./read-exhibits.ts";
import { readTables } from "./read-table.ts";
import { splitBody } from "./split-body.ts";
import { storyNotes } from "./story-notes.ts";

/** What reading a story needs. */
export interface StoryShop extends PhotoShop {
  /** of a story that does not say its own */
  readonly language: string;
}

/** Reads a story; undefined when its file or its front matter cannot be read. A field that is wrong is left out. */
export const readStory = (path: string, how: StoryShop): Promise<Story | undefined> => {
  const { named, language } = how;
  const name = [path, language, named.path, named.start, named.end].join("\n");
  return keep({ kind: how.probe, name }, how.shop, (shop) => readAnew(path, { ...how, shop }));
};

const readAnew = async (path: string, how: StoryShop): Promise<Story | undefined> => {
  const { shop, named } = how;
  const { report } = shop;
  const file = await readText({ files: [{ root: "edition", path }], limit: LIMITS.story, named }, shop);
  const parts = file && splitStory(file, report);
  if (!file || !parts) return undefined;
  const head = readHead(path, parts.head, shop);
  if (!head) return undefined;
  const notes = storyNotes();
  const language = head.fields.language ?? how.language;
  const place = { path, notes, language };
  const text = fieldText(head.document, place);
  const figures = fieldText(head.document, { ...place, figures: true });
  const at = { text, figures, range: (field: YamlPath) => head.document?.range(field) ?? how.named };
  const pictures = new Set((head.fields.photos ?? []).map(({ file }) => file));
  const blocks = splitBody({ path, ...parts.body, pictures }, report);
  const body = blocks.flatMap(({ text: written, at, ...block }): readonly Paragraph[] => {
    if (block.kind === "picture") return [];
    const spans = inlineText(lettersAt(written, at), place);
    return spans.length > 0 ? [{ ...block, spans }] : [];
  });
  const { fields } = head;
  const paragraphs = withDropCap(
    withDateline(body, text(fields.dateline, ["dateline"]), text(fields.byline, ["byline"])),
    fields.dropCap,
  );
  const story: Story = {
    id: path.replace(/^.*\//, "").replace(/(?<=.)\.[^.]*$/, ""),
    path,
    language,
    priority: fields.priority ?? 3,
    kicker: text(fields.kicker, ["kicker"]),
    headline: headlineLines(fields.headline, { text, path: ["headline"] }),
    jumpHeadline: text(fields.jumpHeadline, ["jumpHeadline"]),
    deck: text(fields.deck, ["deck"]),
    summary: pointsOf(fields.summary, text),
    paragraphs,
    optional: optionalOf(fields.optional ?? [], {
      paragraphs,
      written: body.length,
      document: head.document,
      report,
    }),
    photos: await readPhotos(fields.photos ?? [], {
      document: head.document,
      text,
      how,
      place,
      placeOf: (file) => blocks.find((block) => block.kind === "picture" && block.text === file)?.at,
    }),
    keyFigures: keyFiguresOf(fields.keyFigures, at),
    tables: there(await readTables(fields.tables, { ...at, shop, place })),
    quotes: quotesOf(fields.quotes, at),
    qrCodes: qrCodesOf(fields.qr, at),
    charts: there(chartsOf(fields.charts, { ...at, report })),
    sidebars: sidebarsOf(fields.sidebars, at),
    signature: text(fields.signature, ["signature"]),
    source: { path, start: 0, end: file.text.length },
  };
  if (body.length === 0 && !hasExhibits(story)) reportEmpty(path, file.text, how);
  notes.tell(report);
  return story;
};

/** A market table needs no text beside it. */
const hasExhibits = ({ tables, charts, sidebars, quotes, qrCodes }: Story): boolean =>
  tables.length + charts.length + sidebars.length + quotes.length + qrCodes.length > 0;

interface Head {
  readonly fields: Partial<StoryInput>;
  /** undefined when the file has no front matter, or an empty one */
  readonly document: YamlDocument | undefined;
}

const readHead = (path: string, head: FilePart | undefined, { report }: ReadShop): Head | undefined => {
  if (!head) return { fields: {}, document: undefined };
  const document = parseYaml({ path, ...head }, report);
  if (!document) return undefined;
  if (document.value() === null) return { fields: {}, document };
  return { fields: checkDocument(document, storySchema, report).partial, document };
};

const reportEmpty = (path: string, text: string, { shop }: StoryShop): void => {
  const blank = text.trim() === "";
  shop.report.add({
    code: "input/empty-story",
    severity: "error",
    message: blank ? `\`${path}\` is empty` : `\`${path}\` has no text`,
    hint: blank ? "write the story, or take it off the page" : "write its paragraphs below the second line of `---`",
    source: { path, start: Math.max(0, text.trimEnd().length - 3), end: Math.max(0, text.trimEnd().length) },
  });
};

/** What cannot be read is left out, and what follows it counts on: its finding holds the page back. */
const there = <T>(read: readonly (T | undefined)[]): readonly T[] => read.flatMap((each) => each ?? []);

const pointsOf = (summary: StoryInput["summary"], text: FieldText): readonly Inline[] => {
  if (summary === undefined) return [];
  const points =
    typeof summary === "string" ? [text(summary, ["summary"])] : summary.map((each, n) => text(each, ["summary", n]));
  return points.filter((point) => point.length > 0);
};

/**
 * `本报讯（记者 …）` at the head of the first paragraph: the dateline in the strong face, the byline in brackets. Before a list
 * it is a paragraph of its own.
 */
const withDateline = (body: readonly Paragraph[], dateline: Inline, byline: Inline): readonly Paragraph[] => {
  const strong = dateline.map((span): Span => ({ ...span, face: "strong" }));
  const opening = [...strong, ...inBrackets(byline)];
  const at = body.findIndex(({ kind }) => kind !== "crosshead");
  const first = body[at];
  if (!first || opening.length === 0) return body;
  const opened: readonly Paragraph[] =
    first.kind === "body"
      ? [{ ...first, spans: [...opening, ...(byline.length === 0 ? afterDateline(dateline) : []), ...first.spans] }]
      : [{ kind: "body", spans: opening }, first];
  return [...body.slice(0, at), ...opened, ...body.slice(at + 1)];
};

/** Without a byline the text begins an em after the dateline (NEWSPAPER 5.3); it stands in no file and points to the last character. */
const afterDateline = (dateline: Inline): Inline => {
  const last = dateline.at(-1);
  return last ? [{ text: "\u3000", face: "text", source: { ...last.source, start: last.source.end - 1 } }] : [];
};

const withDropCap = (body: readonly Paragraph[], dropCap: number | undefined): readonly Paragraph[] => {
  const at = body.findIndex(({ kind }) => kind === "body");
  return body.map((each, n) =>
    n === at && each.kind === "body" && dropCap !== undefined ? { ...each, dropCap } : each,
  );
};

/** The brackets stand in no file; they point to the first and the last character of what they enclose. */
const inBrackets = (byline: Inline): Inline => {
  const [first, last] = [byline[0], byline.at(-1)];
  if (!first || !last) return [];
  const bracket = (text: string, { path, start }: SourceRange): Span => ({
    text,
    face: "text",
    source: { path, start, end: start + 1 },
  });
  return [bracket("（", first.source), ...byline, bracket("）", { ...last.source, start: last.source.end - 1 })];
};

interface PhotosPlace {
  readonly document: YamlDocument | undefined;
  readonly text: FieldText;
  readonly how: StoryShop;
  readonly place: TextPlace;
  /** offset in the file of the line in the body that shows the picture */
  readonly placeOf: (file: string) => number | undefined;
}

const readPhotos = (
  photos: NonNullable<StoryInput["photos"]>,
  { document, text, how, place, placeOf }: PhotosPlace,
): Promise<readonly StoryPhoto[]> =>
  Promise.all(
    photos.map(async (each, n): Promise<StoryPhoto> => {
      const { file, caption, credit, alt, focus, float, reference, outline, clippingPath, page } = each;
      const source = document?.range(["photos", n, "file"]) ?? how.named;
      const wish = {
        page: page ?? 1,
        ...(outline && { outline }),
        ...(clippingPath !== undefined && { clippingPath }),
      };
      const photo = await readPhoto(file, { ...how, named: source, wish });
      const at = placeOf(file);
      const says = photo?.words;
      const words = { place, source, report: how.shop.report, file };
      return {
        path: file,
        caption: caption === undefined ? ownWords(says?.caption, words) : text(caption, ["photos", n, "caption"]),
        credit:
          credit === undefined ? ownWords(says?.credit ?? says?.rights, words) : text(credit, ["photos", n, "credit"]),
        ...(alt !== undefined && { alt: alt.replace(/\s+/gu, " ").trim() }),
        ...focusOf(focus),
        float: float ?? at !== undefined,
        ...(at !== undefined && { at }),
        ...(reference !== undefined && { reference }),
        source,
        ...(photo && { photo }),
      };
    }),
  );

/** The point that a crop keeps; of a box its middle. */
const focusOf = (
  focus: NonNullable<StoryInput["photos"]>[number]["focus"] = [0.5, 0.5],
): Pick<StoryPhoto, "focus" | "subject"> => {
  const [x, y, far, low] = focus;
  if (far === undefined || low === undefined) return { focus: { x, y } };
  return { focus: { x: (x + far) / 2, y: (y + low) / 2 }, subject: { x, y, width: far - x, height: low - y } };
};
