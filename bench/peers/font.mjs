// The font that everybody sets in, and the ink of its marks for the witness.
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { openSync } from "fontkit";

const FILE = "@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf";

/** Where the font lies, and how far to the right the ink of a character reaches, em. */
export const openFont = () => {
  const file = fileURLToPath(import.meta.resolve(FILE));
  const font = openSync(file);
  const known = new Map();
  const inkRight = (text) => {
    if (!known.has(text)) known.set(text, font.glyphForCodePoint(text.codePointAt(0)).bbox.maxX / font.unitsPerEm);
    return known.get(text);
  };
  return {
    file,
    folder: dirname(file),
    name: file.slice(dirname(file).length + 1),
    inkRight,
  };
};
