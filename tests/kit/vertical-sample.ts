/** The vertical sample's page, laid out, with other files in place of some of its own. */
import { Diagnostics } from "../../src/base/diagnostic.ts";
import type { World } from "../../src/base/world.ts";
import {
  type LaidPage,
  layPage,
  openWorkshop,
  type PrintedPage,
  printPage,
  read,
  type Workshop,
} from "../../src/build.ts";
import type { ComposedLine, Fit } from "../../src/compose/composed-page.ts";
import type { Edition } from "../../src/model/edition.ts";
import { diskWorld } from "../../src/nightly/disk/disk-world.ts";
import type { BodyFrame, HeadlineFrame } from "../../src/plan/page-plan.ts";
import type { OpenedFaces } from "../../src/text/font-library.ts";
import { ROOT } from "./sample.ts";

export const VERTICAL_SAMPLE = `${ROOT}samples/vertical-zh`;

export interface VerticalPage {
  readonly edition: Edition;
  readonly laid: LaidPage;
  readonly report: Diagnostics;
  readonly workshop: Workshop;
}

/** Fonts are opened once for all pages. */
const faces: OpenedFaces = new Map();

const workshopWith = (files: Readonly<Record<string, string>>): Workshop => ({
  ...openWorkshop(worldWith(files)),
  faces,
});

/** Page 01 as far as paper. */
export const verticalPage = async (files: Readonly<Record<string, string>> = {}): Promise<VerticalPage> => {
  const report = new Diagnostics();
  const workshop = workshopWith(files);
  const edition = await read("edition.yaml", workshop, report);
  if (!edition?.pages[0]) throw new Error(`the sample does not read: ${JSON.stringify(report.all())}`);
  const laid = await layPage(edition, edition.pages[0], workshop, report);
  return { edition, laid, report, workshop };
};

/** The page as a PDF/X-4 file, the press check included. */
export const verticalPdf = ({ edition, laid, report, workshop }: VerticalPage): Promise<PrintedPage> =>
  printPage(edition, laid, { standard: "pdfx4", workshop, report });

/** What reading the sample has to say. */
export const verticalFindings = async (files: Readonly<Record<string, string>>): Promise<Diagnostics> => {
  const report = new Diagnostics();
  await read("edition.yaml", workshopWith(files), report);
  return report;
};

const worldWith = (files: Readonly<Record<string, string>>): World => {
  const disk = diskWorld({ edition: VERTICAL_SAMPLE, cache: undefined });
  return {
    cached: disk.cached,
    read: async (file, limit) => {
      const own = file.root === "edition" ? files[file.path] : undefined;
      return own === undefined ? disk.read(file, limit) : { ok: true, bytes: new TextEncoder().encode(own) };
    },
  };
};

interface Framed<Frame> {
  readonly frame: Frame;
  readonly lines: readonly ComposedLine[];
}

export const bodiesOf = ({ laid }: VerticalPage): readonly (Framed<BodyFrame> & { readonly fit: Fit })[] =>
  laid.composed.frames.flatMap(({ frame, lines, fit }) => (frame.kind === "body" ? [{ frame, lines, fit: fit! }] : []));

export const headlinesOf = ({ laid }: VerticalPage): readonly Framed<HeadlineFrame>[] =>
  laid.composed.frames.flatMap(({ frame, lines }) => (frame.kind === "headline" ? [{ frame, lines }] : []));

/** The frame of this story. */
export const ofStory = <Each extends Framed<BodyFrame | HeadlineFrame>>(all: readonly Each[], id: string): Each => {
  const found = all.find(({ frame }) => frame.story.id === id);
  if (!found) throw new Error(`no frame of ${id}`);
  return found;
};
