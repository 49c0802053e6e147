/** Subsets are cut in one memory after each other; what went before leaves no trace in them. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { subsetOutlines } from "../src/pdf/harfbuzz.ts";

const resolve = createRequire(import.meta.url).resolve;
const FONTS = [
  "@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf",
  "@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf",
  "@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf",
].map((path) => readFileSync(resolve(path)));

const glyphs = (n: number): readonly number[] => Array.from({ length: 300 }, (_, k) => 1 + n + k * 31);

test("a subset is the same after any others, of any fonts, and after a font that cannot be read", async () => {
  const first = await Promise.all(FONTS.map((font) => subsetOutlines(font, glyphs(0))));
  for (let n = 1; n <= 12; n++) await subsetOutlines(FONTS[n % FONTS.length]!, glyphs(n));
  await expect(subsetOutlines(new Uint8Array(80_000_000), [1])).rejects.toThrow("HarfBuzz");
  await expect(subsetOutlines(new TextEncoder().encode("no font at all"), [1])).rejects.toThrow("HarfBuzz");
  const again = await Promise.all(FONTS.map((font) => subsetOutlines(font, glyphs(0))));
  for (const [n, subset] of again.entries()) expect(Buffer.from(subset).equals(first[n]!)).toBe(true);
});
