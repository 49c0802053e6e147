/** IPTC-IIM 4 records → caption, credit and rights. */
import type { PhotoWords } from "../model/story.ts";

const MARK = 0x1c;
const CHARSET = "1:90";
const UTF_8 = "\x1b%G";

/** Of the application record: who took it, credit line, source, copyright, caption. */
const FIELDS = { byline: "2:80", credit: "2:110", copyright: "2:116", caption: "2:120" } as const;

/** UTF-8 where the record says so; else UTF-8 where it is that, else GB 18030 where it reads as Chinese, else Latin 1. */
export const iptcWords = (data: Uint8Array): PhotoWords => {
  const records = recordsOf(data);
  const isUtf8 = Buffer.from(records.get(CHARSET)?.[0] ?? []).toString("latin1") === UTF_8;
  const text = (field: string): string =>
    (records.get(field) ?? []).map((each) => decoded(each, isUtf8).trim()).join("、");
  return {
    caption: text(FIELDS.caption),
    credit: [text(FIELDS.byline), text(FIELDS.credit)]
      .filter((each, n, all) => each !== "" && all.indexOf(each) === n)
      .join("/"),
    rights: text(FIELDS.copyright),
  };
};

const recordsOf = (data: Uint8Array): ReadonlyMap<string, readonly Uint8Array[]> => {
  const found = new Map<string, Uint8Array[]>();
  let at = 0;
  while (at + 5 <= data.length && data[at] === MARK) {
    const name = `${data[at + 1]}:${data[at + 2]}`;
    const size = data[at + 3]! * 256 + data[at + 4]!;
    // the highest bit announces a length of several bytes, which no text has
    if (size >= 0x8000 || at + 5 + size > data.length) break;
    found.set(name, [...(found.get(name) ?? []), data.subarray(at + 5, at + 5 + size)]);
    at += 5 + size;
  }
  return found;
};

const decoded = (bytes: Uint8Array, isUtf8: boolean): string => {
  const utf8 = strictly("utf-8", bytes);
  if (utf8 !== undefined) return utf8;
  if (isUtf8) return new TextDecoder("utf-8").decode(bytes).replaceAll("\ufffd", "");
  const chinese = strictly("gb18030", bytes);
  const other = chinese?.match(/\P{ASCII}/gu)?.length ?? 0;
  const han = chinese?.match(/[\u4e00-\u9fa5\u3001-\u3011\uff01-\uff5e‘’“”…—·]/gu)?.length ?? 0;
  return chinese !== undefined && other > 1 && han > 0.8 * other ? chinese : Buffer.from(bytes).toString("latin1");
};

const strictly = (encoding: string, bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};
