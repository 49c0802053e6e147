/** ninjs, one item or a list of them → items. */
import { faulty } from "./fault.ts";
import type { FeedItem, ItemBody, ReadItem } from "./feed-item.ts";
import { htmlBody, htmlLine } from "./html-text.ts";
import { idOfContent } from "./id-of-content.ts";
import { embargoOf, languageOf, saysCorrection, statusOf, timeOf, urgencyOf, wholeNumber } from "./item-facts.ts";
import { inOneLine } from "./markup.ts";
import { ninjsPictures } from "./ninjs-pictures.ts";
import { type Ninjs, type NinjsText, ninjsSchema } from "./ninjs-schema.ts";
import type { ReadPlace } from "./read-place.ts";

/** Every value of the list, or the value alone, becomes an item or a fault. */
export const readNinjs = (value: unknown, text: string, place: ReadPlace): readonly ReadItem[] => {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.map((each) => readOne(each, text, place));
};

/** One of these an item must have, or else it is some other JSON. */
const KNOWN = /^(uri|headlines?|bod(y|ies)|descriptions?|title|slugline|renditions|associations)(_|$)/;

const readOne = (value: unknown, text: string, place: ReadPlace): ReadItem => {
  const whole = { path: place.path, start: 0, end: text.length };
  const keys = typeof value === "object" && value !== null ? Object.keys(value) : [];
  if (!keys.some((key) => KNOWN.test(key)))
    return faulty({
      code: "feed/unreadable",
      message: "the item is JSON, but no ninjs",
      hint: "check where it comes from; ask the provider for ninjs",
      source: whole,
    });
  const checked = ninjsSchema.safeParse(value);
  if (!checked.success) {
    const steps = checked.error.issues[0]?.path.map(String) ?? [];
    const key = steps[0] ?? "";
    const start = Math.max(0, text.indexOf(`"${key}"`));
    return faulty({
      code: "feed/unreadable",
      message: `\`${steps.join(".").slice(0, 60)}\` of the item is of another kind than ninjs has`,
      hint: "ask the provider to send it again",
      source: { path: place.path, start, end: Math.min(text.length, start + key.length + 2) },
    });
  }
  return { ok: true, item: itemOf(checked.data, whole, place) };
};

const itemOf = (ninjs: Ninjs, source: FeedItem["source"], { zone }: ReadPlace): FeedItem => {
  const created = timeOf(ninjs.versionCreated ?? ninjs.versioncreated ?? undefined, zone);
  const embargo = embargoOf(ninjs.embargoed ?? undefined, zone);
  const urgency = urgencyOf(ninjs.urgency);
  const language = languageOf(ninjs.language);
  const body = bodyOf(ninjs);
  const subjects = [...(ninjs.subject ?? []), ...(ninjs.subjects ?? [])].flatMap(
    ({ code, uri, name, literal }) => [code, uri, literal, name].filter((each) => !!each) as string[],
  );
  const sections = (ninjs.genre ?? []).flatMap(({ name }) => name ?? []);
  const note = ninjs.edNote ?? ninjs.ednote ?? "";
  return {
    kind: "ninjs",
    id: ninjs.uri?.trim() || idOfContent("ninjs", ninjs),
    version: wholeNumber(ninjs.version) ?? 0,
    ...(created !== undefined && { created }),
    status: statusOf(ninjs.pubStatus ?? ninjs.pubstatus ?? undefined),
    ...(embargo !== undefined && { embargo }),
    ...(urgency !== undefined && { urgency }),
    type: ninjs.type ?? "",
    ...(language !== undefined && { language }),
    provider: ninjs.copyrightHolder ?? ninjs.copyrightholder ?? "",
    fields: fieldsOf(ninjs, note),
    sections,
    subjects,
    ...(body && { body }),
    pictures: ninjsPictures(ninjs),
    correction: saysCorrection(note, JSON.stringify(ninjs.signals ?? "")),
    source,
  };
};

const fieldsOf = (ninjs: Ninjs, note: string): FeedItem["fields"] => {
  const headlines = textsOf(ninjs, "headline");
  const sub = headlines.find(({ role }) => /sub|deck|second/i.test(role ?? ""));
  const main =
    headlines.find((each) => each !== sub && /^(main|headline|)$/i.test(each.role ?? "")) ??
    headlines.find((each) => each !== sub);
  const [source] = [...(ninjs.infosource ?? []), ...(ninjs.infosources ?? []), ...(ninjs.infoSources ?? [])];
  const all: [string, string | null | undefined][] = [
    ["headline", main?.value],
    ["subheadline", sub?.value],
    ["title", ninjs.title],
    ["slugline", ninjs.slugline],
    ["byline", ninjs.byline ?? ninjs.by],
    ["located", ninjs.located],
    ["description", descriptionOf(ninjs)],
    ["copyright", ninjs.copyrightNotice ?? ninjs.copyrightnotice],
    ["credit", textsOf(ninjs, "description").find(({ role }) => role === "creditline")?.value],
    ["source", source?.name],
    ["note", note],
  ];
  const lines = all.map(([name, value]) => [name, htmlLine(value ?? "")] as const);
  return Object.fromEntries(lines.filter(([, value]) => value !== ""));
};

/** Roles of descriptions that say who, not what. */
const NO_TEXT = /^(writer|credit(line)?|byline|source|copyright|rights)$/i;

/** The caption or text of an item. */
export const descriptionOf = (ninjs: Ninjs): string | undefined => {
  const texts = textsOf(ninjs, "description").filter(({ role }) => !NO_TEXT.test(role ?? ""));
  const best = texts.find(({ role }) => /caption|text|main|lead|summary/i.test(role ?? "")) ?? texts[0];
  return best?.value ?? undefined;
};

/** Texts of one kind that say something: 1.x has them as `headline` and `headline_*`, later versions in a list. */
const textsOf = (ninjs: Ninjs, kind: "headline" | "description" | "body"): readonly NinjsText[] => {
  const list = kind === "body" ? ninjs.bodies : ninjs[`${kind}s`];
  const old = Object.entries(ninjs).flatMap(([key, value]): readonly NinjsText[] =>
    (key === kind || key.startsWith(`${kind}_`)) && typeof value === "string"
      ? [{ role: key.slice(kind.length + 1), value }]
      : [],
  );
  return [...old, ...(list ?? [])].filter(({ value }) => inOneLine(value ?? "") !== "");
};

/** Marked up rather than plain, in the order of the item. */
const bodyOf = (ninjs: Ninjs): ItemBody | undefined => {
  const texts = textsOf(ninjs, "body");
  const ranked = [...texts].sort((a, b) => rankOf(a) - rankOf(b));
  const [best] = ranked;
  if (!best) return undefined;
  return rankOf(best) < 3 ? (htmlBody(best.value ?? "") ?? undefined) : { kind: "plain", text: best.value ?? "" };
};

const rankOf = ({ role, contentType, contenttype, value }: NinjsText): number => {
  const says = `${role ?? ""} ${contentType ?? contenttype ?? ""}`;
  if (/html|richtext/i.test(says)) return 0;
  if (/nitf/i.test(says)) return 1;
  if (/^\s*<(p|div|section|article|h\d)\b/i.test(value ?? "")) return 2;
  return /text|main|^ *$/i.test(says) ? 3 : 4;
};
