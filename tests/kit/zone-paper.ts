/** A paper of four small pages with two zones, and what its manifests say. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type EditionShelf, PLAIN_STORY, pageYaml } from "./edition-folder.ts";

/** Where the edition itself is written, and its zones. */
export const BASE = "out/harbour-2025-07-10-main";
export const CITY = `${BASE}-city`;
export const COUNTY = `${BASE}-county`;

/** A layout with the zone in its first line, for pages that no zone shares. */
const FLAG = `format: card
grid: { columns: 1, measure: 24zi, gutter: 1zi, rows: 20, top: 8mm }
slots:
  strip: { col: 1, row: 1-3, zone: { style: folio } }
  lead:
    col: 1
    row: 4-20
    stack: { story: lead, children: [{ headline: { style: main } }, { body: { legs: 2 } }, { space: { grow: 1 } }] }
`;

/** A story of two lines under a headline with that name in it. */
export const zoneStory = (name: string): string => PLAIN_STORY.replace("新罐区七月投用", `${name}的新罐区`);
/** A page with the story of that name. */
export const zonePage = (id: string, name: string, layout = "plain"): string =>
  pageYaml(id, layout).replace(/stories\/[ab]\.md/, `stories/${name}.md`);

const ZONES = `zones:
  - { zone: city, zoneTitle: 城区版, pages: [pages/03-city.yaml] }
  - { zone: county, zoneTitle: 县域版, pages: [pages/03-county.yaml], extra: [pages/05-county.yaml], without: ["02"], deadline: "00:30" }
`;

const NAMES = ["01", "02", "03", "04", "03-city", "03-county", "05-county"];
const TITLES = ["头版", "第二版", "第三版", "第四版", "城里", "乡镇", "集市"];

/** The paper; page 01 shows the zone, so that no zone shares it. */
export const newPaper = (
  shelf: EditionShelf,
  zones = ZONES,
  { more = "", files = {} }: { more?: string; files?: Record<string, string> } = {},
): string =>
  shelf.newEdition(`${more}pages: [pages/01.yaml, pages/02.yaml, pages/03.yaml, pages/04.yaml]\n${zones}`, {
    "layouts/flag.yaml": FLAG,
    ...Object.fromEntries(NAMES.map((name, n) => [`stories/${name}.md`, zoneStory(TITLES[n]!)])),
    ...Object.fromEntries(
      NAMES.map((name) => [`pages/${name}.yaml`, zonePage(name.slice(0, 2), name, name === "01" ? "flag" : "plain")]),
    ),
    ...files,
  });

/** The manifest of one copy. */
export const manifestIn = (folder: string, path: string) =>
  JSON.parse(readFileSync(join(folder, path, "manifest.json"), "utf8"));
/** SHA-256 of a file, hex. */
export const sha = (path: string): string => createHash("sha256").update(readFileSync(path)).digest("hex");

/** A page of a copy, as the manifest of a zone has it. */
export interface CopyRow {
  readonly page: string;
  readonly shared: boolean;
  readonly state: string;
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
}

/** The pages of a zone, in order. */
export const copyOf = (folder: string, zone: string): readonly CopyRow[] => manifestIn(folder, zone).copy;
