/** Pictures into ink: every photograph of a page separated for the press, at the size at which it is placed. */
import type { Diagnostic, Report } from "../base/diagnostic.ts";
import type { ArtItem, DisplayPage, DrawingItem, PictureItem } from "../display/display-list.ts";
import type { Press } from "../model/edition.ts";
import type { ArtFault } from "./art/art-shop.ts";
import { inkArt } from "./art/ink-art.ts";
import { inkDrawings } from "./ink-drawings.ts";
import type { InkedArt, InkedPage, InkedPicture } from "./inked-page.ts";
import { whyUnread } from "./probe-photo.ts";
import { reportNotes } from "./report-notes.ts";
import { pictureHash, separatePicture } from "./separate-picture.ts";

/** Pictures in work at the same time; each holds a few tens of megabytes of pixels. */
const AT_ONCE = 2;

/**
 * Separates the pictures of `page`. Equal pictures (same file, crop, size and press) are worked out once; `cache` keeps them from
 * page to page by their hash. A damaged file is an error finding `input/photo`, and its picture is absent from the result.
 */
export const inkPictures = async (
  page: DisplayPage,
  press: Press,
  how: { readonly cache: Map<string, Promise<InkedPicture>>; readonly report: Report },
): Promise<InkedPage> => {
  const items = page.items.filter((item): item is PictureItem => item.kind === "picture");
  const pictures = new Map<PictureItem, InkedPicture>();
  const queue = [...items];
  const work = async (): Promise<void> => {
    for (let item = queue.shift(); item; item = queue.shift()) {
      const picture = await inkPicture(item, press, { ...how, page: page.id });
      if (picture) pictures.set(item, picture);
    }
  };
  const drawings = page.items.filter((item): item is DrawingItem => item.kind === "drawing");
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const inked = drawings.length > 0 ? await inkDrawings(drawings, press) : undefined;
  const art = new Map<ArtItem, InkedArt>();
  for (const item of page.items) {
    if (item.kind !== "art") continue;
    const work = await inkArt(item.photo, {
      press,
      mono: item.mono === true,
      scale: scaleOf(item),
      fault: (fault) => how.report.add(artFinding(item, fault, page.id)),
    });
    if (work) art.set(item, work);
  }
  return {
    page,
    pictures: new Map(items.flatMap((item) => (pictures.has(item) ? [[item, pictures.get(item)!]] : []))),
    ...(inked && { drawings: inked }),
    ...(art.size > 0 && { art }),
  };
};

/** How much a page of a PDF grows on ours: the smaller way, where it is stretched. */
const scaleOf = ({ rect, crop, photo: { facts } }: ArtItem): number =>
  Number(Math.min(rect.width / (crop.width * facts.width), rect.height / (crop.height * facts.height)).toFixed(4));

const artFinding = (item: ArtItem, { why, hint }: ArtFault, page: string): Diagnostic => ({
  code: "input/photo",
  severity: "error",
  message: `the picture \`${item.photo.path}\` ${why}`,
  hint,
  source: item.source,
  place: { page, rect: item.rect },
});

interface Workplace {
  readonly cache: Map<string, Promise<InkedPicture>>;
  readonly report: Report;
  readonly page: string;
}

const inkPicture = async (item: PictureItem, press: Press, at: Workplace): Promise<InkedPicture | undefined> => {
  const hash = pictureHash(item, press);
  const known = at.cache.get(hash);
  const work = known ?? separatePicture(item, press);
  if (!known) at.cache.set(hash, work);
  try {
    const picture = await work;
    reportNotes(item, picture, { press, ...at });
    return picture;
  } catch (fault) {
    // a full disk or a lack of memory may be over the next time
    at.cache.delete(hash);
    at.report.add({
      code: "input/photo",
      severity: "error",
      message: `the picture \`${item.photo.path}\` ${whyUnread(fault)}`,
      hint: "save the picture anew as JPEG, or take another",
      source: item.source,
      place: { page: at.page, rect: item.rect },
    });
    return undefined;
  }
};
