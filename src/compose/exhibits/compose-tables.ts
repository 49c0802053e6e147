/** Tables in their places of a page: each place goes on where the one before it ends, the last one says what is left over. */
import type { Report } from "../../base/diagnostic.ts";
import type { ExhibitContent } from "../../plan/exhibit-content.ts";
import type { ExhibitFrame, PagePlan } from "../../plan/page-plan.ts";
import type { ComposedFrame } from "../composed-page.ts";
import { type ExhibitShop, exhibitRoom, placeBlock } from "./compose-exhibit.ts";
import { setTable, type TableBlock } from "./table.ts";

type TableFrame = ExhibitFrame & { readonly content: Extract<ExhibitContent, { kind: "table" }> };

/** All tables of a page, set. */
export const composeTables = (
  plan: PagePlan,
  { galleys }: Pick<ExhibitShop, "galleys">,
  report: Report,
): ReadonlyMap<ExhibitFrame, ComposedFrame> => {
  const frames = plan.frames.filter(
    (frame): frame is TableFrame => frame.kind === "exhibit" && frame.content.kind === "table",
  );
  const shop = { galleys, zi: plan.zi, page: plan.id };
  const tables = new Set(frames.map(({ content }) => content.table));
  const composed = [...tables].flatMap((table) =>
    composeTable(
      frames.filter(({ content }) => content.table === table),
      shop,
      report,
    ),
  );
  return new Map(composed.map((each) => [each.frame as ExhibitFrame, each]));
};

type TableShop = ExhibitShop & { readonly page: string };

const composeTable = (places: readonly TableFrame[], shop: TableShop, report: Report): readonly ComposedFrame[] => {
  const { table } = places[0]!.content;
  const last = places.at(-1)!;
  let [from, first, done] = [table.continued?.from ?? table.head, table.continued === undefined, false];
  const out: ComposedFrame[] = [];
  for (const frame of places) {
    const jump = frame === last && frame.jump !== undefined ? { jump: frame.jump } : {};
    const block: TableBlock = done
      ? { ...NOTHING, next: from }
      : setTable(frame.content, exhibitRoom(frame), { ...shop, run: { from, first, ...jump } });
    first &&= block.lines.length + block.shapes.length === 0;
    from = block.next;
    done = from === table.rows;
    const isRest = frame === last && !done;
    if (isRest) reportRest(frame, { block, shop }, report);
    const placed = placeBlock({ frame, block }, shop, report);
    out.push(isRest && frame.jump !== undefined ? { ...placed, rest: { table, from } } : placed);
  }
  return out;
};

const NOTHING: Omit<TableBlock, "next"> = { height: 0, lines: [], shapes: [], faults: [], left: 0, nextRow: 0 };

const reportRest = (
  frame: TableFrame,
  { block: { next, left, nextRow, height }, shop }: { readonly block: TableBlock; readonly shop: TableShop },
  report: Report,
): void => {
  const { table } = frame.content;
  const [rows, body] = [table.rows - next, table.rows - table.head];
  const place = { page: shop.page, rect: frame.rect };
  const count = `${rows} of its ${body} ${body === 1 ? "row" : "rows"}`;
  if (frame.jump !== undefined)
    report.add({
      code: "compose/jump",
      severity: "info",
      message: `a table of \`${frame.story.id}\` goes on on page \`${frame.jump}\`: ${count}`,
      source: table.source,
      place,
    });
  else {
    // where nothing of it stands in a place, a row is higher than that
    const tall = height === 0 ? `; its row ${next + 1} alone is ${Math.ceil(nextRow)} pt high` : "";
    report.add({
      code: "compose/table-rows",
      severity: "error",
      message: `a table of \`${frame.story.id}\` has no room for ${count}, ${Math.ceil(left)} pt${tall}`,
      hint: tall
        ? "shorten that row, or give the table more rows of the page"
        : "give it more rows of the page, another part that shows it, or `overset: jump` and a page that continues it",
      source: table.source,
      place,
    });
  }
};
