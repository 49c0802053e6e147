/** Blocks of a story in their frames, inside their boxes. */
import type { Report } from "../../base/diagnostic.ts";
import { fits, type Pt } from "../../base/units.ts";
import { type BoxStyle, boxInset } from "../../model/style.ts";
import type { BoxedExhibit, ExhibitContent } from "../../plan/exhibit-content.ts";
import type { ExhibitFrame } from "../../plan/page-plan.ts";
import type { ComposedFrame } from "../composed-page.ts";
import type { Galleys } from "../galleys.ts";
import { inkExtent } from "../ink-extent.ts";
import { type Block, type BlockRoom, moveLine, moveShape } from "./block.ts";
import { setChart } from "./chart.ts";
import { setKeyFigures } from "./key-figures.ts";
import { setQr } from "./qr.ts";
import { setQuote } from "./quote.ts";
import { setSidebar } from "./sidebar.ts";
import { setTable } from "./table.ts";

/** What blocks are set with. */
export interface ExhibitShop {
  readonly galleys: Galleys;
  /** body size of the page */
  readonly zi: Pt;
}

/** Height of a block in a width, the box round it included. */
export const exhibitHeight = ({ content, box }: BoxedExhibit, width: Pt, shop: ExhibitShop): Pt =>
  setExhibit(content, { width: width - 2 * inside(box) }, shop).height + 2 * inside(box);

/** Sets a block into its frame; what is wrong with it is reported. */
export const composeExhibit = (
  frame: ExhibitFrame,
  shop: ExhibitShop & { readonly page: string },
  report: Report,
): ComposedFrame => placeBlock({ frame, block: setExhibit(frame.content, exhibitRoom(frame), shop) }, shop, report);

/** What a frame has inside its box. */
export const exhibitRoom = ({ rect, box }: ExhibitFrame): Required<BlockRoom> => ({
  width: rect.width - 2 * inside(box),
  height: rect.height - 2 * inside(box),
});

/** Puts a block that has been set into its frame; what is wrong with it is reported. */
export const placeBlock = (
  { frame, block }: { readonly frame: ExhibitFrame; readonly block: Block },
  shop: Pick<ExhibitShop, "zi"> & { readonly page: string },
  report: Report,
): ComposedFrame => {
  const { rect, box } = frame;
  const room = exhibitRoom(frame);
  const place = { page: shop.page, rect };
  for (const fault of block.faults) report.add({ ...fault, place });
  if (!fits(block.height, room.height + 0.2 * shop.zi)) {
    report.add({
      code: "compose/overset-part",
      severity: "error",
      message: `\`${frame.id}\` is ${Math.ceil(block.height - room.height)} pt taller than its frame`,
      hint: "shorten it, or give the part more rows",
      source: frame.source,
      place,
    });
  }
  const dx = rect.x + inside(box);
  // tables stand on the rows of the page; in a box everything stands in its middle
  const dy = rect.y + inside(box) + (box ? middleOf(block, room.height) : 0);
  return {
    frame,
    lines: block.lines.map((line) => moveLine(line, dx, dy)),
    shapes: block.shapes.map((shape) => moveShape(shape, dx, dy)),
  };
};

/** How far down a block stands in the middle of a height: its words by their ink, where there is nothing drawn round them. */
const middleOf = ({ lines, shapes, height }: Block, room: Pt): Pt => {
  const ink = shapes.length === 0 ? inkExtent(lines) : undefined;
  return ink ? (room - ink.top - ink.bottom) / 2 : Math.max(0, (room - height) / 2);
};

const inside = (box: BoxStyle | undefined): Pt => (box ? boxInset(box) : 0);

const setExhibit = (content: ExhibitContent, room: BlockRoom, shop: ExhibitShop): Block => {
  switch (content.kind) {
    case "table":
      return setTable(content, room, shop);
    case "key-figures":
      return setKeyFigures(content, room, shop.galleys);
    case "quote":
      return setQuote(content, room, shop.galleys);
    case "qr":
      return setQr(content, room, shop.galleys);
    case "sidebar":
      return setSidebar(content, room, shop.galleys);
    case "chart":
      return setChart(content, room, shop.galleys);
    default:
      return content satisfies never;
  }
};
