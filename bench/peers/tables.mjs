// Figures → Markdown: a table for each group, and in which columns ours stands behind a peer.

const em = (value) => value.toFixed(3);
const whole = (value) => String(value);

/** Columns in which less is better, then what is only told. */
const JUDGED = [
  { key: "most", title: "widest line", say: em, tolerance: 0.0015 },
  { key: "mean", title: "mean", say: em, tolerance: 0.0005 },
  { key: "over5", title: "> 0.05", say: whole, tolerance: 0 },
  { key: "over10", title: "> 0.10", say: whole, tolerance: 0 },
  { key: "squeezed", title: "squeezed", say: whole, tolerance: 0 },
  { key: "crowded", title: "crowded", say: whole, tolerance: 0 },
  { key: "narrowed", title: "narrowed", say: whole, tolerance: 0 },
  { key: "runts", title: "孤字", say: whole, tolerance: 0 },
  { key: "start", title: "start", say: whole, tolerance: 0 },
  { key: "end", title: "end", say: whole, tolerance: 0 },
  { key: "parted", title: "parted", say: whole, tolerance: 0 },
  { key: "wide", title: "wide", say: whole, tolerance: 0 },
  { key: "ragged", title: "ragged", say: whole, tolerance: 0 },
];
const TOLD = [
  { title: "lines", say: ({ lines }) => whole(lines) },
  { title: "，", say: ({ commaFrom, commaTo }) => `${commaFrom.toFixed(2)}–${commaTo.toFixed(2)}` },
  { title: "， σ", say: ({ commaDeviation }) => commaDeviation.toFixed(3) },
  { title: "Western", say: ({ western }) => western.toFixed(2) },
];

const row = (cells) => `| ${cells.join(" | ")} |\n`;

/** One group of rows, each `{name, says, figures}` or `{name, says, failed}`. */
const groupTable = (rows) => {
  const titles = ["", "setting", ...JUDGED.map(({ title }) => title), ...TOLD.map(({ title }) => title)];
  const head = row(titles) + row(titles.map((_, n) => (n < 2 ? "---" : "---:")));
  const body = rows.map(({ name, says, figures, failed }) =>
    failed
      ? row([name, says, `**left out**: ${failed}`, ...titles.slice(3).map(() => "")])
      : row([name, says, ...JUDGED.map(({ key, say }) => say(figures[key])), ...TOLD.map(({ say }) => say(figures))]),
  );
  return head + body.join("");
};

/** A peer that narrows characters on more lines than this sets other type: its openings are told, not compared. */
const NARROWED_MOST = 0.01;
const OPENINGS = new Set(["most", "mean", "over5", "over10"]);

/** Where ours stands in a group, column by column, against the best peer of each. */
export const verdictOf = (rows) => {
  const ours = rows.find((each) => each.ours && each.figures)?.figures;
  const peers = rows.filter((each) => !each.ours && each.figures);
  if (!ours || peers.length === 0) return [];
  return JUDGED.map(({ key, title, say, tolerance }) => {
    const fair = peers.filter(
      (each) => !OPENINGS.has(key) || each.figures.narrowed <= NARROWED_MOST * each.figures.lines,
    );
    const best = (fair.length > 0 ? fair : peers).reduce((a, b) => (b.figures[key] < a.figures[key] ? b : a));
    const gap = ours[key] - best.figures[key];
    const verdict = gap > tolerance ? "behind" : gap < -tolerance ? "ahead" : "even";
    return { title, verdict, ours: say(ours[key]), best: say(best.figures[key]), who: `${best.name} (${best.says})` };
  });
};

const verdictLine = (rows) => {
  const verdict = verdictOf(rows);
  if (verdict.length === 0) return "Nothing to compare: ours or all peers are left out.\n";
  const named = (word) => verdict.filter((each) => each.verdict === word);
  const behind = named("behind").map(({ title, ours, best, who }) => `${title} ${ours} to ${best} of ${who}`);
  const list = (word) =>
    named(word)
      .map(({ title }) => title)
      .join(", ") || "none";
  return `Ours against the best peer of each column: ahead in ${list("ahead")}; even in ${list("even")}; behind in ${behind.join(", ") || "none"}.\n`;
};

/** The groups, in the order in which they are printed: like is compared with like. */
export const GROUPS = [
  { group: "greedy", marks: "half", title: "First-fit, 开明 (marks half, stops full)" },
  { group: "optimum", marks: "half", title: "Total-fit, 开明 (marks half, stops full)" },
  { group: "greedy", marks: "full", title: "First-fit, marks full" },
  { group: "optimum", marks: "full", title: "Total-fit, marks full" },
];

/** A heading and all groups. */
export const report = (title, rows) =>
  `\n## ${title}\n${GROUPS.map((each) => {
    const own = rows.filter(({ group, marks }) => group === each.group && marks === each.marks);
    return own.length === 0 ? "" : `\n### ${each.title}\n\n${groupTable(own)}\n${verdictLine(own)}`;
  }).join("")}`;
