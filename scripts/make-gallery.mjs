// Draws every page of samples/gallery into docs/gallery/, a PNG of at most 200 KiB each, and their list.
//
//     npm run gallery            all of them
//     npm run gallery -- NAME…   only these: names of files in samples/gallery/pages without ending
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import sharp from "sharp";
import { parse } from "yaml";

const MOST = 200 * 1024;
const root = new URL("..", import.meta.url).pathname;
const gallery = join(root, "samples/gallery");
const out = join(root, "docs/gallery");

/** Pages in the edition's order. */
const cards = parse(readFileSync(join(gallery, "edition.yaml"), "utf8")).pages.map((path) => {
  const { page, section } = parse(readFileSync(join(gallery, path), "utf8"));
  return { name: basename(path, ".yaml"), page, title: section };
});

const asked = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "broadsheet-gallery-"));
try {
  for (const card of cards.filter(({ name }) => asked.length === 0 || asked.includes(name))) await draw(card);
} finally {
  rmSync(folder, { recursive: true });
}
writeList();

async function draw({ name, page }) {
  const whole = join(folder, `${name}.png`);
  const program = join(root, "dist/cli/main.js");
  execFileSync("node", [program, "proof", join(gallery, "edition.yaml"), "--page", page, "--png", whole, "--dpi", "150"], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  // fewer colours until it is small enough: type needs few, photographs need many
  for (const colours of [256, 128, 64, 32]) {
    const png = await sharp(whole).png({ palette: true, colours, effort: 10 }).toBuffer();
    if (png.length > MOST) continue;
    writeFileSync(join(out, `${name}.png`), png);
    return;
  }
  throw new Error(`${name} is over ${MOST} bytes with 32 colours`);
}

function writeList() {
  const there = new Set(readdirSync(out));
  for (const file of there) {
    if (file.endsWith(".png") && !cards.some(({ name }) => `${name}.png` === file)) rmSync(join(out, file));
  }
  const list = cards.map(({ name, title }) => `## ${title}\n\n![${title}](${name}.png)\n\n\`samples/gallery/pages/${name}.yaml\`\n`);
  writeFileSync(
    join(out, "README.md"),
    `# Gallery\n\nA card for each feature, drawn by \`npm run gallery\` from \`samples/gallery/\`.\n\n${list.join("\n")}`,
  );
}
