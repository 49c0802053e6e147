/** Damaged and hostile PDFs before the preflight: each ends soon, in bounded memory, with an answer. */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { PdfDraft } from "../kit/broken-pdf/pdf-draft.ts";
import { damaged, type HostilePdf, traps } from "../kit/hostile-pdf.ts";
import { ROOT, samplePdf } from "../kit/sample.ts";
import { has, run } from "../kit/witness.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-hostile-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ending {
  readonly name: string;
  readonly code: number;
  readonly seconds: number;
  readonly errors: number;
  readonly said: string;
  /** the most that the process ever held; it looked at other files before */
  readonly megabytes: number;
}

/** Seconds of work that one file may take, other programs on the machine not counted, and megabytes that the process may hold (`docs/preflight.md`). */
const BOUNDS = { seconds: 10, megabytes: 1024 };

/** Looks at the files in processes that are each given little memory and a few files. */
const endings = async (files: readonly HostilePdf[], few: number): Promise<readonly Ending[]> => {
  const ended: Ending[] = [];
  for (let from = 0; from < files.length; from += few) {
    const part = files.slice(from, from + few);
    const paths = part.map(({ bytes }, n) => {
      const path = join(folder, `${n}.pdf`);
      writeFileSync(path, bytes);
      return path;
    });
    const child = join(ROOT, "tests/kit/preflight-child.ts");
    const args = ["--max-old-space-size=700", "--import", "tsx", child, ...paths];
    const { stdout } = await promisify(execFile)(process.execPath, args, {
      cwd: ROOT,
      timeout: 120_000,
      maxBuffer: 1 << 26,
    });
    const { results, megabytes } = JSON.parse(stdout) as {
      results: Omit<Ending, "name" | "megabytes">[];
      megabytes: number;
    };
    ended.push(...results.map((each, n) => ({ ...each, name: part[n]!.name, megabytes })));
  }
  return ended;
};

const outOfBounds = (ended: readonly Ending[]): readonly Ending[] =>
  ended.filter(
    ({ code, seconds, megabytes }) =>
      ![0, 1, 2].includes(code) || seconds > BOUNDS.seconds || megabytes > BOUNDS.megabytes,
  );

const LONG = 400_000;

test(
  "traps: each is told of",
  async () => {
    const files = [...traps()];
    if (has("qpdf")) {
      const [open, closed] = [join(folder, "open.pdf"), join(folder, "closed.pdf")];
      writeFileSync(open, new PdfDraft("pdfx4").build());
      for (const bits of ["128", "256"]) {
        run("qpdf", ["--encrypt", "a", "b", bits, ...(bits === "128" ? ["--use-aes=y"] : []), "--", open, closed]);
        files.push({ name: `encrypted, ${bits} bits`, bytes: readFileSync(closed) });
      }
    }
    const ended = await endings(files, 1);
    expect(outOfBounds(ended)).toEqual([]);
    expect(ended.filter(({ code, errors }) => code !== 2 && errors < 1)).toEqual([]);
  },
  LONG,
);

test(
  "two hundred damaged files, from ours and from Ghostscript's: every one ends with an answer",
  async () => {
    const files: HostilePdf[] = [
      { name: "page", bytes: (await samplePdf()).pdf },
      { name: "pdfx4 draft", bytes: new PdfDraft("pdfx4").build() },
      { name: "pdfx1a draft", bytes: new PdfDraft("pdfx1a").build() },
    ];
    if (has("gs")) {
      for (const name of ["page", "pdfx4 draft"]) {
        const [from, to] = [join(folder, "from.pdf"), join(folder, "to.pdf")];
        writeFileSync(from, files.find((each) => each.name === name)!.bytes);
        run("gs", ["-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=pdfwrite", `-sOutputFile=${to}`, from]);
        files.push({ name: `${name} by Ghostscript`, bytes: readFileSync(to) });
      }
    }
    const ended = await endings(damaged(files, 200), 20);
    expect(ended).toHaveLength(200);
    expect(outOfBounds(ended)).toEqual([]);
    // damage to what is painted alone leaves nothing to be told
    expect(ended.filter(({ errors }) => errors > 0).length).toBeGreaterThan(100);
  },
  LONG,
);
