// The peers, and how one of them is had to set the text: a file is made anew only when its source or program has changed.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "./chromium.mjs";
import { lualatex } from "./lualatex.mjs";
import { scribus } from "./scribus.mjs";
import { typst } from "./typst.mjs";
import { xelatex } from "./xelatex.mjs";

export const PEERS = [typst, chromium, scribus, lualatex, xelatex];

/** Sets the text at one measure; returns the PDF. Throws what the peer throws. */
export const setPeer = (peer, { setting, measure, paragraphs, folder, fonts, version }) => {
  const text = createHash("sha256").update(paragraphs.join("\n")).digest("hex").slice(0, 8);
  const place = join(folder, "set", text, `${peer.name.toLowerCase()}-${setting.id}-${measure}`);
  const [file, pdf, stamp] = [`text.${peer.ending}`, "text.pdf", "made-from"].map((each) => join(place, each));
  const source = peer.source({ paragraphs, measure, setting, fonts, pdf });
  const made = `${version}\n${source}`;
  if (existsSync(pdf) && existsSync(stamp) && readFileSync(stamp, "utf8") === made) return pdf;
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  peer.set({ file, source, pdf, folder, fonts, setting });
  if (!existsSync(pdf)) throw new Error("no PDF was made");
  writeFileSync(stamp, made);
  return pdf;
};
