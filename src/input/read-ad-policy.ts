/** What becomes of ads that break a rule of the preflight: the program's table, then the edition's. */
import { nameHint } from "./document/nearest-name.ts";
import type { ReadShop } from "./document/read-text.ts";
import { readYaml } from "./document/read-yaml.ts";
import type { YamlDocument } from "./document/yaml-document.ts";
import { type AdsInput, adPolicySchema } from "./edition-schema.ts";

/** What becomes of an ad. */
export type AdAction = "refuse" | "convert" | "accept";

/** A rule of the preflight, by its two names. */
export interface AdRule {
  /** as in `colour/newspaper` */
  readonly id: string;
  /** clause or row, as in `GWG 2022 R0027` */
  readonly source: string;
}

/** What is done with a breach of a rule; by its severity where nothing is said of it. */
export type AdPolicy = (breach: { readonly rule: string; readonly severity: "error" | "warning" }) => AdAction;

/** Rules of colour: their breaches can be mended by making ink of what is there. */
const CONVERTIBLE = /^(colour\/(?!registration)|image\/16-bit)/;

/** What the policy is read for. */
export interface PolicyPlace {
  readonly rules: readonly AdRule[];
  readonly document: YamlDocument;
}

/** The policy; names that no rule bears are reported. */
export const readAdPolicy = async (
  own: AdsInput["policy"],
  { rules, document }: PolicyPlace,
  shop: ReadShop,
): Promise<AdPolicy> => {
  const usual = await readYaml({ files: [{ root: "program", path: "profiles/ad-policy.yaml" }] }, adPolicySchema, shop);
  const actions = new Map(Object.entries(usual?.partial ?? {}) as (readonly [string, AdAction])[]);
  for (const [name, action] of Object.entries(own ?? {})) {
    const named = rules.filter(({ id, source }) => id === name || source.split(/[ ,/]/).includes(name));
    const fault = (message: string, hint: string): void =>
      shop.report.add({
        code: "input/unknown-name",
        severity: "error",
        message,
        hint,
        source: document.keyRange(["ads", "policy", name]),
      });
    if (named.length === 0 && rules.length > 0)
      fault(`the preflight has no rule \`${name}\``, nearOrTable(name, rules));
    for (const { id } of named) {
      if (action === "convert" && !CONVERTIBLE.test(id))
        fault(`what breaks \`${name}\` cannot be converted`, "write `refuse` or `accept`: only colours are converted");
      else actions.set(id, action);
    }
  }
  return ({ rule, severity }) => actions.get(rule) ?? (severity === "error" ? "refuse" : "accept");
};

const nearOrTable = (name: string, rules: readonly AdRule[]): string => {
  const hint = nameHint(
    name,
    rules.map(({ id }) => id),
  );
  return hint.startsWith("did") ? hint : "take one of the rules of `docs/preflight.md`";
};
