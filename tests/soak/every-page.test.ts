/** Every page of the samples in both standards: nothing for the preflight to say, no key that PDF does not have, no reader that warns. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, describe, expect, test } from "vitest";
import { Diagnostics } from "../../src/base/diagnostic.ts";
import { layPage, openWorkshop, printPage, read } from "../../src/build.ts";
import { CosFile } from "../../src/cos/cos-file.ts";
import type { PictureItem } from "../../src/display/display-list.ts";
import { diskWorld } from "../../src/nightly/disk/disk-world.ts";
import { preflightPdf } from "../../src/preflight/preflight-pdf.ts";
import type { ProfileName } from "../../src/preflight/rules/rule.ts";
import { openWay } from "../../src/press/colour-engine.ts";
import type { IccProfile } from "../../src/press/icc-profile.ts";
import { grammarFaults, hasArlington } from "../kit/arlington.ts";
import { PdfDraft } from "../kit/broken-pdf/pdf-draft.ts";
import { layCard, withPdf } from "../kit/card.ts";
import { NEWSPRINT } from "../kit/ink-one.ts";
import { readWithPdfJs } from "../kit/pdf-js.ts";
import { ROOT } from "../kit/sample.ts";
import { has, type PlateName, platesOf, run } from "../kit/witness.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-every-page-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type PressStandard = "pdfx4" | "pdfx1a";
const VERSIONS = { pdfx4: "1.6", pdfx1a: "1.4" } as const;

/** A page of a sample, written for the press. */
interface PressFile {
  readonly name: string;
  readonly standard: PressStandard;
  readonly pdf: Uint8Array;
  readonly path: string;
}

const EDITIONS = readdirSync(`${ROOT}samples`)
  .filter((name) => existsSync(`${ROOT}samples/${name}/edition.yaml`))
  .sort();

/** Written once, when the first test asks for them. */
let writing: Promise<readonly PressFile[]> | undefined;
const files = (): Promise<readonly PressFile[]> => {
  writing ??= writeAll();
  return writing;
};

const writeAll = async (): Promise<readonly PressFile[]> => {
  const written: PressFile[] = [];
  for (const name of EDITIONS) {
    const workshop = openWorkshop(diskWorld({ edition: `${ROOT}samples/${name}`, cache: undefined }));
    const edition = await read("edition.yaml", workshop, new Diagnostics());
    for (const page of edition!.pages) {
      const report = new Diagnostics();
      const laid = await layPage(edition!, page, workshop, report);
      for (const standard of ["pdfx4", "pdfx1a"] as const) {
        const { files: sheets } = await printPage(edition!, laid, { standard, workshop, report });
        for (const [n, { pdf }] of sheets.entries()) {
          const id = `${name} ${page.id}${n === 0 ? "" : ` sheet ${n + 1}`} ${standard}`;
          const path = join(folder, `${id.replaceAll(" ", "-")}.pdf`);
          writeFileSync(path, pdf);
          written.push({ name: id, standard, pdf, path });
        }
      }
    }
  }
  return written;
};

const LONG = 300_000;

test(
  "there are as many as the samples have pages, twice",
  async () => {
    const pages = EDITIONS.flatMap((name) => readdirSync(`${ROOT}samples/${name}/pages`));
    expect((await files()).length).toBeGreaterThanOrEqual(2 * pages.length);
  },
  LONG,
);

test(
  "the preflight says nothing of any, by its own standard and for newspapers",
  async () => {
    const said = (profile: ProfileName | "own"): Promise<readonly string[]> =>
      files().then((all) =>
        all.flatMap(({ name, standard, pdf }) =>
          preflightPdf(pdf, profile === "own" ? standard : profile).findings.map(
            ({ severity, rule }) => `${name.replace(` ${standard}`, "")}: ${severity} ${rule}`,
          ),
        ),
      );
    expect(await said("own")).toEqual([]);
    expect(await said("newspaper")).toEqual([]);
  },
  LONG,
);

describe.skipIf(!hasArlington)("the Arlington grammar", () => {
  test(
    "knows every key of every file, and no key is missing",
    async () => {
      const faults = (await files()).flatMap(({ name, standard, pdf }) =>
        grammarFaults(new CosFile(pdf).trailer, VERSIONS[standard]).map((fault) => `${name}: ${fault}`),
      );
      expect(faults).toEqual([]);
    },
    LONG,
  );

  test("finds a key that there is not, one that is missing, and one of a later version", () => {
    const draft = new PdfDraft("pdfx1a")
      .swap("page", "/TrimBox", "/Trimbox [0 0 1 1] /UserUnit 1 /TrimBox")
      .swap("page", "/MediaBox", "/MediaBox /No /Rotate (90) /OldBox");
    const faults = grammarFaults(new CosFile(draft.build()).trailer, "1.4").join("\n");
    for (const each of ["`Trimbox` is unknown", "`UserUnit` is unknown", "`Rotate` is not of integer"])
      expect(faults).toContain(each);
  });
});

