// Writes the table of rules into docs/preflight.md, between its two marks, from the program's own table.
//
//     npm run build && node scripts/make-preflight-table.mjs
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { preflightTable } from "../dist/index.js";

const path = join(new URL("..", import.meta.url).pathname, "docs/preflight.md");
const text = readFileSync(path, "utf8");
const [before, after] = [text.split("<!-- rules -->")[0], text.split("<!-- /rules -->")[1]];
writeFileSync(path, `${before}<!-- rules -->\n${preflightTable()}<!-- /rules -->${after}`);
