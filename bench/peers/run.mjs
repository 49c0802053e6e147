// How well peers and we justify the same text: node bench/peers/run.mjs [--text FILE] [--measures 13,17] [--json FILE]
//   [--folder DIR] [--program DIR] [--only greedy|optimum] [--marks half|full] [--widest N] [--total]
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { figuresOf, measureLines } from "./figures.mjs";
import { peersFolder } from "./folder.mjs";
import { openFont } from "./font.mjs";
import { OURS, setOurs } from "./ours.mjs";
import { SIZE } from "./page.mjs";
import { PEERS, setPeer } from "./peers.mjs";
import { report } from "./tables.mjs";
import { readParagraphs } from "./text.mjs";
import { readLines } from "./witness.mjs";

const { values } = parseArgs({
  options: {
    text: { type: "string" },
    measures: { type: "string", default: "13,16,17,20,24" },
    json: { type: "string" },
    folder: { type: "string" },
    program: { type: "string", default: fileURLToPath(new URL("../../", import.meta.url)) },
    only: { type: "string" },
    marks: { type: "string" },
    widest: { type: "string", default: "0" },
    total: { type: "boolean", default: false },
  },
});
const folder = peersFolder(values.folder);
const measures = values.measures.split(",").map(Number);
const paragraphs = readParagraphs(values.text);
const font = openFont();
const wanted = ({ group, marks }) =>
  (!values.only || group === values.only) && (!values.marks || marks === values.marks);

/** What is measured at each measure, or why it is not. */
const rowOf = (about, filesAt) => {
  try {
    const measured = measures.map((measure) => {
      const { files, width } = filesAt(measure);
      return measureLines(readLines(files, paragraphs), { width, font });
    });
    return { ...about, measured };
  } catch (fault) {
    const said = String(fault.stderr || fault.message).split("\n");
    return { ...about, failed: said.find((each) => /error/i.test(each)) ?? said[0] };
  }
};

const oursRow = (setting) => {
  let files;
  return rowOf({ name: "**ours**", ours: true, ...setting }, (measure) => {
    files ??= setOurs({ paragraphs, measures, setting, program: values.program, folder });
    return { files: files.get(measure), width: measure * SIZE };
  });
};

const peerRow = (peer, setting) => {
  const version = peer.version(folder);
  const about = { name: peer.name, version, ...setting };
  if (version === undefined) return { ...about, failed: "not installed" };
  return rowOf(about, (measure) => ({
    files: [setPeer(peer, { setting, measure, paragraphs, folder, fonts: font, version })],
    width: peer.width(measure),
  }));
};

const rows = [
  ...OURS.filter(wanted).map(oursRow),
  ...PEERS.flatMap((peer) => peer.settings.filter(wanted).map((setting) => peerRow(peer, setting))),
];
const at = (pick) => rows.map((each) => (each.measured ? { ...each, figures: figuresOf(pick(each.measured)) } : each));

console.log(
  `${paragraphs.length} paragraphs, ${paragraphs.join("").length} characters; measures ${measures.join(", ")} zi`,
);
console.log(PEERS.map((peer) => `${peer.name} ${peer.version(folder) ?? "missing"}`).join(", "));
if (!values.total) {
  measures.forEach((measure, n) => {
    console.log(
      report(
        `${measure} zi`,
        at((measured) => measured[n]),
      ),
    );
  });
}
console.log(
  report(
    "All measures",
    at((measured) => measured.flat()),
  ),
);

const widest = Number(values.widest);
for (const row of widest > 0 ? rows.filter((each) => each.measured) : []) {
  console.log(`\n${row.name}, ${row.says}: widest lines, and all with faults`);
  const lines = row.measured.flatMap((lines, n) => lines.map((line) => ({ ...line, measure: measures[n] })));
  const open = lines.filter((line) => line.justified && line.opening !== undefined);
  const shown = open.sort((a, b) => b.opening - a.opening).slice(0, widest);
  for (const { measure, opening, text, faults } of [...shown, ...lines.filter((line) => line.faults.length > 0)])
    console.log(`  ${measure} zi  ${(opening ?? 0).toFixed(3)}  ${text}  ${faults.join(" ")}`);
}

if (values.json) {
  const told = rows.map(({ measured, ...about }) => ({
    ...about,
    measures: measured?.map((lines, n) => ({ measure: measures[n], figures: figuresOf(lines), lines })),
  }));
  writeFileSync(values.json, JSON.stringify({ measures, paragraphs: paragraphs.length, rows: told }, undefined, 1));
}
