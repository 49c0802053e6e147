/** Task `thumbnail`: a page's file as a picture of the size of a thumb, cut to its trim, for the run's report. */
import { smallRaster } from "../../index.ts";
import { type FirstPageBoxes, firstPageBoxes } from "../../preflight/first-page-boxes.ts";
import type { Raster } from "../../proof/raster.ts";
import { rasterPdf } from "../../proof/raster-pdf.ts";
import type { ArtefactStore } from "../store/artefact-store.ts";
import type { Thumbnail } from "./task.ts";

/** Pixels across a page; a screen of twice the density shows it sharp at half of that and a bit. */
const WIDTH = 280;

/** Drawn finer and brought down, so that lines of text become an even grey. */
const DPI = 40;

/** Undefined when the file is not in the store. */
export const thumbnailForJob = async (sha256: string, store: ArtefactStore): Promise<Thumbnail | undefined> => {
  const pdf = await store.get(sha256);
  if (!pdf) return undefined;
  const raster = await rasterPdf(pdf, { page: 1, dpi: DPI });
  const part = trimOf(firstPageBoxes(pdf), raster);
  const { width, height } = raster;
  const small = await smallRaster({ width, height, channels: 4, data: raster.rgba }, { part, width: WIDTH });
  return { width: small.width, height: small.height, jpeg: Buffer.from(small.jpeg).toString("base64") };
};

/** The trim in pixels; the whole sheet where the file has none. */
const trimOf = ({ media, trim }: FirstPageBoxes, { width, height }: Raster) => {
  const whole = { left: 0, top: 0, width, height };
  if (!media || !trim) return whole;
  const [across, down] = [width / (media.x1 - media.x0), height / (media.y1 - media.y0)];
  const left = Math.max(0, Math.round((trim.x0 - media.x0) * across));
  const top = Math.max(0, Math.round((media.y1 - trim.y1) * down));
  const right = Math.min(width, Math.round((trim.x1 - media.x0) * across));
  const bottom = Math.min(height, Math.round((media.y1 - trim.y0) * down));
  return right > left && bottom > top ? { left, top, width: right - left, height: bottom - top } : whole;
};
