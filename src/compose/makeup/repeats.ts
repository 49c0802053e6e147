/** What stands twice in an edition: a story, a headline, a picture. */
import type { Diagnostic } from "../../base/diagnostic.ts";
import type { SourceRange } from "../../base/source.ts";
import type { Edition, EditionPage } from "../../model/edition.ts";
import { countCharacters, plainText, type Story } from "../../model/story.ts";

/** A thing with the page on which it stands. */
interface Placed {
  readonly page: EditionPage;
  readonly story: Story;
  /** by which two are the same */
  readonly key: string;
  /** as it is named in the sentence */
  readonly name: string;
  readonly source: SourceRange;
}

/**
 * What stands on an earlier page already. The same file, or the same text of some length, is the same story; its headline and its
 * pictures are not reported again with it. Notices of a few lines may stand on several pages.
 */
export const repeats = ({ pages }: Edition): readonly Diagnostic[] => {
  const placed = pages.flatMap((page) => [...new Set(page.stories.values())].map((story) => ({ page, story })));
  const stories = twice(placed.map(asStory));
  const texts = new Set<string>();
  const others = placed.filter(({ story }) => {
    const text = textOf(story);
    const known = text !== "" && texts.has(text);
    texts.add(text);
    return !known;
  });
  return [
    ...stories.map((pair) =>
      finding(pair, { code: "makeup/story-twice", what: "story", hint: "take it off one of the pages" }),
    ),
    ...twice(others.flatMap(headlineOf)).map((pair) =>
      finding(pair, {
        code: "makeup/headline-twice",
        what: "headline",
        hint: "give one of the stories another headline",
      }),
    ),
    ...twice(others.flatMap(picturesOf)).map((pair) =>
      finding(pair, { code: "makeup/picture-twice", what: "picture", hint: "give one of the stories another picture" }),
    ),
  ];
};

const bare = (text: string): string => text.replace(/[\s\p{P}]/gu, "");

const textOf = ({ paragraphs }: Story): string => bare(paragraphs.map(({ spans }) => plainText(spans)).join(""));

/** A text longer than this is no notice. */
const NOTICE = 100;

const asStory = ({ page, story }: Pick<Placed, "page" | "story">): Placed => {
  const key = countCharacters(story) > NOTICE ? textOf(story) : `${story.path} ${story.id}`;
  return { page, story, key, name: story.id, source: story.source };
};

const headlineOf = ({ page, story }: Pick<Placed, "page" | "story">): readonly Placed[] => {
  const name = story.headline.map(plainText).join(" ");
  return name === "" ? [] : [{ page, story, key: bare(name), name, source: story.headline[0]![0]!.source }];
};

const picturesOf = ({ page, story }: Pick<Placed, "page" | "story">): readonly Placed[] =>
  story.photos.map(({ photo, path, source }) => ({ page, story, key: photo?.hash ?? path, name: path, source }));

interface Pair {
  readonly earlier: Placed;
  readonly later: Placed;
}

/** Each thing that stands somewhere before, with the first place. */
const twice = (all: readonly Placed[]): readonly Pair[] => {
  const first = new Map<string, Placed>();
  return all.flatMap((later) => {
    const earlier = first.get(later.key);
    if (earlier) return [{ earlier, later }];
    first.set(later.key, later);
    return [];
  });
};

interface Sort {
  readonly code: "makeup/story-twice" | "makeup/headline-twice" | "makeup/picture-twice";
  readonly what: string;
  readonly hint: string;
}

const finding = ({ earlier, later }: Pair, { code, what, hint }: Sort): Diagnostic => ({
  code,
  severity: "warning",
  message: `the same ${what} stands on page \`${earlier.page.id}\` and on page \`${later.page.id}\`: \`${later.name}\``,
  hint,
  source: later.source,
  place: { page: later.page.id },
});
