// Scribus 1.5 under a virtual display: first-fit, justified.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { INDENT, LEADING, MARGIN, pageSize, ROWS, SIZE } from "./page.mjs";
import { versionOf } from "./program-version.mjs";

/**
 * Scribus brings a frame to whole points and keeps lines three quarters of a point off its right edge: of all frames about as wide
 * as the measure this one has the fewest lines that it narrows characters for.
 */
const frameWidth = (measure) => measure * SIZE + 0.75;
const width = (measure) => measure * SIZE + 0.25;

const SCRIPT = fileURLToPath(new URL("scribus.py", import.meta.url));

/** Marks that 开明 sets half. */
const HALVED = "，、：；（）《》“”‘’";

const source = ({ paragraphs, measure, setting, pdf }) => {
  const column = frameWidth(measure);
  const lines = paragraphs.reduce((sum, each) => sum + Math.ceil(each.length / (measure * 0.8)) + 1, 0);
  return JSON.stringify({
    paragraphs,
    pdf,
    width: column + 2 * MARGIN,
    height: pageSize(measure).height,
    column,
    margin: MARGIN,
    size: SIZE,
    leading: LEADING,
    indent: INDENT * SIZE,
    pages: Math.ceil(lines / ROWS) + 1,
    halved: setting.halved ? HALVED : "",
  });
};

const set = ({ file, source: text, folder, fonts }) => {
  writeFileSync(file, text);
  const [share, config] = ["xdg/share", "xdg/config"].map((each) => join(folder, each));
  for (const each of [join(share, "fonts"), config]) mkdirSync(each, { recursive: true });
  copyFileSync(fonts.file, join(share, "fonts", fonts.name));
  execFileSync("xvfb-run", ["-a", "scribus", "-g", "-ns", "-py", SCRIPT], {
    stdio: "ignore",
    timeout: 300_000,
    env: { ...process.env, JOB: file, XDG_DATA_HOME: share, XDG_CONFIG_HOME: config, QT_LOGGING_RULES: "*=false" },
  });
};

export const scribus = {
  name: "Scribus",
  ending: "json",
  source,
  set,
  width,
  version: () => versionOf("xvfb-run", ["-a", "scribus", "--version"]),
  settings: [
    { id: "halt", group: "greedy", marks: "half", says: "halt", halved: true },
    { id: "stock", group: "greedy", marks: "full", says: "stock" },
  ],
};
