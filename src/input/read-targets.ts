/** `press:` and `targets:` of an edition → every plant that prints it. */
import type { Press } from "../model/press.ts";
import type { ReadShop } from "./document/read-text.ts";
import type { YamlDocument } from "./document/yaml-document.ts";
import type { EditionInput, PressInput } from "./edition-schema.ts";
import { type PressPlace, readPress } from "./read-press.ts";

/** All plants in the order of the file; one, without a name, where there are no `targets`. None when one cannot be had. */
export const readTargets = async (
  { press = {}, targets = {} }: Partial<EditionInput>,
  document: YamlDocument,
  shop: ReadShop,
): Promise<readonly Press[]> => {
  const places = Object.entries(targets).map(([plant, own]) => targetPlace({ plant, own, press }, document));
  const alone: PressPlace = { plant: "", press, at: (field) => document.range(["press", field]) };
  const read = await Promise.all((places.length > 0 ? places : [alone]).map((place) => readPress(place, shop)));
  const found = read.filter((each) => each !== undefined);
  checkFolders(found, document, shop);
  // a plant less would be noticed only by its readers
  return found.length === read.length ? found : [];
};

interface OwnAndCommon {
  readonly plant: string;
  readonly own: PressInput;
  readonly press: PressInput;
}

const targetPlace = ({ plant, own, press }: OwnAndCommon, document: YamlDocument): PressPlace => ({
  plant,
  press: { ...press, ...own },
  at: (field) =>
    Object.hasOwn(own, field)
      ? document.range(["targets", plant, field])
      : Object.hasOwn(press, field)
        ? document.range(["press", field])
        : document.keyRange(["targets", plant]),
});

/** Two plants in one folder would overwrite one another's pages, unless their names tell them apart. */
const checkFolders = (targets: readonly Press[], document: YamlDocument, { report }: ReadShop): void => {
  targets.forEach((target, n) => {
    const other = targets
      .slice(0, n)
      .find(({ folder, fileName }) => isSame(folder, target.folder) && isSame(fileName, target.fileName));
    if (!other || target.fileName.includes("{plant}")) return;
    report.add({
      code: "input/duplicate",
      severity: "error",
      message: `\`${other.plant}\` and \`${target.plant}\` write the same files into \`${target.folder}\``,
      hint: "give each a `folder` of its own, or put `{plant}` into `fileName`",
      source: document.keyRange(["targets", target.plant]),
    });
  });
};

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
