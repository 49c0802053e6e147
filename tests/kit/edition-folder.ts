/** Editions in folders of their own, and the program run on them: for tests of what lies on the disk afterwards. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import sharp from "sharp";
import { type CliRun, runCliIn } from "./run-cli-in.ts";
import { SAMPLE } from "./sample.ts";

/** With its profile in it, so that nothing is to be said about its colours. */
const OTTERS = await sharp(readFileSync(join(SAMPLE, "photos/zoo-otters.jpg")))
  .withIccProfile("srgb")
  .jpeg()
  .toBuffer();

/** A place for editions, removed by `remove`. */
export class EditionShelf {
  readonly base = realpathSync(mkdtempSync(join(tmpdir(), "broadsheet-plant-")));
  /** variables that the program is run with, beside its cache */
  readonly env: Record<string, string> = {};
  #count = 0;

  /** An edition of small pages with a picture that bleeds at the outer edge and a story of two lines, and `more` in its file. */
  newEdition(more: string, files: Readonly<Record<string, string | Uint8Array>> = {}): string {
    const folder = join(this.base, `edition-${++this.#count}`);
    const all: Record<string, string | Uint8Array> = {
      "edition.yaml": `paper: { name: 海港日报, id: harbour }\ndate: "2025-07-10"\nissue: 7\nedition: main\n${more}`,
      "layouts/formats.yaml": FORMATS,
      "layouts/card.yaml": CARD,
      "layouts/plain.yaml": PLAIN,
      "layouts/wide.yaml": WIDE,
      "stories/a.md": STORY,
      "stories/b.md": PLAIN_STORY,
      "photos/otters.jpg": OTTERS,
      ...files,
    };
    for (const [path, content] of Object.entries(all)) this.write(folder, path, content);
    return folder;
  }

  write(folder: string, path: string, content: string | Uint8Array): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }

  run(cwd: string, ...argv: readonly string[]): Promise<CliRun> {
    return runCliIn(cwd, argv, { env: { BROADSHEET_CACHE: join(this.base, "cache"), ...this.env }, width: 200 });
  }

  remove(): void {
    rmSync(this.base, { recursive: true, force: true });
  }
}

/** All files below a folder, in order. */
export const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name).slice(folder.length + 1))
    .sort();

/** A page's file. */
export const pageYaml = (id: string, layout = "card", more = ""): string =>
  `page: "${id}"\nsection: 要闻\nlayout: ${layout}\n${more}stories:\n  lead: stories/${layout === "plain" ? "b" : "a"}.md\n`;

const SENTENCE = "储罐作为油品化工区的核心设施，今年七月正式投入使用。";

export const STORY = `---
headline: 港口新罐区投产
photos: [{ file: photos/otters.jpg, focus: [0.3, 0.45, 0.6, 0.55], caption: 水獭在岸边。, credit: 白一川 摄 }]
---
${SENTENCE}

${SENTENCE}${SENTENCE}
`;

/** The same without its picture, under another headline. */
export const PLAIN_STORY = STORY.replace(/^photos.*\n/m, "").replace("港口新罐区投产", "新罐区七月投用");

const FORMATS = `card: { title: card, width: 90mm, height: 100mm }
wide: { title: wide, width: 180mm, height: 100mm, fold: 16mm }
`;

const CARD = `format: card
grid: { columns: 1, measure: 24zi, gutter: 1zi, rows: 20, top: 8mm }
slots:
  lead:
    col: 1
    row: 1-20
    stack:
      story: lead
      children:
        - headline: { style: main }
        - picture: { rows: 7 }
        - body: { legs: 2 }
        - space: { grow: 1 }
`;

const PLAIN = CARD.replace("        - picture: { rows: 7 }\n", "");

/** Two columns of 24 zi with the fold between them, a folio over each, and a picture across. */
const WIDE = `format: wide
grid: { columns: 2, measure: 24zi, gutter: 6zi, rows: 20, top: 8mm }
slots:
  left-folio: { col: 1, row: 1-3, folio: { style: folio } }
  right-folio: { col: 2, row: 1-3, folio: { style: folio } }
  art:
    col: 1-2
    row: 4-12
    stack:
      story: lead
      children:
        - picture: { rows: 8 }
  lead:
    col: 1
    row: 13-20
    stack:
      story: lead
      children:
        - headline: { style: main }
        - body: { legs: 2 }
        - space: { grow: 1 }
`;
