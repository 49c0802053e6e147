/** Fonts of an edition, of the program, and the list of all of them with what is on disk. */
import type { Report } from "./base/diagnostic.ts";
import { readFontManifest } from "./input/read-edition.ts";
import type { Edition } from "./model/edition.ts";
import type { FontManifest } from "./model/fonts.ts";
import type { FontChoice } from "./model/style.ts";
import { choicesOf } from "./model/style-faces.ts";
import { type Fonts, openFonts } from "./text/font-library.ts";
import type { Workshop } from "./workshop.ts";

/** A family of the manifest, with what was found on disk. */
export interface FontListing {
  readonly family: string;
  readonly title: string;
  readonly licence: string;
  readonly weight: number;
  /** package or path, as the manifest says */
  readonly file: string;
  /** PostScript name, glyphs; absent when the file is not there or no font */
  readonly found?: { readonly name: string; readonly glyphs: number };
  readonly fallback: readonly string[];
}

/** All fonts of the program's manifest, or of an edition's. */
export const listFonts = async (
  workshop: Workshop,
  report: Report,
  edition?: Edition,
): Promise<readonly FontListing[]> => {
  const manifest = edition?.fonts ?? (await readFontManifest(workshop.world, report));
  if (!manifest) return [];
  const rows = [...manifest.families.values()].flatMap((family) => family.files.map((file) => ({ family, file })));
  return Promise.all(
    rows.map(async ({ family, file }) => {
      const found = await foundFont(manifest, { family: family.name, weight: file.weight }, { workshop, report });
      const { name, title, licence, fallback } = family;
      return {
        family: name,
        title,
        licence,
        weight: file.weight,
        file: file.file.path,
        fallback,
        ...(found && { found }),
      };
    }),
  );
};

const foundFont = async (
  manifest: FontManifest,
  choice: FontChoice,
  { workshop, report }: { readonly workshop: Workshop; readonly report: Report },
): Promise<{ readonly name: string; readonly glyphs: number } | undefined> => {
  const family = manifest.families.get(choice.family);
  if (!family) return undefined;
  const alone = { families: new Map([[choice.family, { ...family, fallback: [] }]]) };
  const fonts = await openFonts([choice], { manifest: alone, world: workshop.world, opened: workshop.faces }, report);
  const face = fonts.faceFor(choice, 0x4e00) ?? fonts.faceFor(choice, 0x41);
  return face && { name: face.name, glyphs: face.glyphCount };
};

/** Every face that the edition's style can ask for; opened once for each workshop. */
export const openEditionFonts = (edition: Edition, workshop: Workshop, report: Report): Promise<Fonts> =>
  openFonts(
    choicesOf(edition.style),
    { manifest: edition.fonts, world: workshop.world, opened: workshop.faces },
    report,
  );

/** Faces of the program's own families, for what is no page of an edition; undefined when the families cannot be read. */
export const openProgramFonts = async (
  choices: readonly FontChoice[],
  workshop: Workshop,
  report: Report,
): Promise<Fonts | undefined> => {
  const manifest = await readFontManifest(workshop.world, report);
  return manifest && openFonts(choices, { manifest, world: workshop.world, opened: workshop.faces }, report);
};
