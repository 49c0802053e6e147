/** All rules, in the order of the documentation. */
import { BOX_RULES } from "./box-rules.ts";
import { COLOUR_RULES } from "./colour-rules.ts";
import { CONTENT_RULES } from "./content-rules.ts";
import { FILE_RULES } from "./file-rules.ts";
import { FONT_RULES } from "./font-rules.ts";
import { IDENTITY_RULES } from "./identity-rules.ts";
import { INTENT_RULES } from "./intent-rules.ts";
import { NEWS_RULES } from "./news-rules.ts";
import type { BaseStandard, ProfileName, Rule, RuleSeverity } from "./rule.ts";
import { STRUCTURE_RULES } from "./structure-rules.ts";
import { TRANSPARENCY_RULES } from "./transparency-rules.ts";

/** The table. */
export const RULES: readonly Rule[] = [
  ...FILE_RULES,
  ...IDENTITY_RULES,
  ...INTENT_RULES,
  ...BOX_RULES,
  ...STRUCTURE_RULES,
  ...COLOUR_RULES,
  ...TRANSPARENCY_RULES,
  ...FONT_RULES,
  ...CONTENT_RULES,
  ...NEWS_RULES,
];

/** How grave a breach of a rule is in a profile on a standard; undefined where the profile does not have the rule. */
export const severityIn = ({ severity }: Rule, profile: ProfileName, base: BaseStandard): RuleSeverity | undefined => {
  const own = severity[profile];
  if (own === "ignore") return undefined;
  return own ?? severity[base];
};

/** Rules that only plates answer in full: their source, and what is not checked where there are none. */
export const NOT_CHECKED: readonly {
  readonly source: string;
  readonly profiles: readonly ProfileName[];
  readonly what: string;
  readonly zh: string;
}[] = [
  {
    source: "GWG 2022 R0026",
    profiles: ["newspaper", "newspaper-ad"],
    what: "ink coverage of pictures and of what lies one over another (it needs plates)",
    zh: "图片及叠加部分的总墨量（需要分色版）",
  },
];
