/** `broadsheet inspect`: where everything of a page stands. */
import { Diagnostics } from "../base/diagnostic.ts";
import { type EditionPage, layPage } from "../index.ts";
import type { OpenedEdition } from "../nightly/page/opened-edition.ts";
import { findingsOf } from "../nightly/page/page-findings.ts";
import { oneCopy } from "./each-copy.ts";
import { type FrameFacts, inspectPage, type PageFacts } from "./inspect-page.ts";
import { openEdition } from "./open-edition.ts";
import { type CommandInput, printFindings, printJson, type Session } from "./session.ts";
import { printable } from "./text-width.ts";
import { UsageError } from "./usage-error.ts";

/** Prints the facts of one page; 1 when laying it out found an error. Nothing is printed or written: the press check is `check`'s. */
export const inspect = async (asked: CommandInput): Promise<number> => {
  const { argument, options, session } = await oneCopy(asked);
  const opened = await openEdition(argument ?? ".", options.page, session);
  const page = onePage(opened, session);
  const own = new Diagnostics();
  for (const finding of findingsOf(page, opened)) own.add(finding);
  const report = { add: own.add.bind(own), text: opened.found.text.bind(opened.found) };
  const facts = inspectPage(await layPage(opened.edition, page, opened.workshop, report));
  const textOf = (path: string) => opened.found.textOf(path);
  if (session.json) printJson(facts, { all: own.all(), textOf }, session);
  else {
    session.terminal.out(listing(facts, session));
    printFindings(own.all(), textOf, session);
  }
  return own.has("error") ? 1 : 0;
};

/** The only page that the command is about; more than one is a `UsageError`. */
export const onePage = ({ pages }: OpenedEdition, { says }: Session): EditionPage => {
  const [page, second] = pages;
  if (page && !second) return page;
  throw new UsageError(says.onePage(pages.map(({ id }) => id)));
};

const listing = (facts: PageFacts, { says }: Session): string => {
  const features = Object.entries(facts.features).map(([id, frames]) => `  ${id}  ${frames.join(", ")}`);
  const head = `${says.page(facts.page)}  ${facts.section}  ${says.frames(facts.frames.length)}`;
  return `${printable(head)}\n\n${facts.frames.map((frame) => frameLines(frame, says)).join("\n")}\n${says.features}\n${features.join("\n")}\n`;
};

const frameLines = (frame: FrameFacts, says: Session["says"]): string => {
  const { x, y, width, height } = frame.rect as Readonly<Record<"x" | "y" | "width" | "height", number>>;
  const marks = frame.features.length > 0 ? `  [${frame.features.join(" ")}]` : "";
  const story = frame.story === undefined ? "" : `  ${frame.story}`;
  return [
    `${frame.id}  ${frame.kind}  ${x} ${y}  ${width} × ${height}${story}${marks}`,
    ...(frame.legs ?? []).map((leg, at) => `  ${says.leg(at + 1, `${leg.measure}`, leg.lines)}`),
    ...frame.lines.map((line) => `    ${line.x} ${line.baseline}  ${printable(line.text)}`),
    "",
  ].join("\n");
};
