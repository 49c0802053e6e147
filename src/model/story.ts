/** A story as it stands on its own: text, pictures, figures. Where it goes on which page is the layout's matter. */
import type { SourceRange } from "../base/source.ts";

/** Which face a stretch of text is set in: the body face (报宋), `**strong**` in 黑体, `*emphasis*` in 楷体. Never synthetic. */
export type Face = "text" | "strong" | "emphasis";

/** Text in one face; the character at `text[i]` stands at `source.start + i` of its file. Never empty. */
export interface Span {
  readonly text: string;
  readonly face: Face;
  readonly source: SourceRange;
}

/** A stretch of running text without a hard end. */
export type Inline = readonly Span[];

/** A paragraph of the body (正文) or a crosshead (小标题) between two of them. */
export interface Paragraph {
  readonly kind: "body" | "crosshead";
  readonly spans: Inline;
}

/** What a picture file's head says; width and height after its EXIF orientation. */
export interface PhotoFacts {
  readonly width: number;
  readonly height: number;
  /** mono pictures go onto the black plate alone */
  readonly mono: boolean;
}

/** A picture file that was read. */
export interface Photo {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes, hex */
  readonly hash: string;
  readonly facts: PhotoFacts;
}

/** A story's picture with its words. */
export interface StoryPhoto {
  /** absent when the file is missing or no picture; the page then shows a crossed box */
  readonly photo?: Photo;
  readonly path: string;
  /** 图片说明; may be empty */
  readonly caption: Inline;
  /** who took it, as printed: 某某 摄; may be empty */
  readonly credit: Inline;
  /** the point that a crop keeps, each 0 to 1 from the top left */
  readonly focus: { readonly x: number; readonly y: number };
  readonly source: SourceRange;
}

/** A story (稿件), checked and in house form. */
export interface Story {
  /** the file's name without folder and ending */
  readonly id: string;
  readonly path: string;
  /** BCP 47, as in `zh-Hans` */
  readonly language: string;
  /** 1 is the lead; 5 fills a corner */
  readonly priority: number;
  /** 眉题; may be empty */
  readonly kicker: Inline;
  /** 主题, a line each where the editor broke it; none for photo news */
  readonly headline: readonly Inline[];
  /** 副题; may be empty */
  readonly deck: Inline;
  /** the body; a dateline and byline already stand at the head of its first paragraph */
  readonly paragraphs: readonly Paragraph[];
  readonly photos: readonly StoryPhoto[];
  /** 数据框: figures to be set large stand in the strong face */
  readonly keyFigures: readonly Inline[];
  /** credit at the end of the text, set off to the right: 某某 摄; may be empty */
  readonly signature: Inline;
  /** the whole file */
  readonly source: SourceRange;
}

/** The plain text of a stretch. */
export const plainText = (inline: Inline): string => inline.map((span) => span.text).join("");

/** Characters of the body as an editor counts them: every code point but white space. */
export const countCharacters = (story: Story): number =>
  story.paragraphs.reduce((sum, each) => sum + [...plainText(each.spans).replace(/\s/gu, "")].length, 0);
