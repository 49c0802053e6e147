/** A text file's bytes → its text: UTF-8, or UTF-16 with a mark; everything else is refused by name, never garbled. */
import type { Diagnostic, Report } from "../../base/diagnostic.ts";

/** The text without its byte order mark; undefined, and reported, when the bytes are in another encoding. */
export const decodeText = (bytes: Uint8Array, path: string, report: Report): string | undefined => {
  const marked = utf16Text(bytes);
  const text = marked ?? strictly("utf-8", bytes);
  if (text === undefined) return refuse(bytes, path, report);
  report.text(path, text);
  const nul = text.indexOf("\0");
  if (nul >= 0) {
    report.add(notText(path, nul));
    return undefined;
  }
  if (marked !== undefined) {
    report.add({
      code: "input/encoding",
      severity: "info",
      message: `\`${path}\` is UTF-16 and was read as such`,
      hint: "save it as UTF-8",
      source: { path, start: 0, end: Math.min(1, text.length) },
    });
  }
  return text;
};

/** A lone surrogate stays what it is: the story's own check finds it and shows where it stands. */
const utf16Text = (bytes: Uint8Array): string | undefined => {
  const little = bytes[0] === 0xff && bytes[1] === 0xfe;
  if (!little && !(bytes[0] === 0xfe && bytes[1] === 0xff)) return undefined;
  const units = Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)));
  return (little ? units : units.swap16()).toString("utf16le");
};

const strictly = (encoding: string, bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

const notText = (path: string, at: number): Diagnostic => ({
  code: "input/encoding",
  severity: "error",
  message: `\`${path}\` is no text file: it holds NUL bytes`,
  hint: "check that it is the right file, and save it as UTF-8",
  source: { path, start: at, end: at + 1 },
});

/** What can still be read of it is kept for the excerpt; the finding points to the first character that went wrong. */
const refuse = (bytes: Uint8Array, path: string, report: Report): undefined => {
  const chinese = asGb18030(bytes);
  const text = chinese ?? new TextDecoder("utf-8").decode(bytes);
  const at = Math.max(0, text.search(chinese === undefined ? /\ufffd/ : /\P{ASCII}/u));
  report.text(path, text);
  report.add({
    code: "input/encoding",
    severity: "error",
    message: chinese === undefined ? `\`${path}\` is not UTF-8` : `\`${path}\` looks like GB 18030 (GBK), not UTF-8`,
    hint:
      chinese === undefined
        ? "save it as UTF-8, or check that it is the right file"
        : "convert it, as with `iconv -f GB18030 -t UTF-8 OLD > NEW`, or save it as UTF-8",
    source: { path, start: at, end: at + 1 },
  });
  return undefined;
};

/** GB 2312, which makes up nearly all of a real GBK text, has both bytes of a character above A0; Big5 and Shift JIS have not. */
const asGb18030 = (bytes: Uint8Array): string | undefined => {
  const text = strictly("gb18030", bytes);
  if (text === undefined || text.includes("\0")) return undefined;
  const other = text.match(/\P{ASCII}/gu)?.length ?? 0;
  const han = text.match(/[\p{Script=Han}\u3001-\u3011\uff01-\uff5e‘’“”…—·]/gu)?.length ?? 0;
  let low = 0;
  for (let n = 0; n < bytes.length; n++) {
    if (bytes[n]! < 0x81) continue;
    if (bytes[++n]! < 0xa1) low++;
  }
  return other > 0 && han > 0.8 * other && low < 0.2 * other ? text : undefined;
};
