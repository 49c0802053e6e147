/** How many rows a story's body takes in its legs, with what stands in them. */
import type { Pt, Rows } from "../base/units.ts";
import { type BodyBlock, bodyBlock } from "./body-block.ts";
import { legWidth } from "./body-legs.ts";
import { passagesOf } from "./body-passages.ts";
import type { BodyQuestion } from "./body-question.ts";
import type { PlanContext } from "./plan-context.ts";
import { endsThread } from "./threads.ts";
import { lineCount } from "./vertical-legs.ts";

/** Least rows in which the text goes into the legs, all of them equally tall (LC-09). Asked often, worked out once. */
export const bodyRows = (question: BodyQuestion, context: PlanContext): Rows => {
  const answers = context.bodyRows.get(question.node) ?? new Map<string, Rows>();
  context.bodyRows.set(question.node, answers);
  const key = `${question.story.id} ${question.width.toFixed(3)} ${question.floatsLeftOut}`;
  const known = answers.get(key);
  if (known !== undefined) return known;
  const rows = Math.max(1, rowsWithFloats(question, context) + (context.choices.bodies.get(question.node) ?? 0));
  answers.set(key, rows);
  return rows;
};

/** Rows in which the pictures that float in the body have room too; those that have it on no page are left out. */
const rowsWithFloats = (question: BodyQuestion, context: PlanContext): Rows => {
  const rows = leastRows(question, context);
  if (rows <= context.grid.rows) return rows;
  const { placed, held } = bodyBlock(question, { x: 0, y: 0, rows }, context).floats;
  if (question.floatsLeftOut >= placed.length + held.length) return rows;
  return rowsWithFloats({ ...question, floatsLeftOut: question.floatsLeftOut + 1 }, context);
};

const leastRows = (question: BodyQuestion, context: PlanContext): Rows => {
  const text = {
    question,
    context,
    before: endsThread(question.node, context.threads) ? (context.before.get(question.node.story ?? "") ?? []) : [],
    blockOf: (rows: Rows) => bodyBlock(question, { x: 0, y: 0, rows }, context),
  };
  return question.node.writing === "vertical" ? rowsDown(text) : rowsAcross(text);
};

interface Text {
  readonly question: BodyQuestion;
  readonly context: PlanContext;
  /** measures of the lines of the story that stand in other bodies, before this one */
  readonly before: readonly Pt[];
  /** the body when it stands in so many rows */
  readonly blockOf: (rows: Rows) => BodyBlock;
}

/** Lines that the text takes in lines of these measures; those that stand in other bodies are not counted. */
const linesIn = ({ question, context, before }: Text, measures: readonly number[]): number => {
  const { story, node } = question;
  const headSpace = context.choices.space.get(node) ?? 0;
  const setting = { style: context.textStyle(node.style), writing: node.writing, headSpace };
  return Math.max(0, context.measure.bodyLines(story, setting, [...before, ...measures]) - before.length);
};

const goesInto = (text: Text, rows: Rows): boolean => {
  const block = text.blockOf(rows);
  if (rows <= text.context.grid.rows && block.floats.held.some(({ why }) => why === "room")) return false;
  const parted = passagesOf(block, { question: text.question, rows }, text.context);
  if (parted && (parted.parts.length > 0 || !parted.fits)) return parted.fits;
  const measures = block.legs.flatMap((leg) => leg.slots.map((slot) => slot.measure));
  return measures.length > 0 && linesIn(text, measures) <= measures.length;
};

/** Legs side by side: an equal share of the lines each. */
const rowsAcross = (text: Text): Rows => {
  const { legs } = text.question.node;
  const { shape, insets, floats } = text.blockOf(1);
  const isPlain = insets.length + floats.placed.length + floats.held.length === 0;
  const plain = linesIn(text, [legWidth(shape)]);
  if (isPlain && shape.mode !== "relative" && !text.question.node.crosshead)
    return Math.max(1, Math.ceil(plain / legs));
  // legs without room for a character hold no text in however many rows: what does not fit is reported when it is set
  if (legWidth(shape) < shape.grid.zi) return 1;
  const tallest = Math.max(1, ...insets.map(({ rect }) => Math.ceil((rect.y + rect.height) / shape.grid.row - 0.01)));
  const guess = (plain + linesLost(text.blockOf(1), legWidth(shape))) / legs;
  return walkToLeast(text, { guess, least: tallest, most: 10 * (plain + tallest) });
};

/** A vertical leg under this many zi is no leg any more. */
const LOWEST_LEG = 5;
/** Measure, in zi, at which the length of a text is estimated. */
const SAMPLE_MEASURE = 16;

/** Legs one under another: lines as many as the width has, as long as the text wants. */
const rowsDown = (text: Text): Rows => {
  const { legs } = text.question.node;
  const { shape } = text.blockOf(1);
  const { row, zi } = shape.grid;
  const lines = lineCount(shape);
  if (lines < 1) return 1;
  const rowsFor = (measure: number): number => (legs * measure + (legs - 1) * shape.gutter) / row;
  const plain = linesIn(text, [SAMPLE_MEASURE * zi]) * SAMPLE_MEASURE * zi;
  const least = Math.ceil(rowsFor(LOWEST_LEG * zi) - 0.01);
  const guess = rowsFor(Math.max(LOWEST_LEG * zi, (plain + areaLost(text.blockOf(least)) / row) / (lines * legs)));
  return walkToLeast(text, { guess, least, most: 10 * (guess + least) });
};

interface Walk {
  readonly guess: number;
  readonly least: Rows;
  readonly most: Rows;
}

/** Starts where the area says and goes on in steps that double, then halves what is between: each step breaks the whole story. */
const walkToLeast = (text: Text, { guess, least, most }: Walk): Rows => {
  const start = Math.max(least, Math.round(guess));
  let [under, enough] = [least - 1, start];
  if (goesInto(text, start)) {
    for (let step = 1; enough > least; step *= 2) {
      const rows = Math.max(least, enough - step);
      if (!goesInto(text, rows)) {
        under = rows;
        break;
      }
      enough = rows;
    }
  } else {
    under = start;
    for (let step = 1; under < most; step *= 2) {
      enough = Math.min(Math.max(most, start), under + step);
      if (goesInto(text, enough)) break;
      under = enough;
    }
  }
  while (enough - under > 1) {
    const middle = Math.floor((under + enough) / 2);
    if (goesInto(text, middle)) enough = middle;
    else under = middle;
  }
  return enough;
};

/** What the insets take with their gaps to the text. */
const areaLost = ({ obstacles }: BodyBlock): number =>
  obstacles.reduce((sum, { rect, gap }) => sum + (rect.width + 2 * gap) * rect.height, 0);

/** Lines that the insets cost, by their area. */
const linesLost = (block: BodyBlock, measure: number): number => areaLost(block) / (measure * block.shape.grid.row);
