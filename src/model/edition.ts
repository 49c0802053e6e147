/** An edition: one day's paper, its pages and how they go to press. */
import type { Rect } from "../base/geometry.ts";
import type { SourceRange } from "../base/source.ts";
import type { Ad, AdSettings } from "./ad.ts";
import type { FontManifest } from "./fonts.ts";
import type { Layout } from "./layout.ts";
import type { Press } from "./press.ts";
import type { Gap, Standby } from "./stand-in.ts";
import type { Story } from "./story.ts";
import type { StyleSheet } from "./style-sheet.ts";

export type { Intent, OutputCondition, Press, Sharpening, Standard } from "./press.ts";

/** A day of the calendar; `weekday` 0 is Sunday. Worked out from the date alone, without any time zone. */
export interface IssueDate {
  readonly iso: string;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
}

/** A line of the credit block (责任编辑 …). */
export interface Credit {
  readonly role: string;
  readonly name: string;
}

/** 上接第×版: a story that goes on from another page. */
export interface Continuation {
  /** id of the page on which it begins */
  readonly page: string;
  /** its place in the layout of that page */
  readonly story: string;
  readonly source: SourceRange;
}

/** One page with everything that goes onto it. */
export interface EditionPage {
  /** a string: "05", "A01"; of a panorama (通版) both pages, "04-05" */
  readonly id: string;
  /** of a panorama: one file for both pages, or one for each, cut at the fold; "one" for any other page */
  readonly files: "one" | "two";
  /** 版名: 沧海新闻 */
  readonly section: string;
  readonly layout: Layout;
  /** slot of the layout → story */
  readonly stories: ReadonlyMap<string, Story>;
  /** slot of the layout → the story of an earlier page that goes on there */
  readonly continues: ReadonlyMap<string, Continuation>;
  /** slot of the layout → its ad; slots for ads that are not here show the house ad */
  readonly ads?: ReadonlyMap<string, Ad>;
  /** slots whose stories cannot be had; absent when there are none */
  readonly gaps?: readonly Gap[];
  readonly credits: readonly Credit[];
  /** `mono`: printed with black alone; its other plates are empty */
  readonly colour: "colour" | "mono";
  /** whether its file says which; otherwise it goes by its position on the press */
  readonly saysColour?: boolean;
  readonly path: string;
  readonly source: SourceRange;
}

/** One of the papers that an edition's file describes: the edition itself, a zone of it (地方版), a later edition of the day. */
export interface CopyName {
  /** by which it is asked for */
  readonly name: string;
  /** the zone as pages show it, by which it may be asked for, too */
  readonly title?: string;
  readonly zone: string;
  readonly edition: string;
}

/** What a zone shares with the edition that it is a zone of. */
export interface BaseEdition {
  readonly zone: string;
  readonly edition: string;
  /** ids of pages that are made for the edition and are the same in the zone, byte for byte */
  readonly shared: readonly string[];
}

/** An edition, complete: every file it names has been read and checked. */
export interface Edition {
  readonly paper: { readonly name: string; readonly id: string };
  readonly date: IssueDate;
  /** 期号 */
  readonly issue: number;
  /** pages of the day's paper, which may be more than are made here (今日N版) */
  readonly pageCount: number;
  readonly edition: string;
  /** version letter of a page that goes out for the first time: a resent one gets the next */
  readonly version: string;
  /** 版别, for file names: which readers the edition is for; empty when there is only one zone */
  readonly zone: string;
  /** the zone as pages show it; its name when absent */
  readonly zoneTitle?: string;
  /** of a zone, or of a later edition of the day, that shares pages; absent of an edition by itself */
  readonly base?: BaseEdition;
  /** the edition and its zones, the edition first; absent when there are none */
  readonly copies?: readonly CopyName[];
  /** when the edition was closed, as it stands in slugs; empty when nobody said */
  readonly closed: string;
  /** side of the fold on a first page: papers that run from left to right are bound at the left */
  readonly binding: "left" | "right";
  readonly language: string;
  readonly region: "CN" | "TW" | "HK" | "JP" | "KR";
  readonly style: StyleSheet;
  readonly fonts: FontManifest;
  /** the first of the targets */
  readonly press: Press;
  /** every plant that prints the edition, at least one */
  readonly targets: readonly Press[];
  /** names of people, places and institutions that a headline must not split */
  readonly names: readonly string[];
  readonly pages: readonly EditionPage[];
  /** how ads are placed; by the usual rules when absent */
  readonly ads?: AdSettings;
  /** stories that may take the place of others, in the edition's order; absent when there are none */
  readonly standby?: readonly Standby[];
  /** SHA-256 of each input file by path, for the manifest */
  readonly inputs: ReadonlyMap<string, string>;
  readonly path: string;
}

/** The trimmed page and what is inked beyond it. */
export interface PageBoxes {
  readonly trim: Rect;
  readonly bleed: Rect;
}