/** What a program says of a file, on either channel; nothing where it is content. */
const complaints = (command: string, { name, path }: PressFile): readonly string[] => {
  const said = run("sh", ["-c", `{ ${command}; } 2>&1 || echo "ended badly"`, "sh", path])
    // Debian's build has no colour management and says so of every file
    .replaceAll("warning: ICC support is not available", "")
    .trim();
  return said === "" ? [] : [`${name}: ${said}`];
};

describe("readers that we did not write have no complaint", () => {
  const readers: Readonly<Record<string, string>> = {
    qpdf: 'qpdf --check "$1" >/dev/null',
    pdftoppm: `pdftoppm -r 20 "$1" >/dev/null`,
    gs: 'gs -q -dNOPAUSE -dBATCH -dSAFER -sDEVICE=nullpage -dPDFSTOPONWARNING "$1"',
    mutool: `mutool draw -q -r 20 -F pnm -o "${folder}/mu.pnm" "$1"`,
  };
  test.each(Object.entries(readers).filter(([program]) => has(program)))(
    "%s",
    async (_, command) => {
      expect((await files()).flatMap((file) => complaints(command, file))).toEqual([]);
    },
    LONG,
  );

  test(
    "pdf.js",
    async () => {
      const said: string[] = [];
      for (const { name, pdf } of await files())
        said.push(...(await readWithPdfJs(pdf)).warnings.map((each) => `${name}: ${each}`));
      expect(said).toEqual([]);
    },
    LONG,
  );

  test("and they would have one", async () => {
    const broken = new PdfDraft("pdfx4").draw("BT /Nothing 12 Tf (a) Tj ET /Nowhere Do").build();
    const file = { name: "broken", standard: "pdfx4", pdf: broken, path: join(folder, "broken.pdf") } as const;
    writeFileSync(file.path, broken);
    if (has("pdftoppm")) expect(complaints(readers["pdftoppm"]!, file)).toHaveLength(1);
    if (has("mutool")) expect(complaints(readers["mutool"]!, file)).toHaveLength(1);
    if (has("gs")) expect(complaints(readers["gs"]!, file)).toHaveLength(1);
    expect((await readWithPdfJs(broken)).warnings.length).toBeGreaterThan(0);
  });
});

/** Colours of a patch picture, three in a row; none of them needs more ink than the press allows. */
const PATCHES: readonly (readonly [number, number, number])[] = [
  [220, 170, 140],
  [90, 140, 200],
  [128, 128, 128],
  [200, 60, 50],
  [240, 220, 90],
  [150, 190, 120],
];

describe.skipIf(!has("gs"))("a page of patches", () => {
  test(
    "separates into the inks of Little CMS, within 1 %",
    async () => {
      const side = 120;
      const pixels = Buffer.alloc(6 * side * side * 3);
      for (let at = 0; at < 6 * side * side; at++) {
        const [x, y] = [at % (3 * side), Math.floor(at / (3 * side))];
        pixels.set(PATCHES[Math.floor(x / side) + 3 * Math.floor(y / side)]!, at * 3);
      }
      const png = await sharp(pixels, { raw: { width: 3 * side, height: 2 * side, channels: 3 } })
        .png()
        .toBuffer();
      const card = await layCard({
        head: "photos: [{ file: photos/patches.png }]",
        parts: ["picture: { caption: none, rows: 12 }"],
        columns: "1",
        files: { "photos/patches.png": png },
      });
      const item = card.laid.display.items.find((each) => each.kind === "picture")!;
      const { edition } = card;
      const { profile: bytes, hash } = edition.press.condition;
      expect(readFileSync(NEWSPRINT).equals(Buffer.from(bytes))).toBe(true);
      const profile = { bytes, hash, space: "cmyk" } as IccProfile;
      const convert = await openWay({ from: "srgb", to: profile, intent: edition.press.intent });
      const wanted = convert!(Uint8Array.from(PATCHES.flat()));
      await withPdf(card, (file) => {
        const plates = platesOf(file, 144);
        const bleed = (3 * 72) / 25.4;
        const away = PATCHES.flatMap((_, n) => {
          const { rect } = item as PictureItem;
          const x = (bleed + rect.x + (rect.width * ((n % 3) + 0.5)) / 3) * 2;
          const y = (bleed + rect.y + (rect.height * (Math.floor(n / 3) + 0.5)) / 2) * 2;
          return (["Cyan", "Magenta", "Yellow", "Black"] as const).map((ink: PlateName, k) => {
            const { width, pixels: tone } = plates[ink];
            return Math.abs(255 - tone[Math.floor(y) * width + Math.floor(x)]! - wanted[n * 4 + k]!) / 2.55;
          });
        });
        expect(away).toHaveLength(24);
        expect(Math.max(...away), away.map((each) => each.toFixed(1)).join(" ")).toBeLessThanOrEqual(1);
      });
    },
    LONG,
  );
});
