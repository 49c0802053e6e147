/** The body of a story → its paragraphs and crossheads, each a stretch of the file; Markdown that is not set is reported. */
import type { Report } from "../base/diagnostic.ts";
import type { Paragraph } from "../model/story.ts";
import { GONE } from "./letters.ts";
import { BLOCKS, INLINES, type UnsetMarkdown } from "./unset-markdown.ts";

/** A paragraph or crosshead as written. */
export interface Block {
  readonly kind: Paragraph["kind"];
  /** its characters, line ends among them; those of comments are `GONE` */
  readonly text: string;
  /** offset in the file */
  readonly at: number;
}

/** The body of a file. */
export interface BodyText {
  readonly path: string;
  readonly text: string;
  /** offset in the file */
  readonly at: number;
}

interface Line {
  readonly text: string;
  readonly at: number;
  readonly end: number;
}

/** The blocks in their order. Nothing of the text is lost: what is not understood is a paragraph as it stands. */
export const splitBody = (body: BodyText, report: Report): readonly Block[] => {
  const text = withoutComments(body, report);
  const blocks: Block[] = [];
  let open: { readonly from: number; to: number } | undefined;
  let run: UnsetMarkdown | undefined;
  const close = (): void => {
    if (open) blocks.push({ kind: "body", text: text.slice(open.from, open.to), at: body.at + open.from });
    open = undefined;
  };
  for (const line of linesOf(text)) {
    const seen = line.text.replaceAll(GONE, "");
    const crosshead = CROSSHEAD.exec(line.text);
    const unset = crosshead ? undefined : BLOCKS.find(({ find }) => find.test(seen));
    if (/^[\s\u3000]*$/.test(seen)) close();
    else if (crosshead) {
      close();
      blocks.push({ kind: "crosshead", text: crosshead[2]!, at: body.at + line.at + crosshead[1]!.length });
    } else {
      if (unset || run || /^\u3000\u3000/.test(seen)) close();
      if (unset && unset !== run) warn(unset, body, { start: line.at, end: line.end, report });
      open = { from: open?.from ?? line.at, to: line.end };
    }
    run = unset;
  }
  close();
  for (const block of blocks) warnInlines(block, body.path, report);
  return blocks;
};

/** `## ` opens a crosshead; marks that close it again are not part of it. */
const CROSSHEAD = /^(##(?!#)[ \t\u3000]*)([^ \t\u3000#].*?)(?:[ \t]+#+)?[ \t]*$/su;

const linesOf = function* (text: string): Generator<Line> {
  const ends = /\r\n|[\n\r\u0085\u2028\u2029]/g;
  let at = 0;
  for (const match of text.matchAll(ends)) {
    yield { text: text.slice(at, match.index), at, end: match.index };
    at = match.index + match[0].length;
  }
  yield { text: text.slice(at), at, end: text.length };
};

/** Comments become characters that are not seen, so that all offsets stay; one that is not closed stays and is reported. */
const withoutComments = (body: BodyText, report: Report): string => {
  const { text } = body;
  let out = "";
  let done = 0;
  for (let start = text.indexOf("<!--"); start >= 0; start = text.indexOf("<!--", done)) {
    const close = text.indexOf("-->", start + 4);
    if (close < 0) {
      warn({ what: "a comment that is not closed", hint: "close it with `-->`" }, body, {
        start,
        end: start + 4,
        report,
      });
      break;
    }
    out += text.slice(done, start) + GONE.repeat(close + 3 - start);
    done = close + 3;
  }
  return out + text.slice(done);
};

const warnInlines = (block: Block, path: string, report: Report): void => {
  for (const unset of INLINES) {
    const match = unset.find.exec(block.text);
    if (match) warn(unset, { path, at: block.at }, { start: match.index, end: match.index + match[0].length, report });
  }
};

interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly report: Report;
}

const warn = (
  { what, hint }: Omit<UnsetMarkdown, "find">,
  { path, at }: Pick<BodyText, "path" | "at">,
  { start, end, report }: Stretch,
): void =>
  report.add({
    code: "input/unsupported",
    severity: "warning",
    message: `${what} is not set; its characters are printed as they stand`,
    hint,
    source: { path, start: at + start, end: at + end },
  });
