/** Properties of an XMP packet (ISO 16684-1), read with a scanner of tags: enough XML for metadata, and no entity that expands. */

/** A packet's simple properties. */
export interface Xmp {
  /** whether its tags close one another */
  readonly wellFormed: boolean;
  /** text by namespace and local name, as in `http://ns.adobe.com/pdf/1.3/Trapped` */
  readonly properties: ReadonlyMap<string, string>;
}

/** More tags than this are no metadata. */
const MAX_TAGS = 200_000;

/** Reads a packet. */
export const readXmp = (text: string): Xmp => {
  const properties = new Map<string, string>();
  const open: { readonly name: string; readonly spaces: Spaces }[] = [];
  let wellFormed = /<(\w+:)?RDF[\s>]/.test(text);
  let [last, count] = [0, 0];
  const pattern =
    /<(?:!--[\s\S]*?--|\?[\s\S]*?\?|!\[CDATA\[[\s\S]*?\]\]|(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?))>/g;
  for (let found = pattern.exec(text); found && count < MAX_TAGS; found = pattern.exec(text), count++) {
    const between = text.slice(last, found.index);
    if (/<|&(?!(?:\w+|#\w+);)/.test(between)) wellFormed = false;
    last = pattern.lastIndex;
    const [, closing, name, attributes = "", empty] = found;
    const around = open.at(-1);
    if (around && between.trim() !== "") note(properties, open, between.trim());
    if (name === undefined) continue;
    if (closing) {
      if (open.pop()?.name !== name) wellFormed = false;
      continue;
    }
    const spaces = declared(attributes, around?.spaces ?? {});
    for (const [key, value] of attributesOf(attributes))
      if (key.includes(":")) set(properties, expand(key, spaces), value);
    if (!empty) open.push({ name, spaces });
  }
  return { wellFormed: wellFormed && open.length === 0 && !text.slice(last).includes("<"), properties };
};

type Spaces = Readonly<Record<string, string>>;

const attributesOf = (text: string): readonly (readonly [string, string])[] =>
  [...text.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, key, one, two]) => [key!, one ?? two ?? ""]);

const declared = (attributes: string, outer: Spaces): Spaces => {
  const own = attributesOf(attributes).filter(([key]) => key.startsWith("xmlns"));
  return own.length === 0 ? outer : { ...outer, ...Object.fromEntries(own.map(([key, uri]) => [key.slice(6), uri])) };
};

const expand = (name: string, spaces: Spaces): string => {
  const [prefix = "", local = ""] = name.includes(":") ? name.split(":", 2) : ["", name];
  return `${spaces[prefix] ?? `${prefix}:`}${local}`;
};

/** Text belongs to the property that it is in, through the lists of RDF. */
const note = (
  properties: Map<string, string>,
  open: readonly { readonly name: string; readonly spaces: Spaces }[],
  text: string,
): void => {
  const owner = open.findLast(({ name }) => !/^rdf:/.test(name));
  if (owner) set(properties, expand(owner.name, owner.spaces), text);
};

const set = (properties: Map<string, string>, key: string, value: string): void => {
  if (!properties.has(key)) properties.set(key, plain(value));
};

const plain = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|apos|#\d{1,7}|#x[\dA-Fa-f]{1,6});/g, (whole, what: string) => {
    const named = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }[what];
    if (named !== undefined) return named;
    const code = what.startsWith("#x") ? Number.parseInt(what.slice(2), 16) : Number(what.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
