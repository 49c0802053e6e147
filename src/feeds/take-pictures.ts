/** Pictures of an item → the files that go with its story; what cannot be had is said, and the story goes without. */
import { createHash } from "node:crypto";
import { posix } from "node:path";
import type { Diagnostic } from "../base/diagnostic.ts";
import type { World } from "../base/world.ts";
import { LIMITS } from "../input/document/read-text.ts";
import type { ProbePhoto } from "../input/read-photo.ts";
import type { ItemPicture, Rendition } from "./feed-item.ts";
import type { FeedSource } from "./feed-source.ts";
import { pictureEnding } from "./picture-ending.ts";
import type { FilePicture } from "./story-file.ts";

/** A picture that was taken: its words, and its file in the inbox. */
export interface TakenPicture extends FilePicture {
  /** path in the inbox */
  readonly from: string;
  /** SHA-256 of its bytes */
  readonly hash: string;
}

/** Where pictures come from and go to. */
export interface PictureShop {
  readonly inbox: World;
  /** looks whether a file is a picture that can be printed; without it none is refused */
  readonly probe?: ProbePhoto;
  readonly source: FeedSource;
  /** the item's file in the inbox */
  readonly beside: string;
  /** folder for pictures, and what their names begin with */
  readonly folder: string;
  readonly stem: string;
  /** where the item stands, for findings */
  readonly place: NonNullable<Diagnostic["source"]>;
}

/** The pictures in their order, and what is to be said. No file is fetched from anywhere but the inbox. */
export const takePictures = async (
  pictures: readonly ItemPicture[],
  shop: PictureShop,
): Promise<{ readonly taken: readonly TakenPicture[]; readonly findings: readonly Diagnostic[] }> => {
  const taken: TakenPicture[] = [];
  const findings: Diagnostic[] = [];
  const { source, place } = shop;
  for (const picture of pictures.slice(0, source.most)) {
    const got = await takeOne(picture, shop);
    if (!got.ok) findings.push(without(picture, got.why, place));
    else if (!taken.some(({ hash }) => hash === got.hash)) {
      const { from, hash, ending } = got;
      const number = taken.length === 0 ? "" : `-${taken.length + 1}`;
      const file = `${shop.folder}/${shop.stem.replaceAll("/", "-")}${number}${ending}`;
      taken.push({ file, from, hash, caption: picture.caption, credit: picture.credit });
    }
  }
  return { taken, findings };
};

type Got =
  | { readonly ok: true; readonly from: string; readonly hash: string; readonly ending: string }
  | { readonly ok: false; readonly why: string };

const takeOne = async ({ renditions }: ItemPicture, shop: PictureShop): Promise<Got> => {
  let why = "has no rendition that is asked for";
  for (const { href } of bySize(renditions, shop.source)) {
    for (const from of pathsOf(href, shop.beside)) {
      const read = await shop.inbox.read({ root: "edition", path: from }, LIMITS.photo);
      if (!read.ok) {
        why = isRemote(href)
          ? "lies on a server; nothing is fetched"
          : `${read.why === "missing" ? "is not in the inbox" : "cannot be read"}`;
        continue;
      }
      const probed = await shop.probe?.(read.bytes);
      if (probed && !probed.ok) why = probed.why;
      else
        return {
          ok: true,
          from,
          ending: endingOf(read.bytes, from),
          hash: createHash("sha256").update(read.bytes).digest("hex"),
        };
    }
  }
  return { ok: false, why };
};

/** The largest that is not too large first; those whose size is not said last, in the item's order. */
const bySize = (renditions: readonly Rendition[], { longest, renditions: names }: FeedSource): readonly Rendition[] => {
  const side = ({ width, height }: Rendition): number => Math.max(width ?? 0, height ?? 0);
  const named = renditions.filter(({ name }) => !names || names.includes(name));
  return named.filter((each) => side(each) <= longest).sort((a, b) => side(b) - side(a));
};

const isRemote = (href: string): boolean => /^[a-z][a-z0-9+.-]*:/i.test(href) && !/^file:/i.test(href);

/** A path beside the item; of an address the file of that name, since agencies deliver pictures beside their items. */
const pathsOf = (href: string, beside: string): readonly string[] => {
  const bare = decoded(href.replace(/[?#].*$/s, ""));
  const local = isRemote(href) ? bare.replace(/^.*\//, "") : bare.replace(/^file:\/*/i, "");
  const names = [local, local.replace(/^.*\//, "")].filter((each, n, all) => each !== "" && all.indexOf(each) === n);
  return names
    .map((each) => posix.join(posix.dirname(beside), each))
    .filter((path) => !/[\0\\]|^\/|(^|\/)\.\.(\/|$)|^[A-Za-z]:/.test(path));
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** By what is in the file; by its name where that is not known. */
const endingOf = (bytes: Uint8Array, path: string): string =>
  pictureEnding(bytes) ?? /\.[a-z0-9]{1,5}$/i.exec(path)?.[0].toLowerCase() ?? "";

const without = ({ renditions, caption }: ItemPicture, why: string, source: Diagnostic["source"]): Diagnostic => {
  const name = (renditions[0]?.href ?? "").slice(0, 120);
  const words =
    caption === "" ? "" : `; its caption is “${caption.length > 80 ? `${caption.slice(0, 80)}…` : caption}”`;
  return {
    code: "feed/picture",
    severity: "warning",
    message: `the picture \`${name}\` ${why}; the story goes without it${words}`,
    hint: "put its file beside the item in the inbox",
    ...(source && { source }),
  };
};
