/** 电头: the form of the words before a report's first sentence, so that one paper's can be held against one another. */
import type { SourceRange } from "../../base/source.ts";
import { plainText, type Story } from "../../model/story.ts";
import { localeOf } from "../../text/locale.ts";

/** How a story's dateline is written. */
export interface DatelineForm {
  readonly story: Story;
  /** as printed, as in `本报7月10日电` */
  readonly text: string;
  /** what is compared with what: a paper's own reports, its own dispatches, each agency's */
  readonly group: string;
  /** figures and names left out: `本报N月N日电` */
  readonly form: string;
  /** `strong` or `text`; how it goes on: in brackets, with a colon, with a name; empty when the report just begins */
  readonly face: string;
  readonly after: string;
  readonly source: SourceRange;
}

const DATELINE =
  /^(?<open>[【［〔（(]?)(?<who>本报|本刊|本社|新华社|中新社|中新网)(?<where>[^，。；！？\s（(]{0,24}?)(?<kind>讯|电|报道)(?<close>[】］〕）)]?)/u;

const AFTER: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^\s*[（(]/u, "（…）"],
  [/^\s*[：:]/u, "："],
  [/^\s*[—─|｜]/u, "—"],
  [/^\s*(本报)?(记者|通讯员)/u, "记者…"],
];

/** The form of a story's dateline; undefined when it has none, or is not in Chinese. */
export const datelineForm = (story: Story): DatelineForm | undefined => {
  const first = story.paragraphs.find(({ kind }) => kind !== "crosshead");
  if (!first || localeOf(story.language).script !== "chinese") return undefined;
  const text = plainText(first.spans);
  const match = DATELINE.exec(text);
  const [span] = first.spans;
  if (!match?.groups || !span) return undefined;
  const { open = "", who = "", where = "", kind = "", close = "" } = match.groups;
  const rest = text.slice(match[0].length);
  return {
    story,
    text: match[0],
    group: `${who} ${kind === "电" ? "dispatch" : "report"}`,
    form: `${open}${who}${shapeOf(where)}${kind}${close}`,
    face: span.face,
    after: AFTER.find(([pattern]) => pattern.test(rest))?.[1] ?? "",
    source: span.source,
  };
};

const FIGURES = /[0-9０-９]+|[〇一二三四五六七八九十]+(?=[年月日])/gu;

/** Place and date without their names: 海口7月10日 is `…N月N日`, 7月10日海口 is `N月N日…`. */
const shapeOf = (where: string): string => {
  const [, first = "", place = "", last = ""] =
    /^((?:N[年月日])*)(.*?)((?:N[年月日])*)$/u.exec(where.replace(FIGURES, "N")) ?? [];
  return `${first}${place === "" ? "" : "…"}${last}`;
};

/** Datelines that differ from the one that most of their group have. What has nothing after it goes with all that do. */
export const strayDatelines = (
  stories: readonly Story[],
): readonly { readonly dateline: DatelineForm; readonly usual: DatelineForm }[] => {
  const groups = new Map<string, DatelineForm[]>();
  for (const story of stories) {
    const dateline = datelineForm(story);
    if (dateline) groups.set(dateline.group, [...(groups.get(dateline.group) ?? []), dateline]);
  }
  return [...groups.values()].flatMap((group) => {
    const usual = mostUsual(group);
    return group.filter((each) => differ(each, usual)).map((dateline) => ({ dateline, usual }));
  });
};

const differ = (a: DatelineForm, b: DatelineForm): boolean =>
  a.form !== b.form || a.face !== b.face || (a.after !== "" && b.after !== "" && a.after !== b.after);

/** The one with which most agree; the first of them in reading order. Never called for none. */
const mostUsual = (group: readonly DatelineForm[]): DatelineForm => {
  const withAfter = [...group].sort((a, b) => Number(b.after !== "") - Number(a.after !== ""));
  const agreeing = (one: DatelineForm): number => group.filter((other) => !differ(one, other)).length;
  return withAfter.reduce((best, each) => (agreeing(each) > agreeing(best) ? each : best));
};
