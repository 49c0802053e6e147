/** The fonts of an edition, opened when first asked for and kept for as long as the library lives. */
import { createHash } from "node:crypto";
import type { Report } from "../base/diagnostic.ts";
import type { World } from "../base/world.ts";
import type { FontFamily, FontFile, FontManifest } from "../model/fonts.ts";
import type { FontChoice } from "../model/style.ts";
import { openTypeface } from "./open-typeface.ts";
import type { Typeface } from "./typeface.ts";
import { unpackWoff } from "./unpack-woff.ts";

/** Opened faces by where they came from; lives as long as the process wants. */
export type OpenedFaces = Map<string, Promise<Typeface | undefined>>;

/** Faces at hand, without waiting: what composing asks. */
export interface Fonts {
  /** the face of a family nearest in weight; the first face of all when the family could not be opened */
  face(choice: FontChoice): Typeface;
  /** the face to set `codePoint` in: the chosen one, else the first of its fallbacks that has it; undefined when none has */
  faceFor(choice: FontChoice, codePoint: number): Typeface | undefined;
  /** the chosen face and its fallbacks, in the order in which they are asked */
  facesOf(choice: FontChoice): readonly Typeface[];
}

/** A font larger than this is refused: the largest real CJK collections stay under it. */
const LARGEST_FONT = 64 << 20;

/** Opens every family that `choices` can reach, fallbacks included. Reports what is missing. */
export const openFonts = async (
  choices: readonly FontChoice[],
  shop: { readonly manifest: FontManifest; readonly world: World; readonly opened: OpenedFaces },
  report: Report,
): Promise<Fonts> => {
  const wanted = reachable(choices, shop.manifest);
  const faces = new Map<string, Typeface>();
  await Promise.all(
    wanted.map(async ({ family, file }) => {
      const face = await openOnce(family, file, shop, report);
      if (face) faces.set(`${family.name} ${file.weight}`, face);
    }),
  );
  return fontsOf(faces, shop.manifest);
};

interface Wanted {
  readonly family: FontFamily;
  readonly file: FontFile;
}

const nearest = (family: FontFamily, weight: number): FontFile =>
  family.files.reduce((best, each) => (Math.abs(each.weight - weight) < Math.abs(best.weight - weight) ? each : best));

/** The chosen faces and the nearest weights of their fallbacks, each once, in a fixed order. */
const reachable = (choices: readonly FontChoice[], manifest: FontManifest): readonly Wanted[] => {
  const found = new Map<string, Wanted>();
  for (const choice of choices) {
    for (const name of [choice.family, ...(manifest.families.get(choice.family)?.fallback ?? [])]) {
      const family = manifest.families.get(name);
      if (!family) continue;
      const file = nearest(family, choice.weight);
      found.set(`${name} ${file.weight}`, { family, file });
    }
  }
  return [...found.keys()].sort().map((key) => found.get(key)!);
};

type Shop = { readonly world: World; readonly opened: OpenedFaces };

const openOnce = (family: FontFamily, file: FontFile, shop: Shop, report: Report): Promise<Typeface | undefined> => {
  const key = `${family.name}|${file.weight}|${file.file.root}:${file.file.path}`;
  const known = shop.opened.get(key);
  if (known) return known;
  const opening = open(family, file, shop.world).catch((fault: unknown) => {
    report.add({
      code: "font/missing-file",
      severity: "error",
      message: `family \`${family.name}\` ${file.weight}: \`${file.file.path}\` ${fault instanceof Error ? fault.message : "cannot be opened"}`,
      hint: "install the package or mend the path in `fonts/fonts.yaml`; `broadsheet fonts` lists what was found",
      ...(file.source && { source: file.source }),
    });
    shop.opened.delete(key);
    return undefined;
  });
  shop.opened.set(key, opening);
  return opening;
};

const open = async (family: FontFamily, file: FontFile, world: World): Promise<Typeface> => {
  const read = await world.read(file.file, LARGEST_FONT);
  if (!read.ok) throw new Error(`is ${read.why === "missing" ? "not there" : read.why}`);
  const hash = createHash("sha256").update(read.bytes).digest("hex");
  const bytes = file.packed ? await world.cached(`woff-${hash}.ttf`, async () => unpackWoff(read.bytes)) : read.bytes;
  return openTypeface(bytes, { key: hash, family: family.name, weight: file.weight });
};

const fontsOf = (faces: ReadonlyMap<string, Typeface>, manifest: FontManifest): Fonts => {
  const chosen = new Map<FontChoice, readonly Typeface[]>();
  const of = (name: string, weight: number): Typeface | undefined => {
    const family = manifest.families.get(name);
    return family && faces.get(`${name} ${nearest(family, weight).weight}`);
  };
  /** the chosen face and its fallbacks, those that could be opened */
  const chain = (choice: FontChoice): readonly Typeface[] => {
    const known = chosen.get(choice);
    if (known) return known;
    const names = [choice.family, ...(manifest.families.get(choice.family)?.fallback ?? [])];
    const found = names.flatMap((name) => of(name, choice.weight) ?? []);
    chosen.set(choice, found);
    return found;
  };
  /** the face that sets a character, by choice: asked for each character of the page */
  const holders = new Map<FontChoice, Map<number, Typeface>>();
  const anyFace = [...faces.values()][0];
  return {
    face: (choice) => {
      const face = of(choice.family, choice.weight) ?? anyFace;
      if (!face) throw new Error("no font could be opened");
      return face;
    },
    faceFor: (choice, codePoint) => {
      let known = holders.get(choice);
      if (!known) {
        known = new Map();
        holders.set(choice, known);
      }
      const old = known.get(codePoint);
      if (old !== undefined) return old;
      const face = chain(choice).find((each) => each.has(codePoint));
      if (face) known.set(codePoint, face);
      return face;
    },
    facesOf: chain,
  };
};
