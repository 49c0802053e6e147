/** How an element of a drawing is painted: its attributes, its `style`, and the rules of `<style>` for its class, name or id. */
import type { XmlElement } from "./parse-xml.ts";

/** Properties that are painted by, as written; those of the elements around count where there is none of its own. */
export type SvgStyle = Readonly<Record<string, string>>;

/** What is handed on to the elements inside (SVG 2, 13.2). */
const INHERITED = [
  "fill",
  "fill-rule",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-dasharray",
  "stroke-linejoin",
  "clip-rule",
  "visibility",
] as const;
/** What counts for the element alone. */
const OWN = ["opacity", "display", "clip-path", "mask", "filter", "marker-start", "marker-mid", "marker-end"] as const;

/** Rules of a style sheet by selector: `.name`, `name` or `#id`. */
export type SvgRules = ReadonlyMap<string, SvgStyle>;

/** Reads the text of `<style>` elements; selectors of other kinds are left out and said to be. */
export const svgRules = (texts: readonly string[]): { readonly rules: SvgRules; readonly unknown: boolean } => {
  const rules = new Map<string, SvgStyle>();
  let unknown = false;
  for (const text of texts) {
    const plain = text.replace(/\/\*[\s\S]*?\*\//g, "");
    if (/@/.test(plain)) unknown = true;
    for (const [, selectors = "", body = ""] of plain.matchAll(/([^{}@;]{1,400})\{([^{}]*)\}/g)) {
      for (const selector of selectors.split(",").map((each) => each.trim())) {
        if (/^[.#]?[\w-]+$/.test(selector)) rules.set(selector, { ...rules.get(selector), ...declarations(body) });
        else unknown = true;
      }
    }
  }
  return { rules, unknown };
};

const declarations = (text: string): SvgStyle =>
  Object.fromEntries(
    text.split(";").flatMap((each) => {
      const at = each.indexOf(":");
      const value = each
        .slice(at + 1)
        .replace(/!important\s*$/, "")
        .trim();
      return at < 0 || value === "" ? [] : [[each.slice(0, at).trim().toLowerCase(), value]];
    }),
  );

/** The style of an element inside one of style `around`. */
export const styleOf = ({ name, attributes }: XmlElement, around: SvgStyle, rules: SvgRules): SvgStyle => {
  const classes = (attributes["class"] ?? "").split(/\s+/).filter((each) => each !== "");
  const id = attributes["id"];
  const own: SvgStyle = {
    ...attributes,
    ...rules.get(name),
    ...Object.assign({}, ...classes.map((each) => rules.get(`.${each}`) ?? {})),
    ...(id !== undefined && rules.get(`#${id}`)),
    ...declarations(attributes["style"] ?? ""),
  };
  const known: Record<string, string> = {};
  for (const property of INHERITED) {
    const value = own[property];
    const inherited = value === undefined || value === "inherit" ? around[property] : value;
    if (inherited !== undefined) known[property] = inherited;
  }
  for (const property of OWN) if (own[property] !== undefined) known[property] = own[property];
  return known;
};
