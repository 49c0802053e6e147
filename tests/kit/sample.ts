/** The sample edition, laid out once for all tests that look at it. */
import { fileURLToPath } from "node:url";
import { Diagnostics } from "../../src/base/diagnostic.ts";
import {
  type LaidPage,
  layPage,
  openWorkshop,
  type PrintedPage,
  printPage,
  read,
  type Workshop,
} from "../../src/build.ts";
import type { ComposedFrame } from "../../src/compose/composed-page.ts";
import type { Edition } from "../../src/model/edition.ts";
import { diskWorld } from "../../src/nightly/disk/disk-world.ts";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
export const SAMPLE = `${ROOT}samples/canghai-2025-07-10`;

export interface Sample {
  readonly edition: Edition;
  readonly laid: LaidPage;
  readonly report: Diagnostics;
  readonly workshop: Workshop;
}

let laying: Promise<Sample> | undefined;
let printing: Promise<PrintedPage> | undefined;

/** Page 05 of the sample, read, planned, composed and painted. */
export const sample = (): Promise<Sample> => {
  laying ??= lay();
  return laying;
};

/** The same page as a PDF/X-4 file. */
export const samplePdf = (): Promise<PrintedPage> => {
  printing ??= sample().then(({ edition, laid, workshop, report }) =>
    printPage(edition, laid, { standard: "pdfx4", workshop, report }),
  );
  return printing;
};

const lay = async (): Promise<Sample> => {
  const report = new Diagnostics();
  const workshop = openWorkshop(diskWorld({ edition: SAMPLE, cache: undefined }));
  const edition = await read("edition.yaml", workshop, report);
  const page = edition?.pages[0];
  if (!edition || !page) throw new Error(`the sample does not read: ${JSON.stringify(report.all())}`);
  return { edition, laid: await layPage(edition, page, workshop, report), report, workshop };
};

/** Frames that carry a printed feature. */
export const framesWith = ({ laid }: Sample, feature: string): readonly ComposedFrame[] =>
  laid.composed.frames.filter(({ frame }) => frame.features.includes(feature));

/** The frame of this id. */
export const frameOf = ({ laid }: Sample, id: string): ComposedFrame => {
  const found = laid.composed.frames.find(({ frame }) => frame.id === id);
  if (!found)
    throw new Error(`no frame ${id}; there are ${laid.composed.frames.map(({ frame }) => frame.id).join(", ")}`);
  return found;
};
