/** Addresses of the net and of mail in running text. */

/** A stretch of a text that leads somewhere; `to` is the place after its last character. */
export interface FoundLink {
  readonly from: number;
  readonly to: number;
  readonly address: string;
}

/** Browsers and readers of PDF cut or refuse what is longer. */
const LONGEST = 2000;
const ALLOWED = /^(?:https?:\/\/[^/\s]|mailto:[^@\s]+@[^@\s]|tel:\+?[\d])/i;
/** Characters of addresses as they are printed: none but those of ASCII, so that Chinese goes on right after them. */
const ADDRESS = /(?:https?:\/\/|mailto:|www\.)[\x21-\x7e]+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi;
/** Marks of the sentence, not of the address. */
const CLOSING = /[.,;:!?'">\])}]+$/;

/** Every address in `text` that is safe to go to, in its order. */
export const findLinks = (text: string): readonly FoundLink[] =>
  [...text.matchAll(ADDRESS)].flatMap(({ 0: found, index }) => {
    const printed = withoutClosing(found);
    const address = safeAddress(schemed(printed));
    return address === undefined ? [] : [{ from: index, to: index + printed.length, address }];
  });

/** A bracket that was opened in the address belongs to it. */
const withoutClosing = (found: string): string => {
  const bare = found.replace(CLOSING, "");
  return found[bare.length] === ")" && bare.includes("(") ? `${bare})` : bare;
};

const schemed = (printed: string): string => {
  if (/^www\./i.test(printed)) return `http://${printed}`;
  return /^[\w.+-]+@/.test(printed) ? `mailto:${printed}` : printed;
};

/**
 * The address in ASCII; undefined unless its scheme is http, https, mailto or tel, and it is whole: nothing of a page may start a
 * script or open a file.
 */
export const safeAddress = (address: string): string | undefined => {
  const bare = address.trim();
  if (!ALLOWED.test(bare) || bare.length > LONGEST || /[\s\p{Cc}\p{Cs}<>"\\]/u.test(bare)) return undefined;
  return encodeURI(bare).replaceAll("%25", "%");
};
