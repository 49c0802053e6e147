/** `fonts/fonts.yaml` → the font manifest; an edition's own manifest adds to the program's and replaces in it. */
import type { SourceRange } from "../base/source.ts";
import type { FileRef, Root } from "../base/world.ts";
import type { FontFamily, FontFile, FontManifest } from "../model/fonts.ts";
import { keep } from "./document/kept.ts";
import { nameHint } from "./document/nearest-name.ts";
import type { ReadShop } from "./document/read-text.ts";
import { type CheckedFile, readYaml } from "./document/read-yaml.ts";
import { type FontsInput, fontsSchema } from "./edition-schema.ts";

/** A folder of the edition with fonts of its own, and where it is named. */
export interface OwnFonts {
  readonly folder: string;
  readonly named: SourceRange;
}

/** The program's families, and those of the edition's folder when it names one; the same object for the same files. */
export const readFonts = (shop: ReadShop, own?: OwnFonts): Promise<FontManifest> => {
  const name = own === undefined ? "fonts" : ["fonts", own.folder, own.named.start, own.named.end].join("\n");
  return keep({ kind: fontsSchema, name }, shop, (recorded) => readAnew(recorded, own));
};

const readAnew = async (shop: ReadShop, own: OwnFonts | undefined): Promise<FontManifest> => {
  const shipped = await readManifest({ folder: "fonts", root: "program" }, shop);
  const brought =
    own && (await readManifest({ folder: own.folder.replace(/\/+$/, ""), root: "edition", named: own.named }, shop));
  const manifests = [shipped, brought].flatMap((each) => each ?? []);
  const families = new Map(manifests.flatMap((each) => each.families).map((family) => [family.name, family]));
  for (const manifest of manifests) checkFallbacks(manifest, [...families.keys()], shop);
  return { families };
};

interface FontFolder {
  readonly folder: string;
  readonly root: Root;
  readonly named?: SourceRange;
}

interface ReadManifest {
  readonly families: readonly FontFamily[];
  readonly file: CheckedFile<FontsInput>;
}

const readManifest = async ({ folder, root, named }: FontFolder, shop: ReadShop): Promise<ReadManifest | undefined> => {
  const files: readonly FileRef[] = [{ root, path: `${folder}/fonts.yaml` }];
  const file = await readYaml({ files, ...(named && { named }) }, fontsSchema, shop);
  if (!file) return undefined;
  const families = Object.entries(file.partial.families ?? {}).flatMap(([name, input]): readonly FontFamily[] => {
    const weights = Object.entries(input.weights).map(([weight, each]) => ({
      ...fontFile(Number(weight), each, { folder, root }),
      source: file.document.range(["families", name, "weights", weight]),
    }));
    if (weights.length === 0) reportNoWeights(name, file, shop);
    const { title, licence, fallback = [] } = input;
    return weights.length === 0
      ? []
      : [{ name, title, licence, fallback, files: weights.sort((a, b) => a.weight - b.weight) }];
  });
  return { families, file };
};

type FileInput = FontsInput["families"][string]["weights"][string];

const fontFile = (weight: number, input: FileInput, { folder, root }: FontFolder): FontFile => ({
  weight,
  file:
    input.package === undefined
      ? { root, path: `${folder}/${input.file}` }
      : { root: "package", path: `${input.package}/${input.file}` },
  packed: input.packed ?? /\.woff2?$/i.test(input.file),
});

const reportNoWeights = (name: string, { document }: CheckedFile<FontsInput>, { report }: ReadShop): void =>
  report.add({
    code: "input/missing-field",
    severity: "error",
    message: `family \`${name}\` has no weights`,
    hint: "name a file for each weight, as in `400: { file: … }`",
    source: document.keyRange(["families", name]),
  });

const checkFallbacks = ({ families, file }: ReadManifest, known: readonly string[], { report }: ReadShop): void => {
  for (const { name, fallback } of families) {
    for (const [n, each] of fallback.entries()) {
      if (known.includes(each)) continue;
      report.add({
        code: "input/unknown-name",
        severity: "error",
        message: `family \`${name}\` falls back on \`${each}\`, which is not there`,
        hint: nameHint(each, known),
        source: file.document.range(["families", name, "fallback", n]),
      });
    }
  }
};
