/** The papers that an edition's file describes: the edition itself, its zones, later editions of the day. */
import type { CopyName } from "../model/edition.ts";
import type { ReadShop } from "./document/read-text.ts";
import type { YamlDocument } from "./document/yaml-document.ts";
import type { EditionInput } from "./edition-schema.ts";

/** The edition first, then each of its `zones` in the order of the file. */
export const copyNames = ({
  zone = "",
  zoneTitle,
  edition = "",
  zones = [],
}: Partial<EditionInput>): readonly CopyName[] => {
  const own = { zone, edition: String(edition) };
  const copies = zones.map((each) => ({
    name: [each.zone ?? "", each.edition === undefined ? "" : String(each.edition)]
      .filter((part) => part !== "")
      .join("-"),
    ...(each.zoneTitle !== undefined && { title: each.zoneTitle }),
    zone: each.zone ?? own.zone,
    edition: each.edition === undefined ? own.edition : String(each.edition),
  }));
  const title = zoneTitle === undefined ? {} : { title: zoneTitle };
  return [{ name: zone === "" ? own.edition : zone, ...title, ...own }, ...copies];
};

/** Reports zones that say neither who they are for nor which edition they are, and the same zone twice. */
export const checkCopyNames = (input: Partial<EditionInput>, document: YamlDocument, { report }: ReadShop): void => {
  const copies = copyNames(input);
  copies.forEach((copy, n) => {
    if (n === 0) return;
    const entry = ["zones", n - 1];
    if (copy.name === "") {
      report.add({
        code: "input/missing-field",
        severity: "error",
        message: "a zone has no name",
        hint: "give it a `zone`, or an `edition` of its own",
        source: document.keyRange(entry),
      });
      return;
    }
    const other = copies.slice(0, n).find((each) => isSame(each, copy));
    if (!other) return;
    const field = input.zones?.[n - 1]?.zone === undefined ? "edition" : "zone";
    report.add({
      code: "input/duplicate",
      severity: "error",
      message: `\`${copy.name}\` is in the edition twice${other.name === copy.name ? "" : `: \`${other.name}\` is the same`}`,
      hint: "give one of them another `zone` or `edition`, or take it out",
      source: document.range([...entry, field]),
    });
  });
};

/** Some disks do not tell capitals from small letters. */
const isSame = (a: CopyName, b: CopyName): boolean => {
  const key = (each: CopyName): string => `${each.zone} ${each.edition}`.normalize("NFKC").toLowerCase();
  const name = (each: CopyName): string => each.name.normalize("NFKC").toLowerCase();
  return key(a) === key(b) || name(a) === name(b);
};
