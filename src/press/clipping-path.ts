/** The clipping path of a photograph, where Photoshop has kept one with it. */
import { mapPath } from "../base/path.ts";
import type { PhotoFacts, PictureClip } from "../model/story.ts";
import { pathOutline } from "./path-outline.ts";
import type { PhotoHead } from "./photo-pixels.ts";
import { readPhotoshopPath } from "./photoshop-path.ts";
import { jpegResources, pascal, readResources } from "./photoshop-resources.ts";

/** What a file has of paths: one, none, or one that is of no use (`why` completes "the picture …"). */
export type ClippingPathRead =
  | { readonly kind: "path"; readonly clip: PictureClip; readonly outline: NonNullable<PhotoFacts["outline"]> }
  | { readonly kind: "none" }
  | { readonly kind: "fault"; readonly why: string };

/** Numbers of the blocks that are paths, and of the one that names the path to clip by. */
const FIRST_PATH = 2000;
const LAST_PATH = 2997;
const CLIPPING_PATH = 2999;

/** The path called `name`, or without it the one that the file clips by, turned as the picture is. Never throws. */
export const readClippingPath = (bytes: Uint8Array, head: PhotoHead, name?: string): ClippingPathRead => {
  const data = head.photoshop ?? (bytes[0] === 0xff && bytes[1] === 0xd8 ? jpegResources(bytes) : new Uint8Array());
  const { blocks, cut } = readResources(data);
  const naming = blocks.find(({ id }) => id === CLIPPING_PATH);
  const wanted = name ?? (naming && pascal(naming.data, 0));
  if (cut && (wanted === undefined || !blocks.some((each) => isPath(each.id) && each.name === wanted)))
    return { kind: "fault", why: "has Photoshop data that is cut off" };
  // Photoshop leaves an empty name behind when no path is to clip any more
  if (wanted === undefined || wanted === "") return { kind: "none" };
  const found = blocks.find((each) => isPath(each.id) && each.name === wanted);
  if (!found)
    return name === undefined
      ? { kind: "fault", why: `is to be clipped by its path \`${wanted}\`, which it does not have` }
      : { kind: "fault", why: `has no path \`${wanted}\`` };
  const read = readPhotoshopPath(found.data);
  if (!read.ok) return { kind: "fault", why: `has a path \`${wanted}\` that ${read.why}` };
  const path = mapPath(read.clip.path, TURNS[(head.orientation ?? 1) - 1] ?? TURNS[0]);
  const outline = pathOutline(path, head);
  return outline.length > 0
    ? { kind: "path", clip: { ...read.clip, path }, outline }
    : { kind: "fault", why: `has a path \`${wanted}\` that holds nothing of it` };
};

const isPath = (id: number): boolean => id >= FIRST_PATH && id <= LAST_PATH;

type Turn = (point: { readonly x: number; readonly y: number }) => { readonly x: number; readonly y: number };

/** From the picture as it is stored to the picture as it is seen, by EXIF orientation 1 to 8. */
const TURNS: readonly [Turn, ...Turn[]] = [
  ({ x, y }) => ({ x, y }),
  ({ x, y }) => ({ x: 1 - x, y }),
  ({ x, y }) => ({ x: 1 - x, y: 1 - y }),
  ({ x, y }) => ({ x, y: 1 - y }),
  ({ x, y }) => ({ x: y, y: x }),
  ({ x, y }) => ({ x: 1 - y, y: x }),
  ({ x, y }) => ({ x: 1 - y, y: 1 - x }),
  ({ x, y }) => ({ x: y, y: 1 - x }),
];
