/** A story as HTML: what it says, in reading order, with its pictures, tables and figures; how it looks is the reader's matter. */
import { type Inline, plainText, type Story, type StoryPhoto } from "../model/story.ts";
import { bodyMarkup } from "./body-html.ts";
import { exhibitsMarkup } from "./exhibit-html.ts";
import { escaped, inlineMarkup } from "./markup.ts";

/** A picture as it lies beside the story. */
export interface WebPicture {
  /** relative to the story's file */
  readonly file: string;
  readonly width: number;
  readonly height: number;
}

/** Finds a story's picture by the SHA-256 of its file; undefined when it has none that can be shown. */
export type FindPicture = (hash: string) => WebPicture | undefined;

/** The story's title in plain text: its headline, else the first words of its text. */
export const titleOf = ({ headline, paragraphs, id }: Story): string =>
  headline.map(plainText).join(" ") ||
  [...paragraphs.map(({ spans }) => plainText(spans)).join("")].slice(0, 24).join("") ||
  id;

/** The story as an `article`, without a page round it. */
export const storyMarkup = (story: Story, picture: FindPicture): string =>
  [
    `<article lang="${escaped(story.language)}">`,
    headOf(story),
    ...story.photos.map((photo) => figureOf(photo, picture)),
    bodyMarkup(story.paragraphs),
    ...exhibitsMarkup(story),
    ...element("p", story.signature, "signature"),
    "</article>",
  ]
    .filter((part) => part !== "")
    .join("\n");

/** The story as a page of its own. */
export const storyPage = (story: Story, picture: FindPicture): string =>
  `<!doctype html>
<html lang="${escaped(story.language)}">
<head>
<meta charset="utf-8"/>
<title>${escaped(titleOf(story))}</title>
</head>
<body>
${storyMarkup(story, picture)}
</body>
</html>
`;

const headOf = ({ kicker, headline, deck, summary }: Story): string => {
  const lines = [
    ...element("p", kicker, "kicker"),
    ...(headline.length > 0 ? [`<h1>${headline.map(inlineMarkup).join("<br/>")}</h1>`] : []),
    ...element("p", deck, "deck"),
    ...(summary.length > 0
      ? [`<ul class="summary">${summary.map((point) => `<li>${inlineMarkup(point)}</li>`).join("")}</ul>`]
      : []),
  ];
  return lines.length > 0 ? `<header>\n${lines.join("\n")}\n</header>` : "";
};

const element = (name: string, inline: Inline, kind: string): readonly string[] =>
  inline.length > 0 ? [`<${name} class="${kind}">${inlineMarkup(inline)}</${name}>`] : [];

const figureOf = ({ photo, caption, credit }: StoryPhoto, picture: FindPicture): string => {
  const found = photo && picture(photo.hash);
  const words = [...element("span", caption, "caption"), ...element("span", credit, "credit")].join(" ");
  if (!found && words === "") return "";
  const image = found
    ? `<img src="${escaped(found.file)}" width="${found.width}" height="${found.height}" alt="${escaped(plainText(caption))}"/>`
    : "";
  return `<figure>${image}${words && `<figcaption>${words}</figcaption>`}</figure>`;
};
