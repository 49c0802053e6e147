/** Pictures of a ninjs item: its own renditions where it is a picture, and those of the pictures that go with it. */
import type { ItemPicture, Rendition } from "./feed-item.ts";
import { htmlLine } from "./html-text.ts";
import { wholeNumber } from "./item-facts.ts";
import { type Ninjs, ninjsSchema } from "./ninjs-schema.ts";

/** In the order of the item. An association that is no item is none. */
export const ninjsPictures = (ninjs: Ninjs): readonly ItemPicture[] => {
  const others = Object.values(ninjs.associations ?? {}).flatMap((each) => {
    const checked = ninjsSchema.safeParse(each);
    return checked.success ? [checked.data] : [];
  });
  return [ninjs, ...others].flatMap(pictureOf);
};

const pictureOf = (ninjs: Ninjs): readonly ItemPicture[] => {
  const { renditions = [], type } = ninjs;
  const named = Array.isArray(renditions)
    ? renditions
    : Object.entries(renditions ?? {}).map(([name, each]) => ({ ...each, name }));
  const own = named.flatMap((each): readonly Rendition[] => {
    const { href, name, width, height } = each;
    const kind = each.contentType ?? each.contenttype ?? each.mimetype ?? "";
    const isPicture =
      kind === "" ? type === "picture" || type === "graphic" || type === undefined : kind.startsWith("image/");
    if (!href || !isPicture || (type && !/picture|graphic|image/.test(type))) return [];
    const [wide, high] = [wholeNumber(width), wholeNumber(height)];
    return [{ name: name ?? "", href, ...(wide !== undefined && high !== undefined && { width: wide, height: high }) }];
  });
  return own.length > 0
    ? [{ renditions: own, caption: captionOf(ninjs), credit: htmlLine(ninjs.byline ?? ninjs.by ?? "") }]
    : [];
};

const captionOf = (ninjs: Ninjs): string => {
  const old = Object.entries(ninjs).find(([key, value]) => key.startsWith("description_") && typeof value === "string");
  const text = ninjs.descriptions?.find(({ role }) => /caption|text|main/.test(role ?? ""))?.value;
  return htmlLine(text ?? (typeof old?.[1] === "string" ? old[1] : ""));
};
