/** The files of the digital edition: page pictures, stories, their pictures, and the list of all of it, which is written last. */
import { storyPlaces } from "../digital/digital-page.ts";
import { type FindPicture, storyPage, titleOf, type WebPicture } from "../digital/story-html.ts";
import { storyNinjs } from "../digital/story-ninjs.ts";
import {
  type Edition,
  type Photo,
  type PrintedFile,
  type PrintedPage,
  type Story,
  webJpeg,
  webRaster,
  writeEdition,
} from "../index.ts";
import { programVersion } from "../nightly/disk/program-folders.ts";
import type { Output, WrittenFile } from "../nightly/output/write-output.ts";
import { rasterPdf } from "../proof/raster-pdf.ts";

/** A package that is being written. */
export interface DigitalPackage {
  /** Adds a page with its stories; those that stand on several pages are written once. */
  add(page: PrintedPage): Promise<void>;
  /** Adds the pages as one PDF, and puts everything into place. */
  commit(): Promise<void>;
  facts(): { readonly pages: number; readonly stories: number };
}

/** Pixels an inch of page pictures, and pixels of the longer side of photographs. */
const PAGE_DPI = 150;
const LONGEST = 1600;

/** All pages in one file, for readers to download. */
const WHOLE = "edition.pdf";

/** Begins a package; `output` is its folder. */
export const digitalPackage = (edition: Edition, output: Output): DigitalPackage => {
  const pages: object[] = [];
  const files: WrittenFile[] = [];
  const printed: PrintedFile[] = [];
  const stories = new Map<string, string>();
  const pictures = new Map<string, WebPicture>();
  const put = async (path: string, content: Uint8Array): Promise<void> => {
    files.push(await output.add(path, content));
  };
  const addPicture = async ({ hash, bytes, art }: Photo): Promise<void> => {
    const { jpeg, width, height } = art ? await pageOfPdf(bytes, art.page) : await webJpeg(bytes, LONGEST);
    const file = `pictures/${hash.slice(0, 16)}.jpg`;
    pictures.set(hash, { file: `../${file}`, width, height });
    await put(file, jpeg);
  };
  const addStory = async (story: Story): Promise<string> => {
    const known = stories.get(story.path);
    if (known !== undefined) return known;
    const name = nameOf(story, new Set(stories.values()));
    stories.set(story.path, name);
    for (const { photo } of story.photos) if (photo && !pictures.has(photo.hash)) await addPicture(photo);
    const picture: FindPicture = (hash) => pictures.get(hash);
    const { paper, date, version } = edition;
    const uri = ["urn:broadsheet", paper.id, date.iso, edition.edition, name].map(encodeURI).join(":");
    const ninjs = storyNinjs(story, { uri, date: date.iso, version, paper: paper.name, picture });
    await put(`stories/${name}.html`, Buffer.from(storyPage(story, picture)));
    await put(`stories/${name}.json`, Buffer.from(`${JSON.stringify(ninjs, undefined, 1)}\n`));
    return name;
  };
  return {
    add: async (added) => {
      printed.push(...added.files);
      const { page, composed, plan } = added.laid;
      const { trim } = plan.boxes;
      const image = await pagePicture(added);
      const file = `${page.id}.jpg`;
      await put(file, image.jpeg);
      const places = storyPlaces(composed);
      const listed: object[] = [];
      for (const { story, area, jump } of places) {
        const name = await addStory(page.stories.get(slotOf(story, page.stories)) ?? story);
        listed.push({
          id: name,
          title: titleOf(story),
          area: area.map((polygon) => polygon.map(({ x, y }) => [share(x / trim.width), share(y / trim.height)])),
          ...(jump !== undefined && { continuesOn: jump }),
          html: `stories/${name}.html`,
          ninjs: `stories/${name}.json`,
        });
      }
      const { width, height } = image;
      pages.push({ page: page.id, section: page.section, image: { file, width, height }, stories: listed });
    },
    commit: async () => {
      const whole = await writeEdition(edition, printed, new Map());
      if (whole) await put(WHOLE, whole);
      output.commit({
        stale: (earlier) => staleOf(earlier, files),
        manifest: () => ({ text: manifestText(edition, { pages, files, ...(whole && { pdf: WHOLE }) }), beside: [] }),
      });
    },
    facts: () => ({ pages: pages.length, stories: stories.size }),
  };
};

/** The story as it was read, also where the page leaves optional paragraphs out. */
const slotOf = (story: Story, stories: ReadonlyMap<string, Story>): string =>
  [...stories].find(([, each]) => each.path === story.path)?.[0] ?? "";

const nameOf = ({ id, path }: Story, taken: ReadonlySet<string>): string =>
  taken.has(id)
    ? path
        .replace(/\.[^./]*$/, "")
        .replace(/^stories\//, "")
        .replaceAll("/", "-")
    : id;

const share = (value: number): number => Math.round(value * 1e4) / 1e4;

/** A page of a PDF that stands on a page as a picture. */
const pageOfPdf = async (bytes: Uint8Array, page: number) => {
  const { width, height, rgba } = await rasterPdf(bytes, { page, dpi: PAGE_DPI });
  const part = { left: 0, top: 0, width, height };
  return webRaster({ width, height, channels: 4, data: rgba }, part);
};

/** The page inside its trim. */
const pagePicture = async ({ files, laid }: PrintedPage) => {
  const [file] = files;
  const { trim } = laid.plan.boxes;
  const { width, height, rgba, dpi } = await rasterPdf(file!.pdf, { page: 1, dpi: PAGE_DPI });
  const pixels = (points: number): number => Math.round((points * dpi) / 72);
  // a file for screens shows its trim alone; others show the sheet
  const [left, top] = width < pixels(file!.sheet.width) ? [0, 0] : [pixels(-file!.sheet.x), pixels(-file!.sheet.y)];
  const part = {
    left,
    top,
    width: Math.min(width - left, pixels(trim.width)),
    height: Math.min(height - top, pixels(trim.height)),
  };
  return webRaster({ width, height, channels: 4, data: rgba }, part);
};

const manifestText = (
  { paper, date, edition, zone, base, version, language }: Edition,
  {
    pages,
    files,
    pdf,
  }: { readonly pages: readonly object[]; readonly files: readonly WrittenFile[]; readonly pdf?: string },
): string => {
  const listed = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const program = programVersion();
  const facts = {
    paper,
    date: date.iso,
    edition,
    ...(base && { zone }),
    version,
    language,
    program,
    ...(pdf && { pdf }),
    pages,
    files: listed,
  };
  return `${JSON.stringify(facts, undefined, 1)}\n`;
};

/** Files of the last package that are not in this one. */
const staleOf = (earlier: string, files: readonly WrittenFile[]): readonly string[] => {
  const now = new Set(files.map(({ path }) => path));
  try {
    const { files: before } = JSON.parse(earlier) as { readonly files?: readonly { readonly path?: unknown }[] };
    return (before ?? []).flatMap(({ path }) =>
      typeof path === "string" && /^[\w./-]+$/.test(path) && !path.includes("..") && !now.has(path) ? [path] : [],
    );
  } catch {
    return [];
  }
};
