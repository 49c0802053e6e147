/** An XMP packet → caption, credit and rights. Only the few texts that are asked for are looked up; nothing is expanded. */
import type { PhotoWords } from "../model/story.ts";

/** Real packets are a few KiB. */
const MOST = 4 << 20;

/** Dublin Core and Photoshop's namespace, by the prefixes that the standard asks for. */
export const xmpWords = (data: Uint8Array): PhotoWords => {
  if (data.length > MOST) return {};
  const xmp = new TextDecoder("utf-8").decode(data);
  const credits = [listed(xmp, "dc:creator").join("、"), simple(xmp, "photoshop:Credit")];
  return {
    caption: chosen(xmp, "dc:description"),
    credit: credits.filter((each, n, all) => each !== "" && all.indexOf(each) === n).join("/"),
    rights: chosen(xmp, "dc:rights"),
  };
};

/** What stands between the tags of a property; empty when it is not there. */
const inside = (xmp: string, name: string): string => {
  const open = xmp.indexOf(`<${name}>`);
  const close = open < 0 ? -1 : xmp.indexOf(`</${name}>`, open);
  return close < 0 ? "" : xmp.slice(open + name.length + 2, close);
};

const ITEM = /<rdf:li([^<>]{0,200})>([^<]*)<\/rdf:li>/g;

const listed = (xmp: string, name: string): readonly string[] =>
  [...inside(xmp, name).matchAll(ITEM)].map(([, , text]) => unescaped(text!).trim()).filter((each) => each !== "");

/** Of several languages the usual one. */
const chosen = (xmp: string, name: string): string => {
  const items = [...inside(xmp, name).matchAll(ITEM)];
  const usual = items.find(([, attributes]) => /x-default/.test(attributes!)) ?? items[0];
  return usual ? unescaped(usual[2]!).trim() : "";
};

/** Written as an element or as an attribute. */
const simple = (xmp: string, name: string): string => {
  const element = inside(xmp, name);
  if (element !== "" && !element.includes("<")) return unescaped(element).trim();
  const at = xmp.indexOf(` ${name}="`);
  const from = at + name.length + 3;
  const end = at < 0 ? -1 : xmp.indexOf('"', from);
  return end < 0 ? "" : unescaped(xmp.slice(from, end)).trim();
};

const NAMES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

const unescaped = (text: string): string =>
  text.replace(
    /&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));/g,
    (whole, name: string | undefined, decimal: string | undefined, hex: string | undefined) => {
      if (name !== undefined) return NAMES[name]!;
      const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal);
      return code > 0 && code < 0x110000 && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : whole;
    },
  );
