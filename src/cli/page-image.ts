/** A small picture of the page that a report shows: the first with a place on it, else the first. */
import { webRaster } from "../index.ts";
import { rasterPdf } from "../proof/raster-pdf.ts";
import { viewOf } from "../report/page-view.ts";
import type { ReportedFile } from "../report/report-facts.ts";

/** Pixels of the longer side: twice what the report prints at 150 dpi. */
const LONGEST = 900;

/** Undefined where the renderer gives up: a report without a picture is still a report. */
export const pageImage = async ({
  bytes,
  facts,
  report,
}: Pick<ReportedFile, "bytes" | "facts" | "report">): Promise<ReportedFile["picture"]> => {
  const placed = report.findings.flatMap(({ places }) => places).find(({ box }) => box);
  const page = placed?.page ?? 1;
  const found = facts.pages[page - 1];
  if (!found) return undefined;
  const { width, height } = viewOf(found);
  const dpi = Math.min(300, (72 * LONGEST) / Math.max(width, height, 1));
  try {
    const raster = await rasterPdf(bytes, { page, dpi });
    const whole = { left: 0, top: 0, width: raster.width, height: raster.height };
    const { jpeg, ...size } = await webRaster(
      { width: raster.width, height: raster.height, channels: 4, data: raster.rgba },
      whole,
    );
    return { page, jpeg, ...size };
  } catch {
    return undefined;
  }
};
