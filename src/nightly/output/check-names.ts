/** The names of all files of an edition, before any is written: no two are one, none lacks a fact, all go through FTP. */
import type { Diagnostic } from "../../base/diagnostic.ts";
import type { CopyName } from "../../model/edition.ts";
import { facingPages } from "../../model/facing-pages.ts";
import { usualFileName } from "../../model/file-name.ts";
import type { EditionSheet, PageSheet, PlantSheet } from "./edition-sheet.ts";
import { folderName, inFolder, pageName, rawName } from "./file-name.ts";

/** The ids of the files of a page: its own, or those of both halves of a panorama that is cut at the fold. */
export const fileIds = (
  { id, files }: Pick<PageSheet, "id" | "files">,
  { binding }: Pick<EditionSheet, "binding">,
): readonly string[] => {
  const facing = files === "two" ? facingPages(id, binding) : undefined;
  return facing ? [facing.left, facing.right] : [id];
};

/** Everything wrong with the names, all at once; an error means that nothing can be written. */
export const checkNames = (edition: EditionSheet): readonly Diagnostic[] => [
  ...edition.targets.flatMap((press) => [...lacking(press, edition), ...foreign(press, edition)]),
  ...doubles(edition),
  ...zoneDoubles(edition),
];

/** Files of two zones of one name would overwrite one another: in their folder, or where the plant takes them. */
const zoneDoubles = (edition: EditionSheet): readonly Diagnostic[] => {
  const { copies = [] } = edition;
  const as = ({ zone, edition: number }: CopyName, n: number): EditionSheet => {
    const { base: _, ...facts } = edition;
    const base = { zone: copies[0]!.zone, edition: copies[0]!.edition, shared: [] };
    return { ...facts, zone, edition: number, ...(n > 0 && { base }) };
  };
  const sheets = copies.map((copy, n) => ({ name: copy.name, sheet: as(copy, n) }));
  const told = (n: number, other: number, what: string, hint: string): Diagnostic => ({
    code: "handover/name",
    severity: "error",
    message: `\`${sheets[other]!.name}\` and \`${sheets[n]!.name}\` would both be written ${what}`,
    hint,
  });
  const clashes = (keyOf: (sheet: EditionSheet) => string): readonly (readonly [n: number, other: number])[] => {
    const keys = sheets.map(({ sheet }) => keyOf(sheet).toLowerCase());
    return keys.flatMap((key, n): readonly (readonly [number, number])[] => {
      const other = keys.indexOf(key);
      return other < n ? [[n, other]] : [];
    });
  };
  return [
    ...clashes(folderName).map(([n, other]) =>
      told(n, other, `into \`${folderName(sheets[n]!.sheet)}\``, "give one of them another `zone` or `edition`"),
    ),
    ...edition.targets.flatMap((press) =>
      clashes((sheet) => anyName(sheet, press)).map(([n, other]) =>
        told(
          n,
          other,
          `as \`${anyName(sheets[n]!.sheet, press)}.pdf\`${plantWords(press)}`,
          "put `{zone}` or `{edition}` into the press's `fileName`",
        ),
      ),
    ),
  ];
};

/** The name of one page, which stands for all of them. */
const anyName = (edition: EditionSheet, press: PlantSheet): string => {
  const usual = [usualFileName("", undefined), usualFileName("zone", { zone: "" })];
  const fileName = usual.includes(press.fileName) ? usualFileName(edition.zone, edition.base) : press.fileName;
  const page = edition.pages[0]?.id ?? "01";
  return pageName({ edition, press: { ...press, fileName }, page, version: edition.version, mono: false });
};

const plantWords = ({ plant }: PlantSheet): string => (plant === "" ? "" : ` of plant \`${plant}\``);

/** Fields of the template for which the edition has nothing. */
const lacking = (press: PlantSheet, { zone }: EditionSheet): readonly Diagnostic[] => {
  const facts = { zone, plant: press.plant };
  return (["zone", "plant"] as const)
    .filter((field) => new RegExp(`\\{${field}[:}]`).test(press.fileName) && facts[field] === "")
    .map((field) => ({
      code: "handover/name",
      severity: "error",
      message: `the file names${plantWords(press)} hold \`{${field}}\`, and the edition has no ${field}`,
      hint: field === "zone" ? "add `zone:` to the edition, or take the field out" : "name the plants under `targets:`",
    }));
};

/** Not every server takes letters beyond ASCII, and not every disk tells é from é. */
const foreign = (press: PlantSheet, edition: EditionSheet): readonly Diagnostic[] => {
  const [page] = edition.pages;
  if (!page) return [];
  const name = rawName({ edition, press, page: page.id, version: edition.version, mono: false });
  const odd = [...new Set(name.match(/[^\x21-\x7e]/gu) ?? [])];
  if (odd.length === 0) return [];
  return [
    {
      code: "handover/name",
      severity: "warning",
      message: `file names${plantWords(press)} hold ${odd.map((each) => `\`${each}\``).join(" ")}, which not every server takes`,
      hint: "write `edition`, `zone` and plants in letters of A to Z, digits, `-` and `_`",
    },
  ];
};

/** Two pages of one name would overwrite one another; some disks do not tell capitals from small letters. */
const doubles = (edition: EditionSheet): readonly Diagnostic[] => {
  const owners = new Map<string, { readonly page: PageSheet; readonly press: PlantSheet }>();
  return edition.targets.flatMap((press) =>
    edition.pages.flatMap((page) =>
      fileIds(page, edition).flatMap((id): readonly Diagnostic[] => {
        const name = pageName({ edition, press, page: id, version: edition.version, mono: false });
        const key = inFolder(press, name).toLowerCase();
        const owner = owners.get(key);
        owners.set(key, owner ?? { page, press });
        if (!owner) return [];
        const [one, other] = [owner, { page, press }].map((each) => `\`${each.page.id}\`${plantWords(each.press)}`);
        return [
          {
            code: "handover/name",
            severity: "error",
            message: `pages ${one} and ${other} would both be written as \`${inFolder(press, name)}.pdf\``,
            hint:
              owner.press === press
                ? "put `{page}` into the press's `fileName`"
                : "put `{plant}` into `fileName`, or give each plant a `folder` of its own",
          },
        ];
      }),
    ),
  );
};
