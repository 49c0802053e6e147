/** An item's bytes → its text. XML may say its encoding; all else is UTF-8, or UTF-16 with a mark. */

/** The text without its byte order mark, or why there is none, completing "the item …". */
export type DecodedFeed =
  | { readonly ok: true; readonly text: string; readonly utf8: boolean }
  | { readonly ok: false; readonly why: string; readonly hint: string; readonly text: string };

const MARKS: readonly (readonly [readonly number[], string])[] = [
  [[0xef, 0xbb, 0xbf], "utf-8"],
  [[0xff, 0xfe], "utf-16le"],
  [[0xfe, 0xff], "utf-16be"],
];

/** Never garbles: what does not decode without loss is refused. */
export const decodeFeed = (bytes: Uint8Array): DecodedFeed => {
  const marked = MARKS.find(([mark]) => mark.every((byte, n) => bytes[n] === byte))?.[1];
  const head = Buffer.from(bytes.subarray(0, 200)).toString("latin1");
  const declared = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']/.exec(head)?.[1];
  const label = marked ?? declared ?? "utf-8";
  const text = decoded(bytes, label);
  if (text !== undefined && !text.includes("\0")) return { ok: true, text, utf8: /^utf-?8$/i.test(label) };
  const shown = new TextDecoder("utf-8").decode(bytes).replaceAll("\0", "\ufffd");
  if (text !== undefined)
    return { ok: false, why: "is no text: it holds NUL bytes", hint: "ask the provider to send it again", text: shown };
  const guess = declared === undefined ? guessOf(bytes) : undefined;
  return {
    ok: false,
    why: guess === undefined ? `is not \`${label}\`, as it should be` : `looks like ${guess}, not UTF-8`,
    hint:
      guess === undefined
        ? "ask the provider to send it again, in UTF-8"
        : `convert it, as with \`iconv -f ${guess} -t UTF-8 OLD > NEW\`, or ask for UTF-8`,
    text: shown,
  };
};

const decoded = (bytes: Uint8Array, label: string): string | undefined => {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

const guessOf = (bytes: Uint8Array): string | undefined => {
  const chinese = decoded(bytes, "gb18030");
  const other = chinese?.match(/\P{ASCII}/gu)?.length ?? 0;
  const han = chinese?.match(/[\u4e00-\u9fa5\u3001-\u3011\uff01-\uff5e‘’“”…—·]/gu)?.length ?? 0;
  return other > 0 && han > 0.8 * other ? "GB18030" : undefined;
};
