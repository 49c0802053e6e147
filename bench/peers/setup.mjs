// Puts the peers that come from npm into a folder of their own: node bench/peers/setup.mjs [FOLDER]
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { peersFolder } from "./folder.mjs";
import { PEERS } from "./peers.mjs";

const PACKAGES = ["@myriaddreamin/typst-ts-node-compiler@0.7.0"];

const folder = peersFolder(process.argv[2]);
mkdirSync(folder, { recursive: true });
const manifest = join(folder, "package.json");
if (!existsSync(manifest)) writeFileSync(manifest, '{ "private": true }\n');
execFileSync("npm", ["install", "--no-audit", "--no-fund", ...PACKAGES], { cwd: folder, stdio: "inherit" });
for (const peer of PEERS) console.log(`${peer.name}: ${peer.version(folder) ?? "missing"}`);
