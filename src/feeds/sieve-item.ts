/** Whether a source takes an item; and if not, by which rule. */
import type { FeedItem } from "./feed-item.ts";
import type { FeedSource } from "./feed-source.ts";

/** Undefined when it is taken; else the rule in words, as in "its language is `fr`". */
export const passedBy = (item: FeedItem, { take, leave, language }: FeedSource): string | undefined => {
  const facts = factsOf(item, language);
  for (const { field, values, says } of facts) {
    const wanted = take?.[field];
    if (wanted && !meets(values, wanted, field)) return says;
    const unwanted = leave?.[field];
    if (unwanted && meets(values, unwanted, field)) return says;
  }
  return undefined;
};

type Rule = keyof NonNullable<FeedSource["take"]>;

interface Fact {
  readonly field: Rule;
  readonly values: readonly (string | number)[];
  readonly says: string;
}

const factsOf = (item: FeedItem, usual: string): readonly Fact[] => {
  const { language = usual, urgency, type, sections, subjects } = item;
  const listed = (values: readonly string[]) =>
    values.length === 0
      ? "not given"
      : values
          .slice(0, 3)
          .map((each) => `\`${each.slice(0, 60)}\``)
          .join(", ");
  return [
    { field: "languages", values: [language], says: `its language is \`${language}\`` },
    { field: "types", values: [type], says: `its type is ${listed(type === "" ? [] : [type])}` },
    {
      field: "urgencies",
      values: urgency === undefined ? [] : [urgency],
      says: `its urgency is ${urgency ?? "not given"}`,
    },
    { field: "sections", values: sections, says: `its section is ${listed(sections)}` },
    { field: "subjects", values: subjects, says: `its subject is ${listed(subjects)}` },
  ];
};

/** `en` meets `en-GB`, `medtop:0400` meets `medtop:04000000`. */
const meets = (values: readonly (string | number)[], wanted: readonly (string | number)[], field: Rule): boolean =>
  wanted.some((want) =>
    values.some((value) => {
      const [one, other] = [String(value).toLowerCase(), String(want).toLowerCase()];
      if (one === other) return true;
      if (field === "languages") return one.startsWith(`${other}-`);
      return field === "subjects" && other.includes(":") && one.startsWith(other);
    }),
  );
