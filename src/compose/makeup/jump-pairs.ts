/** 转版: a line 下转第×版 has its 上接第×版 on the page that it names, and the other way round. */
import type { Diagnostic } from "../../base/diagnostic.ts";
import type { SourceRange } from "../../base/source.ts";
import type { Edition, EditionPage } from "../../model/edition.ts";
import { plainText, type Story } from "../../model/story.ts";

type Way = "to" | "from";

/** A jump line as an editor types it into a story. */
interface Jump {
  readonly way: Way;
  readonly page: EditionPage;
  readonly story: Story;
  /** the page that it names, as written */
  readonly other: string;
  readonly source: SourceRange;
}

const LINES: Readonly<Record<Way, RegExp>> = {
  to: /下转第?\s*([A-Za-z]?[0-9〇一二三四五六七八九十]+)\s*版/u,
  from: /上接第?\s*([A-Za-z]?[0-9〇一二三四五六七八九十]+)\s*版/u,
};

const WORDS: Readonly<Record<Way, string>> = { to: "下转", from: "上接" };

/** Jump lines whose other half is not there; only a warning where the page is not in the edition and cannot be looked at. */
export const jumpPairs = ({ pages }: Edition): readonly Diagnostic[] => {
  const jumps = pages.flatMap((page) => [...new Set(page.stories.values())].flatMap((story) => jumpsOf(page, story)));
  const ids = new Set(pages.map(({ id }) => folio(id)));
  return jumps
    .filter((jump) => !jumps.some((other) => arePair(jump, other)))
    .map((jump) => finding(jump, ids.has(folio(jump.other))));
};

const jumpsOf = (page: EditionPage, story: Story): readonly Jump[] => {
  const stretches = [...story.paragraphs.map(({ spans }) => spans), story.signature];
  return stretches.flatMap((spans) =>
    (["to", "from"] as const).flatMap((way) => {
      const other = LINES[way].exec(plainText(spans))?.[1];
      const span = spans.find(({ text }) => text.includes(WORDS[way])) ?? spans[0];
      return other !== undefined && span ? [{ way, page, story, other, source: span.source }] : [];
    }),
  );
};

const arePair = (a: Jump, b: Jump): boolean =>
  a.way !== b.way && folio(a.other) === folio(b.page.id) && folio(b.other) === folio(a.page.id);

/** Folios are compared as numbers: 第二版 is page 02. */
const folio = (written: string): string => {
  const han = /^[〇一二三四五六七八九十]+$/u.test(written) ? `${hanNumber(written)}` : written;
  return han.toUpperCase().replace(/^([A-Z]*)0+(?=\d)/u, "$1");
};

const HAN_DIGITS = "〇一二三四五六七八九";

/** A number under a hundred: 十二, 二十, or its digits one by one. */
const hanNumber = (text: string): number => {
  const [tens, ones] = text.split("十");
  if (ones === undefined) return Number([...text].map((each) => HAN_DIGITS.indexOf(each)).join(""));
  return (tens === "" ? 1 : HAN_DIGITS.indexOf(tens!)) * 10 + (ones === "" ? 0 : HAN_DIGITS.indexOf(ones));
};

const finding = ({ way, page, story, other, source }: Jump, isThere: boolean): Diagnostic => {
  const answer = way === "to" ? WORDS.from : WORDS.to;
  return {
    code: "makeup/jump-pair",
    severity: isThere ? "error" : "warning",
    message: `\`${story.id}\` on page \`${page.id}\` says \`${WORDS[way]}第${other}版\`, and no story on page \`${other}\` says \`${answer}第${page.id}版\``,
    hint: "give both lines each other's page, or take the jump out",
    source,
    place: { page: page.id },
  };
};
