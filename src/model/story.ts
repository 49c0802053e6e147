/** A story as it stands on its own: text, pictures, figures. Where it goes on which page is the layout's matter. */
import type { SourceRange } from "../base/source.ts";

/** Which face a stretch of text is set in: the body face (报宋), `**strong**` in 黑体, `*emphasis*` in 楷体. Never synthetic. */
export type Face = "text" | "strong" | "emphasis";

/**
 * A mark set to a stretch of text, as CLREQ 3.1.3.4 names them (LC-90 to LC-96): 着重号, a dot at each character; 专名号, a straight
 * line; 书名号甲式, a wavy line; a plain underline; 示亡号, a frame round the name of somebody who died. `upright` is 纵中横
 * (tate-chu-yoko, LC-101): in vertical lines the item is one unit, set upright across the line.
 */
export type Mark = "emphasis-dots" | "proper-name" | "book-title" | "underline" | "deceased" | "upright";

/** The reading (注音, ruby) of one base unit. */
export interface Ruby {
  /** `mono`: the base is one character; `group`: the base is a word whose reading belongs to all of it */
  readonly kind: "mono" | "group";
  /** the reading in house form; never empty */
  readonly text: string;
  /** the reading as written: from its first character to its last */
  readonly source: SourceRange;
}

/** Text in one face, with the same marks and reading throughout. Never empty. */
export interface Span {
  /**
   * The character at `text[i]` stands at `source.start + i` of its file. Only a base with a reading is not parted where its
   * characters do not follow one another in the file (a line end, a backslash); there it is counted on from its first one.
   */
  readonly text: string;
  readonly face: Face;
  readonly source: SourceRange;
  /** each mark once, that of the outermost item first; absent when there is none */
  readonly marks?: readonly Mark[];
  /**
   * For each of `marks` the item it was set to. All spans of an item have its number, no other item of the story has it: a line
   * goes on over spans of one item, and is parted between neighbouring items (LC-91). Present when `marks` is.
   */
  readonly markIds?: readonly number[];
  /** present when the span is a base with a reading; then it is just one base unit, never parted (LC-35) */
  readonly ruby?: Ruby;
}

/** A stretch of running text without a hard end. */
export type Inline = readonly Span[];

/** A paragraph of the body (正文). */
export interface BodyParagraph {
  readonly kind: "body";
  readonly spans: Inline;
  /** rows that its first character takes (首字下沉), 2 or 3; absent when it is set like the rest */
  readonly dropCap?: number;
  /** whether it goes on with a paragraph of another page: then its first line has no indent */
  readonly continued?: boolean;
}

/** A crosshead (小标题) between paragraphs. */
export interface Crosshead {
  readonly kind: "crosshead";
  readonly spans: Inline;
}

/** An item of a list; the items of one list follow one another. Lists are not nested. */
export interface ListItem {
  readonly kind: "bulleted" | "numbered";
  /** what stands before the text: `•`, or the number as the source has it with its full stop, as in `1.`; in no file as such */
  readonly label: string;
  readonly spans: Inline;
}

/** What a body is made of. */
export type Paragraph = BodyParagraph | Crosshead | ListItem;

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

/** What is printed with a picture, or with a group of them. */
export interface PictureWords {
  /** 图片说明; may be empty */
  readonly caption: Inline;
  /** who took it, as printed: 某某 摄; may be empty */
  readonly credit: Inline;
  readonly source: SourceRange;
}

/** A story's picture with its words. */
export interface StoryPhoto extends PictureWords {
  /** absent when the file is missing or no picture; the page then shows a crossed box */
  readonly photo?: Photo;
  readonly path: string;
  /** the point that a crop keeps, each 0 to 1 from the top left */
  readonly focus: { readonly x: number; readonly y: number };
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
  /** over the rest of the story on another page (转版); the headline when empty */
  readonly jumpHeadline: Inline;
  /** 副题; may be empty */
  readonly deck: Inline;
  /** 提要: what the story says, in points; may be empty */
  readonly summary: readonly Inline[];
  /** the body; a dateline and byline already stand at the head of its first paragraph */
  readonly paragraphs: readonly Paragraph[];
  /** paragraphs, counted from 0, that may be left out so that the page closes; the first of them goes first */
  readonly optional: readonly number[];
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
